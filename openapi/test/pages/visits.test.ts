/** Visit pages in a browser: the same visit by mouse, by keyboard alone, in the table and on a touch screen. */
import { readFileSync } from 'node:fs'
import { draws, SEED } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import {
  accessible,
  browse,
  countStates,
  overhang,
  picture,
  skip,
  smallTargets,
  usualOrigin,
  visit,
} from './browser.js'
import { field, holds, joint, measures, onTouch, score } from './rheumatoid-visit.js'

const TENDER = ['L-MCP2', 'L-MCP3', 'R-WRI', 'R-PIP2']
const SWOLLEN = ['L-MCP2', 'R-WRI', 'R-KNE']

t.test(
  'RA: nothing examined is "not examined"; a range until the rest is declared; then the scores',
  { skip },
  async (t) => {
    const origin = await usualOrigin()
    const { open, complaints } = await browse(t)
    const page = await open()
    await visit(page, `${origin}/visit/ra`)
    t.equal(
      await page.locator('.score, .category, .bounds').count(),
      0,
      'an untouched page shows no count and no category',
    )
    t.match(await score(page, 'joint-counts').textContent(), /not examined/)
    await accessible(t, page)

    await page.locator('input[name="=mode"]').nth(0).check()
    for (const id of TENDER) await joint(page, id).click()
    await page.locator('input[name="=mode"]').nth(1).check()
    for (const id of SWOLLEN) await joint(page, id).click()
    // A range while others are open.
    const counts = score(page, 'joint-counts').locator('.headline')
    await counts.filter({ hasText: /TJC28 4 to \d+, SJC28 3 to \d+/ }).waitFor()
    await page.locator('.declare input').check()
    await measures(page)
    await holds(t, page, 'mouse')
    await picture(page, 'visit-ra')
    await accessible(t, page)
    const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)
    t.equal(pages?.length, 1, 'a visit fits one A4 page')

    await joint(page, 'L-MCP2').focus()
    await page.keyboard.press('n')
    await page.locator('[data-joint="L-MCP2"][aria-label*="annot be assessed"]').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await holds(t, page, 'undone')
    t.same(complaints(), [])
  },
)

t.test('RA by keyboard alone', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/visit/ra`)
  const focused = (): Promise<string> =>
    page.evaluate(
      `document.activeElement.dataset.joint ?? document.activeElement.name ?? document.activeElement.textContent`,
    )
  const tabTo = async (wanted: RegExp): Promise<void> => {
    for (let stops = 0; stops < 60 && !wanted.test(await focused()); stops++) await page.keyboard.press('Tab')
    t.match(await focused(), wanted)
  }
  /** Arrows toward a joint until it has the focus. */
  const goTo = async (id: string): Promise<void> => {
    for (let steps = 0; steps < 40 && (await focused()) !== id; steps++) {
      const key = await page.evaluate(`(() => {
        const at = (id) => { const { cx, cy } = document.querySelector('[data-joint="' + id + '"] .ring'); return [cx.baseVal.value, cy.baseVal.value] }
        const [x, y] = at(document.activeElement.dataset.joint), [tx, ty] = at(${JSON.stringify(id)})
        return Math.abs(tx - x) > Math.abs(ty - y) ? (tx > x ? 'ArrowRight' : 'ArrowLeft') : (ty > y ? 'ArrowDown' : 'ArrowUp')
      })()`)
      await page.keyboard.press(String(key))
    }
    t.equal(await focused(), id)
  }
  await tabTo(/allOtherJoints/)
  await page.keyboard.press('Space')
  for (const [first, ids] of [
    [/^R-WRI/, ['R-WRI', 'R-PIP2']],
    [/^R-TMJ/, ['R-KNE']],
    [/^L-WRI/, ['L-MCP2', 'L-MCP3']],
  ] as const) {
    await tabTo(first)
    for (const id of ids) {
      await goTo(id)
      if (TENDER.includes(id)) await page.keyboard.press('t')
      if (SWOLLEN.includes(id)) await page.keyboard.press('s')
    }
  }
  for (const [path, text] of [
    [/^esr\/value$/, '28'],
    [/^crp\/value$/, '12'],
    [/^patientGlobal\/value$/, '45'],
    [/^physicianGlobal\/value$/, '30'],
    [/^baseline\/das28Esr$/, '5.10'],
  ] as const) {
    await tabTo(path)
    await page.keyboard.type(text)
  }
  await holds(t, page, 'keyboard')
})

t.test('RA in the table, and on a touch screen', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/visit/ra`)
  await page.getByRole('button', { name: 'As a table' }).click()
  const names: Readonly<Record<string, string>> = JSON.parse(
    await page.evaluate(
      `fetch('/v1/instruments/joint-counts').then((reply) => reply.json()).then(({ requestSchema }) =>
        JSON.stringify(Object.fromEntries(Object.entries(requestSchema.properties.joints.properties).map(([id, { title }]) => [id, title]))))`,
    ),
  )
  for (const id of TENDER) await page.getByLabel(`${names[id]}: Tender`, { exact: true }).check()
  for (const id of SWOLLEN) await page.getByLabel(`${names[id]}: Swollen`, { exact: true }).check()
  await page.locator('.declare input').check()
  await measures(page)
  await holds(t, page, 'table')
  await accessible(t, page)

  const small = await open({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  })
  await visit(small, `${origin}/visit/ra`)
  await onTouch(small, TENDER, 0)
  await onTouch(small, SWOLLEN, 1)
  await small.locator('.declare input').tap()
  await measures(small)
  await holds(t, small, 'touch')
  await picture(small, 'visit-ra-390')
  await accessible(t, small)
  t.equal(await overhang(small), 0)
  t.same(complaints(), [])
})

