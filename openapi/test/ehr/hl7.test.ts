/**
 * HL7's examples of R4 (CC0) through every operation and service: never a fault of ours, never an answer that is not valid (F10, F16). They
 * are not committed: `npm run fhir:packages` brings them, and where they are absent this is passed over.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fc } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { preparedGateway, slugs } from '../helpers.js'
import { codesIn, emptiesIn, faultsOf, fhirOf, notesIn, type Reply, scoreIn } from './asked.js'
import { bundle, type Json, UCUM } from './encode.js'
import { found, hook } from './prefetched.js'

const folder = fileURLToPath(new URL('../../../../artifacts/fhir/node_modules/hl7.fhir.r4.examples', import.meta.url))
const options = existsSync(folder) ? {} : { skip: 'the examples are not here: npm run fhir:packages' }
const example = (name: string): Json => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Json
const named = (prefix: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.startsWith(`${prefix}-`))
        .map((file) => file.replace(/\.json$/, ''))
    : []

const app = await preparedGateway(t, { BODY_LIMIT: '1048576' })
const call = fhirOf(app)

const creatinine = (more: Json = {}): Json =>
  found(
    '14682-9',
    { valueQuantity: { value: 0.09, code: 'mmol/L', system: UCUM } },
    { subject: { reference: 'Patient/example' }, effectiveDateTime: '2016-03-28', ...more },
  )
const componentOf = ({ json }: Reply, code: string): Json | undefined =>
  ((json['component'] ?? []) as Json[]).find((each) =>
    (each['code'] as { coding: { code: string }[] }).coding.some((coding) => coding.code === code),
  )
const stateOf = (reply: Reply, criterion: string): string => {
  const value = componentOf(reply, criterion)?.['valueCodeableConcept'] as { text: string } | undefined
  return value?.text ?? 'undetermined'
}

t.test('by hand: CrCl of the body weight example', options, async (t) => {
  const reply = await call(
    '/fhir/$crcl',
    bundle([example('Patient-example'), example('Observation-example'), creatinine()]),
  )
  t.equal(scoreIn(reply), 113.3)
  t.equal(stateOf(reply, 'crcl.crcl-at-least-60'), 'met')
  t.equal(((reply.json['derivedFrom'] ?? []) as Json[]).length, 2, 'one weight, by two codings')
})

t.test('by hand: the report of a general practitioner', options, async (t) => {
  const report = example('Bundle-ghp')
  const limits = await call('/fhir/$laboratory-limits', report)
  t.equal(limits.status, 200, limits.text.slice(0, 300))
  for (const code of ['observation_undated', 'unit_text_only']) t.ok(notesIn(limits).includes(code), code)
  const quantity = (code: string): unknown =>
    (componentOf(limits, code)?.['valueQuantity'] as Json | undefined)?.['value']
  t.equal(quantity('wbc'), 4.6)
  t.equal(quantity('neutrophils'), 0.9)
  t.equal(quantity('haemoglobin'), 176)
  t.equal(quantity('alt'), 54)
  const states = {
    wbc: 'met',
    neutrophils: 'not_met',
    haemoglobin: 'met',
    alt: 'met',
    ast: 'met',
    bilirubin: 'met',
    inr: 'undetermined',
    pt: 'undetermined',
  }
  for (const [name, state] of Object.entries(states)) t.equal(stateOf(limits, `laboratory-limits.${name}`), state, name)
  const crcl = await call('/fhir/$crcl', report)
  t.match(JSON.stringify(crcl.json['dataAbsentReason']), /missing/)
})

t.test('by hand: several patients, undated values, other units', options, async (t) => {
  const many = example('Bundle-72ac8493-52ac-41bd-8d5d-7258c289b5ea')
  const reply = await call('/fhir/$laboratory-limits', many)
  t.equal(reply.status, 422)
  t.ok(codesIn(reply).includes('subject_conflict'))
  const report = await call('/fhir/$laboratory-limits', example('Bundle-report'))
  t.equal((componentOf(report, 'wbc')?.['valueQuantity'] as Json | undefined)?.['value'], 31.9)
  for (const code of ['unit_text_only', 'subject_missing', 'observation_undated'])
    t.ok(notesIn(report).includes(code), code)
  const tall = await call(
    '/fhir/$crcl',
    bundle([
      example('Patient-example'),
      example('Observation-example'),
      creatinine(),
      example('Observation-body-height'),
    ]),
  )
  t.match(JSON.stringify(componentOf(tall, 'height')), '169.9')
  const long = await call('/fhir/$crcl', bundle([example('Observation-body-length'), creatinine()]))
  t.ok(notesIn(long).includes('input_not_used'), 'a length of 25 cm is no height of an adult')
  const other = await call(
    '/fhir/$laboratory-limits',
    bundle([
      example('Observation-f005'),
      found('6690-2', { valueQuantity: { value: 4, code: '10*9/L', system: UCUM } }),
    ]),
  )
  t.ok(codesIn(other).includes('subject_conflict'))
  const pat2 = await call('/fhir/$crcl', example('Patient-pat2'))
  t.equal(componentOf(pat2, 'sex'), undefined, 'gender other')
})

/** Larger ones say the same in every key, which takes a minute. */
const LARGEST_PREFETCH = 20_000

