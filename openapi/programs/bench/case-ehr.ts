/** The other faces beside the JSON call of the same instrument in the same gateway: FHIR by values and by record, MCP, CDS Hooks. */
import type { Shot } from '../kit/load.js'
import { gateway, withPrograms } from '../kit/programs.js'
import { quantile } from '../kit/statistics.js'
import { POOL, REFERENCE_SLUG } from './case-service.js'
import { pace } from './pace.js'
import { comparison, counted, type Figure, type Finding, figure, fixed, type Section } from './results.js'
import { against, compare, type Option, type Plan } from './slices.js'
import { instrumentOf, shotsOf } from './targets.js'

const FHIR = { 'content-type': 'application/fhir+json' }
const LOINC = 'http://loinc.org'
const UCUM = 'http://unitsofmeasure.org'
/** Entries of a record: the four that are read, and others between them. */
const ENTRIES = 50

interface Inputs {
  readonly tenderJointCount28: number
  readonly swollenJointCount28: number
  readonly esr: { readonly value: number }
  readonly patientGlobal: { readonly value: number }
}

const observation = (id: number, code: string, value: object): object => ({
  resourceType: 'Observation',
  id: `o${id}`,
  status: 'final',
  code: { coding: [{ system: LOINC, code }] },
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-03-01',
  ...value,
})

const quantity = (value: number, code: string): object => ({ valueQuantity: { value, system: UCUM, code } })

const observations = ({ tenderJointCount28, swollenJointCount28, esr, patientGlobal }: Inputs): readonly object[] => [
  observation(1, '88981-6', { valueInteger: tenderJointCount28 }),
  observation(2, '88980-8', { valueInteger: swollenJointCount28 }),
  observation(3, '4537-7', quantity(esr.value, 'mm/h')),
  observation(4, '75894-6', { valueQuantity: { value: patientGlobal.value / 10 } }),
]

const bundle = (resources: readonly object[]): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
})

function byValues(inputs: Inputs): object {
  const { tenderJointCount28, swollenJointCount28, esr, patientGlobal } = inputs
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'tenderJointCount28', valueInteger: tenderJointCount28 },
      { name: 'swollenJointCount28', valueInteger: swollenJointCount28 },
      { name: 'esr', ...quantity(esr.value, 'mm/h') },
      { name: 'patientGlobal', ...quantity(patientGlobal.value, 'mm') },
    ],
  }
}

/** Others are of the same size and of no field. */
const byRecord = (inputs: Inputs): object => {
  const own = observations(inputs)
  const others = Array.from({ length: ENTRIES - own.length }, (_, i) =>
    observation(10 + i, '2823-3', quantity(4, 'mmol/L')),
  )
  return bundle([...own, ...others])
}

const byHook = (inputs: Inputs): object => {
  const keys = ['tenderJointCount28', 'swollenJointCount28', 'esr', 'patientGlobal']
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: { userId: 'Practitioner/1', patientId: '1' },
    prefetch: Object.fromEntries(observations(inputs).map((each, i) => [keys[i], bundle([each])])),
  }
}

const byTool = (input: Inputs): object => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'calculate', arguments: { slug: REFERENCE_SLUG, input } },
})

const BUNDLE = `FHIR, Bundle of ${ENTRIES} entries`
const HOOK = 'CDS Hooks'
const OPERATION = `/fhir/$${REFERENCE_SLUG}`
const RESOURCE = '{"resourceType":"Observation"'

interface Face {
  readonly name: string
  readonly path: string
  readonly headers?: Shot['headers']
  readonly make: (inputs: Inputs) => object
  /** How its answers begin. */
  readonly begins: string
  readonly environment?: Readonly<Record<string, string>>
}

