/**
 * The shape of a protocol file: a trial's criteria as data over instruments and stated findings. What the words of the
 * rules mean is said here, what they do stands in `rules.ts`. References between parts are checked by `load.ts`.
 */
import { absenceShape } from '@activity-scores/shared/contract/absence-shape'
import { analytes } from '@activity-scores/shared/language/units'
import * as z from 'zod'
import { day, name, RuleSchema, slug } from './rule-schema.js'

const analyteNames = Object.keys(analytes) as [keyof typeof analytes, ...(keyof typeof analytes)[]]

const text = z.string().min(1).max(1500)

/** Example values of an input: all that matter to a decision at its least and its greatest, tried to see what it can decide. */
const probes = z.array(z.unknown().describe('A value as a request has it')).min(1).max(6).optional()

const days = z.int().min(1).max(3650)

const months = z.int().min(1).max(120)

/** How old a value may be; a reading may choose it by its options, null for any age. */
const window = z.union([
  days,
  z.strictObject({ reading: z.string(), days: z.record(slug, days.nullable()) }),
  z.strictObject({ reading: z.string(), months: z.record(slug, months.nullable()) }),
])

/** Parts of a visit, in their order. */
export const SECTIONS = [
  'person',
  'history',
  'treatment',
  'questionnaires',
  'examination',
  'laboratory',
  'measurements',
  'scores',
  'statements',
] as const

const common = {
  title: text.describe('What it is, in a few words'),
  section: z.enum(SECTIONS).optional().describe('Part of a visit in which it is found out; `history` where left out'),
  probes,
  /** The value counts if it was observed at most so many days, or calendar months, before `asOf`; older is stale. */
  window: window.optional(),
  /** True where `undated` of a request does not stand for a day: an earlier visit was not on `asOf` (decision 99). */
  needsDate: z.boolean().optional(),
  /** True for a finished score that its parts can be sent instead of. */
  finished: z.boolean().optional(),
  /** True where another visit of the screening period may bring it too. */
  perVisit: z.boolean().optional(),
  /** The input that this one tells more of: it may be sent, and is never asked for. */
  refines: name.optional(),
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
  z.strictObject({
    type: z.literal('courses'),
    drugs: z.array(z.string()).min(1).max(60),
    /** Codes for drugs without a code: a course of one counts only by its name. */
    byName: z.array(z.string()).min(1).max(5).optional(),
    /** The input that states that the list is complete. Until it does, what is not in the list may have been all the same. */
    complete: name.optional(),
    /** Names that such a course may not have, with what to send instead. */
    notByName: z.array(z.strictObject({ names: z.array(z.string()).min(1), says: text })).optional(),
    ...common,
  }),
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
    ofUpperLimit: z
      .literal(true)
      .optional()
      .describe('In multiples of the upper limit of normal that stands beside the value'),
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

export const CriterionSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z]+-[A-Z]?\d+[a-z]?(?:\.\d+)?$/, 'must look like C-1, RA-4.2 or CX-8a'),
  kind: z.enum(['inclusion', 'exclusion']),
  arms: z.array(slug).min(1).optional().describe('Left out: all arms'),
  title: text,
  says: text.describe('The rule in words with its operator'),
  source: text,
  text: z
    .string()
    .min(1)
    .max(4000)
    .optional()
    .describe('Sentences of the register that it models, word for word, a line each'),
  notes: z.array(text).optional(),
  /** True where a patient who fails it cannot meet it later, unless a date says otherwise. */
  lasting: z.boolean().optional(),
  rule: RuleSchema,
  /** Whom it concerns; it is no obstacle for others (`not_applicable`, with the reason `otherwise`). */
  applies: z.strictObject({ when: RuleSchema, otherwise: text }).optional(),
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

/** Statements that cannot all be true of one patient. */
const ExclusionSchema = z.strictObject({
  id: slug,
  /** Statements on inputs, or two numbers that are not the same. */
  of: z
    .array(
      z.union([
        RuleSchema,
        z.strictObject({
          differ: z.tuple([z.string(), z.string()]).describe('Two numbers inside inputs, observed on one day'),
        }),
      ]),
    )
    .min(1)
    .max(4),
  says: text,
  /** `refuse`: the request is not valid. `settle`: the inputs do not count until the one that is wrong is corrected. */
  answer: z.enum(['refuse', 'settle']),
})

export const ProtocolSchema = z.strictObject({
  $schema: z.string().optional(),
  id: slug,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: text,
  source: text,
  notes: z.array(text).default([]),
  arms: z.array(z.strictObject({ id: slug, title: text })).min(1),
  inputs: z.record(name, InputSchema),
  calls: z.record(name, CallSchema).default({}),
  measures: z.record(name, MeasureSchema).default({}),
  readings: z.record(z.string().regex(/^[A-Za-z]+\d+$/, 'must look like A16 or SSc3'), ReadingSchema).default({}),
  /** Rules that several criteria have in common. */
  rules: z.record(name, RuleSchema).default({}),
  criteria: z.array(CriterionSchema).min(1),
  excludes: z.array(ExclusionSchema).default([]).describe('What cannot be true of one patient at once'),
  birth: name.optional().describe('The day of birth: no day of a request may be before it'),
  collisions: z.array(CollisionSchema).default([]),
  /**
   * What may be missing without being unknown. Paths are those of a request; `measures.crcl` is that measure computed from its
   * parts.
   */
  precedences: absenceShape.precedences.optional(),
  options: absenceShape.options.optional(),
  completeLists: absenceShape.completeLists.optional(),
  examples: z
    .array(
      z.strictObject({ name: slug, title: text, source: text, request: z.looseObject({}), expect: z.looseObject({}) }),
    )
    .default([]),
})

export type Protocol = z.output<typeof ProtocolSchema>
export type Input = z.output<typeof InputSchema>
export type Argument = z.output<typeof ArgumentSchema>
export type Measure = z.output<typeof MeasureSchema>
export type Source = z.output<typeof SourceSchema>
export type CriterionRule = z.output<typeof CriterionSchema>
export type Exclusion = z.output<typeof ExclusionSchema>
