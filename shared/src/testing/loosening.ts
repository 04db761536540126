/**
 * Whether an answer only says less than another: what was decided stays or opens, bounds stay or widen, values stay or
 * empty. Tests only.
 */
import { UNDETERMINED_CATEGORY } from '../language/bands.js'
import { TOLERANCE } from '../language/compare.js'
import type { Outcome, Score } from '../language/outcome.js'

export interface Tightening {
  /** `value` is one of the numbers that an imputation may change; nothing excuses a criterion but a precedence or a list. */
  readonly kind: 'status' | 'criterion' | 'category' | 'value' | 'bounds'
  readonly what: string
}

/** The parts of `after` that say more than `before` or something else. Numbers of details in `tallies` count, and may change. */
export function tightened(before: Outcome, after: Outcome, tallies: ReadonlySet<string>): readonly Tightening[] {
  const found: Tightening[] = []
  const note = (kind: Tightening['kind'], what: string) => found.push({ kind, what })
  if (before.status === 'not_computable' && after.status === 'computed') note('status', 'status became computed')
  const states = new Map(before.criteria.map(({ id, state }) => [id, state]))
  for (const { id, state } of after.criteria)
    if (state !== 'undetermined' && state !== states.get(id))
      note('criterion', `${id}: ${states.get(id) ?? 'not asked'} became ${state}`)
  const [was, is] = [before.category, after.category]
  // Sets that name a class alike, such as one score with and without a further test, say the same by it.
  if (is && is.code !== UNDETERMINED_CATEGORY && (is.code !== was?.code || is.label !== was.label))
    note('category', `category: ${was?.code ?? 'none'} became ${is.code}`)
  scores(before.score, after.score, note)
  details(before.details, after.details, [], tallies, note)
  return found
}

type Note = (kind: Tightening['kind'], what: string) => void

function scores(before: Score | null, after: Score | null, note: Note): void {
  if (!after) return
  if (!before) {
    note('status', 'a score appeared')
    return
  }
  if (after.value !== null && before.value === null) note('status', `value: none became ${after.value}`)
  if (differ(before.value, after.value)) note('value', `value: ${before.value} became ${after.value}`)
  narrower(rangeOf(before), rangeOf(after), 'bounds', note)
}

interface Ends {
  readonly lower: number | null
  readonly upper: number | null
}

const OPEN: Ends = { lower: null, upper: null }
const rangeOf = ({ value, bounds }: Score): Ends => bounds ?? (value === null ? OPEN : { lower: value, upper: value })

function narrower(before: Ends, after: Ends, name: string, note: Note): void {
  const [low, high] = [before.lower ?? Number.NEGATIVE_INFINITY, before.upper ?? Number.POSITIVE_INFINITY]
  if ((after.lower ?? Number.NEGATIVE_INFINITY) <= low + TOLERANCE) {
    if ((after.upper ?? Number.POSITIVE_INFINITY) >= high - TOLERANCE) return
  }
  note('bounds', `${name}: ${inWords(before)} became ${inWords(after)}`)
}

const inWords = ({ lower, upper }: Ends): string => `${lower ?? 'open'} to ${upper ?? 'open'}`

const differ = (before: unknown, after: unknown): boolean =>
  typeof before === 'number' && typeof after === 'number' && Math.abs(before - after) > TOLERANCE

const DECIDED: ReadonlySet<unknown> = new Set(['met', 'not_met', 'excluded', 'not_excluded'])

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** States, bounds and numbers of details; words, flags and lists of names only tell of the request. */
function details(
  before: unknown,
  after: unknown,
  path: readonly string[],
  tallies: ReadonlySet<string>,
  note: Note,
): void {
  const name = path.join('.')
  if (isRecord(after)) {
    if (!isRecord(before)) return
    if ('lower' in after && 'upper' in after) narrower(ends(before), ends(after), name, note)
    else for (const key of Object.keys(after)) details(before[key], after[key], [...path, key], tallies, note)
  } else if (DECIDED.has(after)) {
    if (after !== before) note('criterion', `${name}: ${String(before)} became ${String(after)}`)
  } else if (differ(before, after) && !tallies.has(name)) note('value', `${name}: ${before} became ${after}`)
}

const ends = ({ lower, upper }: Readonly<Record<string, unknown>>): Ends => ({
  lower: typeof lower === 'number' ? lower : null,
  upper: typeof upper === 'number' ? upper : null,
})
