/** The one result envelope. What does not apply to an instrument is null or empty. */
import * as z from 'zod'
import { type BandSet, UNDETERMINED_CATEGORY } from '../language/bands.js'
import type { Result } from '../language/outcome.js'
import type { Instrument } from './instrument.js'

const pointer = z.string().max(200).describe('RFC 6901 JSON pointer into the request')

export const BoundsSchema = z
  .strictObject({
    lower: z.number().nullable().describe('Least possible value; null when there is none'),
    upper: z.number().nullable().describe('Greatest possible value; null when there is none'),
  })
  .meta({ id: 'Bounds', description: 'Range that every completion of the missing or censored inputs falls into' })

export const WarningSchema = z
  .strictObject({ code: z.string(), pointer, message: z.string() })
  .meta({ id: 'Warning', description: 'Something a reader of the result should know; the value stands' })

export const StateSchema = z
  .enum(['met', 'not_met', 'undetermined'])
  .meta({ id: 'State', description: 'Three-valued: what is not known is undetermined, never met' })

const TermSchema = z
  .strictObject({ id: z.string(), value: z.number() })
  .meta({ id: 'Term', description: 'One addend of the score, unrounded' })

const ScoreSchema = z.strictObject({
  value: z.number().nullable().describe('Unrounded; null when not computable'),
  reported: z.string().nullable().describe('Rounded half away from zero, with trailing zeros; for display only'),
  unit: z.string().describe('UCUM'),
  bounds: BoundsSchema.nullable(),
})

/** Schema of a category code of one of the sets, or `undetermined`. */
export const categoryCode = (...sets: readonly BandSet[]) =>
  codes([...new Set(sets.flatMap((set) => set.bands.map((band) => band.code))), UNDETERMINED_CATEGORY])

const codes = (values: readonly string[]) => (values.length > 0 ? z.enum(values as [string, ...string[]]) : z.string())

/** Schema of an instrument's answer: the envelope with this instrument's own codes, details and inputs. */
export const resultSchema = (instrument: Instrument): z.ZodType<Result> =>
  envelope(instrument, z.literal(instrument.version))

/** The same as callers should hold answers against: a corrected instrument must not break them. */
export const documentedResult = (instrument: Instrument): z.ZodType<Result> =>
  envelope(
    instrument,
    z
      .string()
      .regex(/^\d+\.\d+\.\d+$/)
      .describe('Semantic version of the science'),
  )

function envelope(instrument: Instrument, version: z.ZodType<string>): z.ZodType<Result> {
  const schema = z.strictObject({
    instrument: z.literal(instrument.slug),
    version,
    status: z.enum(['computed', 'not_computable']),
    score: ScoreSchema.nullable(),
    category: z
      .strictObject({
        set: codes(instrument.bands.map((set) => set.id)).describe('Name of the set of cut-offs'),
        code: categoryCode(...instrument.bands),
        label: z.string(),
      })
      .nullable(),
    criteria: z.array(
      z.strictObject({
        id: codes(instrument.criteria.map((c) => c.id)),
        state: StateSchema,
        rule: z.string().describe('The rule in words with its operator'),
        source: z.string().describe('Who asks'),
        reason: z
          .string()
          .nullable()
          .describe(
            'Why it is undetermined, e.g. missing:dlco; seldom what a decision rests on, e.g. waived:attributed_to_disease',
          ),
      }),
    ),
    terms: z.array(TermSchema),
    details: instrument.details,
    inputs: instrument.inputs,
    missing: z.array(z.string()).describe('Dotted paths of the fields whose absence leaves the result open'),
    warnings: z.array(WarningSchema),
    text: z.string().describe('One line, safe to paste into a note'),
    references: z.array(z.string()).describe('Identifiers of the sources'),
  })
  // The envelope's own type is wider (details is any object); the schema is the stricter of the two.
  return schema.meta({ title: `${instrument.title}: result` }) as unknown as z.ZodType<Result>
}

/** What `Prefer: return=minimal` leaves of a result; the same for every instrument. */
export const MinimalResultSchema = z
  .strictObject({
    instrument: z.string(),
    version: z.string(),
    status: z.enum(['computed', 'not_computable']),
    score: ScoreSchema.nullable(),
    category: z.strictObject({ set: z.string(), code: z.string(), label: z.string() }).nullable(),
    criteria: z.array(z.strictObject({ id: z.string(), state: StateSchema })),
    missing: z.array(z.string()),
    warnings: z.array(z.strictObject({ code: z.string() })),
  })
  .meta({ id: 'MinimalResult', description: 'A result in short, where the caller sent `Prefer: return=minimal`' })

/** `das28-esr` becomes `Das28Esr`. */
export const pascalCase = (slug: string): string =>
  slug.replace(/(^|-)([a-z0-9])/g, (_all, _dash, letter: string) => letter.toUpperCase())
