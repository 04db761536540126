/** What the parts of the engine hand one another: a protocol ready to run, and a patient as its rules see one. Types alone. */
import type { Fault, Instrument } from '@activity-scores/shared/contract/instrument'
import type { Validate } from '@activity-scores/shared/engine/validate'
import type { Interval } from '@activity-scores/shared/language/interval'
import type { State, Verdict } from '@activity-scores/shared/language/kleene'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import type { Argument, CriterionRule, Input, Protocol } from '../protocol/schema.js'

export type Values = Readonly<Record<string, unknown>>

export interface Visit {
  readonly date: string
  readonly inputs: Values
}

export interface Circumstances {
  readonly arm: string
  readonly asOf: string
  readonly inputs: Values
  /** Day on which an input was observed. */
  readonly dates: Readonly<Record<string, string | null | undefined>>
  /** Whether what must be recent and has no day is stated to be of `asOf`. */
  readonly undated: 'as-of' | undefined
  readonly visits: readonly Visit[]
  /** Option by reading, defaults included. */
  readonly readings: Readonly<Record<string, string>>
}

/** Whether a value is recent enough to be used, too old, or without the day that would tell. */
export type Currency = 'counts' | 'stale' | 'undated'

/** One patient at one visit, as the rules see it. */
export interface Patient {
  readonly plan: Plan
  readonly given: Circumstances
  /** JSON pointer of the object that the inputs stand in. */
  readonly at: string
  /** Inconsistencies between inputs, found while instruments were called. */
  readonly faults: Fault[]
  /** The value of an input, or undefined where it is missing, too old, or may be too old. */
  value(name: string): unknown
  /** Sent at all, however old. */
  has(name: string): boolean
  /** As it was sent, whether it counts or not. */
  sent(name: string): unknown
  /** Whether what was sent is recent enough; what must be recent and has no day is not known to be. */
  currency(name: string): Currency
  /** The day of an input: its own, or `asOf` where it need not be recent or is stated to be of that day; else it is not known. */
  dayOfInput(name: string): string | undefined
  observedOn(name: string): string | undefined
  /** How old a value may be; undefined where it may be of any age. */
  longest(name: string): { readonly unit: 'months' | 'days'; readonly count: number } | undefined
  /** Inputs that contradict this one, where it does not count until the one that is wrong is corrected. */
  contradictedBy(name: string): readonly string[]
  /** Why an input has no value. */
  whyUnknown(name: string): string
  date(name: string): string | undefined
  call(name: string): CallResult
  measure(name: string): Known
  verdict(statement: Statement): Verdict
  /** This visit first, then the others of the screening period. */
  visits(): readonly Patient[]
  visitDay(): string
  /** When one of these inputs was observed last: null where none was sent or all are too old, undefined where one has no day. */
  lastObserved(names: readonly string[]): string | null | undefined
  /** Outcomes of the instruments that were called, by the name of the call. */
  outcomes(): ReadonlyMap<string, Outcome>
  /** Measures whose computed value is used instead of the finished one that was sent, rounded. */
  computedInstead(): readonly string[]
  /** Measures whose sources contradict one another. */
  conflicts(): readonly string[]
  /** Looks at what was sent as if nothing contradicted it. */
  asSent<Value>(look: () => Value): Value
  /** Statements that were sent and cannot all be true. */
  contradictions(): readonly PlannedExclusion[]
}

export interface CallResult {
  /** Null where a field that the instrument requires is missing, or its inputs contradict one another. */
  readonly outcome: Outcome | null
  /** Reasons for what stays open: inputs that are missing, too old or known as a limit only. */
  readonly reasons: readonly string[]
}

export interface Known {
  readonly range: Interval
  /** The number, where it is known exactly. */
  readonly value: number | null
  readonly reasons: readonly string[]
  readonly conflict: boolean
  /** True where a finished score was sent as well and agrees with the parts to its reported decimals. */
  readonly rounded: boolean
}

/** A statement that is decided by itself. */
export interface Statement {
  /** Inputs that it can be decided by. */
  readonly needs: readonly string[]
  /** Every input that it looks at, refinements included. */
  readonly reads: ReadonlySet<string>
  /** Names of the calls that it stands on. */
  readonly calls: readonly string[]
  /** Asked through `Patient.verdict`, which remembers it. */
  verdict(patient: Patient): Verdict
  /** What an input must change to matter: the state, or the number that it is decided on. */
  signature?(patient: Patient): string
  /**
   * The next day on which it says something else, for no other reason than that days pass; of what is failed, also by a later
   * consent or the like.
   */
  turns?(patient: Patient, isFailed: boolean): { readonly day: string; readonly verdict: Verdict } | undefined
  /** The input that is not known yet and does not matter to what was decided, for all that can be said now. */
  provisional?(patient: Patient): string | undefined
  /** What it was decided on, for a reader. */
  evidence(patient: Patient): Evidence
}

