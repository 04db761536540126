/** What the page that an EHR launches takes as the newest, whom it takes as its patient, where its token goes, and what goes to our server. */
import t from 'tap'
import { newerThanTheRest } from '../../web/model/newest.js'
import type { RecordEntry, Resource } from '../../web/model/record.js'
import { addressUnder, ownReference } from '../../web/model/smart.js'
import { identifiersOf, isOfOtherPatient, strippedObservation, strippedPatient } from '../../web/model/stripped.js'
import { usualGateway } from '../helpers.js'
import { day, observed, PATIENT, quantity } from './fhir-stub.js'

const SERVER = 'https://ehr.example/fhir'
const HOUR_MS = 3_600_000

const at = (hours: number): RecordEntry => ({
  resource: { resourceType: 'Observation', effectiveDateTime: new Date(hours * HOUR_MS).toISOString() },
})
const hoursOf = (entries: readonly RecordEntry[]): readonly number[] =>
  entries.map(({ resource }) => Date.parse(String(resource['effectiveDateTime'])) / HOUR_MS)

t.test(
  'of a list that goes on: what is newer than all of the rest, and nothing where the list does not tell',
  async (t) => {
    const steps = Array.from({ length: 200 }, (_, i) => 1000 + 12 * i)
    t.same(newerThanTheRest(steps.map(at)), [], 'ascending in steps of half a day')
    t.same(newerThanTheRest(Array.from({ length: 200 }, (_, i) => at(1000 + i / 10))), [], 'ascending within a day')
    t.same(newerThanTheRest(Array.from({ length: 200 }, () => at(1000))), [], 'all of one time')
    const sorted = [1000, 990, 992, 960, 936, 935]
    t.same(
      hoursOf(newerThanTheRest(sorted.map(at))),
      [1000, 990, 992, 960],
      'a few hours out of order; the last day is not whole',
    )
    t.same(newerThanTheRest([at(1000), at(900), at(950)]), [], 'more than a day out of order')
    t.same(newerThanTheRest([at(1000), { resource: { resourceType: 'Observation' } }, at(900)]), [], 'without a time')
  },
)

t.test('the token goes to the FHIR address of the launch and below it', async (t) => {
  for (const [link, is] of [
    [`${SERVER}/Observation?page=2`, true],
    [`${SERVER}?_getpages=1`, true],
    ['Observation?page=2', true],
    ['?page=2', true],
    ['/fhir/Observation?page=2', true],
    ['https://ehr.example/other/Observation', false],
    ['https://ehr.example/fhir-of-others/Observation', false],
    [`${SERVER}/../other/Observation`, false],
    [`${SERVER}/%2e%2e/other`, false],
    [`${SERVER}/..%2fother`, false],
    ['http://ehr.example/fhir/Observation', false],
    ['https://ehr.example:8443/fhir/Observation', false],
    ['//elsewhere.example/fhir/Observation', false],
    [':', true],
    ['https://', false],
  ] as const)
    t.equal(addressUnder(SERVER, link) !== undefined, is, link)
})

t.test('a patient of another server is another patient', async (t) => {
  for (const [reference, own] of [
    ['Patient/p1', 'Patient/p1'],
    [`${SERVER}/Patient/p1`, 'Patient/p1'],
    ['https://EHR.example:443/fhir/Patient/p1/_history/2', 'Patient/p1'],
    ['https://other.example/fhir/Patient/p1', undefined],
    ['http://ehr.example/fhir/Patient/p1', undefined],
    ['https://ehr.example/fhir/b/Patient/p1', undefined],
    ['//other.example/fhir/Patient/p1', undefined],
    ['other.example/fhir/Patient/p1', undefined],
    ['urn:uuid:5b9c', undefined],
  ] as const)
    t.equal(ownReference(SERVER, reference), own, reference)
  const place = { server: SERVER, patient: 'p1', identifiers: identifiersOf(PATIENT as Resource & typeof PATIENT) }
  const isOther = (subject: unknown): boolean => isOfOtherPatient({ resourceType: 'Observation', subject }, place)
  t.equal(isOther({ reference: 'https://other.example/fhir/Patient/p1' }), true)
  t.equal(isOther({ reference: 'Patient/p1' }), false)
  t.equal(isOther({ identifier: { system: 'urn:insurance', value: 'insurance-7' } }), false)
  t.equal(isOther({ identifier: { system: 'urn:insurance', value: 'insurance-8' } }), true)
})

const place = { server: SERVER, patient: 'p1', identifiers: new Set(['urn:insurance|insurance-7']) }
const SECRET = { extension: [{ url: 'urn:x', valueString: 'secret' }], display: 'secret', text: 'secret' }
const stripped = (resource: Readonly<Record<string, unknown>>, words: readonly string[] = []): Resource =>
  strippedObservation({ resource: resource as Resource }, place, words).resource

