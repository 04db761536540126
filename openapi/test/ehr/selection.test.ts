/** Selection rules S1 to S15 of ehr.md, section 4: each accept and each refusal (F5), and visits (F6). */
import t, { type Test } from 'tap'
import { gateway } from '../helpers.js'
import { codesIn, fhirOf, holds, notesIn, type Reply, scoreIn } from './asked.js'
import { bundle, type Json, LOCAL, UCUM } from './encode.js'

const app = await gateway(t)
const call = fhirOf(app)

const LOINC = 'http://loinc.org'
let made = 0

/** An Observation under a LOINC code. */
function seen(code: string, value: Json, more: Json = {}): Json {
  made++
  return {
    resourceType: 'Observation',
    id: `o${made}`,
    status: 'final',
    code: { coding: [{ system: LOINC, code }] },
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2026-03-01',
    ...value,
    ...more,
  }
}
const measured = (value: number, code: string): Json => ({ valueQuantity: { value, code, system: UCUM } })
const esr = (value = 4, more: Json = {}): Json => seen('4537-7', measured(value, 'mm/h'), more)
const creatinine = (value = 1, unit = 'mg/dL', more: Json = {}): Json => seen('2160-0', measured(value, unit), more)
const others = (): readonly Json[] => [
  seen('88981-6', { valueInteger: 5 }),
  seen('88980-8', { valueInteger: 3 }),
  seen('75894-6', { valueQuantity: { value: 4.5 } }),
]
const patient: Json = { resourceType: 'Patient', id: '1', gender: 'female', birthDate: '1970-05-05' }

const das28 = async (...more: readonly Json[]): Promise<Reply> =>
  call('/fhir/$das28-esr', bundle([...others(), ...more]))
const crcl = async (...record: readonly Json[]): Promise<Reply> =>
  call('/fhir/$crcl', bundle([patient, seen('29463-7', measured(70, 'kg')), ...record]))

/** The French example's numbers (ehr 9.2): 3.34. */
const isComputed = (t: Test, reply: Reply, name: string, score = 3.34): void => {
  t.equal(reply.status, 200, name)
  t.equal(scoreIn(reply), score, name)
  holds(t, reply, name)
}
const isRefused = (t: Test, reply: Reply, code: string, status = 422): void => {
  t.equal(reply.status, status, code)
  t.ok(codesIn(reply).includes(code), `${code} in ${codesIn(reply)}`)
  holds(t, reply, code)
}

t.test('S1: system and code together', async (t) => {
  isComputed(t, await das28(esr()), 'LOINC')
  for (const system of ['http://loinc.org/', 'urn:oid:2.16.840.1.113883.6.1'])
    isComputed(t, await das28(esr(4, { code: { coding: [{ system, code: '4537-7' }] } })), system)
  for (const coding of [{ code: '4537-7' }, { system: 'http://example.org', code: '4537-7' }]) {
    const reply = await das28(esr(4, { code: { coding: [coding], text: 'ESR' } }))
    t.equal(reply.json['dataAbsentReason'] !== undefined, true, 'no system, another system, or a text: no match')
  }
  const two = {
    coding: [
      { system: LOINC, code: '4537-7' },
      { system: LOINC, code: '30341-2' },
    ],
  }
  isComputed(t, await das28(esr(4, { code: two })), 'several codings of one field')
  const both = {
    coding: [
      { system: LOINC, code: '4537-7' },
      { system: LOINC, code: '88981-6' },
    ],
  }
  isRefused(t, await das28(esr(4, { code: both })), 'code_ambiguous')
})

t.test('S2: status', async (t) => {
  for (const status of ['final', 'amended', 'corrected']) isComputed(t, await das28(esr(4, { status })), status)
  for (const status of ['preliminary', 'registered']) {
    const reply = await das28(esr(4, { status }))
    isComputed(t, reply, status)
    t.equal(reply.json['status'], 'preliminary')
    t.ok(notesIn(reply).includes('observation_preliminary'))
  }
  for (const status of ['cancelled', 'entered-in-error'])
    isComputed(t, await das28(esr(), esr(99, { status, effectiveDateTime: '2026-03-02' })), status)
  const unknown = await das28(esr(), esr(99, { status: 'unknown', effectiveDateTime: '2026-03-02' }))
  isComputed(t, unknown, 'unknown')
  t.ok(notesIn(unknown).includes('observation_status_unknown'))
  const { status: _status, ...none } = esr()
  isRefused(t, await das28(none), 'status_missing', 400)
})

