/**
 * The shape of a protocol file: a trial's criteria as data over instruments and stated findings. What the words of the
 * rules mean is said here, what they do stands in `rules.ts`. References between parts are checked by `load.ts`.
 */
import { absenceShape } from '@activity-scores/shared/contract/absence-shape'
import { analytes } from '@activity-scores/shared/language/units'
import { z } from 'zod'

const analyteNames = Object.keys(analytes) as [keyof typeof analytes, ...(keyof typeof analytes)[]]

const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a camelCase name')
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be a kebab-case name')
const text = z.string().min(1).max(1500)

/** Example values of an input: all that matter to a decision at its least and its greatest, tried to see what it can decide. */
const probes = z.array(z.unknown().describe('A value as a request has it')).min(1).max(6).optional()

const day = z.string().describe('Name of a date input, or `asOf`')
const days = z.int().min(1).max(3650)

const months = z.int().min(1).max(120)

/** How old a value may be; a reading may choose it by its options, null for any age. */
const window = z.union([
  days,
  z.strictObject({ reading: z.string(), days: z.record(slug, days.nullable()) }),
  z.strictObject({ reading: z.string(), months: z.record(slug, months.nullable()) }),
])

const common = {
  title: text.describe('What it is, in a few words'),
  probes,
  /** The value counts if it was observed at most so many days, or calendar months, before `asOf`; older is stale. */
  window: window.optional(),
  /** True where `undated` of a request does not stand for a day: an earlier visit was not on `asOf` (decision 99). */
  needsDate: z.boolean().optional(),
  /** True for a finished score that its parts can be sent instead of. */
  finished: z.boolean().optional(),
  /** True where another visit of the screening period may bring it too. */
  perVisit: z.boolean().optional(),
}

/** How a caller sends an input. `field` takes the schema of an instrument's request field, range and units included. */
const InputSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('field'), of: z.string().regex(/^[a-z0-9-]+\.[A-Za-z0-9]+$/), ...common }),
  z.strictObject({ type: z.literal('boolean'), ...common }),
  z.strictObject({ type: z.literal('date'), ...common }),
  z.strictObject({ type: z.literal('partial-date'), ...common }),
  z.strictObject({ type: z.literal('choice'), options: z.array(z.string()).min(2).max(30), ...common }),
  z.strictObject({ type: z.literal('integer'), min: z.int(), max: z.int(), ...common }),
  z.strictObject({ type: z.literal('number'), min: z.number(), max: z.number(), ...common }),
  z.strictObject({ type: z.literal('quantity'), unit: z.string(), min: z.number(), max: z.number(), ...common }),
  z.strictObject({ type: z.literal('courses'), drugs: z.array(z.string()).min(1).max(60), ...common }),
])

/** Where a field of an instrument's request comes from: an input, a measure, a fixed value, or fields of a nested object. */
const ArgumentSchema = z.union([
  name,
  z.strictObject({ measure: name }),
  z.strictObject({ value: z.unknown().describe('The same in every request') }),
  z.strictObject({ first: z.array(name).min(2).max(4).describe('The first of these inputs that is known') }),
  z.strictObject({ observed: name.describe('The day on which this input was observed') }),
])

const CallSchema = z.strictObject({
  use: slug.describe('Slug of the instrument'),
  with: z.record(name, ArgumentSchema),
  /** Inputs that refine a result but are never needed for it. */
  optional: z.array(name).max(40).optional(),
  /** Inputs without which it is not asked at all, although it could give bounds. */
  requires: z.array(name).max(40).optional(),
  /**
   * Inputs by which a patient may be outside what it is made for, such as a child: it has no answer then. Whatever else
   * it refuses is refused.
   */
  population: z.array(name).max(40).optional(),
})

/** Everything known of one number. Several sources must agree; a range narrows to what all leave possible. */
const SourceSchema = z.union([
  z.strictObject({
    input: name,
    analyte: z.enum(analyteNames).optional().describe('Unit table of a quantity; left out for a bare number'),
  }),
  z.strictObject({ call: name, value: z.string().describe('`score`, or the path of a number in the result') }),
  z.strictObject({ measure: name, spread: z.number().min(0).describe('From the measure to this much above it') }),
  z.strictObject({ measure: name, per: name.describe('Divided by this measure') }),
  z.strictObject({
    courses: name,
    drugs: z.array(z.string()).min(1),
    total: z.boolean().optional().describe('The sum of all courses instead of the longest one'),
  }),
  z.strictObject({ from: day, to: day, unit: z.enum(['months', 'days']), either: z.boolean().optional() }),
])

const MeasureSchema = z.strictObject({
  title: text,
  unit: z.string(),
  /** Decimals of the reported form: sources that agree to them are one value. */
  decimals: z.int().min(0).max(4),
  range: z.tuple([z.number(), z.number()]).describe('Least and greatest possible value'),
  sources: z.array(SourceSchema).min(1).max(4),
})

const OptionSchema = z.strictObject({ id: slug, says: text })
const ReadingSchema = z.strictObject({
  title: text.describe('The ambiguity'),
  default: slug,
  because: text.optional(),
  options: z.array(OptionSchema).min(1).max(6),
})

const bounds = {
  above: z.number().optional(),
  atLeast: z.number().optional(),
  below: z.number().optional(),
  atMost: z.number().optional(),
}

