/**
 * What is missing decides nothing on the EHR faces: each value of a record is taken out in turn, and what is then read is what
 * was read before, without some of it. No other value takes its place; that less decides nothing is held of every
 * instrument in JSON.
 */
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pathsOf, withoutPath } from '@activity-scores/shared/testing/deletions'
import { draws, SEED } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { preparedUsualGateway } from '../helpers.js'
import { fhirOf, type Reply } from './asked.js'
import { bundle, codes, type Json, observation, parametersOf, readable } from './encode.js'

const call = fhirOf(await preparedUsualGateway())

const OF_PATIENT = ['sex', 'age', 'birthDate']

/** What can be a record goes as Observations and a Patient, the rest as plain values. */
function requestOf(instrument: Instrument, body: Json): Json {
  const found = (codes.instrument(instrument.slug).visits ?? 1) > 1 ? [] : readable(instrument, body)
  const rest = structuredClone(body)
  for (const [{ path }] of found) {
    const holder = path.slice(0, -1).reduce<Json>((node, key) => node[key] as Json, rest)
    delete holder[path.at(-1) ?? '']
  }
  // A plain value wins over the Patient, who would stand in for it.
  for (const field of OF_PATIENT) delete rest[field]
  const patient = { resourceType: 'Patient', id: '1', gender: body['sex'] ?? 'female', birthDate: '1961-02-03' }
  const resources = [patient, ...found.map(([leaf, value]) => observation(leaf, value))]
  return parametersOf(instrument, rest, [{ name: 'record', resource: bundle(resources) }])
}

interface Part {
  readonly name: string
  readonly part?: readonly ({ readonly name: string } & Json)[]
}

/** Each value that is used, as the explanation says; of a group of values, which is told as JSON, each of its own. */
function usedIn({ json }: Reply): ReadonlySet<string> {
  const found = ((json['parameter'] ?? []) as readonly Part[]).filter(({ name }) => name === 'found')
  return new Set(
    found.flatMap(({ part = [] }) => {
      const field = String(part.find(({ name }) => name === 'field')?.['valueString'])
      return part
        .filter(({ name }) => name === 'value' || name === 'upperLimit')
        .flatMap(({ name, valueString, ...value }) =>
          typeof valueString === 'string' && /^[{[]/.test(valueString)
            ? leavesIn(JSON.parse(valueString), field)
            : [`${field} ${name} ${JSON.stringify(valueString ?? value)}`],
        )
    }),
  )
}

/** The items of a list close up, so that they are told without their places. */
function leavesIn(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => leavesIn(each, `${path}[]`))
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leavesIn(each, `${path}.${key}`))
    : [`${path} ${JSON.stringify(value)}`]
}

/** A limit without a unit is in that of its value, and is warned of: as FHIR has it, and as `upperLimitUnit` in JSON. */
const UNIT_OF_LIMIT = /referenceRange\.\d+\.high\.code$/

/** The record, and each parameter as a whole: what is inside a plain value is as in JSON. */
const isOfRecord = ([, parameter, ...inside]: readonly string[]): boolean => parameter === '0' || inside.length === 0

for (const instrument of instruments)
  t.test(instrument.slug, async (t) => {
    const url = `/fhir/$${instrument.slug}?explain=inputs`
    const { examples } = instrument
    const drawn = examples.filter((_example, i) => draws(0, 1) === 1 || i === SEED % examples.length)
    for (const { name, request } of drawn) {
      const body = requestOf(instrument, request as Json)
      const before = usedIn(await call(url, body))
      for (const path of pathsOf(body)) {
        if (!isOfRecord(path) || UNIT_OF_LIMIT.test(path.join('.'))) continue
        const reply = await call(url, withoutPath(body, path))
        const others = [...usedIn(reply)].filter((value) => !before.has(value))
        if (reply.status >= 500 || others.length > 0)
          t.same([reply.status, others], [200, []], `${name} without ${path.join('.')}`)
      }
      t.ok(before.size > 0 || Object.keys(request as Json).length === 0, `${name}: ${before.size} values are read`)
    }
  })
