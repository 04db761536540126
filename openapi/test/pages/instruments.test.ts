/** `/` and `/i/{slug}` in a browser: some instruments on each run, other ones on the next; all in `npm run test:long`. */
import { instruments } from '@activity-scores/services/registry'
import { draws, SEED } from '@activity-scores/shared/testing/drawing'
import { post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { usualGateway } from '../helpers.js'
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

const count = draws(3, instruments.length)
const drawn = instruments.filter((_, i) => (i + SEED) % instruments.length < count)
const isLong = count === instruments.length

t.test('each example, filled in by its name, shows what the API answers', { skip }, async (t) => {
  const app = await usualGateway()
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const page = await open()
  for (const { slug, examples } of drawn) {
    await visit(page, `${origin}/i/${slug}`)
    for (const { name, request } of isLong ? examples : examples.slice(0, 2)) {
      const { json } = await post(app, slug, request)
      await page.locator('.example select').selectOption('')
      await page.locator('.card').waitFor({ state: 'detached' })
      await page.locator('.example select').selectOption(name)
      await page.locator('.card:not(.updating)').waitFor()
      const shown = await page.locator('.card').textContent()
      const expected = json.score?.reported ?? json.text
      t.ok(shown?.includes(expected), `${slug} ${name}: ${expected}`)
      t.ok(shown?.includes(json.text), `${slug} ${name}: the line for a note`)
      t.equal(await page.locator('.criteria tbody tr').count(), json.criteria.length, 'a row for each criterion')
      await page.locator('details.programs summary').click()
      t.same(JSON.parse((await page.locator('details.programs pre').first().textContent()) ?? ''), stripped(request))
      await page.locator('details.programs summary').click()
    }
  }
  t.same(complaints(), [])
})

/** A form leaves out what is null or an empty object; both mean the same to the API. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value)
    .map(([name, inner]) => [name, stripped(inner)] as const)
    .filter(([, inner]) => inner !== null && inner !== undefined)
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

t.test('accessible: axe, targets, no page wider than its window', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const looks = [
    { width: 320, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
    { width: 1280, colorScheme: 'dark' },
    { width: 1280, colorScheme: 'light' },
  ] as const
  for (const [i, { width, colorScheme }] of looks.entries()) {
    const page = await open({ viewport: { width, height: 900 }, colorScheme })
    const here = isLong ? drawn : drawn.slice(i % drawn.length, (i % drawn.length) + 1)
    for (const path of ['/', ...here.map(({ slug }) => `/i/${slug}`)]) {
      await visit(page, origin + path)
      if (path !== '/') {
        await page.locator('.example select').selectOption({ index: 1 })
        await page.locator('.card:not(.updating)').waitFor()
      }
      const name = `${path} at ${width} ${colorScheme}`
      await accessible(t, page, name)
      t.equal(await overhang(page), 0, `${name}: not wider than the window`)
      t.same(await smallTargets(page), [], name)
    }
    await page.close()
  }
  t.same(complaints(), [])
})

t.test('the list is narrowed by what is typed', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open } = await browse(t)
  const page = await open()
  await visit(page, origin)
  await picture(page, 'list')
  t.equal(await page.locator('[data-instrument]:visible').count(), instruments.length)
  await page.locator('#search').fill('das28 sedimentation')
  t.same(await page.locator('[data-instrument]:visible a').allTextContents(), ['DAS28-ESR'])
  t.equal(await page.locator('#found').textContent(), `1 of ${instruments.length} instruments`)
})

// Four looks, each at the list and at one instrument or all of them.
countStates(4 * (1 + (isLong ? instruments.length : 1)))