t.test('S3: one patient', async (t) => {
  isRefused(t, await das28(esr(4, { subject: { reference: 'Patient/2' } })), 'subject_conflict')
  const absent = { valueQuantity: undefined, dataAbsentReason: { text: 'x' }, subject: { reference: 'Patient/2' } }
  isRefused(t, await das28(esr(), esr(4, absent)), 'subject_conflict')
  for (const reference of ['http://x/fhir/Patient/1', 'Patient/1/_history/3'])
    isComputed(t, await das28(esr(4, { subject: { reference } })), reference)
  const urn = 'urn:uuid:0e0b2b1e-0000-4000-8000-000000000001'
  const byUrl = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { fullUrl: urn, resource: patient },
      ...[...others(), esr(4, { subject: { reference: urn } })].map((resource) => ({ resource })),
    ],
  }
  isComputed(t, await call('/fhir/$das28-esr', byUrl), 'by fullUrl')
  const unrelated = seen('2823-3', measured(4, 'mmol/L'), { subject: { reference: 'Patient/2' } })
  isComputed(t, await das28(esr(), unrelated), 'what is no candidate does not count')
  const nobody = [...others(), esr()].map(({ subject: _subject, ...rest }) => rest)
  const missing = await call('/fhir/$das28-esr', bundle(nobody))
  isComputed(t, missing, 'nobody')
  t.ok(notesIn(missing).includes('subject_missing'))
  t.equal(missing.json['subject'], undefined)
  const record = bundle([
    ...others(),
    esr(),
    esr(99, { subject: { reference: 'Patient/2' }, effectiveDateTime: '2026-03-02' }),
  ])
  const asked = { name: 'subject', valueReference: { reference: 'Patient/1' } }
  const parameter = [asked, { name: 'record', resource: record }]
  const one = await call('/fhir/$das28-esr', { resourceType: 'Parameters', parameter })
  isComputed(t, one, 'others are not read')
  t.same(one.json['subject'], { reference: 'Patient/1' })
})

t.test('S4 and S5: time, and the newest', async (t) => {
  isComputed(t, await das28(esr(99, { effectiveDateTime: '2026-02-20' }), esr()), 'newest')
  const period = { effectiveDateTime: undefined, effectivePeriod: { start: '2026-01-01', end: '2026-03-02' } }
  isComputed(t, await das28(esr(99), esr(4, period)), 'end of a period')
  const instant = { effectiveDateTime: undefined, effectiveInstant: '2026-03-02T08:00:00Z' }
  isComputed(t, await das28(esr(99), esr(4, instant)), 'instant')
  const zones = [
    esr(99, { effectiveDateTime: '2026-03-01T09:00:00+02:00' }),
    esr(4, { effectiveDateTime: '2026-03-01T08:00:00Z' }),
  ]
  isComputed(t, await das28(...zones), 'times are instants')
  isRefused(t, await das28(esr(99), esr(4, { effectiveDateTime: '2026-03-01T23:00:00Z' })), 'observations_disagree')
  isComputed(
    t,
    await das28(esr(99, { issued: '2026-03-01T10:00:00Z' }), esr(4, { issued: '2026-03-01T11:00:00Z' })),
    'later issued',
  )
  isComputed(t, await das28(esr(4), esr(4)), 'equal')
  isRefused(t, await das28(esr(4), esr(5)), 'observations_disagree')
  isRefused(t, await das28(esr(4, { effectiveDateTime: '2026-03-01T10:00' })), 'wrong_value_type', 400)
  const asOf = { name: 'asOf', valueDate: '2026-03-01' }
  const record = {
    name: 'record',
    resource: bundle([...others(), esr(), esr(99, { effectiveDateTime: '2026-03-02' })]),
  }
  isComputed(
    t,
    await call('/fhir/$das28-esr', { resourceType: 'Parameters', parameter: [asOf, record] }),
    'later than asOf',
  )
  const two = await crcl(creatinine(1), creatinine(88.4, 'umol/L'))
  t.equal(two.status, 200, 'equal after conversion')
})

t.test('S6: undated', async (t) => {
  const undated = await das28(esr(4, { effectiveDateTime: undefined }))
  isComputed(t, undated, 'sole')
  t.ok(notesIn(undated).includes('observation_undated'))
  isRefused(t, await das28(esr(4, { effectiveDateTime: undefined }), esr(4)), 'observations_disagree')
})

t.test('S7: value', async (t) => {
  isComputed(
    t,
    await das28(
      esr(4),
      esr(0, { valueQuantity: undefined, dataAbsentReason: { text: 'x' }, effectiveDateTime: '2026-03-02' }),
    ),
    'no value',
  )
  isRefused(
    t,
    await das28(esr(4), esr(0, { valueQuantity: undefined, valueString: '5', effectiveDateTime: '2026-03-02' })),
    'value_not_numeric',
  )
})