export interface Evidence {
  readonly title: string
  /** Null where nothing is known. */
  readonly value: string | null
}

export type Node =
  | { readonly kind: 'all' | 'any' | 'agree'; readonly of: readonly Node[] }
  | { readonly kind: 'not'; readonly of: readonly [Node] }
  | { readonly kind: 'count'; readonly least: number; readonly of: readonly Node[] }
  | { readonly kind: 'part'; readonly id: string; readonly of: readonly [Node] }
  | { readonly kind: 'reading'; readonly reading: string; readonly cases: ReadonlyMap<string, Node> }
  | { readonly kind: 'visits'; readonly latest: boolean; readonly of: readonly [Node] }
  | { readonly kind: 'statement'; readonly statement: Statement }

/** Option by reading. */
export type Readings = Readonly<Record<string, string>>

export interface PlannedCall {
  readonly name: string
  readonly instrument: Instrument
  readonly arguments: readonly (readonly [field: string, argument: Argument])[]
  /** Inputs that it is computed from, those of its measures included; refinements left out. */
  readonly needs: readonly string[]
  readonly requires: readonly string[]
  /** Inputs whose day it is asked for. */
  readonly observed: readonly string[]
  /** Inputs by which a patient may be outside what the instrument is made for. */
  readonly population: readonly string[]
  validate: Validate<unknown>
  /** The inputs behind a field of its request. */
  inputsOf(field: string): readonly string[]
}

/** Of a criterion: that it does not concern the patient is no answer of its rule. */
export interface CriterionVerdict {
  readonly state: State | 'not_applicable'
  readonly reasons: readonly string[]
}

export interface PlannedCriterion {
  readonly definition: CriterionRule
  readonly rule: Node
  /** Whom it concerns; undefined where it concerns everybody. */
  readonly applies: Node | undefined
  readonly needs: readonly string[]
  readonly readings: readonly string[]
  readonly flags: readonly { readonly code: string; readonly says: string; readonly when: Node }[]
}

/** Another option of a reading that chooses between rules, and the criteria of an arm that it concerns. */
export interface Alternative {
  readonly reading: string
  readonly option: string
  readonly readings: Readings
  readonly criteria: readonly number[]
}

export interface PlannedCollision {
  readonly id: string
  readonly says: string
  readonly against: readonly string[]
  readonly when: Node
}

/** Statements that cannot all be true of one patient. */
export interface PlannedExclusion {
  readonly id: string
  readonly says: string
  readonly answer: 'refuse' | 'settle'
  /** Every input that it looks at; it says nothing unless all were sent. */
  readonly inputs: readonly string[]
  /** Whether all of it is stated. */
  holds(patient: Patient): boolean
}

interface Windowed {
  readonly window: NonNullable<Input['window']>
  readonly needsDate: boolean
}

/** What rules are built on. */
export interface Groundwork {
  readonly protocol: Protocol
  readonly calls: ReadonlyMap<string, PlannedCall>
  needsOfMeasure(name: string): readonly string[]
  callsOfMeasure(name: string): readonly string[]
  /** Every input that a call or a measure looks at, refinements included. */
  readByCall(name: string): ReadonlySet<string>
  readByMeasure(name: string): ReadonlySet<string>
  /** The reading that limits the age of an input. */
  windowReading(input: string): string | undefined
  /** Inputs whose age a reading limits. */
  datedBy(reading: string): readonly string[]
  /** Inputs that have a window: how old they may be, and whether `undated` stands for their day. */
  readonly windowed: ReadonlyMap<string, Windowed>
  /** Readings that limit the age of inputs. */
  readonly windowReadings: readonly string[]
  /** The readings that apply where the caller chooses none. */
  readonly defaults: Readings
  /** True for a finished score that its parts can be sent instead of. */
  isFinished(input: string): boolean
  /** Codes of the warnings by which the file names what is used instead of something else, by what is used. */
  readonly precedences: ReadonlyMap<string, string>
  /** True for an input that refines a result without being needed for it. */
  isOptional(name: string): boolean
  /** False for an input that only tells more of another one. */
  isAskedFor(name: string): boolean
  /** Values of a field input that stand for the least and the greatest it can say. */
  fieldProbes(name: string): readonly unknown[]
}

export interface Plan extends Groundwork {
  readonly exclusions: readonly PlannedExclusion[]
  /** Exclusions that leave an input without a value where they hold. */
  readonly settledBy: ReadonlyMap<string, readonly PlannedExclusion[]>
  alternatives(arm: string): readonly Alternative[]
  /** Every input that an arm's decision can depend on. */
  inputsOfArm(arm: string): ReadonlySet<string>
  /** What concerns an arm, in the order of the file. */
  readonly criteria: ReadonlyMap<string, readonly PlannedCriterion[]>
  readonly collisions: ReadonlyMap<string, readonly PlannedCollision[]>
}
