import { BoundsSchema, StateSchema } from '@activity-scores/shared/contract/result-schema'
import { ENZYME_NAMES } from '@activity-scores/shared/measures/muscle-enzymes'
import { FORM_NAMES, visitUsedSchema, visitWith } from '@activity-scores/shared/measures/myositis-visit'
import * as z from 'zod'
import { ITEMS, type Item } from './formula.js'

export const Request = z.strictObject({
  baseline: visitWith('baseline', 'Core set measures at the earlier visit'),
  followUp: visitWith('follow-up', 'Core set measures at the later visit'),
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({ baseline: visitUsedSchema, followUp: visitUsedSchema })

const measure = z.strictObject({
  percent: z
    .number()
    .nullable()
    .describe('Improvement in percent of the baseline, unrounded; null when missing, or where a rise from 0 has none'),
  percentReported: z.string().nullable().describe('The same with 1 decimal, for display'),
  percentBounds: BoundsSchema.nullable().describe('Where a comparator leaves the percent open'),
  improved: StateSchema,
  worse: StateSchema,
})

const count = (what: string) => z.int().min(0).max(6).describe(what)

export const Details = z.strictObject({
  improvedCount: count('Measures known to be improved by at least 20 %'),
  worsenedCount: count('Measures known to be worse by at least 25 %'),
  unknownCount: count('Measures of which it is open whether they are improved or worse'),
  mostAbnormalEnzyme: z
    .enum(ENZYME_NAMES)
    .nullable()
    .describe(
      'Of the enzymes measured at baseline the one with the greatest multiple of its limit; null when not known',
    ),
  possibleEnzymes: z
    .array(z.enum(ENZYME_NAMES))
    .describe(
      'Those that may be the most abnormal one: several where a limit is missing or a comparator leaves it open',
    ),
  strengthForm: z.enum(FORM_NAMES).nullable().describe('Form of the muscle test'),
  measures: z.strictObject(
    // Built from the list of measures, one entry for each; fromEntries forgets its keys.
    Object.fromEntries(ITEMS.map((item) => [item, measure])) as Readonly<Record<Item, typeof measure>>,
  ),
  intervalDays: z.int().nullable().describe('Days between the visits; null without both dates'),
})
