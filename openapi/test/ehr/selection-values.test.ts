/** Selection rules S9 to S15: each accept and each refusal (F5), and visits (F6). */
import t from 'tap'
import { usualGateway } from '../helpers.js'
import { codesIn, fhirOf, holds, notesIn, type Reply, scoreIn } from './asked.js'
import { bundle, type Json, LOCAL, UCUM } from './encode.js'
import { das28Prefetch, found, hook, quantity, searchset } from './prefetched.js'
import { crclOf, creatinine, das28Of, esr, isComputed, isRefused, others, patient } from './selected.js'

const app = await usualGateway()
const call = fhirOf(app)
const das28 = das28Of(call)
const crcl = crclOf(call)
const LOINC = 'http://loinc.org'

t.test('S9: comparator', async (t) => {
  const above = await das28(esr(0, { valueQuantity: { value: 120, comparator: '>', code: 'mm/h', system: UCUM } }))
  t.equal(above.status, 200)
  t.ok(notesIn(above).includes('esr_censored'))
  isRefused(
    t,
    await das28(
      esr(),
      found('75894-6', { valueQuantity: { value: 4, comparator: '<' } }, { effectiveDateTime: '2026-03-02' }),
    ),
    'comparator_not_accepted',
  )
  isRefused(
    t,
    await das28(esr(0, { valueQuantity: { value: 12, comparator: 'ad', code: 'mm/h', system: UCUM } })),
    'comparator_not_accepted',
  )
})

t.test('S10: windows', async (t) => {
  const old = await das28(esr(4, { effectiveDateTime: '2026-02-10' }))
  isComputed(t, old, '19 days')
  t.ok(notesIn(old).includes('inputs_not_contemporaneous'))
  t.notOk(
    notesIn(await das28(esr(4, { effectiveDateTime: '2026-02-15' }))).includes('inputs_not_contemporaneous'),
    '14 days',
  )
  const expired = await das28(esr(4, { effectiveDateTime: '2025-11-01' }))
  t.ok(notesIn(expired).includes('input_expired'))
  t.ok(expired.json['dataAbsentReason'], '120 days: missing')
})

t.test('S11: upper limits', async (t) => {
  const alt = (...referenceRange: readonly Json[]) => found('1742-6', { ...quantity(60, 'U/L'), referenceRange })
  const high = (value: number, more: Json = {}) => ({ high: { value, code: 'U/L', system: UCUM, ...more } })
  const limits = async (...ranges: readonly Json[]) => call('/fhir/$laboratory-limits', bundle([alt(...ranges)]))
  const stateOf = (reply: Reply): unknown => {
    const all = reply.json['component'] as Json[]
    const found = all.find(({ code }) => JSON.stringify(code).includes('laboratory-limits.alt'))
    return found?.['valueCodeableConcept'] ? 'decided' : 'open'
  }
  t.equal(stateOf(await limits(high(40))), 'decided')
  t.equal(stateOf(await limits({ ...high(40), type: { coding: [{ code: 'normal' }] } })), 'decided')
  t.equal(stateOf(await limits({ ...high(40), type: { coding: [{ code: 'treatment' }] } })), 'open')
  const two = await limits(high(40), high(50))
  t.equal(stateOf(two), 'open')
  t.ok(notesIn(two).includes('reference_range_ambiguous'))
  t.ok(notesIn(await limits({ high: { value: 40 } })).includes('reference_range_without_unit'))
  t.equal(stateOf(await limits({ text: '10-40 U/L' })), 'open')
  const ck = found('2157-6', {
    ...quantity(300, 'U/L'),
    referenceRange: [{ high: { value: 3.3, code: 'ukat/L', system: UCUM } }],
  })
  t.ok(notesIn(await call('/fhir/$myositis-core-set', bundle([ck]))).includes('reference_range_other_unit'))
})

t.test('S12: the Patient', async (t) => {
  const weight = found('29463-7', quantity(70, 'kg'))
  const of = async (more: Json, ...record: readonly Json[]) =>
    call('/fhir/$crcl', bundle([{ ...patient, ...more }, weight, creatinine(), ...record]))
  isComputed(t, await of({}), 'female, 55', 70.2)
  const clinical = (code: string) => ({
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse',
        extension: [{ url: 'value', valueCodeableConcept: { coding: [{ code }] } }],
      },
    ],
  })
  const differs = await of(clinical('male-typical'))
  t.ok(notesIn(differs).includes('sex_sources_differ'))
  isComputed(t, differs, 'the parameter for clinical use counts', 82.6)
  for (const more of [{ gender: 'other' }, { gender: 'unknown' }, { gender: undefined }, clinical('specified')])
    t.ok((await of(more)).json['dataAbsentReason'], JSON.stringify(more))
  isRefused(t, await of({}, { resourceType: 'Patient', id: '2' }), 'subject_conflict')
  isRefused(t, await of({ id: '2' }), 'subject_conflict')
})