const seen = new Set<string>()
/** The same answer is looked at once. */
function check(t: { fail(message: string): unknown }, { status, text, json }: Reply, name: string): void {
  if (status >= 500) t.fail(`${name}: ${status}`)
  if (seen.has(text)) return
  seen.add(text)
  const faults = [...faultsOf(json), ...emptiesIn(json)]
  if (faults.length > 0) t.fail(`${name}: ${faults[0]}`)
}

t.test('every example through every operation', options, async (t) => {
  const names = ['Observation', 'Bundle', 'Patient', 'QuestionnaireResponse'].flatMap(named)
  for (const name of names) {
    const body = JSON.stringify(example(name))
    for (const slug of slugs) check(t, await call(`/fhir/$${slug}`, body), `${slug} ${name}`)
  }
  t.ok(names.length > 100, `${names.length} examples`)
})

t.test('every Bundle as prefetch of every service', options, async (t) => {
  const { services } = (await app.inject({ url: '/cds-services' })).json() as {
    services: { id: string; prefetch: Json }[]
  }
  for (const name of named('Bundle')) {
    const record = example(name)
    if (JSON.stringify(record).length > LARGEST_PREFETCH) continue
    for (const { id, prefetch } of services) {
      const body = hook(Object.fromEntries(Object.keys(prefetch).map((key) => [key, record])))
      const reply = await call(`/cds-services/${id}`, body, { 'content-type': 'application/json' })
      if (reply.status >= 500) t.fail(`${id} ${name}`)
    }
  }
  t.pass('no fault of ours')
})

t.test('changed examples', options, async (t) => {
  const names = [...named('Bundle'), ...named('Observation')]
  const strange = fc.oneof(
    fc.constant(null),
    fc.jsonValue(),
    fc.string(),
    fc.double(),
    fc.constant({}),
    fc.constant([]),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.constantFrom(...slugs),
      fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 6 }),
      async (name, slug, changes) => {
        const body = example(name)
        const places: [Json, string][] = []
        const walk = (node: unknown): void => {
          if (typeof node !== 'object' || node === null) return
          for (const key of Object.keys(node)) {
            places.push([node as Json, key])
            walk((node as Json)[key])
          }
        }
        walk(body)
        for (const [at, value] of changes) {
          const [holder, key] = places[at % places.length] as [Json, string]
          holder[key] = value
        }
        check(t, await call(`/fhir/$${slug}`, body), `${slug} ${name}`)
      },
    ),
    { numRuns: 300 },
  )
})
