import { BoundsSchema, categoryCode } from '@activity-scores/shared/contract/result-schema'
import { byEnzyme, ENZYME_NAMES, ENZYMES } from '@activity-scores/shared/measures/muscle-enzymes'
import { FORM_NAMES, visitUsedSchema, visitWith } from '@activity-scores/shared/measures/myositis-visit'
import * as z from 'zod'
import { type Item, MULTIPLIERS, TABLE } from './formula.js'
import { improvement, POPULATIONS } from './manifest.js'

export const Request = z.strictObject({
  baseline: visitWith('baseline', 'Core set measures at the earlier visit, in trials always the baseline of the trial'),
  followUp: visitWith('follow-up', 'Core set measures at the later visit'),
  population: z
    .enum(POPULATIONS)
    .nullish()
    .meta({
      title: 'Thresholds',
      description: 'Thresholds of `category`: adult (default) or jdm; `details.categories` and the criteria have both',
      'x-options': { adult: 'adults', jdm: 'juvenile dermatomyositis' },
    }),
  enzymeMultipliers: byEnzyme((name) =>
    z
      .number()
      .min(1)
      .max(100)
      .nullish()
      .meta({
        title: ENZYMES[name].name,
        description: `Range of this enzyme in multiples of its upper limit, ${MULTIPLIERS[name]} unless sent`,
      }),
  )
    .nullish()
    .meta({
      title: 'Ranges of the enzymes',
      description: 'Ranges of the enzymes in multiples of the upper limit of normal, where another reading is wanted',
    }),
  missingAsNoImprovement: z.boolean().nullish().meta({
    title: 'Count what is missing as no improvement',
    description:
      'True: a measure that is not known has its least points, 0 where it is missing, if physician global and the muscle test are known; the criteria follow the bounds all the same. False (default): it leaves a range',
  }),
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  baseline: visitUsedSchema,
  followUp: visitUsedSchema,
  population: z.enum(POPULATIONS),
  enzymeMultipliers: byEnzyme(() => z.number()),
  missingAsNoImprovement: z.boolean(),
})

const codes = categoryCode(...Object.values(improvement))

const measure = z.strictObject({
  percent: z.number().nullable().describe('Absolute percent improvement, unrounded; negative is worse'),
  percentReported: z.string().nullable().describe('The same with 1 decimal, for display'),
  percentBounds: BoundsSchema.nullable().describe('Where a comparator, or which enzyme it is, leaves the percent open'),
  points: z.number().nullable().describe('Null where the measure is missing or its level is open'),
  worsened: z.boolean().nullable().describe('The percent is below 0; it scores 0 all the same'),
})

export const Details = z.strictObject({
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
  strengthMaximum: z.number().nullable().describe('Greatest total of that form'),
  measures: z.strictObject(
    // Built from the table, one entry for each measure; fromEntries forgets its keys.
    Object.fromEntries(Object.keys(TABLE).map((item) => [item, measure])) as Readonly<Record<Item, typeof measure>>,
  ),
  categories: z.strictObject({ adult: codes, jdm: codes }).describe('Improvement by the thresholds of each population'),
  countedAsNoImprovement: z
    .array(z.string())
    .describe('Measures that are not known and were given their least points on request'),
  worsened: z.array(z.string()).describe('Measures that are worse than at baseline'),
  intervalDays: z.int().nullable().describe('Days between the visits; null without both dates'),
})
