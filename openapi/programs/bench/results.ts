/** From measurements to the pages that people read: RESULTS.md. Pure; run.ts writes the files. */

import type { Spread } from '../kit/statistics.js'
import type { Measured } from './slices.js'

/** A table with what one has to know to read it. */
export interface Section {
  readonly title: string
  readonly notes: readonly string[]
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A figure that a goal asks for. */
export interface Figure {
  readonly goal: string
  readonly value: number
  /** The figure as shown: with its spread, its unit, or what it was measured on. */
  readonly shown: string
}

/** What a case found. */
export interface Finding {
  readonly sections: readonly Section[]
  readonly figures: readonly Figure[]
  /** Requests made and those that went wrong; one fault fails the run. */
  readonly requests: number
  readonly faults: number
}

export interface Goal {
  readonly id: string
  readonly what: string
  /** At most this. */
  readonly limit: number
  readonly unit?: string
}

/** The promises of the project, as ratios to an anchor of the same run unless a unit is named. */
export const goals: readonly Goal[] = [
  { id: 'service', what: 'one instrument as shipped over bare node:http', limit: 1.5 },
  { id: 'service-silent', what: 'the same with the log off', limit: 1.25 },
  { id: 'embedded', what: 'embedded gateway over the lone service', limit: 1.03 },
  { id: 'proxied', what: 'proxied gateway and service over nginx and service', limit: 1.6 },
  { id: 'array-1000', what: 'JSON array of 1,000 rows over bare', limit: 1.1 },
  { id: 'array-10000', what: 'JSON array of 10,000 rows over bare', limit: 1.15 },
  {
    id: 'ndjson',
    what: 'NDJSON, processor time a row over the plain loop, dearest instrument with scalar inputs',
    limit: 0.8,
  },
  { id: 'ndjson-memory', what: 'NDJSON, peak memory of four times the rows', limit: 20, unit: 'MiB more' },
  { id: 'panel', what: 'panel of the rheumatoid arthritis instruments over one of them', limit: 2 },
  { id: 'series', what: 'series of 10 visits with their responses over one call', limit: 4 },
  { id: 'derive', what: 'panel that derives counts over the same panel with counts sent', limit: 1.3 },
  { id: 'screen', what: 'trial screen, rheumatoid arthritis arm, over one instrument', limit: 8 },
  { id: 'screen-verdict', what: 'the same, the verdict alone (`detail`)', limit: 12 },
  { id: 'fhir-values', what: 'FHIR operation with plain values over the JSON call', limit: 1.6 },
  {
    id: 'fhir-record',
    what: 'FHIR operation with a Bundle of 50 entries over the JSON call, beyond parsing it',
    limit: 3,
  },
  { id: 'cds', what: 'CDS Hooks call without a token over the JSON call', limit: 2.5 },
  { id: 'cds-p99', what: 'p99 of CDS Hooks calls at 200 calls/s, one process', limit: 500, unit: 'ms' },
  { id: 'start-service', what: 'start to first answer of one service over bare node', limit: 3 },
  { id: 'start-gateway', what: 'start to first answer of every instrument in one process over bare node', limit: 3.5 },
  { id: 'latency-p50', what: 'p50 at 2,000 requests/s, best round, over bare', limit: 1.15 },
  { id: 'latency-p99', what: 'p99 at 2,000 requests/s, best round', limit: 0.5, unit: 'ms' },
]

export const fixed = (value: number, digits = 2): string => (Number.isFinite(value) ? value.toFixed(digits) : '-')

export const withSpread = ({ middle, low, high }: Spread): string => `${fixed(middle)} (${fixed(low)}-${fixed(high)})`

export const figure = (goal: string, spread: Spread): Figure => ({
  goal,
  value: spread.middle,
  shown: withSpread(spread),
})

/** The rows of a comparison; the first is the anchor. */
export function comparison(title: string, notes: readonly string[], measured: readonly Measured[]): Section {
  return {
    title,
    notes,
    columns: ['', 'core-seconds a million results', 'ratio to the first (quartiles)', 'results/s', 'faults'],
    rows: measured.map(({ name, micros, each, ratio, rate, faults }) => [
      name,
      each.length > 1 ? `${fixed(micros, 1)} (${each.map((part) => fixed(part, 1)).join(' + ')})` : fixed(micros, 1),
      withSpread(ratio),
      String(Math.round(rate)),
      String(faults),
    ]),
  }
}

export const counted = (measured: readonly Measured[]): Pick<Finding, 'requests' | 'faults'> => ({
  requests: measured.reduce((sum, { requests }) => sum + requests, 0),
  faults: measured.reduce((sum, { faults }) => sum + faults, 0),
})

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

export function goalSection(figures: readonly Figure[]): Section {
  const rows = goals.map(({ id, what, limit, unit }) => {
    const found = figures.find((candidate) => candidate.goal === id)
    const verdict = !found ? 'not measured' : found.value <= limit ? 'met' : '**missed**'
    return [what, unit ? `${limit} ${unit}` : String(limit), found?.shown ?? '-', verdict]
  })
  return { title: 'Goals', notes: [], columns: ['what', 'goal, at most', 'measured', ''], rows }
}

export interface Run {
  readonly machine: Readonly<Record<string, string>>
  readonly options: string
  readonly findings: readonly Finding[]
}

export function markdown({ machine, options, findings }: Run): string {
  const requests = findings.reduce((sum, finding) => sum + finding.requests, 0)
  const faults = findings.reduce((sum, finding) => sum + finding.faults, 0)
  const sections = [goalSection(findings.flatMap(({ figures }) => figures)), ...findings.flatMap((f) => f.sections)]
  const head = `# Measured speed

Written by \`npm run bench\`; do not edit. Ratios carry over to other machines, absolute figures do not.

${table(['', ''], [...Object.entries(machine), ['Options', options]])}

${requests} requests, ${faults} of them with another status than expected, a failed connection, no answer in time or a wrong beginning.

Processor time is that of the server and all of its processes. Options of one table run at once and get short slices of load in turn,
the order turning about each round; a ratio is the median over rounds of option / anchor of the same round, quartiles in
brackets; other times are lower quartiles. Bodies differ from request to request. A server "as shipped" has everything on: strict validation,
repeated-key check, request id, fixed headers, one log line (to a file), metrics, documents.
Bare is node:http with work of equal size and none of that, made from one exchange with the target (\`anchor.ts\`).

![Ratios](results.svg)
`
  const body = sections.map(({ title, notes, columns, rows }) =>
    [`## ${title}`, ...(notes.length > 0 ? [notes.join('\n')] : []), table(columns, rows)].join('\n\n'),
  )
  return `${[head, ...body].join('\n')}\n`.replaceAll('|\n## ', '|\n\n## ')
}
