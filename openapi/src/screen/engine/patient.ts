/**
 * One patient at one visit, as the rules see it: what was sent, what of it is too old, and the instruments and measures
 * computed from it, each at most once.
 */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import { daysBetween, withinMonths } from '@activity-scores/shared/language/dates'
import type { Verdict } from '@activity-scores/shared/language/kleene'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import { callInstrument } from './calls.js'
import { isPossible } from './exclusions.js'
import { measure } from './measures.js'
import type {
  CallResult,
  Circumstances,
  Currency,
  Known,
  Patient,
  Plan,
  PlannedExclusion,
  Statement,
  Values,
} from './model.js'

const NO_DATES = {}
const NONE: readonly never[] = []

/** A case that differs from another in a few inputs: whatever does not read them is taken over. */
interface Origin {
  readonly patient: Patient
  readonly changed: readonly string[]
}

export interface Longest {
  readonly unit: 'months' | 'days'
  readonly count: number
}

interface OtherVisit {
  readonly index: number
  readonly faults: Fault[]
}

interface Special {
  readonly visit?: OtherVisit
  readonly origin?: Origin
  /** Statements that a later day decides otherwise. */
  readonly turned?: ReadonlyMap<Statement, Verdict>
}

export class PatientAtVisit implements Patient {
  readonly plan: Plan
  readonly given: Circumstances
  /** JSON pointer of the object that the inputs stand in. */
  readonly at: string
  readonly #inputs: Values
  readonly #observed: Readonly<Record<string, string | null | undefined>>
  readonly #visitDate: string | undefined
  readonly #origin: Origin | undefined
  readonly #turned: ReadonlyMap<Statement, Verdict> | undefined
  readonly #currencies = new Map<string, Currency>()
  readonly #calls = new Map<string, CallResult>()
  readonly #measures = new Map<string, Known>()
  readonly #verdicts = new Map<Statement, Verdict>()
  #contradictions: readonly PlannedExclusion[] | undefined
  #others: readonly PatientAtVisit[] | undefined
  /** Inconsistencies between inputs, found while instruments were called. */
  readonly faults: Fault[]

  constructor(plan: Plan, given: Circumstances, { visit, origin, turned }: Special = {}) {
    this.plan = plan
    this.given = given
    const other = visit && given.visits[visit.index]
    this.at = visit ? `/visits/${visit.index}/inputs` : '/inputs'
    this.#inputs = other ? other.inputs : given.inputs
    this.#observed = other ? NO_DATES : given.dates
    this.#visitDate = other?.date
    this.#origin = origin
    this.#turned = turned
    this.faults = visit?.faults ?? []
  }

