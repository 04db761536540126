/** The parts of docs/operators.md that follow from the code and from measurements: variables, and cores for a load. */
import type * as z from 'zod'
import { gatewayVariables } from '../config.js'

/** A share of the processor is kept for peaks, the collector and whatever else runs. */
const FILLED = 0.6
const CORES_OF_A_NODE = 8
const RATES = [10_000, 100_000, 1_000_000] as const

/** Ways to ask, each with its section and row in openapi/programs/bench/RESULTS.md and whether that says microseconds a row. */
const WAYS: readonly (readonly [name: string, section: string, row: string])[] = [
  [
    'single calls, all instruments, everything in one process',
    '## One instrument',
    'gateway, embedded, mix of all instruments',
  ],
  ['single calls, one instrument (das28-esr), lone service', '## One instrument', 'lone service as shipped'],
  ['single calls through a gateway to a service, both', '## Gateway with a hop', 'proxying gateway and service'],
  ['JSON array of 1,000 rows (das28-esr)', '## JSON array of 1000 rows', 'lone service as shipped'],
  ['NDJSON stream (das28-esr)', '## NDJSON', 'das28-esr'],
]

export function withFacts(text: string, results: string): string {
  return between(between(text, 'variables', variables()), 'capacity', capacity(results))
}

function between(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name}: written by npm run openapi -->`, `<!-- end of ${name} -->`]
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`docs/operators.md lacks the lines of ${name}`)
  return `${before}${begin}\n${table}\n${end}${after}`
}

function variables(): string {
  const rows = Object.entries(gatewayVariables as Readonly<Record<string, z.ZodType>>).map(([name, schema]) => {
    const preset = schema.safeParse(undefined).data
    return `| \`${name}\` | ${preset === undefined ? '' : `\`${String(preset)}\``} | ${schema.description ?? ''} |`
  })
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n')
}

function capacity(results: string): string {
  const heads = RATES.map((rate) => `${rate.toLocaleString('en-GB')} scores/s`)
  const rows = WAYS.map(([name, section, row]) => {
    const seconds = figure(results, section, row)
    const nodes = RATES.map((rate) => {
      const cores = (rate / 1e6) * (seconds / FILLED)
      const count = Math.ceil(cores / CORES_OF_A_NODE)
      return `${round(cores)} cores, ${count} ${count === 1 ? 'node' : 'nodes'}`
    })
    return `| ${name} | ${seconds} | ${round((FILLED * 1e6) / seconds)} | ${nodes.join(' | ')} |`
  })
  return [
    `| how | core-seconds a million scores | scores/s of one core at ${FILLED * 100} % | ${heads.join(' | ')} |`,
    `|${'---|'.repeat(3 + RATES.length)}`,
    ...rows,
  ].join('\n')
}

const round = (value: number): string =>
  (value >= 100 ? Math.round(value / 10) * 10 : Math.ceil(value * 10) / 10).toLocaleString('en-GB')

/** The first figure of a row; core-seconds a million and microseconds each are the same number. */
function figure(results: string, section: string, row: string): number {
  const from = results.indexOf(`\n${section}`)
  const found = from < 0 ? undefined : results.slice(from).match(new RegExp(`^\\| ${row} \\| ([0-9.]+)`, 'm'))?.[1]
  if (found === undefined) throw new Error(`openapi/programs/bench/RESULTS.md has no row "${row}" under "${section}"`)
  return Number(found)
}
