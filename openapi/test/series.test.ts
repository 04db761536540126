/** Visits of one patient: each as on its own route, what changed between them, and the answers of what compares visits. */
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import { Comparison, comparesVisits } from '@activity-scores/shared/engine/series/comparison'
import { type Json, matches } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { usualGateway } from './helpers.js'
import { DAYS, nothing, ofOnePerson, post, published, visits, withoutEsr } from './visits.js'

const ofOneVisit = instruments.filter((instrument) => !comparesVisits(instrument))
const compared = instruments.filter(({ changes = [] }) => changes.length > 0)

t.test('DAS28 at three visits: differences, bounds where it is open, and the EULAR response', async (t) => {
  const app = await usualGateway()
  const { json } = await post(app, 'das28-esr/series', visits(published, nothing, withoutEsr))
  t.same(
    json.visits.map(({ date, status, result }: Json) => [date, status, result.status]),
    [
      [DAYS[0], 200, 'computed'],
      [DAYS[1], 200, 'computed'],
      [DAYS[2], 200, 'not_computable'],
    ],
  )
  const [first, second, third] = json.changes
  t.same([first.from, first.to, first.since, first.days], [DAYS[0], DAYS[1], ['first', 'previous'], 91])
  matches(t, first.score, { value: -3.808236138039, reported: '-3.81', bounds: null }, 'difference') // das28-01-pub
  // Improved by more than 1.2 to at most 3.2.
  t.equal(first.measures['eular-response'].result.category.code, 'good')
  t.same([second.since, third.since], [['first'], ['previous']])
  // Without its ESR the visit is at least what is left: 0.7 ln 7 less than the same visit with it.
  matches(
    t,
    second.score,
    { value: null, reported: null, bounds: { lower: -0.7 * Math.log(7), upper: null } },
    'bounds',
  )
  t.same(second.reasons, [`not_computed:${DAYS[2]}`])
  t.same(second.measures, { 'eular-response': { reasons: [`not_computed:${DAYS[2]}`] } }, 'nothing open is handed on')
})

t.test('visits of two patients are refused, and what only one visit says of the person is not', async (t) => {
  const app = await usualGateway()
  const kidney = (person: object) => ({ creatinine: { value: 1, unit: 'mg/dL' }, ...person })
  const send = async (...people: readonly object[]) =>
    post(app, 'egfr-ckd-epi-2021/series', visits(...people.map(kidney)))
  for (const [one, other, at] of [
    [{ age: 40, sex: 'male' }, { age: 40, sex: 'female' }, 'sex'],
    [{ age: 40, sex: 'male' }, { age: 30, sex: 'male' }, 'age'],
    [{ birthDate: '1980-02-01', sex: 'male' }, { birthDate: '1950', sex: 'male' }, 'birthDate'],
    [{ birthDate: '1950-02-01', sampleDate: DAYS[0], sex: 'male' }, { age: 20, sex: 'male' }, 'age'],
  ] as const) {
    const { status, json } = await send(one, other)
    t.same([status, json.errors?.map(({ pointer }: Json) => pointer)], [422, [`/visits/1/input/${at}`]], at)
  }
  const aged = await send({ age: 40, sex: 'male' }, { age: 60, sex: 'male' })
  t.match([aged.status, aged.json.errors[0].pointer], [422, '/visits/1/input/age'], 'nobody grows twenty years older')
  const days = ['1980-02-01', '1980', '1980-03-01'].map((birthDate) => ({ birthDate, sex: 'male' }))
  const three = await send(...days)
  t.same([three.status, three.json.errors?.[0].pointer], [422, '/visits/2/input/birthDate'], 'a year between two days')
  for (const [one, other] of [
    [
      { age: 40, sex: 'male' },
      { age: 41, sex: 'male' },
    ],
    [
      { birthDate: '1980-02-01', sex: 'male' },
      { birthDate: '1980', sex: 'male' },
    ],
    [{ age: 40, sex: 'male' }, { sex: null }],
    [
      { birthDate: '1980-06-01', sampleDate: DAYS[0], sex: 'male' },
      { age: 45, sex: 'male' },
    ],
  ] as const)
    t.equal((await send(one, other)).status, 200)
})