t.test('S8: the newest decides, never an older one', async (t) => {
  const newer = { effectiveDateTime: '2026-03-02' }
  isRefused(t, await crcl(creatinine(), creatinine(1, 'mmol/dL', newer)), 'unit_not_accepted')
  isRefused(t, await crcl(creatinine(), seen('2160-0', { valueQuantity: { value: 1 } }, newer)), 'unit_missing')
  isRefused(t, await crcl(creatinine(), creatinine(900, 'mg/dL', newer)), 'out_of_range')
  const outcome = await crcl(creatinine(1, 'mmol/dL'))
  const [issue] = outcome.json['issue'] as { details: { text: string }; expression: string[] }[]
  t.match(issue?.details.text, /creatinine: the newest value \(Observation\/o\d+, 2026-03-01\) has the unit "mmol\/dL"/)
  t.match(issue?.details.text, /Accepted: mg\/dL, umol\/L, mmol\/L, mg\/L/)
  t.strictSame(issue?.expression, ['Bundle.entry[2].resource.value'])
})

t.test('S9: comparator', async (t) => {
  const above = await das28(esr(0, { valueQuantity: { value: 120, comparator: '>', code: 'mm/h', system: UCUM } }))
  t.equal(above.status, 200)
  t.ok(notesIn(above).includes('esr_censored'))
  isRefused(
    t,
    await das28(
      esr(),
      seen('75894-6', { valueQuantity: { value: 4, comparator: '<' } }, { effectiveDateTime: '2026-03-02' }),
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
  const alt = (...referenceRange: readonly Json[]) => seen('1742-6', { ...measured(60, 'U/L'), referenceRange })
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
  const ck = seen('2157-6', {
    ...measured(300, 'U/L'),
    referenceRange: [{ high: { value: 3.3, code: 'ukat/L', system: UCUM } }],
  })
  t.ok(notesIn(await call('/fhir/$myositis-core-set', bundle([ck]))).includes('reference_range_other_unit'))
})

t.test('S12: the Patient', async (t) => {
  const weight = seen('29463-7', measured(70, 'kg'))
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
    ...seen('x', {}),
    code: { coding: [{ system: LOCAL, code: 'recordedClass' }] },
    valueString,
  })
  t.equal((await call('/fhir/$acr-functional-class', bundle([grade('II')]))).status, 200)
  isRefused(t, await call('/fhir/$acr-functional-class', bundle([grade('five')])), 'value_not_coded')
})

t.test('S14: what only helps is dropped, and all faults come together', async (t) => {
  const height = seen('8302-2', measured(25, 'cm'))
  const reply = await crcl(creatinine(), height)
  isComputed(t, reply, 'height of 25 cm', 70.2)
  t.ok(notesIn(reply).includes('input_not_used'))
  const strange = await crcl(creatinine(), seen('8302-2', measured(1.7, 'furlong')))
  isComputed(t, strange, 'height in furlongs', 70.2)
  const two = await das28(
    esr(4, { valueQuantity: { value: 4 } }),
    seen('88981-6', { valueString: 'five' }, { effectiveDateTime: '2026-03-02' }),
  )
  t.same([...codesIn(two)].sort(), ['unit_missing', 'value_not_numeric'])
})

t.test('S15: components', async (t) => {
  const panel = {
    ...seen('75842-5', {}),
    component: [
      { code: { coding: [{ system: LOINC, code: '88981-6' }] }, valueInteger: 5 },
      { code: { coding: [{ system: LOINC, code: '88980-8' }] }, valueInteger: 3 },
    ],
  }
  const reply = await call(
    '/fhir/$das28-esr',
    bundle([panel, seen('75894-6', { valueQuantity: { value: 4.5 } }), esr()]),
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
  const score = {
    ...seen('x', {}),
    code: { coding: [{ system: LOCAL, code: 'das28-esr' }] },
    component: [{ code: { coding: [{ system: LOINC, code: '4537-7' }] }, ...measured(4, 'mm/h') }],
  }
  t.equal(scoreIn(await das28(score)), undefined, 'a score of ours holds copies of inputs with another day')
})

t.test('F6: two and three visits', async (t) => {
  const fvc = (day: string, value: number): Json => seen('19872-1', measured(value, '%'), { effectiveDateTime: day })
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
  const post = seen('19874-7', measured(2, 'L'), { effectiveDateTime: '2026-03-02' })
  const pre = seen('19876-2', measured(3, 'L'), { effectiveDateTime: '2025-03-03' })
  t.ok(notesIn(await change([pre, post])).includes('codes_differ'))
  const both = await change([pre, post, seen('19876-2', measured(2.5, 'L'), { effectiveDateTime: '2026-03-02' })])
  t.match(JSON.stringify(both.json), /"value":3,.*"value":2\.5,/, 'before the bronchodilator')
  holds(t, both, 'both')
})
