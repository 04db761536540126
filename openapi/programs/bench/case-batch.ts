/** The batch route: JSON arrays over bare node:http, NDJSON over a plain loop, and memory of a long stream. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { leadingExample } from '../kit/bodies.js'
import { ask, type Shot } from '../kit/load.js'
import { type Running, scratchFile, service, withPrograms } from '../kit/programs.js'
import { arrayOf, inputsOf, rowFile, stream } from '../kit/rows.js'
import { pairedRatio, type Spread } from '../kit/statistics.js'
import { cpuSeconds, peakOf, pinning, resetPeak, SERVER_CORE } from '../kit/system.js'
import { REFERENCE_SLUG } from './case-service.js'
import { threads } from './case-threads.js'
import { comparison, counted, type Figure, type Finding, figure, fixed, type Section, withSpread } from './results.js'
import { type BatchPlan, compare, type Measured } from './slices.js'
import { anchor, batchPath, exchange, instrumentOf } from './targets.js'

const NDJSON = { 'content-type': 'application/x-ndjson' }

const ndjsonShot = (instrument: Instrument): Shot => ({
  path: batchPath(instrument.slug),
  body: `${arrayOf(inputsOf(instrument, 1, 8), 1, 0).slice(1, -1)}\n`,
  headers: NDJSON,
})

export const isServed = async (running: Running, slug: string): Promise<boolean> =>
  (await ask(running.origin, ndjsonShot(instrumentOf(slug)))).status !== 404

const notServed: Finding = {
  sections: [
    {
      title: 'Batch',
      notes: ['Not served by this version: `POST /v1/{slug}/batch` answered 404.'],
      columns: ['', ''],
      rows: [],
    },
  ],
  figures: [],
  requests: 0,
  faults: 0,
}

export async function batch(plan: BatchPlan): Promise<Finding> {
  const served = await withPrograms(async (add) => isServed(await add(service(REFERENCE_SLUG)), REFERENCE_SLUG))
  if (!served) return notServed
  const parts = [
    await arrays(1000, 16, plan.rounds * 4),
    await arrays(10_000, 4, plan.rounds * 3),
    await everyStream(plan),
    await memory(plan),
    await threads(plan),
  ]
  return {
    sections: parts.flatMap(({ sections }) => sections),
    figures: parts.flatMap(({ figures }) => figures),
    requests: parts.reduce((sum, { requests }) => sum + requests, 0),
    faults: parts.reduce((sum, { faults }) => sum + faults, 0),
  }
}

const CONNECTIONS = 4

const arrays = (rows: number, amount: number, rounds: number): Promise<Finding> =>
  withPrograms(async (add) => {
    const lone = await add(service(REFERENCE_SLUG))
    const inputs = inputsOf(instrumentOf(REFERENCE_SLUG), rows, 9)
    const shots = Array.from({ length: 4 }, (_, i) => ({
      path: batchPath(REFERENCE_SLUG),
      body: arrayOf(inputs, rows, i * rows),
    }))
    const sample = await exchange(lone.origin, shots[0] as Shot)
    const begins = JSON.stringify(sample.response).slice(0, 1)
    const bare = await add(anchor([sample]))
    const common = { shots, begins, results: rows }
    const measured: readonly Measured[] = await compare(
      [
        { name: 'bare node:http', front: bare, ...common },
        { name: 'lone service as shipped', front: lone, ...common },
      ],
      { rounds, amount, connections: CONNECTIONS, warm: 4 },
    )
    const failed = JSON.stringify(sample.response).split('"problem":{').length - 1
    const own = measured[1]
    const { requests, faults } = counted(measured)
    return {
      sections: [
        comparison(`JSON array of ${rows} rows (${REFERENCE_SLUG}, ${CONNECTIONS} connections)`, [], measured),
      ],
      figures: own ? [figure(`array-${rows}`, own.ratio)] : [],
      requests,
      faults: faults + failed,
    }
  })

interface Stream {
  readonly slug: string
  readonly loop: readonly number[]
  readonly server: readonly number[]
  readonly rate: number
  readonly faults: number
}

function loopSeconds(rows: string, sample: string): number {
  const program = [process.execPath, 'openapi/dist/programs/bench/loop.js', rows, sample]
  const [command = '', ...args] = pinning ? ['taskset', '-c', SERVER_CORE, ...program] : program
  return Number(execFileSync(command, args, { encoding: 'utf8' }))
}

const oneStream = (instrument: Instrument, plan: BatchPlan): Promise<Stream> =>
  withPrograms(async (add) => {
    const lone = await add(service(instrument.slug))
    const pids = lone.pids()
    const shot = ndjsonShot(instrument)
    const { status, text } = await ask(lone.origin, shot)
    if (status !== 200) throw new Error(`${shot.path} answered ${status}: ${text.slice(0, 300)}`)
    const sample = scratchFile('row.json')
    writeFileSync(
      sample,
      JSON.stringify({ path: shot.path, request: JSON.parse(shot.body), response: JSON.parse(text) }),
    )
    const rows = rowFile(instrument, plan.rows, 10)
    const url = lone.origin + shot.path
    let { faults } = await stream(url, rows, plan.rows)
    let rate = 0
    const loop: number[] = []
    const server: number[] = []
    for (let round = 0; round < plan.rounds; round++) {
      loop.push(loopSeconds(rows, sample))
      const before = cpuSeconds(pids)
      const streamed = await stream(url, rows, plan.rows)
      server.push(cpuSeconds(pids) - before)
      faults += streamed.faults
      rate = Math.max(rate, streamed.rows / streamed.seconds)
    }
    return { slug: instrument.slug, loop, server, rate, faults }
  })

/** Inputs that are numbers, choices and quantities, not lists or groups of them. */
const hasScalarInputs = (instrument: Instrument): boolean => {
  const body = instrument.examples[leadingExample(instrument)]?.request as Readonly<Record<string, unknown>>
  return Object.values(body).every((value) => typeof value !== 'object' || value === null || 'unit' in value)
}