t.test('what no reading looks at stays in the page; what changes the meaning goes with it', async (t) => {
  const whole = observed('a', '4537-7', quantity(4, 'mm/h'), {
    ...SECRET,
    code: { coding: [{ system: 'http://loinc.org', code: '4537-7', ...SECRET }], ...SECRET },
    subject: { identifier: { system: 'urn:insurance', value: 'insurance-7' }, ...SECRET },
    focus: [{ reference: 'Patient/secret', ...SECRET }],
    note: [SECRET],
    implicitRules: 'urn:secret',
    modifierExtension: [{ url: 'urn:secret' }],
    meta: { lastUpdated: '2026-03-01T00:00:00Z', source: 'secret', tag: [SECRET] },
    referenceRange: [{ high: { value: 20, code: 'mm/h', ...SECRET }, ...SECRET, modifierExtension: [SECRET] }],
    effectivePeriod: { start: '2026-03-01', ...SECRET },
    component: [
      null,
      {
        ...SECRET,
        code: { coding: [{ system: 'http://loinc.org', code: '1988-5', ...SECRET }], ...SECRET },
        valueString: 'Mrs Secret',
        valueRatio: SECRET,
        modifierExtension: [SECRET],
      },
    ],
  })
  const kept = stripped(whole)
  t.notMatch(JSON.stringify(kept), /secret|insurance/i)
  t.match(kept, {
    subject: { reference: 'Patient/p1' },
    focus: [{}],
    implicitRules: '',
    modifierExtension: [],
    valueQuantity: { value: 4, code: 'mm/h' },
    referenceRange: [{ high: { value: 20, code: 'mm/h' }, modifierExtension: [] }],
    component: [
      null,
      { code: { coding: [{ code: '1988-5' }] }, valueString: '', valueRatio: {}, modifierExtension: [] },
    ],
  })
  t.same(stripped(observed('b', 'x', {}, { focus: [{ reference: `${SERVER}/Patient/p1` }] }))['focus'], [
    { reference: `${SERVER}/Patient/p1` },
  ])
  t.equal(stripped(observed('c', 'x', { valueString: ' Positive ' }), ['positive'])['valueString'], ' Positive ')
  t.equal(stripped(observed('c', 'x', { valueString: 'Mrs Muster' }), ['positive'])['valueString'], '')
  const odd = stripped(observed('d', 'x', { subject: 'x', valueInteger: 'Mrs Muster' }))
  t.same([odd['subject'], odd['valueInteger']], [null, null], 'a fault stays one')
  const sex = {
    url: 'http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse',
    extension: [
      { url: 'value', valueCodeableConcept: { coding: [{ code: 'female-typical', ...SECRET }], ...SECRET } },
      { url: 'comment', valueString: 'secret' },
    ],
  }
  const patient = strippedPatient({
    ...(PATIENT as Resource & typeof PATIENT),
    extension: [{ url: 'urn:x', ...SECRET }, sex],
  })
  t.same(patient, {
    resourceType: 'Patient',
    id: 'p1',
    birthDate: '1960-05-04',
    gender: 'female',
    extension: [
      { url: sex.url, extension: [{ url: 'value', valueCodeableConcept: { coding: [{ code: 'female-typical' }] } }] },
    ],
  })
})

t.test('modifiers of a Patient go with it, and nothing of whom they name', (t) => {
  const link = [{ type: 'replaced-by', other: { reference: 'Patient/secret' } }]
  const modified = { active: false, deceasedDateTime: '2026-01-01', link, implicitRules: 'urn:secret' }
  const kept = strippedPatient({ ...(PATIENT as Resource & typeof PATIENT), ...modified })
  t.match(kept, { active: false, deceasedDateTime: '', link: [{ type: 'replaced-by' }], implicitRules: '' })
  t.notMatch(JSON.stringify(kept), /secret|2026/)
  t.end()
})

t.test('stripped or whole: our server says the same of it', async (t) => {
  const app = await usualGateway()
  const explain = async (slug: string, resources: readonly unknown[]) =>
    (
      await app.inject({
        method: 'POST',
        url: `/fhir/$${slug}?explain=inputs`,
        headers: { 'content-type': 'application/fhir+json' },
        payload: { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) },
      })
    ).json()
  const esr = (more: Readonly<Record<string, unknown>>) => observed('a', '4537-7', quantity(4, 'mm/h'), more)
  for (const [name, slug, resource] of [
    ['a value', 'das28-esr', esr(SECRET)],
    ['a unit as text', 'das28-esr', esr({ valueQuantity: { value: 4, unit: 'mm/hr' } })],
    ['modified', 'das28-esr', esr({ modifierExtension: [{ url: 'urn:x' }] })],
    ['a value and why there is none', 'das28-esr', esr({ dataAbsentReason: { text: 'x' } })],
    ['several times', 'das28-esr', esr({ effectiveDateTime: undefined, effectiveTiming: { event: ['2026-03-01'] } })],
    ['of a group', 'das28-esr', esr({ subject: { reference: 'Patient/p1', type: 'Group' } })],
    ['implicit rules', 'das28-esr', esr({ implicitRules: 'urn:x' })],
    ['of other focus', 'das28-esr', esr({ focus: [{ reference: 'Patient/p2' }] })],
    ['of its own focus', 'das28-esr', esr({ focus: [{ reference: 'Patient/p1' }] })],
    ['a text', 'das28-esr', esr({ valueQuantity: undefined, valueString: 'four' })],
    ['another type', 'das28-esr', esr({ valueQuantity: undefined, valueRatio: {} })],
    ['no FHIR', 'das28-esr', esr({ valueQuantity: 'x', subject: 7 })],
    [
      'a limit',
      'laboratory-limits',
      observed('a', '1742-6', quantity(60, 'U/L'), {
        referenceRange: [{ high: { value: 40, code: 'U/L' }, text: 'x' }],
      }),
    ],
    [
      'a limit of other people',
      'laboratory-limits',
      observed('a', '1742-6', quantity(60, 'U/L'), {
        referenceRange: [{ high: { value: 40, code: 'U/L' }, type: { coding: [{ code: 'treatment' }] } }],
      }),
    ],
    [
      'a component',
      'das28-esr',
      observed(
        'a',
        'x',
        {},
        { component: [{ code: { coding: [{ system: 'http://loinc.org', code: '4537-7' }] }, ...quantity(4, 'mm/h') }] },
      ),
    ],
  ] as const) {
    const json = JSON.parse(JSON.stringify(resource))
    const of = await explain(slug, [json])
    t.equal(of.resourceType, 'Parameters', `${name} ${day(1)}`)
    t.same(await explain(slug, [stripped(json)]), of, name)
  }
})
