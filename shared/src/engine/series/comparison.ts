/**
 * Two visits of one instrument compared: the difference of the scores, and requests for the instruments that compare visits.
 * Only what is known is compared: no value that is open or imputed, no two scores of different forms (decision 105).
 */
import { absencesOf } from '../../contract/absence.js'
import type { ChangeMeasure } from '../../contract/change.js'
import type { Instrument } from '../../contract/instrument.js'
import type { Bounds, Outcome } from '../../language/outcome.js'
import { report } from '../../language/rounding.js'
import { alternatives, inputSchemaOf, type JsonSchema } from '../json-schema.js'

/** One visit with what an instrument answered to it. */
export interface Compared {
  readonly date: string
  readonly input: Readonly<Record<string, unknown>>
  /** None where the input was refused, or no answer came. */
  readonly outcome: Outcome | undefined
}

/** A visit with what concerns it alone: it is compared with several others, and this is found once. */
export interface Seen extends Compared {
  /** Why its score is not one known number. */
  readonly open: readonly string[]
  /** Values that must be alike where scores are compared, in the order of the names of the comparison. */
  readonly forms: readonly unknown[]
  readonly options: readonly unknown[]
  /** Of the instrument that answered, where a service did. */
  readonly major: string | undefined
}

export interface ScoreChange {
  /** Later minus earlier, unrounded; null unless both scores are known. */
  readonly value: number | null
  readonly reported: string | null
  readonly unit: string
  readonly bounds: Bounds | null
}

export interface Difference {
  /** Null where the instrument has no score, or none of a visit. */
  readonly score: ScoreChange | null
  /** Why a value is not known. */
  readonly reasons: readonly string[]
}

/** Whether an instrument compares two visits itself: its request has an earlier and a later one. */
export function comparesVisits({ request }: Pick<Instrument, 'request'>): boolean {
  const { baseline, followUp } = inputSchemaOf(request).properties ?? {}
  return baseline?.['x-layer'] !== undefined && followUp?.['x-layer'] !== undefined
}

/** Names of the fields of a visit of an instrument that compares visits. */
function visitFields({ request }: Pick<Instrument, 'request'>): ReadonlySet<string> {
  const visit = inputSchemaOf(request).properties?.['followUp'] as JsonSchema | undefined
  return new Set((visit ? alternatives(visit) : []).flatMap(({ properties = {} }) => Object.keys(properties)))
}

/** A value of a result that one field of a comparison takes. */
interface Handed {
  readonly field: string
  readonly from: readonly string[]
  readonly where: { readonly at: readonly string[]; readonly is: string | boolean } | undefined
}

const FOLLOW_UP = 'followUp.'

/** The values of results that a measure takes: those that are provided for a later visit. */
function handedTo({ provides = [] }: Instrument, fields: ReadonlySet<string>): readonly Handed[] {
  return provides.flatMap(({ fills, from, where }) =>
    fills.flatMap((fill) => {
      const field = fill.startsWith(FOLLOW_UP) ? fill.slice(FOLLOW_UP.length) : undefined
      if (field === undefined || !fields.has(field)) return []
      return [{ field, from: from.split('.'), where: where && { at: where.at.split('.'), is: where.is } }]
    }),
  )
}

/** What a visit hands to a measure, or why it hands nothing. */
export interface Part extends Versioned {
  readonly visit: object | undefined
  readonly reasons: readonly string[]
}

export interface Measure {
  readonly by: string
  partOf(visit: Seen): Part
  /** A request that compares two visits, or why there is none. */
  request(earlier: Part, later: Part): { readonly body: object | undefined; readonly reasons: readonly string[] }
}