t.test('S13: coded values are those of the lists', async (t) => {
  const grade = (valueString: string): Json => ({
    ...found('x', {}),
    code: { coding: [{ system: LOCAL, code: 'recordedClass' }] },
    valueString,
  })
  t.equal((await call('/fhir/$acr-functional-class', bundle([grade('II')]))).status, 200)
  isRefused(t, await call('/fhir/$acr-functional-class', bundle([grade('five')])), 'value_not_coded')
})

t.test('S14: what only helps is dropped, and all faults come together', async (t) => {
  const height = found('8302-2', quantity(25, 'cm'))
  const reply = await crcl(creatinine(), height)
  isComputed(t, reply, 'height of 25 cm', 70.2)
  t.ok(notesIn(reply).includes('input_not_used'))
  const strange = await crcl(creatinine(), found('8302-2', quantity(1.7, 'furlong')))
  isComputed(t, strange, 'height in furlongs', 70.2)
  const two = await das28(
    esr(4, { valueQuantity: { value: 4 } }),
    found('88981-6', { valueString: 'five' }, { effectiveDateTime: '2026-03-02' }),
  )
  t.same([...codesIn(two)].sort(), ['unit_missing', 'value_not_numeric'])
})

t.test('S15: components', async (t) => {
  const panel = {
    ...found('75842-5', {}),
    component: [
      { code: { coding: [{ system: LOINC, code: '88981-6' }] }, valueInteger: 5 },
      { code: { coding: [{ system: LOINC, code: '88980-8' }] }, valueInteger: 3 },
    ],
  }
  const reply = await call(
    '/fhir/$das28-esr',
    bundle([panel, found('75894-6', { valueQuantity: { value: 4.5 } }), esr()]),
  )
  isComputed(t, reply, 'components')
  const cited = (reply.json['derivedFrom'] as Json[]).map(({ reference }) => reference)
  t.equal(cited[0], `Observation/${(panel as Json)['id']}`)
  t.equal(cited.length, 3, 'an Observation is cited once')
})

t.test('what changes the meaning is not read', async (t) => {
  const modified = await das28(esr(4, { modifierExtension: [{ url: 'http://example.org/not', valueBoolean: true }] }))
  t.ok(notesIn(modified).includes('observation_modified') || modified.json['dataAbsentReason'])
  t.equal(scoreIn(modified), undefined)
  t.equal(scoreIn(await das28(esr(4, { focus: [{ reference: 'Patient/9' }] }))), undefined)
  const ruled = await das28(esr(4, { implicitRules: 'http://example.org/rules' }))
  t.ok(notesIn(ruled).includes('observation_modified'), 'implicitRules are a modifier, too')
  t.equal(scoreIn(ruled), undefined)
  const panel = found(
    'x',
    {},
    {
      component: [
        {
          code: { coding: [{ system: LOINC, code: '30341-2' }] },
          ...quantity(4, 'mm/h'),
          modifierExtension: [{ url: 'http://example.org/not' }],
        },
      ],
    },
  )
  const inside = await das28(panel)
  t.match(
    JSON.stringify(inside.json['note']),
    /component\[0\] of Observation\/p\d+ is not used: it has a modifierExtension/,
  )
  t.equal(scoreIn(inside), undefined)
  const explained = await call('/fhir/$das28-esr?explain=inputs', bundle([panel]))
  t.match(JSON.stringify(explained.json), /"observation_modified".*"\/esr"/, 'named in every face, with its field')
  const range = {
    high: { value: 40, code: 'U/L', system: UCUM },
    modifierExtension: [{ url: 'http://example.org/not' }],
  }
  const limited = await call(
    '/fhir/$laboratory-limits',
    bundle([found('1742-6', { ...quantity(60, 'U/L'), referenceRange: [range] })]),
  )
  t.ok(notesIn(limited).includes('reference_range_ambiguous'))
  const score = {
    ...found('x', {}),
    code: { coding: [{ system: LOCAL, code: 'das28-esr' }] },
    component: [{ code: { coding: [{ system: LOINC, code: '4537-7' }] }, ...quantity(4, 'mm/h') }],
  }
  t.equal(scoreIn(await das28(score)), undefined, 'a score of ours holds copies of inputs with another day')
})