t.test('a worse visit: the difference has its sign, and there is no response', async (t) => {
  const { json } = await post(await usualGateway(), 'das28-esr/series', visits(nothing, published))
  matches(t, json.changes[0].score, { value: 3.808236138039, reported: '3.81' }, 'rise')
  t.equal(json.changes[0].measures['eular-response'].result.category.code, 'none')
})

t.test('what other instruments compare', async (t) => {
  const app = await usualGateway()
  const change = async (slug: string, ...inputs: readonly unknown[]) =>
    (await post(app, `${slug}/series`, visits(...inputs))).json.changes[0]
  const sites = (grade: number, more: number) => {
    const names = Object.keys(
      alternatives(inputSchemaOf(find('mrss').request).properties?.['sites'] ?? {})[0]?.properties ?? {},
    )
    t.equal(names.length, 17)
    return { sites: Object.fromEntries(names.map((name, i) => [name, i < more ? grade + 1 : grade])) }
  }
  const skin = await change('mrss', sites(1, 3), sites(1, 6))
  matches(t, skin.score, { value: 3, reported: '3' }, 'mRSS 20 to 23')
  matches(t, skin.measures['mrss-change'].result.details, { absoluteChange: 3, percentChange: 15 }, 'mRSS') // mrss-change-04
  const percent = (value: number) => ({ fvcPercentPredicted: { value, unit: '%' } })
  const lung = await change('pft-involvement', percent(80), percent(72))
  matches(t, lung.measures['ild-progression'].result.details, { fvcRelativeDecline: 10 }, 'FVC') // omeract-07
  t.equal(lung.score, null)
  const globals = { patientGlobal: { value: 5, unit: 'cm' }, physicianGlobal: { value: 5, unit: 'cm' } }
  const cdai = await change(
    'cdai',
    { ...globals, tenderJointCount28: 15, swollenJointCount28: 15 },
    { ...globals, tenderJointCount28: 5, swollenJointCount28: 5 },
  )
  // 40 to 20 is 50 %: at least the 50 % of a minor response and less than the 70 % of a moderate one.
  matches(t, cdai.score, { value: -20, reported: '-20.0' }, 'CDAI')
  t.equal(cdai.measures['index-response'].result.category.code, 'minor')
})

const find = (slug: string): Instrument => instruments.find((each) => each.slug === slug) as Instrument

t.test('scores of different forms are not subtracted, nor values that are one of several', async (t) => {
  const app = await usualGateway()
  const threeVariables = { ...withoutEsr, esr: published.esr, variant: '3-variable', patientGlobal: null }
  const [change] = (await post(app, 'das28-esr/series', visits(published, threeVariables))).json.changes
  t.same(change.score, { value: null, reported: null, unit: '{score}', bounds: null })
  t.same(change.reasons, ['form_differs:variant'])
  t.same(change.measures, { 'eular-response': { reasons: [`other_form:${DAYS[1]}`] } })
  const same = (await post(app, 'das28-esr/series', visits(threeVariables, threeVariables))).json.changes[0]
  t.equal(same.score.value, 0)
  t.same(same.measures['eular-response'].reasons, [`other_form:${DAYS[0]}`, `other_form:${DAYS[1]}`])
  const { json } = await post(
    app,
    'crcl/series',
    visits(
      ...['actual', 'ideal'].map((weightPolicy) => ({
        weightPolicy,
        age: 60,
        sex: 'male',
        weight: { value: 80, unit: 'kg' },
        height: { value: 170, unit: 'cm' },
        creatinine: { value: 1, unit: 'mg/dL' },
      })),
    ),
  )
  t.same(json.changes[0].reasons, ['form_differs:weightPolicy'])
  const mm = (value: number) => ({ value, unit: 'mm' })
  const items = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`MDHAQ${`${i + 1}`.padStart(2, '0')}`, 1]))
  const scales = { pain: mm(50), patientGlobal: mm(50) }
  const byItems = { ...scales, mdhaqItems: items }
  const rapid = (await post(app, 'rapid3/series', visits(byItems, { ...scales, haqDi: 1 }))).json.changes[0]
  t.same([rapid.score.value, rapid.reasons], [null, ['form_differs:fnSource']], 'function by two questionnaires')
  // Taking a questionnaire out of two that differ says nothing of the difference; taking a scale out leaves bounds.
  for (const [one, other, days] of [
    [byItems, scales, [DAYS[1]]],
    [scales, scales, [DAYS[0], DAYS[1]]],
  ] as const) {
    const open = (await post(app, 'rapid3/series', visits(one, other))).json.changes[0]
    t.same([open.score.value, open.score.bounds, open.reasons], [null, null, days.map((day) => `not_computed:${day}`)])
  }
  const { pain: _, ...painless } = byItems
  const left = (await post(app, 'rapid3/series', visits(byItems, painless))).json.changes[0].score.bounds
  // Pain is 5 before, and 0 to 10 now.
  matches(t, left.lower, -5, 'lower bound')
  matches(t, left.upper, 5, 'upper bound')
})

