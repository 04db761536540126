/** What instruments answer, put together from the parts that the registry writes. */
import type {
  Bounds,
  Instruments,
  PanelDerived,
  PanelWarnings,
  Problem,
  Protocols,
  State,
  Term,
  Warning,
} from './types.js'

export type Slug = keyof Instruments
export type Protocol = keyof Protocols

/** What an instrument takes. */
export type Input<S extends Slug> = Instruments[S]['input']

export interface Score {
  /** Unrounded; null when not computable. */
  readonly value: number | null
  /** Rounded half away from zero, with trailing zeros; for display only. */
  readonly reported: string | null
  /** UCUM. */
  readonly unit: string
  /** Range that every completion of the missing or censored inputs falls into. */
  readonly bounds: Bounds | null
}

export interface KnownScore extends Score {
  readonly value: number
  readonly reported: string
}

export interface Category<S extends Slug> {
  /** Name of the set of cut-offs. */
  readonly set: Instruments[S]['set']
  readonly code: Instruments[S]['category'] | 'undetermined'
  readonly label: string
}

export interface Criterion<S extends Slug> {
  readonly id: Instruments[S]['criterion']
  readonly state: State
  /** The rule in words with its operator. */
  readonly rule: string
  /** Who asks. */
  readonly source: string
  /** Why it is undetermined, or seldom what a decision rests on. */
  readonly reason: string | null
}

interface Common<S extends Slug> {
  readonly instrument: S
  /** Semantic version of the science. */
  readonly version: string
  /** Null for an instrument without bands. */
  readonly category: [Instruments[S]['set']] extends [never] ? null : Category<S> | null
  readonly criteria: readonly Criterion<S>[]
  /** The addends of the score, unrounded. */
  readonly terms: readonly Term[]
  readonly details: Instruments[S]['details']
  /** The inputs as they were used, after unit conversion. */
  readonly inputs: Instruments[S]['used']
  /** Dotted paths of the fields whose absence leaves the result open. */
  readonly missing: readonly string[]
  /** What a reader should know; the value stands. */
  readonly warnings: readonly Warning[]
  /** One line, safe to paste into a note. */
  readonly text: string
  /** Identifiers of the sources. */
  readonly references: readonly string[]
}

export interface Computed<S extends Slug> extends Common<S> {
  readonly status: 'computed'
  /** Null for an instrument that decides and does not count. */
  readonly score: Instruments[S]['hasScore'] extends true ? KnownScore : null
}

export interface NotComputable<S extends Slug> extends Common<S> {
  readonly status: 'not_computable'
  readonly score: Instruments[S]['hasScore'] extends true ? Score | null : null
}

/** What an instrument answers; `status` says which. That too little is known is an answer, not an error. */
export type Result<S extends Slug> = S extends Slug ? Computed<S> | NotComputable<S> : never

/** The state of a criterion of a result. One that an older or newer service does not have is not known, and never met. */
export function criterion<Id extends string>(
  result: { readonly criteria: readonly { readonly id: Id; readonly state: State }[] },
  id: NoInfer<Id>,
): State {
  return result.criteria.find((each) => each.id === id)?.state ?? 'undetermined'
}

type FieldsOf<T> = T extends unknown ? keyof T : never
type ValueOf<T, Name> = T extends unknown ? (Name extends keyof T ? T[Name] : never) : never

/** The fields of several instruments together; one that several use is sent once. */
export type PanelInputs<S extends Slug> = {
  readonly [Name in FieldsOf<Input<S>>]?: ValueOf<Input<S>, Name> | null
}

/** Of one instrument of a panel: each answers or fails alone. */
export type PanelPart<S extends Slug> =
  | { readonly status: 200; readonly result: Result<S>; readonly problem?: never }
  | { readonly status: number; readonly result?: never; readonly problem: Problem }

export interface Panel<Results> {
  readonly results: Results
  /** Pointers of inputs that none of the instruments uses. */
  readonly unused: readonly string[]
  /** With \`derive\`: inputs that were filled, and with results of which instrument. */
  readonly derived?: PanelDerived
  /** With \`derive\`: what was sent and differs from what would have been filled. */
  readonly warnings?: PanelWarnings
}

/** A row of a batch; its answer comes back beside the same `id`. */
export interface Row<S extends Slug> {
  readonly id?: string | number | null
  readonly input: Input<S>
}

/** A row fails alone. */
export type RowAnswer<S extends Slug> =
  | { readonly id: string | number | null; readonly status: 200; readonly result: Result<S>; readonly problem?: never }
  | { readonly id: string | number | null; readonly status: number; readonly result?: never; readonly problem: Problem }

/** What a panel takes of inputs; `instruments` left out asks every instrument that uses one of them. */
export interface PanelRequest<S extends Slug> {
  readonly instruments?: readonly S[]
  readonly inputs: PanelInputs<S>
  readonly derive?: boolean
}

export interface PanelRow<S extends Slug> {
  readonly id?: string | number | null
  readonly input: PanelRequest<S>
}

/** Of any row: those of one batch may name different instruments. */
export type PanelResults<S extends Slug> = Panel<{ readonly [Each in S]?: PanelPart<Each> }>

/** A result or a problem, beside the id of a row or the day of a visit. */
export type Answered<T> =
  | { readonly status: 200; readonly result: T; readonly problem?: never }
  | { readonly status: number; readonly result?: never; readonly problem: Problem }

export type PanelRowAnswer<S extends Slug> = { readonly id: string | number | null } & Answered<PanelResults<S>>

/** A visit of one patient; each is on a later day than the one before. */
export interface Visit<T> {
  /** Such as `2026-03-01`. */
  readonly date: string
  readonly input: T
}

export interface PanelVisit<S extends Slug> {
  readonly date: string
  readonly inputs: PanelInputs<S>
}

/** What changed between two visits: later minus earlier. */
export interface Change {
  /** Its value is null unless both scores are known and of one form; null where the instrument has no score. */
  readonly score: {
    readonly value: number | null
    readonly reported: string | null
    readonly unit: string
    readonly bounds: Bounds | null
  } | null
  /** Why the value is null, such as `not_computed:2026-03-01`. */
  readonly reasons: readonly string[]
  /** Answers of instruments that compare visits, or why one was not asked. */
  readonly measures: {
    readonly [By in Slug]?: PanelPart<By> | { readonly reasons: readonly string[]; readonly status?: never }
  }
}

/** Which visits a change is between. */
export interface Between {
  readonly from: string
  readonly to: string
  readonly since: readonly ('first' | 'previous')[]
  readonly days: number
}

export interface Series<S extends Slug> {
  readonly instrument: S
  readonly visits: readonly ({ readonly date: string } & Answered<Result<S>>)[]
  readonly changes: readonly (Between & Change)[]
}

export interface PanelSeries<S extends Slug> {
  readonly visits: readonly ({ readonly date: string } & Answered<PanelResults<S>>)[]
  readonly changes: readonly (Between & { readonly instruments: { readonly [Each in S]?: Change } })[]
}