const FACES: readonly Face[] = [
  { name: 'FHIR, plain values', path: OPERATION, headers: FHIR, make: byValues, begins: RESOURCE },
  { name: BUNDLE, path: OPERATION, headers: FHIR, make: byRecord, begins: RESOURCE },
  { name: HOOK, path: `/cds-services/${REFERENCE_SLUG}`, make: byHook, begins: '{"cards":[{' },
  {
    name: 'MCP, calculate',
    path: '/mcp',
    headers: { accept: 'application/json, text/event-stream' },
    make: byTool,
    begins: '{"result":{"content":[',
    environment: { MCP: 'on' },
  },
]

export const ehr = (plan: Plan): Promise<Finding> =>
  withPrograms(async (add) => {
    const json = shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 1)
    const inputs = json.map(({ body }) => {
      const read = JSON.parse(body) as Inputs
      return {
        ...read,
        tenderJointCount28: Math.round(read.tenderJointCount28),
        swollenJointCount28: Math.round(read.swollenJointCount28),
      }
    })
    const shotsFor = ({ path, headers, make }: Face): readonly Shot[] =>
      inputs.map((each) => ({ path, body: JSON.stringify(make(each)), ...(headers ? { headers } : {}) }))
    const options: Option[] = [{ name: 'JSON', front: await add(gateway()), shots: json }]
    for (const face of FACES) {
      const { name, begins, environment = {} } = face
      const front = await add(gateway({ environment }))
      options.push({ name, front, shots: shotsFor(face), begins })
    }
    const measured = await compare(options, plan)
    const paced = await pacedCalls(options)
    const [plain, values, record, hook] = measured
    if (!plain || !values || !record || !hook) throw new Error('an option was not measured')
    const { requests, faults } = counted(measured)
    const parsing = microsOfParsing(options.find(({ name }) => name === BUNDLE)?.shots ?? [])
    const beyond = (record.micros - parsing) / plain.micros
    return {
      sections: [
        comparison(
          'Other faces, each in a gateway of its own',
          [`Parsing a Bundle of ${ENTRIES} entries alone takes ${parsing.toFixed(1)} us.`],
          measured,
        ),
        paced.section,
      ],
      figures: [
        figure('fhir-values', against(values, plain)),
        { goal: 'fhir-record', value: beyond, shown: beyond.toFixed(2) },
        figure('cds', against(hook, plain)),
        paced.figure,
      ],
      requests: requests + paced.requests,
      faults: faults + paced.faults,
    }
  })

/** The promise: so many calls a second of one gateway. */
const CALLS_A_SECOND = 200
const SECONDS = 5
const CONNECTIONS = 32

async function pacedCalls(options: readonly Option[]): Promise<Paced> {
  const option = options.find(({ name }) => name === HOOK)
  if (!option) throw new Error('no calls of CDS Hooks')
  const { front, shots } = option
  const load = { origin: front.origin, shots, rate: CALLS_A_SECOND, seconds: SECONDS, connections: CONNECTIONS }
  const { times, requests, faults } = await pace(load)
  const [p50, p99, longest] = [0.5, 0.99, 1].map((share) => quantile(times, share)) as [number, number, number]
  const section: Section = {
    title: `CDS Hooks at ${CALLS_A_SECOND} calls/s`,
    notes: [
      `Milliseconds over ${SECONDS} s, evenly spaced over ${CONNECTIONS} connections and counted from the moment each was due.`,
    ],
    columns: ['', 'p50', 'p99', 'longest'],
    rows: [[HOOK, fixed(p50, 3), fixed(p99, 3), fixed(longest, 3)]],
  }
  return { section, figure: { goal: 'cds-p99', value: p99, shown: `${fixed(p99)} ms` }, requests, faults }
}

interface Paced {
  readonly section: Section
  readonly figure: Figure
  readonly requests: number
  readonly faults: number
}

/** By JSON.parse, which nobody does without. */
function microsOfParsing(shots: readonly Shot[]): number {
  const rounds = 10
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < rounds; i++) {
    const before = process.cpuUsage()
    for (const { body } of shots) JSON.parse(body)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / shots.length)
  }
  return best
}