t.test('answers of two major versions are not subtracted, nor handed on', (t) => {
  const das28 = find('das28-esr')
  const comparison = new Comparison(das28)
  const result = das28.compute({ ...published } as never)
  const [older, newer, newest] = ['1.4.0', '2.0.0', '2.1.0'].map((version, i) =>
    comparison.see({ date: DAYS[i] ?? '', input: published, outcome: { ...result, version } as never }),
  )
  if (!older || !newer || !newest) throw new Error('three visits')
  t.same(comparison.difference(older, newer).reasons, ['form_differs:version'])
  t.equal(comparison.difference(older, newer).score?.value, null)
  t.equal(comparison.difference(newer, newest).score?.value, 0)
  const measure = comparison.measure(das28, { by: 'eular-response' }, find('eular-response'))
  t.same(measure.request(measure.partOf(older), measure.partOf(newer)).reasons, ['form_differs:version'])
  t.ok(measure.request(measure.partOf(newer), measure.partOf(newest)).body)
  t.end()
})

t.test('each visit has the bytes of the single route, and each comparison those of its own', async (t) => {
  const app = await usualGateway()
  for (const instrument of ofOneVisit) {
    const { slug, examples } = instrument
    const inputs = ofOnePerson([...examples.map(({ request }) => request), { unknownField: 1 }, examples[0]?.request])
    const body = { visits: inputs.map((input, i) => ({ date: `2026-01-${10 + i}`, input })) }
    const payload = (await post(app, `${slug}/series`, body)).text
    let at = 0
    for (const [i, input] of inputs.entries()) {
      const { status, text: answer } = await post(app, slug, input)
      at = payload.indexOf(
        `{"date":"2026-01-${10 + i}","status":${status},"${status === 200 ? 'result' : 'problem'}":${answer}}`,
        at,
      )
      t.ok(at > 0, `${slug} ${i}`)
    }
  }
  for (const { slug, examples, changes = [] } of compared) {
    const body = visits(...ofOnePerson([examples[0]?.request, examples[1]?.request]))
    const { json, text } = await post(app, `${slug}/series`, body)
    for (const { by } of changes) {
      const result = json.changes[0].measures[by].result
      if (!result) continue
      const alone = await post(app, by, { ...askedAgain(find(by), result.inputs) })
      t.equal(alone.json.category?.code, result.category?.code, `${slug} ${by}`)
      t.ok(text.includes(`"${by}":{"status":200`))
    }
  }
})

