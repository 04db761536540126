/**
 * Swagger UI in headless Chromium: what a developer does first. Needs Debian's `chromium` (or CHROMIUM=/path/to/chrome);
 * without one the test says so and is skipped. In CI the browser is installed and the screenshots are kept in artifacts/.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import { type Json, post, serviceFor } from '@activity-scores/shared/testing'
import { chromium, type Page } from 'playwright-core'
import t from 'tap'
import { gateway } from './helpers.js'

const candidates = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = candidates.find((path) => path !== undefined && existsSync(path))
const artifacts = fileURLToPath(new URL('../../../artifacts/', import.meta.url))

const skip = executablePath
  ? false
  : 'no Chromium here: install it (Debian: apt-get install chromium) or set CHROMIUM to its path'

t.test('Swagger UI: open, expand, Execute, see the score', { skip }, async (t) => {
  const app = await gateway(t)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({
    executablePath: executablePath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  t.teardown(() => browser.close())
  const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('requestfailed', (request) => faults.push(`${request.url()} failed`))

  await page.goto(origin)
  t.match(page.url(), /\/docs/, 'the root leads a browser to the docs')
  mkdirSync(artifacts, { recursive: true })
  const [first] = instruments
  t.equal((await execute(page, first?.slug ?? '')).instrument, first?.slug)
  const screened = await execute(page, 'screen', 'screen-nct06464679')
  t.equal(screened.verdict, 'eligible', 'the first screening example')
  await page.screenshot({ path: `${artifacts}swagger-ui.png`, fullPage: false })
  // Each instrument on the pages of its own service, which are the same and load sooner.
  for (const instrument of instruments) {
    const service = await serviceFor(t, instrument)
    await page.goto(await service.listen({ port: 0, host: '127.0.0.1' }))
    const shown = await execute(page, instrument.slug)
    t.equal(shown.status, 'computed', `${instrument.slug}: the first Execute computes`)
    const { request } = instrument.examples[0] ?? {}
    const { json } = await post(app, instrument.slug, request)
    t.same(shown, json, `${instrument.slug}: what is shown is the gateway's answer`)
  }
  t.same(faults, [], 'nothing failed on the page')
})

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