  /** The case that this one may take a result from which reads nothing but these inputs. */
  #unchanged(reads: ReadonlySet<string>): Patient | undefined {
    return this.#origin?.changed.some((name) => reads.has(name)) ? undefined : this.#origin?.patient
  }

  /** The value of an input, or undefined where it is missing, too old, or may be too old. */
  value(name: string): unknown {
    const value = this.#inputs[name]
    if (value === undefined || value === null) return undefined
    if (this.currency(name) !== 'counts') return undefined
    return this.plan.settledBy.has(name) && this.contradictedBy(name).length > 0 ? undefined : value
  }

  /** Sent at all, however old. */
  has(name: string): boolean {
    return this.#inputs[name] !== undefined && this.#inputs[name] !== null
  }

  /** As it was sent, whether it counts or not. */
  sent(name: string): unknown {
    return this.#inputs[name]
  }

  /** Whether what was sent is recent enough; what must be recent and has no day is not known to be. */
  currency(name: string): Currency {
    if (!this.plan.windowed.has(name)) return 'counts'
    let known = this.#currencies.get(name)
    if (known === undefined) {
      known = this.#currencyOf(name)
      this.#currencies.set(name, known)
    }
    return known
  }

  #currencyOf(name: string): Currency {
    const longest = this.longest(name)
    if (longest === undefined) return 'counts'
    const observed = this.dayOfInput(name)
    if (observed === undefined) return 'undated'
    const isInside =
      longest.unit === 'months'
        ? withinMonths(observed, this.given.asOf, longest.count)
        : daysBetween(observed, this.given.asOf) <= longest.count
    return isInside ? 'counts' : 'stale'
  }

  /**
   * The day of an input: its own, or `asOf` where it need not be recent or is stated to be of that day; else it is not known
   * (decision 99).
   */
  dayOfInput(name: string): string | undefined {
    const own = this.observedOn(name)
    if (own !== undefined) return own
    const windowed = this.plan.windowed.get(name)
    const isOfAsOf = windowed === undefined || (this.given.undated === 'as-of' && !windowed.needsDate)
    return isOfAsOf ? this.given.asOf : undefined
  }

  /** How old a value may be under the readings chosen; undefined where it may be of any age. */
  longest(name: string): Longest | undefined {
    const window = this.plan.windowed.get(name)?.window
    if (window === undefined) return undefined
    if (typeof window === 'number') return { unit: 'days', count: window }
    const option = this.given.readings[window.reading] ?? ''
    const [unit, count] =
      'months' in window ? (['months', window.months[option]] as const) : (['days', window.days[option]] as const)
    return typeof count === 'number' ? { unit, count } : undefined
  }

  observedOn(name: string): string | undefined {
    return this.#visitDate ?? this.#observed[name] ?? dateIn(this.#inputs[name])
  }

  /** Statements that were sent and cannot all be true. */
  contradictions(): readonly PlannedExclusion[] {
    this.#contradictions ??= this.#visitDate === undefined ? this.asSent(() => this.#unsettled()) : NONE
    return this.#contradictions
  }

  #unsettled(): readonly PlannedExclusion[] {
    return this.plan.exclusions.filter(
      (exclusion) => exclusion.answer === 'settle' && isPossible(exclusion, this) && exclusion.holds(this),
    )
  }

  /** Looks at what was sent as if nothing contradicted it. */
  asSent<Value>(look: () => Value): Value {
    const known = this.#contradictions
    this.#contradictions = NONE
    const seen = look()
    this.#contradictions = known
    return seen
  }

  /** Inputs that contradict this one, where it does not count until the one that is wrong is corrected. */
  contradictedBy(name: string): readonly string[] {
    const contradictions = this.contradictions()
    if (contradictions.length === 0) return NONE
    return contradictions.flatMap(({ inputs }) => (inputs.includes(name) ? inputs.filter((each) => each !== name) : []))
  }

  /** Why an input has no value. */
  whyUnknown(name: string): string {
    if (!this.has(name)) return `missing:${name}`
    if (this.plan.settledBy.has(name) && this.contradictedBy(name).length > 0) return `conflict:${name}`
    return this.currency(name) === 'undated' ? `missing:dates.${name}` : `stale:${name}`
  }

  date(name: string): string | undefined {
    return name === 'asOf' ? this.given.asOf : (this.value(name) as string | undefined)
  }

  call(name: string): CallResult {
    let result = this.#calls.get(name)
    if (!result) {
      result = this.#unchanged(this.plan.readByCall(name))?.call(name) ?? callInstrument(this, name)
      this.#calls.set(name, result)
    }
    return result
  }

  measure(name: string): Known {
    let known = this.#measures.get(name)
    if (!known) {
      known = this.#unchanged(this.plan.readByMeasure(name))?.measure(name) ?? measure(this, name)
      this.#measures.set(name, known)
    }
    return known
  }

  verdict(statement: Statement): Verdict {
    let verdict = this.#turned?.get(statement) ?? this.#verdicts.get(statement)
    if (!verdict) {
      verdict = this.#unchanged(statement.reads)?.verdict(statement) ?? statement.verdict(this)
      this.#verdicts.set(statement, verdict)
    }
    return verdict
  }

  /** This visit first, then the others of the screening period. */
  visits(): readonly PatientAtVisit[] {
    this.#others ??= this.given.visits.map(
      (_, index) => new PatientAtVisit(this.plan, this.given, { visit: { index, faults: this.faults } }),
    )
    return [this, ...this.#others]
  }

  visitDay(): string {
    return this.#visitDate ?? this.given.asOf
  }

  /** When one of these inputs was observed last: null where none was sent or all are too old, undefined where one has no day. */
  lastObserved(names: readonly string[]): string | null | undefined {
    const days = names.flatMap((name) =>
      this.has(name) && this.currency(name) !== 'stale' ? [this.dayOfInput(name)] : [],
    )
    if (days.length === 0) return null
    return days.includes(undefined) ? undefined : days.toSorted().at(-1)
  }

  /** Outcomes of the instruments that were called, by the name of the call. */
  outcomes(): ReadonlyMap<string, Outcome> {
    const outcomes = new Map<string, Outcome>()
    for (const [name, { outcome }] of this.#calls) if (outcome) outcomes.set(name, outcome)
    return outcomes
  }

  /** Measures whose computed value is used instead of the finished one that was sent, rounded. */
  computedInstead(): readonly string[] {
    const names: string[] = []
    // Asked for by each criterion, and nearly always none.
    for (const [name, { rounded }] of this.#measures) if (rounded) names.push(name)
    return names
  }

  conflicts(): readonly string[] {
    return [...this.#measures].flatMap(([name, { conflict }]) => (conflict ? [name] : []))
  }
}

/** A visit may carry its own day. */
export function dateIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { date } = value as { readonly date?: unknown }
  return typeof date === 'string' ? date : undefined
}