t.test('a value that is modified is used at no face', async (t) => {
  const modifierExtension = [{ url: 'http://example.org/not' }]
  const inside = found(
    'x',
    {},
    {
      component: [
        { code: { coding: [{ system: LOINC, code: '4537-7' }] }, ...quantity(30, 'mm/h'), modifierExtension },
      ],
    },
  )
  for (const [name, modified] of [
    ['implicitRules', esr(30, { implicitRules: 'http://example.org/rules' })],
    ['a component', inside],
  ] as const) {
    const record = bundle([...others(), modified])
    const batch = await app.inject({
      method: 'POST',
      url: '/fhir/$das28-esr/batch',
      headers: { 'content-type': 'application/fhir+ndjson' },
      payload: JSON.stringify(record),
    })
    t.match(batch.body, /observation_modified/, `batch: ${name}`)
    t.equal(JSON.parse(batch.body).valueQuantity, undefined)
    const prefetch = { ...das28Prefetch(), esr: searchset(modified) }
    const cards = await call('/cds-services/das28-esr', hook(prefetch), { 'content-type': 'application/json' })
    t.equal(cards.status, 200)
    t.notMatch(cards.text, /DAS28-ESR \d/, `CDS Hooks: ${name}`)
    const screened = await call('/fhir/$screen-nct06464679', {
      resourceType: 'Parameters',
      parameter: [
        { name: 'arm', valueCode: 'rheumatoid-arthritis' },
        { name: 'asOf', valueDate: '2026-03-01' },
        { name: 'record', resource: record },
      ],
    })
    t.match(screened.text, /observation_modified/, `screening: ${name}`)
  }
})

t.test('F6: two and three visits', async (t) => {
  const fvc = (day: string, value: number): Json => found('19872-1', quantity(value, '%'), { effectiveDateTime: day })
  const change = async (record: readonly Json[], ...parameter: readonly Json[]) =>
    call('/fhir/$ild-progression', {
      resourceType: 'Parameters',
      parameter: [...parameter, { name: 'record', resource: bundle(record) }],
    })
  const [first, second, third] = [fvc('2025-03-03', 80), fvc('2025-09-01', 76), fvc('2026-03-02', 70)]
  t.match((await change([])).json['component'], [{}])
  t.ok((await change([third])).json, 'one visit')
  const two = await change([third, first])
  t.match(JSON.stringify(two.json), /baseline\.fvcPercentPredicted.*80.*followUp\.fvcPercentPredicted.*70/)
  const three = await change([first, second, third])
  isRefused(t, three, 'baseline_ambiguous')
  t.match(three.text, /2025-03-03, 2025-09-01, 2026-03-02/)
  const rule = (code: string): Json => ({ name: 'baselineRule', valueCode: code })
  t.match(JSON.stringify((await change([first, second, third], rule('previous'))).json), /"value":76.*"value":70/)
  t.match(JSON.stringify((await change([first, second, third], rule('oldest'))).json), /"value":80.*"value":70/)
  const on = (name: string, valueDate: string): Json => ({ name, valueDate })
  const days = await change([first, second, third], on('baselineOn', '2025-03-10'), on('followUpOn', '2025-09-01'))
  t.match(JSON.stringify(days.json), /"value":80.*"value":76/)
  const far = await change([first, second, third], on('baselineOn', '2024-01-01'))
  t.notMatch(JSON.stringify(far.json), /"code":"baseline\.fvcPercentPredicted"/)
  const post = found('19874-7', quantity(2, 'L'), { effectiveDateTime: '2026-03-02' })
  const pre = found('19876-2', quantity(3, 'L'), { effectiveDateTime: '2025-03-03' })
  t.ok(notesIn(await change([pre, post])).includes('codes_differ'))
  const both = await change([pre, post, found('19876-2', quantity(2.5, 'L'), { effectiveDateTime: '2026-03-02' })])
  t.match(JSON.stringify(both.json), /"value":3,.*"value":2\.5,/, 'before the bronchodilator')
  holds(t, both, 'both')
})
