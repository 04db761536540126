/** States of a page: empty, bounds, refused, a key is asked for, too much, no answer, and a slow answer that came too late. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newKey } from '@activity-scores/shared/identity/keys'
import type { Page } from 'playwright-core'
import t from 'tap'
import { gateway } from '../helpers.js'
import { accessible, browse, countStates, picture, skip, usualOrigin, visit } from './browser.js'

const type = (page: Page, path: string, text: string): Promise<void> => page.locator(`[name="${path}"]`).fill(text)

const card = (page: Page) => page.locator('.card:not(.updating)')

t.test('nothing entered, entered in part, computed, refused', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/i/das28-esr`)
  t.equal(await page.locator('.card').count(), 0, 'an untouched page shows no number and no category')
  t.match(await page.locator('.result').textContent(), /Nothing entered yet/)
  const stops = await page.evaluate(
    `[...document.querySelectorAll('a, button, input, select')].findIndex((each) => each.matches('main input'))`,
  )
  t.ok(Number(stops) < 15, `${stops} tab stops before the first field`)

  await type(page, 'tenderJointCount28', '4')
  await type(page, 'swollenJointCount28', '5')
  await type(page, 'esr/value', '7')
  await page.locator('.bounds').first().waitFor()
  await card(page).waitFor()
  t.match(await card(page).textContent(), /Not computable.*not determined.*possible 3\.11 to 4\.51/s)
  t.match(await card(page).textContent(), /Could be: Low disease activity, Moderate disease activity/)
  t.match(await page.locator('.missing').textContent(), /Patient global assessment/)

  await type(page, 'patientGlobal/value', '50')
  await page.locator('[name="patientGlobal/unit"]').selectOption('mm')
  await page.locator('.score').waitFor()
  t.equal(await page.locator('.score').textContent(), '3.81', 'rheumtools, the published patient')
  t.match(await page.locator('.criteria').textContent(), /met.*DAS28-ESR > 3\.2/s)
  await picture(page, 'das28-esr')

  await type(page, 'esr/value', '400')
  await type(page, 'tenderJointCount28', '4,5,6')
  await page.locator('button.main').click()
  await page.locator('.fault').first().waitFor()
  t.equal(await page.locator('.card').count(), 0, 'no number of an earlier input beside a refusal')
  t.match(await page.locator('#f-esr_value-fault').textContent(), /Send a number from 0 to 300 mm\/h/)
  t.match(await page.locator('#f-tenderJointCount28-fault').textContent(), /Send a number from 0 to 28/)
  await page.locator('#f-tenderJointCount28:focus').waitFor()
  await accessible(t, page)
  await picture(page, 'refused')
  await page.locator('#faults button').nth(1).click()
  await page.locator('#f-esr_value:focus').waitFor()
  t.same(complaints(), [])
})

t.test('a comma is a decimal sign; what may be thousands is refused', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/i/crcl`)
  await type(page, 'creatinine/value', '1,2')
  t.equal(await page.locator('.read').textContent(), 'read as 1.2')
  await type(page, 'creatinine/value', '1,250')
  await page.locator('#f-creatinine_value-fault').waitFor()
})

t.test('the server is gone, and comes back', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/i/cdai`)
  await page.locator('.example select').selectOption({ index: 1 })
  await card(page).waitFor()
  await page.route('**/v1/cdai', (route) => route.abort())
  await type(page, 'tenderJointCount28', '9')
  await page.locator('.alert').waitFor()
  t.match(await page.locator('.alert').textContent(), /does not answer. What is shown below is of \d/)
  t.equal(await page.locator('.old .card').count(), 1, 'the last answer stays, marked as old')
  await accessible(t, page)
  await page.unroute('**/v1/cdai')
  await page.locator('.alert button').click()
  await page.locator('.alert').waitFor({ state: 'detached' })
  t.equal(await page.locator('.old').count(), 0)
})

