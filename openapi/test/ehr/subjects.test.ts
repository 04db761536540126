/** One patient in a call: one id on two servers, contained ones, groups, and references that contradict themselves are not (S3). */
import t from 'tap'
import { gateway } from '../helpers.js'
import { fhirOf, notesIn, scoreIn } from './asked.js'
import { bundle, type Json } from './encode.js'
import { found, quantity } from './prefetched.js'
import { crclOf, creatinine, das28Of, esr, isComputed, isRefused, others, patient } from './selected.js'

const app = await gateway(t)
const call = fhirOf(app)
const das28 = das28Of(call)
const crcl = crclOf(call)
const of = (reference: string, more: Json = {}): Json => ({ subject: { reference, ...more } })
const as = (reference: string): readonly Json[] => others().map((each) => ({ ...each, ...of(reference) }))
const entries = (...entry: readonly Json[]): Json => ({ resourceType: 'Bundle', type: 'collection', entry })

t.test('one id on two servers is two patients', async (t) => {
  const [a, b] = ['http://a.example/fhir', 'http://b.example/fhir']
  isComputed(t, await das28(esr(4, of(`${a}/Patient/1`))), 'one server, and those without')
  isComputed(
    t,
    await call('/fhir/$das28-esr', bundle([...as(`${a}/Patient/1`), esr(4, of('https://A.example/fhir/Patient/1'))])),
    'by either scheme',
  )
  isRefused(
    t,
    await call('/fhir/$das28-esr', bundle([...as(`${a}/Patient/1`), esr(4, of(`${b}/Patient/1`))])),
    'subject_conflict',
  )
  isRefused(
    t,
    await das28(esr(4, of(`${a}/Patient/1`)), esr(4, { ...of(`${b}/Patient/1`), status: 'preliminary' })),
    'subject_conflict',
  )
  const placed = (server: string, resource: Json): Json => ({
    fullUrl: `${server}/Observation/${String(resource['id'])}`,
    resource,
  })
  const relative = [...others().map((each) => placed(a, each)), placed(a, esr())]
  isComputed(t, await call('/fhir/$das28-esr', entries(...relative)), 'relative references, one server')
  isRefused(t, await call('/fhir/$das28-esr', entries(...relative.slice(0, -1), placed(b, esr()))), 'subject_conflict')
  const person = { fullUrl: `${b}/Patient/1`, resource: patient }
  const measured = [found('29463-7', quantity(70, 'kg')), creatinine()].map((each) => placed(a, each))
  isRefused(t, await call('/fhir/$crcl', entries(person, ...measured)), 'subject_conflict')
  const record = { name: 'record', resource: bundle([...as(`${a}/Patient/1`), esr(4, of(`${a}/Patient/1`))]) }
  const asked = (reference: string) =>
    call('/fhir/$das28-esr', {
      resourceType: 'Parameters',
      parameter: [{ name: 'subject', valueReference: { reference } }, record],
    })
  isComputed(t, await asked(`${a}/Patient/1`), 'the subject of its server')
  isComputed(t, await asked('Patient/1'), 'the subject without one')
  isRefused(t, await asked(`${b}/Patient/1`), 'subject_conflict')
})

t.test('the subject may be named as its entry is', async (t) => {
  const urn = 'urn:uuid:0e0b2b1e-0000-4000-8000-000000000001'
  const record = entries({ fullUrl: urn, resource: patient }, ...as(urn).map((resource) => ({ resource })), {
    resource: esr(4, of(urn)),
  })
  const parameter = [
    { name: 'subject', valueReference: { reference: urn } },
    { name: 'record', resource: record },
  ]
  isComputed(t, await call('/fhir/$das28-esr', { resourceType: 'Parameters', parameter }), urn)
})

t.test('contained patients', async (t) => {
  const inside = (value?: string): Json => ({
    ...of('#p1'),
    contained: [
      {
        resourceType: 'Patient',
        id: 'p1',
        ...(value ? { identifier: [{ system: 'urn:mrn', value }] } : { name: [{ text: 'A' }] }),
      },
    ],
  })
  const all = (...more: readonly Json[]) => call('/fhir/$das28-esr', bundle(more))
  const each = (value?: string): readonly Json[] => [...others(), esr()].map((one) => ({ ...one, ...inside(value) }))
  isRefused(t, await all(...each()), 'subject_conflict')
  isComputed(t, await all(...each('7')), 'one identifier')
  isRefused(t, await all(...each('7').slice(0, -1), esr(4, inside('8'))), 'subject_conflict')
  isComputed(
    t,
    await all({ ...patient, identifier: [{ system: 'urn:mrn', value: '7' }] }, ...each('7')),
    'the identifier of the Patient',
  )
  isRefused(t, await das28(esr(4, inside())), 'subject_conflict')
})

t.test('what is no patient has no score', async (t) => {
  for (const reference of ['Group/1', 'Device/1', 'http://a.example/fhir/Location/1'])
    isRefused(t, await call('/fhir/$das28-esr', bundle([...as(reference), esr(4, of(reference))])), 'subject_conflict')
  const typed = { type: 'Group' }
  const group = [...others(), esr()].map((each) => ({ ...each, ...of('Patient/1', typed) }))
  isRefused(t, await call('/fhir/$das28-esr', bundle(group)), 'subject_conflict')
  isRefused(t, await das28(esr(4, of('Patient/1', typed))), 'subject_conflict')
  isComputed(t, await das28(esr(4, of('Patient/1', { type: 'Patient' }))), 'the type that it is')
  const parameter = [
    { name: 'subject', valueReference: { reference: 'Group/1' } },
    { name: 'record', resource: bundle([...as('Group/1'), esr(4, of('Group/1'))]) },
  ]
  isRefused(t, await call('/fhir/$das28-esr', { resourceType: 'Parameters', parameter }), 'subject_conflict')
})

t.test('a reference and an identifier that name two patients', async (t) => {
  const identifier = { system: 'urn:mrn', value: '7' }
  const own = { ...patient, identifier: [identifier] }
  isComputed(t, await crcl(own, creatinine(1, 'mg/dL', of('Patient/1', { identifier }))), 'of one', 70.2)
  const parameter = [
    { name: 'subject', valueReference: { reference: 'Patient/1' } },
    {
      name: 'record',
      resource: bundle([
        patient,
        { ...own, id: '2' },
        found('29463-7', quantity(70, 'kg')),
        creatinine(1, 'mg/dL', of('Patient/1', { identifier })),
      ]),
    },
  ]
  const reply = await call('/fhir/$crcl', { resourceType: 'Parameters', parameter })
  t.equal(scoreIn(reply), undefined, 'it is not read')
  const both = [
    { ...own, id: '1' },
    { ...own, id: '2' },
  ]
  const shared = {
    ...parameter[1],
    resource: bundle([
      ...both,
      found('29463-7', quantity(70, 'kg')),
      creatinine(1, 'mg/dL', { subject: { identifier } }),
    ]),
  }
  const ambiguous = await call('/fhir/$crcl', { resourceType: 'Parameters', parameter: [parameter[0], shared] })
  t.equal(scoreIn(ambiguous), undefined, 'an identifier of two Patients names neither')
  t.notOk(notesIn(ambiguous).includes('record_value_not_used'))
})
