/** A screening from a record says what the JSON face says of the same inputs (F14); nothing is decided by absence. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { preparedGateway } from '../helpers.js'
import { codesIn, fhirOf, holds, type Reply } from './asked.js'
import { bundle, type Json, UCUM } from './encode.js'
import { found } from './prefetched.js'

const folder = mkdtempSync(join(tmpdir(), 'screen-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))
const site = join(folder, 'codes.json')
writeFileSync(
  site,
  JSON.stringify({
    screen: { evidence: [{ system: 'http://hl7.org/fhir/sid/icd-10', prefix: 'C50', criterion: 'CX-6' }] },
  }),
)
const app = await preparedGateway(t, { FHIR_CODES_FILE: site })
const call = fhirOf(app)

const quantity = (value: number, code: string): Json => ({ valueQuantity: { value, code, system: UCUM } })
const patient: Json = { resourceType: 'Patient', id: '1', gender: 'female', birthDate: '1970-05-05' }
const positive = { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '10828004' }] } }
const record = (): Json[] => [
  patient,
  found('2160-0', quantity(0.9, 'mg/dL')),
  found('29463-7', quantity(70, 'kg')),
  found('6690-2', quantity(5, '10*9/L')),
  found('718-7', quantity(12, 'g/dL'), { effectiveDateTime: '2026-02-20' }),
  found('5196-1', positive),
  found('88981-6', { valueInteger: 9 }),
  found('88980-8', { valueInteger: 8 }),
  found('4537-7', quantity(30, 'mm/h')),
  found('75894-6', { valueQuantity: { value: 6 } }),
]

const screen = (resources: readonly Json[], ...more: readonly Json[]): Promise<Reply> =>
  call('/fhir/$screen-nct06464679', {
    resourceType: 'Parameters',
    parameter: [
      { name: 'arm', valueCode: 'rheumatoid-arthritis' },
      { name: 'asOf', valueDate: '2026-03-01' },
      { name: 'record', resource: bundle(resources) },
      ...more,
    ],
  })

interface Criterion {
  readonly id: string
  readonly state: string
  readonly answerable: string
  readonly basedOn: readonly string[]
  readonly missing: number
}
const valueIn = (part: readonly Json[], name: string): string => {
  const found = part.find((each) => each['name'] === name)
  return String(found?.['valueString'] ?? found?.['valueCode'] ?? '')
}
const partsOf = ({ json }: Reply, name: string): readonly Json[][] =>
  (json['parameter'] as Json[]).filter((each) => each['name'] === name).map(({ part }) => part as Json[])
const criteriaOf = (reply: Reply): readonly Criterion[] =>
  partsOf(reply, 'criterion').map((part) => ({
    id: valueIn(part, 'id'),
    state: valueIn(part, 'state'),
    answerable: valueIn(part, 'answerable'),
    basedOn: part
      .filter(({ name }) => name === 'basedOn')
      .map(({ valueReference }) => (valueReference as { reference: string }).reference),
    missing: part.filter(({ name }) => name === 'missing').length,
  }))

t.test('the states are those of the JSON face, every criterion in its order', async (t) => {
  const reply = await screen(record(), { name: 'csfWithin2Weeks', valueBoolean: false })
  t.equal(reply.status, 200, reply.text.slice(0, 400))
  holds(t, reply, 'screen')
  const day = '2026-03-01'
  const body = {
    arm: 'rheumatoid-arthritis',
    asOf: day,
    inputs: {
      birthDate: '1970-05-05',
      sex: 'female',
      creatinine: { value: 0.9, unit: 'mg/dL' },
      weight: { value: 70, unit: 'kg' },
      wbc: { value: 5, unit: '10*9/L' },
      haemoglobin: { value: 12, unit: 'g/dL' },
      hbsAg: 'positive',
      tenderJointCount28: 9,
      swollenJointCount28: 8,
      esr: { value: 30, unit: 'mm/h' },
      patientGlobal: { value: 6, unit: '{score}' },
      csfWithin2Weeks: false,
    },
    dates: {
      creatinine: day,
      weight: day,
      wbc: day,
      haemoglobin: '2026-02-20',
      tenderJointCount28: day,
      swollenJointCount28: day,
      esr: day,
      patientGlobal: day,
    },
  }
  const json = (await app.inject({ method: 'POST', url: '/v1/screen/nct06464679', payload: body })).json()
  t.equal(json.verdict, valueIn(reply.json['parameter'] as Json[], 'verdict'))
  t.same(
    criteriaOf(reply).map(({ id, state }) => ({ id, state })),
    json.criteria.map(({ id, state }: Criterion) => ({ id, state })),
  )
  const clearance = criteriaOf(reply).find(({ id }) => id === 'C-7')
  t.equal(clearance?.state, 'met')
  t.equal(clearance?.answerable, 'record')
  t.ok((clearance?.basedOn.length ?? 0) >= 2)
  t.equal(criteriaOf(reply).find(({ id }) => id === 'C-9')?.answerable, 'never')
})

t.test('nothing is met, or not excluded, because it is not there', async (t) => {
  const reply = await screen([])
  t.equal(reply.status, 200)
  for (const { id, state } of criteriaOf(reply)) t.notOk(['met', 'not_excluded'].includes(state), `${id} ${state}`)
})

t.test('a value that is refused leaves its criterion open, with a warning', async (t) => {
  const reply = await screen([
    ...record(),
    found(
      '2160-0',
      { valueQuantity: { value: 0.9 } },
      { effectiveDateTime: '2026-03-01', issued: '2026-03-01T10:00:00Z' },
    ),
  ])
  t.equal(reply.status, 200, reply.text.slice(0, 300))
  t.equal(criteriaOf(reply).find(({ id }) => id === 'C-7')?.state, 'undetermined')
  t.ok(partsOf(reply, 'warning').some((part) => valueIn(part, 'code') === 'input_not_used'))
})

t.test('series of two visits, and earlier counts', async (t) => {
  const lung = (day: string, value: number): Json => found('19872-1', quantity(value, '%'), { effectiveDateTime: day })
  const series = [patient, lung('2025-03-03', 80), lung('2026-02-20', 60)]
  const parameter = [
    { name: 'arm', valueCode: 'systemic-sclerosis' },
    { name: 'asOf', valueDate: '2026-03-01' },
    { name: 'record', resource: bundle(series) },
  ]
  const reply = await call('/fhir/$screen-nct06464679', { resourceType: 'Parameters', parameter })
  t.equal(reply.status, 200, reply.text.slice(0, 300))
  const ssc4 = criteriaOf(reply).find(({ id }) => id === 'SSc-4')
  t.ok((ssc4?.basedOn.length ?? 0) === 2, `SSc-4 ${ssc4?.state} of ${ssc4?.basedOn}`)
})

t.test('evidence stands beside criteria and decides nothing', async (t) => {
  const condition = (more: Json): Json => ({
    resourceType: 'Condition',
    id: 'c1',
    subject: { reference: 'Patient/1' },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'C50.9' }] },
    ...more,
  })
  const reply = await screen([...record(), condition({})])
  const [evidence] = partsOf(reply, 'evidence')
  t.equal(valueIn(evidence ?? [], 'criterion'), 'CX-6')
  t.equal(criteriaOf(reply).find(({ id }) => id === 'CX-6')?.state, 'undetermined')
  holds(t, reply, 'evidence')
  const refuted = condition({ verificationStatus: { coding: [{ code: 'refuted' }] } })
  t.same(partsOf(await screen([...record(), refuted]), 'evidence'), [])
  t.same(partsOf(await screen([...record(), condition({ subject: { reference: 'Patient/2' } })]), 'evidence'), [])
})

t.test('what cannot be read is refused', async (t) => {
  const of = async (...parameter: readonly Json[]) =>
    call('/fhir/$screen-nct06464679', { resourceType: 'Parameters', parameter })
  const nothing = await of()
  t.equal(nothing.status, 400)
  t.equal(codesIn(nothing).length, 2, 'arm and asOf')
  t.equal((await of({ name: 'arm', valueCode: 'nobody' }, { name: 'asOf', valueDate: '2026-03-01' })).status, 422)
  const two = await screen([...record(), found('4537-7', quantity(3, 'mm/h'), { subject: { reference: 'Patient/2' } })])
  t.equal(two.status, 422)
  t.ok(codesIn(two).includes('subject_conflict'))
})
