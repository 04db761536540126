/**
 * A second validator, with definitions of its own, on everything that is emitted (F4): answers of every worked example, refusals, definitions,
 * cards' resources. It is large: `npm run fhir:packages` brings it, and where it is absent this is passed over.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import t from 'tap'
import { preparedUsualGateway } from '../helpers.js'
import { fhirOf, type Reply } from './asked.js'
import { type Json, parametersOf } from './encode.js'
import { das28Prefetch, hook } from './prefetched.js'

const folder = fileURLToPath(new URL('../../../../artifacts/fhir/node_modules/@medplum', import.meta.url))
const options = existsSync(folder) ? {} : { skip: 'the validator is not here: npm run fhir:packages' }

interface Medplum {
  indexStructureDefinitionBundle(bundle: unknown): void
  validateResource(
    resource: unknown,
  ): readonly { severity: string; details?: { text?: string }; expression?: readonly string[] }[]
}

async function medplum(): Promise<Medplum> {
  // Node 20 has no WebSocket of its own, which the package asks for when it is loaded.
  const { WebSocket } = await import('undici')
  Object.assign(globalThis, { WebSocket: (globalThis as { WebSocket?: unknown }).WebSocket ?? WebSocket })
  const module = (await import(pathToFileURL(join(folder, 'core/dist/esm/index.mjs')).href)) as Medplum
  for (const file of ['profiles-types', 'profiles-resources', 'profiles-medplum']) {
    const path = join(folder, `definitions/dist/fhir/r4/${file}.json`)
    if (existsSync(path)) module.indexStructureDefinitionBundle(JSON.parse(readFileSync(path, 'utf8')))
  }
  return module
}

t.test('everything that is emitted', options, async (t) => {
  const { validateResource } = await medplum()
  const app = await preparedUsualGateway()
  const call = fhirOf(app)
  let seen = 0
  const check = (resource: unknown, name: string): void => {
    seen++
    try {
      const errors = validateResource(resource).filter(({ severity }) => severity === 'error' || severity === 'fatal')
      if (errors.length > 0) t.fail(`${name}: ${JSON.stringify(errors[0])}`)
    } catch (error) {
      t.fail(`${name}: ${(error as Error).message}`)
    }
  }
  t.throws(() => validateResource({ resourceType: 'Observation', status: 5 }), 'the validator finds what is wrong')
  for (const instrument of instruments) {
    const { slug, examples } = instrument
    for (const { name, request } of examples)
      check((await call(`/fhir/$${slug}`, parametersOf(instrument, request))).json, `${slug} ${name}`)
    check(
      (await call(`/fhir/$${slug}?explain=inputs`, parametersOf(instrument, examples[0]?.request))).json,
      `${slug} explained`,
    )
    check(
      (await call(`/fhir/$${slug}`, { resourceType: 'Parameters', parameter: [{ name: 'x' }] })).json,
      `${slug} refused`,
    )
  }
  for (const type of ['OperationDefinition', 'Questionnaire', 'CodeSystem'])
    for (const { resource } of ((await app.inject({ url: `/fhir/${type}` })).json() as { entry: { resource: Json }[] })
      .entry)
      check(resource, `${type} ${resource['id']}`)
  check((await app.inject({ url: '/fhir/metadata' })).json(), 'metadata')
  const card: Reply = await call('/cds-services/das28-esr', hook(das28Prefetch()), {
    'content-type': 'application/json',
  })
  const [{ suggestions }] = card.json['cards'] as [{ suggestions: { actions: { resource: Json }[] }[] }]
  check(suggestions[0]?.actions[0]?.resource, 'card')
  const screen = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'arm', valueCode: 'sjogren' },
      { name: 'asOf', valueDate: '2026-03-01' },
    ],
  }
  check((await call('/fhir/$screen-nct06464679', screen)).json, 'screen')
  t.ok(seen > 200, `${seen} resources`)
})