/** What was used as a request: its visits alone, without what is null. */
function askedAgain({ request }: Instrument, inputs: Json): object {
  const known = Object.keys(inputSchemaOf(request).properties ?? {})
  const clean = (value: Json): Json =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value).flatMap(([key, member]) => (member === null ? [] : [[key, clean(member)]])),
        )
  return Object.fromEntries(known.flatMap((key) => (inputs[key] == null ? [] : [[key, clean(inputs[key])]])))
}

t.test('the catalogue says which instruments have a series; the others say where their answer stands', async (t) => {
  const app = await usualGateway()
  const { instruments: listed } = (await app.inject('/v1/instruments')).json() as Json
  for (const { slug, series } of listed) {
    const { status, json } = await post(app, `${slug}/series`, visits({}, {}))
    t.equal(status, series ? 200 : 404, slug)
    if (!series) t.match(json.detail, `POST /v1/${slug}`)
  }
  t.equal(listed.filter(({ series }: Json) => !series).length, 11)
})

t.test('what a manifest says of comparisons holds of those who compare', (t) => {
  t.ok(compared.length >= 7)
  for (const { slug, request, changes = [], provides = [] } of compared)
    for (const { by, sent = [], with: fixed = {} } of changes) {
      const other = find(by)
      t.ok(comparesVisits(other), `${slug}: ${by} compares visits`)
      const { properties = {} } = inputSchemaOf(other.request)
      const fields = alternatives(properties['followUp'] ?? {}).flatMap((each) => Object.keys(each.properties ?? {}))
      const own = Object.keys(inputSchemaOf(request).properties ?? {})
      for (const field of ['date', ...sent]) t.ok(fields.includes(field), `${by} takes ${field}`)
      for (const field of sent) t.ok(own.includes(field), `${slug} takes ${field}`)
      for (const [field, value] of Object.entries(fixed))
        t.ok((properties[field]?.enum ?? [value]).includes(value), `${by} ${field}`)
      const handed = provides.some(({ fills }) =>
        fills.some((fill) => fields.map((name) => `followUp.${name}`).includes(fill)),
      )
      t.ok(handed || sent.length > 0, `${slug} gives ${by} something`)
    }
  t.end()
})

/** Every value that is taken out of a visit, by its path. */
function* without(node: Json, path: readonly string[] = []): Generator<Json> {
  if (typeof node !== 'object' || node === null || 'unit' in node || Array.isArray(node)) return
  for (const key of Object.keys(node)) {
    const { [key]: member, ...rest } = node
    yield rest
    for (const smaller of without(member, [...path, key])) yield { ...node, [key]: smaller }
  }
}

t.test('what is missing opens a change, and never makes or turns one', async (t) => {
  const app = await usualGateway()
  let looked = 0
  for (const { slug, examples, options = [], precedences = [] } of compared) {
    const chosen = new Set([...options.map(({ field }) => field), ...precedences.map(({ uses }) => uses)])
    const requests = examples.map(({ request }) => request).slice(0, 4)
    for (const [i, earlier] of requests.entries()) {
      const later = requests[(i + 1) % requests.length]
      const [whole] = (await post(app, `${slug}/series`, visits(earlier, later))).json.changes
      for (const smaller of without(later)) {
        if ([...chosen].some((field) => (later as Json)[field] != null && smaller[field] == null)) continue
        const [less] = (await post(app, `${slug}/series`, visits(earlier, smaller))).json.changes
        looked++
        if (less.score?.value != null) t.equal(less.score.value, whole.score?.value, `${slug}: the score`)
        for (const [by, { result }] of Object.entries<Json>(less.measures)) {
          if (!result) continue
          const before = whole.measures[by].result
          if (result.status === 'computed' && result.score)
            t.same(result.score.value, before?.score?.value, `${slug} ${by}`)
          for (const { id, state } of result.criteria) {
            if (state === 'undetermined') continue
            const known = before?.criteria.find((each: Json) => each.id === id)?.state
            t.equal(state, known, `${slug} ${by} ${id}`)
          }
        }
      }
    }
  }
  t.ok(looked > 100, `${looked} values`)
})
