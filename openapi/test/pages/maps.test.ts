/** The maps beside the schemas that hint at them, and the data of visit pages beside the instruments. */
import { readFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import { catalogueEntry } from '@activity-scores/shared/document/catalogue'
import '@activity-scores/shared/testing/patience'
import t from 'tap'
import { VISITS } from '../../src/files/paths.js'
import { JOINTS } from '../../web/maps/joints.js'
import type { Entry } from '../../web/model/catalogue.js'
import { declineRows, type Point, pointsOf, runsOf, type SeriesAnswer, seriesOf } from '../../web/model/course.js'
import { poolOf, sectionsOf, type VisitPlan } from '../../web/model/visits.js'
import { usualGateway } from '../helpers.js'

const entryOf = (slug: string): Entry => {
  const instrument = instruments.find((each) => each.slug === slug)
  if (!instrument) throw new Error(slug)
  return catalogueEntry(instrument) as Entry
}

t.test('every joint of the schema has a place, and every place a joint; 28 of them are of the 28', async (t) => {
  const { joints } = entryOf('joint-counts').requestSchema.properties ?? {}
  t.same(JOINTS.map(({ id }) => id).sort(), Object.keys(joints?.properties ?? {}).sort())
  t.equal(JOINTS.length, 68)
  t.equal(JOINTS.filter(({ isOf28 }) => isOf28).length, 28)
})

const plans = JSON.parse(readFileSync(VISITS, 'utf8')) as Readonly<Record<string, VisitPlan>>
const LABELS = { yes: 'yes', no: 'no' }
const DAY = { language: 'en', date: '2026-11-30' }

t.test('visits: every instrument and field that is named is there', async (t) => {
  t.same(Object.keys(plans), ['ra', 'ssc', 'myositis', 'sjogren'])
  for (const [name, plan] of Object.entries(plans)) {
    const entries = plan.instruments.map(entryOf)
    const sections = sectionsOf(plan, entries, LABELS)
    t.equal(sections.length, plan.sections.length, name)
    t.ok(plan.trend.every((slug) => plan.instruments.includes(slug)))
    t.same(poolOf(sections, entries, {}, DAY).instruments, [], `${name}: nothing entered asks for nothing`)
  }
})

t.test('a measure is typed once: what compares visits takes today from today', async (t) => {
  const plan = plans['ssc'] as VisitPlan
  const entries = plan.instruments.map(entryOf)
  const sections = sectionsOf(plan, entries, LABELS)
  const today = { 'fvcPercentPredicted/value': '70', 'fvcPercentPredicted/unit': '%' }
  const earlier = {
    'baseline/fvcPercentPredicted/value': '80',
    'baseline/fvcPercentPredicted/unit': '%',
    'baseline/date': '2026-01-05',
  }
  const alone = poolOf(sections, entries, today, DAY)
  t.same(alone.instruments, ['pft-involvement'])
  t.same(alone.input, { fvcPercentPredicted: { value: 70, unit: '%' } })
  const both = poolOf(sections, entries, { ...today, ...earlier }, DAY)
  t.same(both.instruments, ['ild-progression', 'pft-involvement'])
  t.same(both.input['followUp'], { fvcPercentPredicted: { value: 70, unit: '%' }, date: '2026-11-30' })
  t.same(
    poolOf(sections, entries, { 'baseline/date': '2026-01-05' }, DAY).instruments,
    [],
    'a day alone compares nothing',
  )
})

t.test('visits of every page are a series that the server takes, whatever was entered', async (t) => {
  const app = await usualGateway()
  const entered: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ra: { allOtherJoints: '"absent"', 'esr/value': '7', 'esr/unit': 'mm/h', 'baseline/das28Esr': '5.1' },
    ssc: {
      'sites/face': '1',
      'fvcPercentPredicted/value': '70',
      'fvcPercentPredicted/unit': '%',
      'baseline/total': '9',
    },
    myositis: { mode: '"unilateral"', 'grades/neckFlexors': '10', 'baseline/mmt8Bilateral': '120' },
    sjogren: { dryness: '6', 'baseline/dryness': '7' },
  }
  for (const [name, plan] of Object.entries(plans)) {
    const entries = plan.instruments.map(entryOf)
    const sections = sectionsOf(plan, entries, LABELS)
    const days = Array.from({ length: 120 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10))
    const visits = days.map((date) => ({
      date,
      asked: poolOf(sections, entries, entered[name] ?? {}, { language: 'en', date }),
    }))
    t.equal(seriesOf(visits.slice(0, 1), entries), undefined, 'one visit is no series')
    const body = seriesOf(visits, entries)
    t.equal(body?.visits.at(-1)?.date, days.at(-1), `${name}: the last visits are those that fit`)
    const reply = await app.inject({ method: 'POST', url: '/v1/panel/series', payload: body as object })
    t.equal(reply.statusCode, 200, name)
    const answer = reply.json<SeriesAnswer>()
    for (const slug of plan.trend)
      if (body?.instruments.includes(slug))
        t.equal(pointsOf(answer, slug).length, body.visits.length, `${name} ${slug}`)
    for (const each of plan.declines ?? []) {
      const rows = declineRows(visits, each)
      const batch = await app.inject({ method: 'POST', url: `/v1/${each.instrument}/batch`, payload: rows })
      t.ok(batch.json<readonly { readonly status: number }[]>().every(({ status }) => status === 200))
    }
  }
})

t.test('a line joins neighbours that are known and comparable, and never crosses a gap', async (t) => {
  const point = (value: number | null, isComparable = true): Point => ({ date: '', value, bounds: null, isComparable })
  t.same(runsOf([point(1, false), point(2), point(null), point(3), point(4)]), [
    [0, 1],
    [3, 4],
  ])
  t.same(runsOf([point(1), point(2, false)]), [], 'of two forms of a score')
  t.same(runsOf([]), [])
})
