/** A screening in a table: a column for each input, day and reading; a line for each patient. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import type { Cells } from '@activity-scores/shared/engine/rows/cells'
import type { TableShape } from '@activity-scores/shared/engine/rows/table-shape'
import * as z from 'zod'
import { screenRequest } from '../answer/request.js'
import type { Protocol } from '../protocol/schema.js'

const BEFORE = [
  'id',
  'status',
  'arm',
  'verdict',
  'validUntil',
  'against',
  'open',
  'nextInputs',
  'conflicts',
  'collisions',
]
const AFTER = ['text', 'problem']

/** Inputs are columns by their own name, such as `wbc` and `wbc_unit`; days are `dates.wbc`, readings `readings.A2`. */
export function screenTable(slug: string, protocol: Protocol, instruments: readonly Instrument[]): TableShape {
  const request = screenRequest(protocol, instruments) as unknown as z.ZodObject
  const ids: [string, ...string[]] = ['all', ...protocol.arms.map(({ id }) => id)]
  return {
    slug,
    request: z.strictObject({ ...request.shape, arms: z.array(z.enum(ids)).nullish() }),
    unprefixed: 'inputs',
    columns: (minimal) => [...BEFORE, ...AFTER.filter((name) => !minimal || name !== 'text')],
    cells: cellsOf,
  }
}

interface Screened {
  readonly arm: string
  readonly verdict: string
  readonly validUntil?: string | null
  readonly criteria: readonly { readonly id: string; readonly state: string }[]
  readonly nextInputs?: readonly (string | { readonly input: string })[]
  readonly conflicts: readonly { readonly measure: string }[]
  readonly collisions: readonly { readonly id: string }[]
  readonly text?: string
}

/** Of several arms each cell has a part for each, with the name of the arm. */
function cellsOf(id: string, answer: unknown): Cells {
  const { arms } = answer as { readonly arms?: Readonly<Record<string, Screened>> }
  const screened = arms ? Object.values(arms) : [answer as Screened]
  const cell = (of: (one: Screened) => string): string => {
    const [first] = screened
    if (screened.length === 1 && first) return of(first)
    return screened.map((one) => `${one.arm}: ${of(one)}`).join('; ')
  }
  const inState = (...states: readonly string[]) =>
    cell(({ criteria }) => criteria.flatMap(({ id: own, state }) => (states.includes(state) ? [own] : [])).join('|'))
  return {
    id,
    status: '200',
    arm: screened.map(({ arm }) => arm).join('|'),
    verdict: cell(({ verdict }) => verdict),
    validUntil: cell(({ validUntil }) => validUntil ?? ''),
    against: inState('not_met', 'excluded'),
    open: inState('undetermined'),
    nextInputs: cell(({ nextInputs = [] }) =>
      nextInputs.map((next) => (typeof next === 'string' ? next : next.input)).join('|'),
    ),
    conflicts: cell(({ conflicts }) => conflicts.map(({ measure }) => measure).join('|')),
    collisions: cell(({ collisions }) => collisions.map(({ id: own }) => own).join('|')),
    text: cell(({ text = '' }) => text),
  }
}
