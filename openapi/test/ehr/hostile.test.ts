/** Nothing of a caller in logs, traces or metrics (F15), and no fault of ours whatever is sent (F16). */
import { instruments } from '@activity-scores/services/registry'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import { draws, fc } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { readGatewayConfig } from '../../src/config.js'
import { buildGateway } from '../../src/gateway.js'
import { gateway, slugs } from '../helpers.js'
import { emptiesIn, faultsOf, fhirOf } from './asked.js'
import { bundle, type Json } from './encode.js'
import { das28Prefetch, found, hook } from './prefetched.js'

const MARK = 'Plantedmark4711'

t.test('F15: markers', async (t) => {
  const written: string[] = []
  const logger = createLogger('trace', { write: (line) => written.push(line) })
  const { app } = await buildGateway(
    instrumentSetOf(instruments),
    readGatewayConfig({ LOG_LEVEL: 'trace', OVERLOAD_DELAY_MS: '0' }, slugs),
    logger,
  )
  t.teardown(() => app.close())
  const call = fhirOf(app)
  const marked = (more: Json): Json =>
    found(
      '4537-7',
      { valueQuantity: { value: 4, unit: MARK } },
      { id: MARK, subject: { reference: `Patient/${MARK}` }, ...more },
    )
  const bodies: unknown[] = [
    bundle([marked({})]),
    bundle([marked({ note: [{ text: MARK }], valueQuantity: undefined, valueString: MARK })]),
    { resourceType: 'Parameters', parameter: [{ name: MARK, valueString: MARK }] },
    { resourceType: 'Patient', id: MARK, name: [{ family: MARK }], birthDate: MARK },
    `{"${MARK}`,
  ]
  for (const body of bodies)
    for (const url of [
      '/fhir/$das28-esr',
      '/fhir/$crcl',
      `/fhir/$${MARK}`,
      '/fhir/$das28-esr?explain=inputs',
      '/fhir/$screen-nct06464679',
      '/fhir/$cdai/batch',
    ])
      await call(url, body, {
        authorization: `Bearer ${MARK}`,
        ...(url.endsWith('batch') ? { 'content-type': 'application/fhir+ndjson' } : {}),
      }).catch(() => undefined)
  const cds = { 'content-type': 'application/json', authorization: `Bearer ${MARK}` }
  await call(
    '/cds-services/das28-esr',
    hook({ ...das28Prefetch(), esr: bundle([marked({})]) }, { context: { userId: MARK, patientId: MARK } }),
    cds,
  )
  await call(
    '/cds-services/das28-esr/feedback',
    {
      feedback: [
        {
          card: MARK,
          outcome: 'overridden',
          overrideReason: { userComment: MARK },
          outcomeTimestamp: '2026-03-01T10:00:00Z',
        },
      ],
    },
    cds,
  )
  const metrics = (await app.inject({ url: '/metrics' })).body
  t.notMatch(metrics, MARK)
  t.match(metrics, '/fhir/$das28-esr')
  t.ok(written.length > 20, `${written.length} lines`)
  t.same(
    written.filter((line) => line.includes(MARK)),
    [],
  )
})

const app = await gateway(t, { BODY_LIMIT: '1048576' })
const call = fhirOf(app)

t.test('F16: changed records', async (t) => {
  const strange = fc.oneof(
    fc.constant(null),
    fc.jsonValue({ maxDepth: 2 }),
    fc.string(),
    fc.double(),
    fc.constant({}),
    fc.constant([]),
    fc.constant('__proto__'),
  )
  const resources = (): Json[] => [
    { resourceType: 'Patient', id: '1', gender: 'female', birthDate: '1970-05-05' },
    ...Object.values(das28Prefetch()).map(
      (each) => ((each as Json)['entry'] as { resource: Json }[])[0]?.resource as Json,
    ),
    found('1742-6', {
      valueQuantity: { value: 60, code: 'U/L', system: 'http://unitsofmeasure.org' },
      referenceRange: [{ high: { value: 40, code: 'U/L' } }],
    }),
    {
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      questionnaire: 'x/Questionnaire/esspri',
      item: [{ linkId: 'dryness', answer: [{ valueInteger: 3 }] }],
    },
  ]
  const change = (body: unknown, changes: readonly (readonly [number, unknown])[]): void => {
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
  }
  const changes = fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...slugs), changes, async (slug, made) => {
      const body = bundle(resources())
      change(body, made)
      const reply = await call(`/fhir/$${slug}`, body)
      t.ok(reply.status < 500, `${slug} ${reply.status}`)
      t.strictSame(faultsOf(reply.json), [], reply.text.slice(0, 300))
      t.strictSame(emptiesIn(reply.json), [])
      const asked = hook(Object.fromEntries(Object.entries(das28Prefetch())))
      change(asked, made)
      t.ok((await call('/cds-services/das28-esr', asked, { 'content-type': 'application/json' })).status < 500)
      const screening = {
        resourceType: 'Parameters',
        parameter: [
          { name: 'arm', valueCode: 'myositis' },
          { name: 'asOf', valueDate: '2026-03-01' },
          { name: 'record', resource: bundle(resources()) },
        ],
      }
      change(screening, made)
      t.ok((await call('/fhir/$screen-nct06464679', screening)).status < 500)
    }),
    { numRuns: draws(120, 3000) },
  )
})
