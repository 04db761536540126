/**
 * Swagger UI in headless Chromium: what a developer does first. Needs Debian's `chromium-headless-shell` or `chromium` (or
 * CHROMIUM=/path/to/chrome); without one the test says so and is skipped. In CI the browser is installed and the screenshots are kept in artifacts/.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import { CONDITIONS, CORE_SLUGS } from '@activity-scores/shared/contract/instrument'
import { newKey } from '@activity-scores/shared/identity/keys'
import { someOf } from '@activity-scores/shared/testing/drawing'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { gateway } from './helpers.js'
import { browse, skip } from './pages/browser.js'

const artifacts = fileURLToPath(new URL('../../../artifacts/', import.meta.url))

/** A busy machine draws a page of all instruments slowly. */
const LOADED_MS = 180_000

/** One of the instruments on each run, another one on the next; `npm run test:long` opens the pages of all. */
const drawn = someOf(instruments, 1)

/** To open one of these takes ten seconds: another one on the next run. */
const large = someOf(['everything', 'panel', 'screen'], 1)

const SCREEN_PX = 900

/** What is not one instrument, and all of it. */
const OTHERS = 'Panel, screening, catalogue, health'
const EVERYTHING = 'Everything (slow to open)'
/** As the document has them. */
const ordered = [...CORE_SLUGS, ...Object.keys(CONDITIONS)].flatMap((name) =>
  instruments.filter(({ slug, condition }) => slug === name || (condition === name && !CORE_SLUGS.includes(slug))),
)

async function opened(t: Test): Promise<Page> {
  const { open } = await browse(t)
  const page = await open({ viewport: { width: 1280, height: 1600 } })
  page.setDefaultTimeout(LOADED_MS)
  return page
}

t.test('Swagger UI: open, expand, Execute, see the score', { skip }, async (t) => {
  const app = await gateway(t)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const page = await opened(t)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('requestfailed', (request) => {
    // What a page that is left had not loaded yet, such as its icon, is given up by the browser.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`${request.url()} failed`)
  })

  await page.goto(origin)
  await page.locator('header.site a[href="/docs"]').click()
  t.match(page.url(), /\/docs/, 'the first page leads to the docs')
  mkdirSync(artifacts, { recursive: true })
  t.equal((await execute(page, 'das28-esr')).score.reported, '3.81', 'the first Execute of the first page')
  t.ok((await fromHeadToExecute(page)) < SCREEN_PX, 'Execute stands within one screen of the head of the operation')
  await page.screenshot({ path: `${artifacts}swagger-ui.png`, fullPage: false })
  for (const instrument of drawn) {
    await page.goto(`${origin}/docs?${new URLSearchParams({ 'urls.primaryName': instrument.title })}`)
    const shown = await execute(page, instrument.slug)
    t.equal(shown.status, 'computed', `${instrument.slug}: the first Execute computes`)
    const { request } = instrument.examples[0] ?? {}
    const { json } = await post(app, instrument.slug, request)
    t.same(shown, json, `${instrument.slug}: what is shown is the gateway's answer`)
  }
  if (large.some((name) => name !== 'everything'))
    await page.goto(`${origin}/docs?urls.primaryName=${encodeURIComponent(OTHERS)}`)
  if (large.includes('panel')) t.equal((await execute(page, 'panel')).results['das28-esr'].status, 200)
  if (large.includes('screen'))
    t.equal((await execute(page, 'screen', 'screen-nct06464679')).verdict, 'eligible', 'the first screening example')
  t.same(faults, [], 'nothing failed on the page')
})

t.test('Swagger UI: one instrument opens in a third of the time that everything takes', { skip }, async (t) => {
  const app = await gateway(t)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const page = await opened(t)
  // Made at the first look at them: no page is to wait for it.
  for (const path of ['/openapi.json', '/v1/instruments/das28-esr/openapi.json']) await app.inject(path)
  const times: Record<'one' | 'all', number[]> = { one: [], all: [] }
  // The first also waits for the browser to compile what every page runs.
  const looks = large.includes('everything') ? (['one', 'all', 'one'] as const) : (['one'] as const)
  for (const name of looks) {
    const began = performance.now()
    const primary = name === 'one' ? 'DAS28-ESR' : EVERYTHING
    await page.goto(`${origin}/docs?urls.primaryName=${encodeURIComponent(primary)}`)
    await page.locator('#operations-das28-esr-das28-esr').waitFor()
    times[name].push(performance.now() - began)
  }
  const [one, all] = [Math.min(...times.one), Math.min(...times.all)]
  if (all !== Number.POSITIVE_INFINITY) t.ok(one <= all / 3, `${Math.round(one)} ms beside ${Math.round(all)} ms`)
  const names = await page.locator('#select option').allTextContents()
  t.same(names, [...ordered.map(({ title }) => title), OTHERS, EVERYTHING], 'the selector has each, everything last')
})

t.test('Swagger UI: where callers are asked who they are, Authorize takes a key', { skip }, async (t) => {
  const [key, entry] = newKey('reader', ['compute'])
  const file = join(mkdtempSync(join(tmpdir(), 'identity-')), 'keys.json')
  writeFileSync(file, JSON.stringify({ keys: [entry] }))
  const app = await gateway(t, { AUTH: 'api-key', AUTH_KEYS_FILE: file })
  const page = await opened(t)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  await page.goto(`${origin}/docs?urls.primaryName=CDAI`)
  t.equal((await execute(page, 'cdai')).code, 'unauthenticated')
  for (const [i, scheme] of ['apiKey', 'bearer'].entries()) {
    // What was given before is forgotten.
    if (i > 0) await page.reload()
    await page.locator('.btn.authorize').first().click()
    const shown = page.locator('.auth-container').filter({ hasText: scheme })
    await shown.locator('input').fill(key)
    await shown.locator('button.authorize').click()
    await page.locator('.btn-done').first().click()
    t.equal((await execute(page, 'cdai')).status, 'computed', scheme)
  }
})

/** How far below its head the button stands, in pixels. */
async function fromHeadToExecute(page: Page): Promise<number> {
  const operation = page.locator('#operations-das28-esr-das28-esr')
  await operation.locator('.opblock-summary-control').click()
  const [head, button] = [await operation.boundingBox(), await operation.locator('button.execute').boundingBox()]
  return button && head ? button.y - head.y : Number.POSITIVE_INFINITY
}

/** Expands the operation, presses Execute with what is filled in, and reads the answer shown. */
async function execute(page: Page, tag: string, id: string = tag): Promise<Json> {
  const operation = page.locator(`#operations-${tag}-${id}`)
  await operation.locator('.opblock-summary-control').click()
  await operation.locator('button.execute').click()
  const body = operation.locator('.live-responses-table .response-col_description .highlight-code code').first()
  await body.waitFor()
  await body.scrollIntoViewIfNeeded()
  const answer = JSON.parse((await body.textContent()) ?? '')
  await operation.locator('.opblock-summary-control').click()
  return answer
}
