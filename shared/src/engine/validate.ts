/**
 * Validation, compiled once per instrument. The zod schema is the source of truth; what runs on every request is code
 * generated from its JSON Schema. Only a refused body goes through zod,
 * which knows all of its faults, and is before that looked through for the other code of the litre (decision 3).
 */
import type * as z from 'zod'
import type { Fault, Instrument, Rule } from '../contract/instrument.js'
import { inOurUnits } from '../language/litre.js'
import { pointerTo, pointerToField } from '../language/pointer.js'
import { type Accepts, acceptor, compileAcceptor } from './acceptor.js'
import { areTooMany, MOST_FAULTS } from './faults.js'
import { inputSchemaOf } from './json-schema.js'
import { describeIssues, valueAt } from './messages.js'
import { atOnce, type Steps } from './steps.js'

export type Validated<Input> =
  | { readonly ok: true; readonly input: Input }
  | { readonly ok: false; readonly faults: readonly Fault[] }

export type Validate<Input> = (body: unknown) => Validated<Input>

type Checked<Input> = Pick<Instrument<Input>, 'request' | 'rules'>

const compiled = new WeakMap<object, unknown>()

/** Compiled once for each instrument, whoever asks. */
export const validatorOf = <Input>(instrument: Checked<Input>): Validate<Input> =>
  (compiled.get(instrument) as Validate<Input> | undefined) ?? atOnce(validator(instrument))

/** The same in steps. */
export function* validator<Input>(instrument: Checked<Input>): Steps<Validate<Input>> {
  const known = compiled.get(instrument) as Validate<Input> | undefined
  if (known) return known
  const validate = compileValidator(instrument, yield* acceptor(instrument.request))
  compiled.set(instrument, validate)
  return validate
}

/** `accepts` stands in for code compiled from the whole schema; it must accept what zod accepts, and nothing else. */
export function compileValidator<Input>(
  instrument: Checked<Input>,
  accepts: Accepts = compileAcceptor(instrument.request),
): Validate<Input> {
  const { rules } = instrument
  const keeping = (input: Input): Validated<Input> => {
    let broken = NO_FAULTS
    for (const rule of rules) {
      const found = rule.check(input)
      if (found.length > 0) broken = broken.length > 0 ? [...broken, ...found] : found
    }
    return broken.length === 0 ? { ok: true, input } : { ok: false, faults: broken }
  }
  return (sent) => {
    if (accepts(sent)) return keeping(sent as Input)
    const body = inOurUnits(sent)
    if (body !== sent && accepts(body)) return keeping(body as Input)
    const parsed = instrument.request.safeParse(body)
    if (parsed.success) throw new Error('the compiled schema refused what zod accepts')
    const { issues } = parsed.error
    const schema = inputSchemaOf(instrument.request)
    const more = areMany(issues) ? NO_ISSUES : besideUnits(instrument.request, body, issues)
    const faults = describeIssues([...issues, ...more], schema, body)
    // What is not told decides too which rules can be asked.
    if (areTooMany(faults)) return { ok: false, faults }
    const known = faults.filter(({ code }) => code !== 'unknown_field')
    return { ok: false, faults: [...faults, ...rules.flatMap((rule) => stillChecked(rule, known, body as Input))] }
  }
}

const NO_FAULTS: readonly Fault[] = []

type Issue = z.core.$ZodIssue
const NO_ISSUES: readonly Issue[] = []

/** Whether as many faults stand in the issues as are told of. */
const areMany = (issues: readonly Issue[]): boolean =>
  issues.reduce((faults, issue) => faults + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0) >
  MOST_FAULTS

/**
 * A quantity without one of its units stops zod there: what else is wrong in it comes out once a unit is put in its
 * place. Ranges are left out, since they depend on the unit that is not known.
 */
function besideUnits(request: z.ZodType, body: unknown, issues: readonly Issue[]): readonly Issue[] {
  const holders = new Set<string>()
  const crowded: Issue[] = []
  const mended = new Copy(body)
  for (const issue of issues) {
    if (issue.code !== 'invalid_union' || issue.path.at(-1) !== 'unit') continue
    const path = issue.path.slice(0, -1)
    const keys = Object.keys(valueAt(body, path) as object)
    if (keys.length > MOST_FAULTS) {
      // No quantity has so many members, and copying it would be the most work of all.
      crowded.push({ code: 'unrecognized_keys', keys, path, message: '' })
      continue
    }
    holders.add(pointerTo(path))
    mended.put(issue.path, (issue as { readonly options?: readonly unknown[] }).options?.[0])
  }
  if (holders.size === 0) return crowded
  const left = request.safeParse(mended.value).error?.issues ?? NO_ISSUES
  return [
    ...crowded,
    ...left.filter(({ code, path }) => {
      const within = path.some((_, i) => holders.has(pointerTo(path.slice(0, i)))) || holders.has(pointerTo(path))
      return within && !OF_THE_UNIT.has(code)
    }),
  ]
}

const OF_THE_UNIT: ReadonlySet<string> = new Set(['too_big', 'too_small', 'custom'])

type Holder = Record<PropertyKey, unknown>

/** A value in which some places are replaced. What is on the way to them is copied once, the rest is shared. */
class Copy {
  value: unknown
  readonly #copies = new Set<unknown>()

  constructor(value: unknown) {
    this.value = value
  }

  put(path: readonly PropertyKey[], value: unknown): void {
    let holder = this.#own(this.value)
    this.value = holder
    path.forEach((key, i) => {
      const next = i === path.length - 1 ? value : this.#own(holder[key])
      holder[key] = next
      holder = next as Holder
    })
  }

  #own(value: unknown): Holder {
    if (this.#copies.has(value)) return value as Holder
    const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
    this.#copies.add(copy)
    return copy as Holder
  }
}

/** A rule is told apart from the faults of the shape: it runs if no field that it reads is at fault (decision 4). */
function stillChecked<Input>(rule: Rule<Input>, faults: readonly Fault[], body: Input): readonly Fault[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return NO_FAULTS
  const read = rule.fields.map(pointerToField)
  const touched = faults.some(({ pointer }) => read.some((field) => related(pointer, field)))
  return touched ? NO_FAULTS : rule.check(body)
}

const related = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)