async function everyStream(plan: BatchPlan): Promise<Finding> {
  const streams: (Stream & { readonly ratio: Spread })[] = []
  for (const instrument of instruments) {
    const found = await oneStream(instrument, plan)
    streams.push({ ...found, ratio: pairedRatio(found.server, found.loop) })
  }
  const flat = streams.filter(({ slug }) => hasScalarInputs(instrumentOf(slug)))
  const dearest = flat.reduce((a, b) => (b.ratio.middle > a.ratio.middle ? b : a))
  const micros = (seconds: readonly number[]): string => fixed((Math.min(...seconds) / plan.rows) * 1e6)
  return {
    sections: [
      {
        title: `NDJSON, ${plan.rows} rows a request`,
        notes: [
          'One request at a time; the plain loop parses, checks, builds and stringifies the same rows without HTTP. Processor time a row: best of the rounds.',
        ],
        columns: ['', 'µs a row', 'µs a row, plain loop', 'ratio (quartiles)', 'rows/s', 'faults'],
        rows: streams.map((s) => [
          s.slug,
          micros(s.server),
          micros(s.loop),
          withSpread(s.ratio),
          String(Math.round(s.rate)),
          String(s.faults),
        ]),
      },
    ],
    figures: [{ ...figure('ndjson', dearest.ratio), shown: `${withSpread(dearest.ratio)}, ${dearest.slug}` }],
    requests: streams.length * (plan.rounds + 1),
    faults: streams.reduce((sum, { faults }) => sum + faults, 0),
  }
}

const memory = (plan: BatchPlan): Promise<Finding> =>
  withPrograms(async (add) => {
    const instrument = instrumentOf(REFERENCE_SLUG)
    const quarter = rowFile(instrument, plan.long / 4, 11)
    const whole = rowFile(instrument, plan.long, 12)
    const url = (running: Running): string => running.origin + batchPath(REFERENCE_SLUG)
    const roomy = await add(service(REFERENCE_SLUG))
    const pids = roomy.pids()
    const first = await stream(url(roomy), quarter, plan.long / 4)
    const peak = async (path: string, rows: number): Promise<readonly [number, number]> => {
      resetPeak(pids)
      const { faults } = await stream(url(roomy), path, rows)
      return [peakOf(pids), faults]
    }
    const [small, faultsSmall] = await peak(quarter, plan.long / 4)
    const [large, faultsLarge] = await peak(whole, plan.long)
    const narrow = await add(service(REFERENCE_SLUG, { args: ['--max-old-space-size=32'] }))
    const narrowly = await stream(url(narrow), quarter, plan.long / 4)
    const more = large - small
    const known = peakOf(pids) > 0
    const section: Section = {
      title: 'Memory of a long NDJSON stream',
      notes: [],
      columns: ['', 'peak MiB', 'faults'],
      rows: [
        [`${plan.long / 4} rows`, fixed(small, 0), String(faultsSmall)],
        [`${plan.long} rows`, fixed(large, 0), String(faultsLarge)],
        [
          `${plan.long / 4} rows under --max-old-space-size=32`,
          fixed(peakOf(narrow.pids()), 0),
          String(narrowly.faults),
        ],
      ],
    }
    const figures: readonly Figure[] = known
      ? [
          {
            goal: 'ndjson-memory',
            value: more,
            shown: `${fixed(more, 0)} MiB, ${plan.long} rows over ${plan.long / 4}`,
          },
        ]
      : []
    return {
      sections: [section],
      figures,
      requests: 4,
      faults: first.faults + faultsSmall + faultsLarge + narrowly.faults,
    }
  })