/** A rule is a tree of three-valued statements (strong Kleene). */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | { readonly count: number; readonly of: readonly Rule[] }
  /** A part of the criterion that is reported by its own name. */
  | { readonly part: string; readonly is: Rule }
  | { readonly reading: string; readonly cases: Readonly<Record<string, Rule>> }
  /** Several ways to one finding, such as its statement and the instrument; what is known of them must not differ. */
  | { readonly agree: readonly Rule[] }
  /** True at one visit of the screening period at least, or at the latest one alone. */
  | { readonly atSomeVisit: Rule }
  | { readonly atLatestVisit: Rule }
  | Leaf

export interface Limits {
  readonly above?: number | undefined
  readonly atLeast?: number | undefined
  readonly below?: number | undefined
  readonly atMost?: number | undefined
}

export type Leaf =
  | { readonly fact: string }
  | { readonly known: string }
  /** `in` decides yes, any other answer no; `open` stays undetermined until the input is sent with another value. */
  | {
      readonly choice: string
      readonly in: readonly string[]
      readonly open?: readonly string[] | undefined
    }
  | ({ readonly measure: string } & Limits)
  | ({ readonly number: string } & Limits)
  | { readonly call: string; readonly criterion: string; readonly from?: readonly string[] | undefined }
  | ({ readonly age: string; readonly on: string } & Limits)
  | {
      readonly from: string
      readonly to: string
      readonly months?: Limits | undefined
      readonly days?: Limits | undefined
      readonly either?: boolean | undefined
    }
  | { readonly criterion: string }
  | { readonly always: 'met' | 'not_met' | 'undetermined' }

const limited = (shape: z.ZodRawShape) =>
  z.strictObject({ ...shape, ...bounds }).refine((value) => Object.keys(bounds).some((key) => key in value), {
    message: 'needs one of above, atLeast, below, atMost',
  })
const limits = limited({})

const RuleSchema: z.ZodType<Rule> = z.lazy(
  () =>
    z.union([
      z.strictObject({ all: z.array(RuleSchema).min(1) }),
      z.strictObject({ any: z.array(RuleSchema).min(1) }),
      z.strictObject({ not: RuleSchema }),
      z.strictObject({ count: z.int().min(1), of: z.array(RuleSchema).min(1) }),
      z.strictObject({ part: slug, is: RuleSchema }),
      z.strictObject({ reading: z.string(), cases: z.record(slug, RuleSchema) }),
      z.strictObject({ agree: z.array(RuleSchema).min(2) }),
      z.strictObject({ atSomeVisit: RuleSchema }),
      z.strictObject({ atLatestVisit: RuleSchema }),
      z.strictObject({ fact: name }),
      z.strictObject({ known: name }),
      z.strictObject({ choice: name, in: z.array(z.string()), open: z.array(z.string()).optional() }),
      limited({ measure: name }),
      limited({ number: z.string() }),
      z.strictObject({ call: name, criterion: z.string(), from: z.array(name).optional() }),
      limited({ age: name, on: day }),
      z.strictObject({
        from: day,
        to: day,
        months: limits.optional(),
        days: limits.optional(),
        either: z.boolean().optional(),
      }),
      z.strictObject({ criterion: z.string() }),
      z.strictObject({ always: z.enum(['met', 'not_met', 'undetermined']) }),
    ]) as unknown as z.ZodType<Rule>,
)

export const CriterionSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z]+-[A-Z]?\d+[a-z]?(?:\.\d+)?$/, 'must look like C-1, RA-4.2 or CX-8a'),
  kind: z.enum(['inclusion', 'exclusion']),
  arms: z.array(slug).min(1).optional().describe('Left out: all arms'),
  title: text,
  says: text.describe('The rule in words with its operator'),
  source: text,
  notes: z.array(text).optional(),
  rule: RuleSchema,
  /** True where it is part of another criterion and is reported, but not counted twice. */
  within: z.string().optional(),
  flags: z.array(z.strictObject({ code: slug, when: RuleSchema, says: text })).optional(),
})

const CollisionSchema = z.strictObject({
  id: slug,
  arms: z.array(slug).min(1),
  when: RuleSchema,
  against: z.array(z.string()).min(1),
  says: text,
})

export const ProtocolSchema = z.strictObject({
  id: slug,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: text,
  source: text,
  notes: z.array(text),
  arms: z.array(z.strictObject({ id: slug, title: text })).min(1),
  inputs: z.record(name, InputSchema),
  calls: z.record(name, CallSchema),
  measures: z.record(name, MeasureSchema),
  readings: z.record(z.string().regex(/^[A-Za-z]+\d+$/, 'must look like A16 or SSc3'), ReadingSchema),
  criteria: z.array(CriterionSchema).min(1),
  collisions: z.array(CollisionSchema),
  /**
   * What may be missing without being unknown. Paths are those of a request; `measures.crcl` is that measure computed from its
   * parts.
   */
  precedences: absenceShape.precedences.optional(),
  options: absenceShape.options.optional(),
  completeLists: absenceShape.completeLists.optional(),
  examples: z.array(
    z.strictObject({ name: slug, title: text, source: text, request: z.looseObject({}), expect: z.looseObject({}) }),
  ),
})

export type Protocol = z.output<typeof ProtocolSchema>
export type Input = z.output<typeof InputSchema>
export type Argument = z.output<typeof ArgumentSchema>
export type Measure = z.output<typeof MeasureSchema>
export type Source = z.output<typeof SourceSchema>
export type CriterionRule = z.output<typeof CriterionSchema>