t.test('a server that never answers: said after a while, and asked again', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open } = await browse(t)
  const page = await open()
  await page.clock.install()
  await visit(page, `${origin}/i/cdai`)
  await page.locator('.example select').selectOption({ index: 1 })
  await page.clock.runFor(1000)
  await card(page).waitFor()
  const silent = () => undefined
  await page.route('**/v1/cdai', silent)
  const asked = page.waitForRequest('**/v1/cdai')
  await type(page, 'tenderJointCount28', '9')
  await page.clock.runFor(1000)
  await asked
  await page.locator('.card.updating').waitFor()
  await page.clock.runFor(25_000)
  await page.locator('.alert', { hasText: 'does not answer. What is shown below is of' }).waitFor()
  t.equal(await page.locator('.old .card').count(), 1, 'what belongs to other values is marked as old')
  await page.unroute('**/v1/cdai', silent)
  await page.locator('.alert button').click()
  await page.locator('.alert').waitFor({ state: 'detached' })
  t.equal(await page.locator('.old').count(), 0)

  const parts = '**/v1/instruments/**'
  await page.route(parts, (route) => route.fulfill({ status: 503 }))
  await page.goto(`${origin}/visit/ra`)
  await page.locator('main .alert', { hasText: 'does not answer' }).waitFor()
  t.equal(await page.locator('main [aria-busy]').count(), 0, 'nothing seems to be loading')
  await page.unroute(parts)
  await page.locator('main .alert button').click()
  await page.locator('main[data-ready]').waitFor()
})

t.test('a slow answer never replaces a newer one', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/i/cdai`)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let asked = 0
  await page.route('**/v1/cdai', async (route) => {
    if (asked++ > 0) return route.continue()
    await held
    // It may have been given up meanwhile.
    return route.continue().catch(() => undefined)
  })
  const first = page.waitForRequest('**/v1/cdai')
  const left = page.waitForEvent('requestfailed')
  await type(page, 'tenderJointCount28', '1')
  await first
  for (const [path, text] of [
    ['tenderJointCount28', '3'],
    ['swollenJointCount28', '2'],
    ['patientGlobal/value', '1'],
    ['physicianGlobal/value', '1'],
  ] as const)
    await type(page, path, text)
  for (const path of ['patientGlobal/unit', 'physicianGlobal/unit'])
    await page.locator(`[name="${path}"]`).selectOption('cm')
  await page.locator('.score').waitFor()
  t.equal((await left).failure()?.errorText, 'net::ERR_ABORTED', 'the older question is given up')
  release()
  await page.evaluate('new Promise((done) => setTimeout(done, 50))')
  t.equal(await page.locator('.score').textContent(), '7.0', '3 + 2 + 1 + 1')
})

t.test('too many requests: waits as long as it is told', { skip }, async (t) => {
  const app = await gateway(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '2' })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const { open } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/i/cdai`)
  await type(page, 'tenderJointCount28', '1')
  await card(page).waitFor()
  await page.route('**/v1/cdai', (route) => route.fulfill({ status: 429, headers: { 'retry-after': '2' } }), {
    times: 1,
  })
  await type(page, 'tenderJointCount28', '2')
  await page.locator('.alert').waitFor()
  t.match(await page.locator('.alert').textContent(), /Asked again in \d s/)
  await page.locator('.alert').waitFor({ state: 'detached' })
})

t.test(
  'where callers are asked who they are, the page asks for a key and keeps it in memory alone',
  { skip },
  async (t) => {
    const [key, entry] = newKey('reader', ['compute'])
    const file = join(mkdtempSync(join(tmpdir(), 'identity-')), 'keys.json')
    writeFileSync(file, JSON.stringify({ keys: [entry] }))
    const app = await gateway(t, { AUTH: 'api-key', AUTH_KEYS_FILE: file })
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    const { open } = await browse(t)
    const page = await open()
    await visit(page, `${origin}/i/cdai`)
    await type(page, 'tenderJointCount28', '1')
    await page.locator('#key').fill(key)
    await accessible(t, page)
    await page.locator('.alert button').click()
    await card(page).waitFor()
    const kept = await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie].join()')
    t.equal(kept, '0,0,', 'nothing is stored')
    await page.reload()
    await page.locator('main[data-ready]').waitFor()
    await type(page, 'tenderJointCount28', '1')
    await page.locator('#key').waitFor()
    t.equal(await page.locator('#key').inputValue(), '', 'a new page asks again')
  },
)

countStates(3)