/** The narrowest and the widest on each run, and one between. */
const BETWEEN = [390, 700, 960]
const widths = draws(0, 1) === 1 ? [320, ...BETWEEN, 1280] : [320, BETWEEN[SEED % 3] ?? 390, 1280]

t.test('joints are large enough and far enough apart, at every width', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open } = await browse(t)
  const page = await open()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await visit(page, `${origin}/visit/ra`)
    t.equal(await overhang(page), 0, `${width}`)
    t.same(await smallTargets(page), [], `${width}`)
    const regions = await page.locator('input[name="=region"]').count()
    for (let i = 0; i < Math.max(1, regions); i++) {
      if (regions > 0) await page.locator('input[name="=region"]').nth(i).check()
      const [least = 0, nearest = 0] = (await page.evaluate(`(() => {
        const rings = [...document.querySelectorAll('[data-joint] .ring')].map((each) => each.getBoundingClientRect())
        const middle = ({ left, top, width }) => [left + width / 2, top + width / 2]
        const far = rings.flatMap((a, i) => rings.slice(i + 1).map((b) => Math.hypot(middle(a)[0] - middle(b)[0], middle(a)[1] - middle(b)[1])))
        return [Math.min(...rings.map(({ width }) => width)), Math.min(...far)]
      })()`)) as readonly number[]
      t.ok(least >= 24, `${width} px, region ${i}: rings of ${least.toFixed(1)} px`)
      t.ok(nearest >= 24, `${width} px, region ${i}: ${nearest.toFixed(1)} px apart`)
    }
  }
})

