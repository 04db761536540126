/** Selection rules S1 to S8: each accept and each refusal (F5). */
import t from 'tap'
import { usualGateway } from '../helpers.js'
import { fhirOf, notesIn } from './asked.js'
import { bundle } from './encode.js'
import { found, quantity } from './prefetched.js'
import { crclOf, creatinine, das28Of, esr, isComputed, isRefused, others, patient } from './selected.js'

const app = await usualGateway()
const call = fhirOf(app)
const das28 = das28Of(call)
const crcl = crclOf(call)
const LOINC = 'http://loinc.org'

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
  const unrelated = found('2823-3', quantity(4, 'mmol/L'), { subject: { reference: 'Patient/2' } })
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
  isRefused(t, await crcl(creatinine(), found('2160-0', { valueQuantity: { value: 1 } }, newer)), 'unit_missing')
  isRefused(t, await crcl(creatinine(), creatinine(900, 'mg/dL', newer)), 'out_of_range')
  const outcome = await crcl(creatinine(1, 'mmol/dL'))
  const [issue] = outcome.json['issue'] as { details: { text: string }; expression: string[] }[]
  t.match(issue?.details.text, /creatinine: the newest value \(Observation\/p\d+, 2026-03-01\) has the unit "mmol\/dL"/)
  t.match(issue?.details.text, /Accepted: mg\/dL, umol\/L, mmol\/L, mg\/L/)
  t.strictSame(issue?.expression, ['Bundle.entry[2].resource.value'])
})
