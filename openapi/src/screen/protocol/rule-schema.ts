/**
 * The words that the rules of a protocol file are made of: a tree of three-valued statements (strong Kleene). What a word does
 * stands in `engine/rules.ts` and `engine/statements.ts`.
 */
import * as z from 'zod'

/** Name of an input, a call, a measure or a rule of a protocol. */
export const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a camelCase name')
/** Id of an arm, an option or a part. */
export const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be a kebab-case name')
/** Day that a statement is about. */
export const day = z.string().describe('Name of a date input, or `asOf`')

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
  /** A rule that the file gives a name under `rules`. */
  | { readonly rule: string }
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
  /** A course of one of these drugs was taken; a list without one states that none was. */
  | { readonly taken: string; readonly drugs: readonly string[] }
  /**
   * Completed years. Where the day is not known yet, and every day from `asOf` on for so many days gives the same, that
   * decides provisionally.
   */
  | ({ readonly age: string; readonly on: string; readonly provisional?: number | undefined } & Limits)
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

/** A rule of a protocol file. */
export const RuleSchema: z.ZodType<Rule> = z.lazy(
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
      z.strictObject({ rule: name }),
      z.strictObject({ fact: name }),
      z.strictObject({ known: name }),
      z.strictObject({ choice: name, in: z.array(z.string()), open: z.array(z.string()).optional() }),
      limited({ measure: name }),
      limited({ number: z.string() }),
      z.strictObject({ call: name, criterion: z.string(), from: z.array(name).optional() }),
      z.strictObject({ taken: name, drugs: z.array(z.string()).min(1) }),
      limited({ age: name, on: day, provisional: z.int().min(1).max(366).optional() }),
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