t.test('the visits are kept where the user said so, and nowhere else', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/visit/ra`)
  const stored = () => page.evaluate('indexedDB.databases().then((all) => all.length)')
  t.equal(await stored(), 0)
  await page.locator('#date').fill('2026-01-05')
  await page.locator('.declare input').check()
  await joint(page, 'L-KNE').click()
  await measures(page)
  await score(page, 'das28-esr').locator('.score').waitFor()
  const downloaded = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the visits' }).click()
  const file = await (await downloaded).path()
  const saved = JSON.parse(readFileSync(file, 'utf8'))
  t.equal(saved.visits[0].date, '2026-01-05')

  await page.reload()
  await page.locator('main[data-ready]').waitFor()
  t.equal(await field(page, 'esr/value').inputValue(), '', 'nothing is kept that was not asked for')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.locator('.keeping li').waitFor()
  t.match(await page.locator('.keeping li').textContent(), /2026-01-05: DAS28-ESR \d/)
  t.not(await field(page, 'baseline/das28Esr').inputValue(), '', 'the earlier score is taken over')
  await measures(page)
  await page.locator('.declare input').check()
  await joint(page, 'R-KNE').click()
  await page.locator('.trend').first().locator('circle').nth(1).waitFor()
  t.equal(await page.locator('.joint .earlier').count(), 1, 'the joint of the last visit has its ring')
  await accessible(t, page)
  await picture(page, 'visit-ra-earlier')

  await page.getByLabel('Keep on this device').check()
  await page.locator('.keeping .note').waitFor()
  await page.reload()
  await page.locator('.keeping li').waitFor()
  t.equal(await field(page, 'esr/value').inputValue(), '28', 'kept where that was asked for')
  await page.getByRole('button', { name: 'Erase' }).click()
  await page.waitForFunction('new Promise((done) => setTimeout(() => done(true), 100))')
  await page.reload()
  await page.locator('main[data-ready]').waitFor()
  t.equal(await page.locator('.keeping li').count(), 0)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"visits":1}') })
  await page.locator('.keeping .fault').waitFor()
  t.same(complaints(), [])
})

t.test('SSc, myositis and Sjögren visits', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/visit/ssc`)
  const site = page.locator('.skin-site[role=button]')
  t.equal(await site.count(), 17)
  await site.first().focus()
  await page.keyboard.press('2')
  await site.nth(3).click()
  const [behind] = await page.locator('svg[aria-hidden] .skin-site', { hasText: '0' }).all()
  await behind?.click()
  t.match(await site.nth(3).getAttribute('aria-label'), /grade 1 mild/, 'the back is the same site')
  // 2 + 1, and 15 sites of 0 to 3.
  await score(page, 'mrss').locator('.bounds', { hasText: 'possible 3 to 48' }).waitFor()
  await page.getByRole('button', { name: 'Other 15 sites' }).click()
  await score(page, 'mrss').locator('.score').waitFor()
  t.equal(await score(page, 'mrss').locator('.score').textContent(), '3')
  await field(page, 'fvcPercentPredicted/value').fill('70')
  await field(page, 'baseline/fvcPercentPredicted/value').fill('80')
  await score(page, 'ild-progression').locator('details summary').click()
  await score(page, 'ild-progression').locator('.state.met').first().waitFor()
  t.match(
    await score(page, 'ild-progression').textContent(),
    /met.*Relative FVC decline >= 10 %/s,
    '10 of 80 is 12.5 %',
  )
  await accessible(t, page)
  await picture(page, 'visit-ssc')

  await visit(page, `${origin}/visit/myositis`)
  await field(page, 'mode').selectOption({ label: 'both sides' })
  t.equal(await page.locator('.muscles [role=radiogroup]').count(), 15)
  t.equal(await page.locator('[name="grades/neckFlexors"]').count(), 13, 'not examined, 0 to 10, a trace')
  for (const name of ['neckFlexors', 'deltoidRight', 'deltoidLeft'])
    await page.locator(`[name="grades/${name}"][value="7"]`).check()
  await page.getByRole('button', { name: 'Other 12 muscles' }).click()
  await score(page, 'mmt8').locator('.score').waitFor()
  t.equal(await score(page, 'mmt8').locator('.score').textContent(), '141', '3 of 7 and 12 of 10')
  t.match(await score(page, 'myositis-tis').textContent(), /no earlier visit entered/)
  await accessible(t, page)
  await picture(page, 'visit-myositis')

  await visit(page, `${origin}/visit/sjogren`)
  for (const [name, value] of [
    ['dryness', '6'],
    ['fatigue', '3'],
    ['limbPain', '6'],
  ] as const) {
    await field(page, name).fill(value)
  }
  // The mean of the three.
  await score(page, 'esspri').locator('.score', { hasText: '5' }).waitFor()
  t.match(await score(page, 'essdai').textContent(), /not examined/)
  await accessible(t, page)
  await picture(page, 'visit-sjogren')
  t.same(complaints(), [])
})

countStates(8)
