/**
 * What is missing decides nothing (docs/rulings.md): taking one value out of a request never makes a
 * decision, turns one or narrows bounds. The exceptions are those of the instrument's manifest. Tests only.
 */
import { isDeepStrictEqual } from 'node:util'
import { absencesOf, type Imputation, type Precedence } from '../contract/absence.js'
import type { Instrument } from '../contract/instrument.js'
import { type JsonSchema, toJsonSchema } from '../engine/json-schema.js'
import { validatorOf } from '../engine/validate.js'
import type { Outcome } from '../language/outcome.js'
import { isAt, matching, type Path, pathsOf, touches, withNull, withoutPath } from './deletions.js'
import { type Tightening, tightened } from './loosening.js'

/** A deletion that an instrument answers wrongly. */
interface Decided {
  /** Dotted path of what was taken out. */
  readonly without: string
  readonly found: readonly string[]
}

/** Answers a body, or null where it is refused. */
export type Answering = (body: unknown) => Outcome | null

/** The same, a line each. Another way than the instrument itself may answer, such as the panel. */
export const decidedInWords = (
  instrument: Instrument,
  body: unknown,
  answer: Answering = answeringOf(instrument),
): readonly string[] =>
  decidedByAbsence(instrument, body, answer).map(({ without, found }) => `without ${without}: ${found.join('; ')}`)

function answeringOf(instrument: Instrument): Answering {
  const validate = validatorOf(instrument)
  return (body) => {
    const validated = validate(body)
    return validated.ok ? instrument.compute(validated.input) : null
  }
}

/** Holds one request, with each value taken out of it in turn, against the rule; a refused request holds nothing. */
function decidedByAbsence(instrument: Instrument, body: unknown, answer: Answering): readonly Decided[] {
  const asked = new Asked(instrument, answer)
  const before = asked.answer(body)
  if (!before) return []
  return [...pathsOf(body)].flatMap((path) => {
    const found = asked.without(body, before, path)
    return found.length > 0 ? [{ without: path.join('.'), found }] : []
  })
}

class Asked {
  readonly answer: Answering
  readonly #absences
  readonly #tallies: ReadonlySet<string>

  constructor(instrument: Instrument, answer: Answering) {
    this.answer = answer
    this.#absences = absencesOf(instrument)
    this.#tallies = talliesOf(instrument)
  }

  without(body: unknown, before: Outcome, path: Path): readonly string[] {
    const { options, completeLists, imputations } = this.#absences
    const less = withoutPath(body, path)
    const holds = (where: { readonly field: string; readonly is: unknown } | undefined) =>
      where === undefined || valueAt(body, where.field.split('.')) === where.is
    const option = options.find(({ field, where }) => isAt(path, field) && holds(where))
    if (option) return option.default === null ? [] : this.#standsFor(less, path, option.default)
    const after = this.answer(less)
    if (!after) return []
    const member = completeLists.filter(({ list, where }) => isAt(path, `${list}.*`) && holds(where))
    // What is in such a list with null is in it, and not known; what is not in it is stated not to be.
    const unlike = isItem(body, path) || member.length > 0 ? [] : this.#nullIsAbsent(withNull(body, path), after)
    const found = this.#compare(before, after)
    if (found.length === 0) return unlike
    const warned = (outcome: Outcome, code: string) => outcome.warnings.some((warning) => warning.code === code)
    if (member.some(({ warning }) => warning === undefined || warned(after, warning))) return unlike
    const imputed = imputations.filter(
      ({ fields, warning }) => fields.some((field) => touches(path, field)) && warned(after, warning),
    )
    const left = found.filter((one) => !imputed.some((imputation) => excuses(imputation, one)))
    if (left.length === 0 || this.#fellBack(body, before, after, less, path)) return unlike
    return [...unlike, ...left.map(({ what }) => what)]
  }

  #compare(before: Outcome, after: Outcome): readonly Tightening[] {
    return tightened(before, after, this.#tallies)
  }

  /** Whether what was taken out counted before something else, with its warning, and what is left is answered from that. */
  #fellBack(body: unknown, before: Outcome, after: Outcome, less: unknown, path: Path): boolean {
    const named = this.#absences.precedences.filter(
      ({ uses, insteadOf, warning }: Precedence) =>
        touches(path, uses) &&
        insteadOf.some((other) => matching(less, other).length > 0) &&
        before.warnings.some(({ code }) => code === warning),
    )
    if (named.length === 0) return false
    const used = named.flatMap(({ uses }) => matching(body, uses)).filter((use) => touches(use, path.join('.')))
    const fallback = this.answer(used.reduce(withoutPath, body))
    return fallback !== null && this.#compare(fallback, after).length === 0
  }

  /** An absent option gives the answer of its default. */
  #standsFor(less: unknown, path: Path, value: string | number | boolean): readonly string[] {
    const absent = this.answer(less)
    const stated = this.answer(withValue(less, path, value))
    return alike(absent, stated) ? [] : [`absent is not the default ${value}`]
  }

  #nullIsAbsent(body: unknown, absent: Outcome): readonly string[] {
    const answered = this.answer(body)
    return answered === null || alike(answered, absent) ? [] : ['null is not the same as absent']
  }
}

const excuses = ({ category }: Imputation, { kind }: Tightening): boolean =>
  kind === 'value' || (kind === 'category' && category === 'by-value')

/** The same answer, whatever `inputs` echoes. */
const alike = (one: Outcome | null, other: Outcome | null): boolean =>
  isDeepStrictEqual({ ...one, inputs: null }, { ...other, inputs: null })

const valueAt = (body: unknown, path: Path): unknown =>
  path.reduce<unknown>((holder, key) => (holder as Readonly<Record<string, unknown>> | null | undefined)?.[key], body)

const isItem = (body: unknown, path: Path): boolean => Array.isArray(valueAt(body, path.slice(0, -1)))

function withValue(body: unknown, path: Path, value: unknown): unknown {
  const [key = '', ...rest] = path
  const holder = body as Readonly<Record<string, unknown>>
  return { ...holder, [key]: rest.length === 0 ? value : withValue(holder[key], rest, value) }
}

const tallies = new WeakMap<Instrument, ReadonlySet<string>>()

/** Whole numbers of details: they count what is known, and are no scores. */
function talliesOf(instrument: Instrument): ReadonlySet<string> {
  let found = tallies.get(instrument)
  if (!found) {
    found = new Set(integersOf(toJsonSchema(instrument.details, 'output'), []))
    tallies.set(instrument, found)
  }
  return found
}

function integersOf(schema: JsonSchema, path: Path): readonly string[] {
  const here = [schema.type ?? []].flat().includes('integer') ? [path.join('.')] : []
  const choices = schema.anyOf ?? schema.oneOf ?? []
  const members = Object.entries(schema.properties ?? {})
  return [
    ...here,
    ...choices.flatMap((choice) => integersOf(choice, path)),
    ...members.flatMap(([key, child]) => integersOf(child, [...path, key])),
  ]
}
