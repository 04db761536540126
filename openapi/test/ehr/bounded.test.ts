/** An answer is bounded, however many faults are in what was sent. */
import t from 'tap'
import { usualGateway } from '../helpers.js'
import { fhirOf } from './asked.js'
import { das28Prefetch, found, hook } from './prefetched.js'

const app = await usualGateway()
const call = fhirOf(app)

/** A body as large as one may be sent. */
const BODY = 65_000
/** The largest answer to one call. */
const ANSWER = 65_536

const repeated = (text: string, room = BODY - 2000): string =>
  Array.from({ length: Math.floor(room / (text.length + 1)) }, () => text).join(',')
const bundleOf = (text: string): string => `{"resourceType":"Bundle","type":"collection","entry":[${repeated(text)}]}`
const parameters = (text: string): string =>
  `{"resourceType":"Parameters","parameter":[{"name":"arm","valueCode":"myositis"},{"name":"asOf","valueDate":"2026-03-01"},${text}]}`

const observation = JSON.stringify(found('4537-7', { valueQuantity: { value: 4, unit: 'mm/h' } }, { id: '1' }))
const entries = [
  '1',
  '{}',
  '{"resource":{}}',
  '{"resource":{"resourceType":"Patient"}}',
  '{"resource":{"resourceType":"Observation"}}',
  '{"resource":{"resourceType":"Observation","status":"entered-in-error","code":{"coding":[{"system":"http://loinc.org","code":"4537-7"}]}}}',
  '{"resource":{"resourceType":"Observation","code":{"coding":[{"system":"http://loinc.org","code":"4537-7"}]}}}',
  `{"resource":${observation.replace('"final"', '"registered"')}}`,
  '{"resource":{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"x/Questionnaire/esspri","item":[1]}}',
]

t.test('faults of a record', async (t) => {
  for (const entry of entries) {
    const body = bundleOf(entry)
    for (const url of [
      '/fhir/$das28-esr',
      '/fhir/$das28-esr?explain=inputs',
      '/fhir/$esspri?explain=inputs',
      '/fhir/$crcl?explain=inputs',
    ]) {
      const { text, status } = await call(url, body)
      t.ok(status < 500 && text.length <= ANSWER, `${url} ${entry.slice(0, 60)}: ${status}, ${text.length} bytes`)
    }
    const screened = await call(
      '/fhir/$screen-nct06464679',
      parameters(`{"name":"record","resource":${bundleOf(entry)}}`),
    )
    t.ok(
      screened.status < 500 && screened.text.length <= 2 * ANSWER,
      `screen ${entry.slice(0, 60)}: ${screened.text.length}`,
    )
  }
})

t.test('faults of parameters', async (t) => {
  for (const one of ['1', '{}', '{"name":"esr"}', '{"name":"esr","valueString":"x"}', '{"name":"no-such"}'])
    for (const url of ['/fhir/$das28-esr', '/fhir/$das28-esr?explain=inputs', '/fhir/$screen-nct06464679']) {
      const { text, status } = await call(url, parameters(repeated(one)))
      t.ok(status < 500 && text.length <= ANSWER, `${url} ${one}: ${status}, ${text.length} bytes`)
    }
})

t.test('faults of what was fetched before', async (t) => {
  for (const entry of entries) {
    const body = JSON.stringify(hook({ ...das28Prefetch(), esr: JSON.parse(bundleOf(entry)) }))
    const { text, status } = await call('/cds-services/das28-esr', body, { 'content-type': 'application/json' })
    t.ok(status < 500 && text.length <= ANSWER, `${entry.slice(0, 60)}: ${status}, ${text.length} bytes`)
  }
})

t.test('what is not listed is counted', async (t) => {
  const { json } = await call('/fhir/$das28-esr?explain=inputs', bundleOf('1'))
  const refused = (
    json as { parameter: { name: string; part?: { name: string; valueString?: string }[] }[] }
  ).parameter.filter(({ name }) => name === 'refused')
  t.equal(refused.length, 101)
  t.match(refused[100]?.part?.find(({ name }) => name === 'text')?.valueString, /^[0-9]+ more faults are not listed/)
})