export class Comparison {
  readonly #imputed: ReadonlySet<string>
  readonly #forms: readonly (readonly string[])[]
  readonly #options: readonly {
    readonly field: string
    readonly path: readonly string[]
    readonly standard: unknown
  }[]

  constructor(instrument: Instrument) {
    const { imputations, options } = absencesOf(instrument)
    this.#imputed = new Set(imputations.map(({ warning }) => warning))
    const { provides = [], alike = [] } = instrument
    const paths = new Set([...alike, ...provides.flatMap(({ where }) => (where ? [where.at] : []))])
    this.#forms = [...paths].map((path) => path.split('.'))
    this.#options = options.flatMap(({ field, default: standard, where }) =>
      where || field.includes('*') ? [] : [{ field, path: field.split('.'), standard }],
    )
  }

  see(visit: Compared): Seen {
    const { date, input, outcome } = visit
    return {
      date,
      input,
      outcome,
      open: this.#openAt(visit),
      forms: this.#forms.map((path) => valueAt(outcome, path)),
      options: this.#options.map(({ path, standard }) => valueAt(input, path) ?? standard),
      major: majorOf(outcome),
    }
  }

  /** How the score changed: bounds by what each visit leaves possible. */
  difference(earlier: Seen, later: Seen): Difference {
    const [from, to] = [earlier.outcome?.score, later.outcome?.score]
    const reasons = [...earlier.open, ...later.open]
    if (!from || !to) return { score: null, reasons: reasons.filter((reason) => reason.startsWith('refused')) }
    if (from.unit !== to.unit) return { score: null, reasons: ['form_differs:unit'] }
    const forms = [...this.#formsThatDiffer(earlier, later), ...versionsThatDiffer(earlier, later)]
    if (forms.length > 0 || this.#isFormOpen(earlier, later))
      return { score: { value: null, reported: null, unit: to.unit, bounds: null }, reasons: [...reasons, ...forms] }
    const open = reasons.length > 0
    const value = open ? null : (to.value as number) - (from.value as number)
    const decimals = Math.max(decimalsOf(from.reported), decimalsOf(to.reported))
    const score: ScoreChange = {
      value,
      reported: value === null ? null : report(value, decimals),
      unit: to.unit,
      bounds: open ? within(rangeOf(earlier), rangeOf(later)) : null,
    }
    return { score, reasons }
  }

  /** What a measure asks, by the fields of the instrument that compares. */
  measure(instrument: Instrument, { by, sent = [], with: fixed = {} }: ChangeMeasure, comparing: Instrument): Measure {
    const handed = handedTo(instrument, visitFields(comparing))
    const always = Object.entries(fixed)
    const body = (baseline: object, followUp: object): object => {
      const request: Record<string, unknown> = { baseline, followUp }
      for (const [name, value] of always) request[name] = value
      return request
    }
    const part = ({ date, input, outcome }: Compared): object => {
      const visit: Record<string, unknown> = { date }
      for (const field of sent) if (input[field] != null) visit[field] = input[field]
      for (const each of handed) {
        const value = valueHanded(each, outcome)
        if (value !== undefined) visit[each.field] = value
      }
      return visit
    }
    return {
      by,
      partOf(visit) {
        const reasons = notHanded(visit, handed, sent)
        return { visit: reasons.length > 0 ? undefined : part(visit), reasons, major: visit.major }
      },
      request(earlier, later) {
        const [baseline, followUp] = [earlier.visit, later.visit]
        const versions = handed.length > 0 ? versionsThatDiffer(earlier, later) : NO_REASONS
        return baseline && followUp && versions.length === 0
          ? { body: body(baseline, followUp), reasons: NO_REASONS }
          : { body: undefined, reasons: [...earlier.reasons, ...later.reasons, ...versions] }
      },
    }
  }

  /** Why the score of a visit is not one known number. */
  #openAt(visit: Compared): readonly string[] {
    const { date, outcome } = visit
    if (!outcome) return [`refused:${date}`]
    const { status, score, warnings } = outcome
    if (status !== 'computed' || (score && score.value === null)) return [`not_computed:${date}`]
    if (warnings.some(({ code }) => this.#imputed.has(code))) return [`imputed:${date}`]
    // Such as by a laboratory value below a limit: the value is one of several possible ones.
    return score?.bounds ? [`not_exact:${date}`] : []
  }

  #formsThatDiffer(earlier: Seen, later: Seen): readonly string[] {
    const forms = this.#forms.filter(
      (_path, i) => earlier.forms[i] !== later.forms[i] && !isOpenAt(i, earlier) && !isOpenAt(i, later),
    )
    const options = this.#options.filter((_option, i) => earlier.options[i] !== later.options[i])
    if (forms.length + options.length === 0) return []
    const names = [...forms.map((path) => path.at(-1) ?? ''), ...options.map(({ field }) => field)]
    return [...new Set(names)].map((name) => `form_differs:${name}`)
  }

  /** Whether what is missing leaves a form open: it may be another one, so that no difference has bounds. */
  #isFormOpen(earlier: Seen, later: Seen): boolean {
    return this.#forms.some((_path, i) => isOpenAt(i, earlier) || isOpenAt(i, later))
  }
}

const isOpenAt = (form: number, { forms, open }: Seen): boolean => open.length > 0 && forms[form] == null

/** Services of two versions behind one gateway, as while one is replaced: the same input may give them different answers. */
function versionsThatDiffer({ major: from }: Versioned, { major: to }: Versioned): readonly string[] {
  return from !== undefined && to !== undefined && from !== to ? ['form_differs:version'] : []
}

interface Versioned {
  readonly major: string | undefined
}

/** An outcome of this process has no version: it is the one that runs. */
const majorOf = (outcome: Outcome | undefined): string | undefined =>
  (outcome as { readonly version?: string } | undefined)?.version?.split('.')[0]

/** Why values are not provided, or are of another form than the one that a measure takes. */
function notHanded(visit: Seen, handed: readonly Handed[], sent: readonly string[]): readonly string[] {
  if (!visit.outcome) return [`refused:${visit.date}`]
  if (handed.length === 0) return sent.some((field) => visit.input[field] != null) ? [] : [`not_sent:${visit.date}`]
  if (visit.open.length > 0) return visit.open
  return handed.some((each) => valueHanded(each, visit.outcome) !== undefined) ? [] : [`other_form:${visit.date}`]
}

/** What the score of a visit can be. */
function rangeOf({ outcome, open }: Seen): Bounds {
  const { score } = outcome as Outcome
  if (open.length > 0) return score?.bounds ?? NO_BOUNDS
  return { lower: score?.value ?? null, upper: score?.value ?? null }
}

const NO_REASONS: readonly string[] = []
const NO_BOUNDS: Bounds = { lower: null, upper: null }

/** Later minus earlier, end by end; null where neither end is known. */
function within(from: Bounds, to: Bounds): Bounds | null {
  const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b)
  const bounds = { lower: minus(to.lower, from.upper), upper: minus(to.upper, from.lower) }
  return bounds.lower === null && bounds.upper === null ? null : bounds
}

function decimalsOf(reported: string | null): number {
  const point = reported?.indexOf('.') ?? -1
  return reported === null || point === -1 ? 0 : reported.length - point - 1
}

function valueHanded({ from, where }: Handed, outcome: Outcome | undefined): number | undefined {
  const value = valueAt(outcome, from)
  return typeof value !== 'number' || (where && valueAt(outcome, where.at) !== where.is) ? undefined : value
}

function valueAt(node: unknown, path: readonly string[]): unknown {
  let at = node
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[key]
  }
  return at
}
