import {
  PATIENT_GLOBAL,
  PHYSICIAN_GLOBAL,
  patientGlobal,
  physicianGlobal,
} from '@activity-scores/shared/contract/fields'
import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { healthAssessmentRequest } from '@activity-scores/shared/measures/health-assessment'
import { byEnzyme, ENZYME_NAMES, enzymes, enzymesUsed } from '@activity-scores/shared/measures/muscle-enzymes'
import { kendallGradesUsed, MAXIMUM, muscleTestRequest } from '@activity-scores/shared/measures/muscle-test'
import * as z from 'zod'

const EXTRAMUSCULAR = 'Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale'

export const Request = z.strictObject({
  muscleInvolvement: z.boolean().nullish().meta({
    title: 'Muscle involvement',
    description: 'Muscle involvement, as the investigator states it; null or absent when not known',
  }),
  mmt8Bilateral: z.int().min(0).max(MAXIMUM.bilateral).nullish().meta({
    title: 'MMT-8 bilateral',
    description: 'Total of the bilateral MMT-8, 0 to 150; a unilateral total does not belong here',
  }),
  mmt8: muscleTestRequest.nullish().meta({
    title: 'MMT-8 grades by muscle',
    description: 'The request of the instrument mmt8 itself, instead of `mmt8Bilateral`',
  }),
  physicianGlobal,
  patientGlobal,
  extramuscularActivity: quantity(analytes.scaleInCentimetres, EXTRAMUSCULAR)
    .nullish()
    .meta({ title: 'Extramuscular activity' }),
  haqDi: z.number().min(0).max(3).nullish().meta({ title: 'HAQ-DI', description: 'HAQ-DI, 0 to 3, unrounded' }),
  haq: healthAssessmentRequest
    .nullish()
    .meta({ title: 'HAQ answers', description: 'The request of the instrument haq-di itself, instead of `haqDi`' }),
  enzymes,
})
export type Request = z.infer<typeof Request>

/** A HAQ-DI is often kept with 3 decimals; one that differs by no more than that rounding agrees. */
export const HAQ_ROUNDING = 0.0005

const globalUsed = (what: string) => usedQuantity(analytes.scaleInCentimetres, what)

export const Inputs = z.strictObject({
  muscleInvolvement: z.boolean().nullable(),
  mmt8Bilateral: z.number().nullable().describe('Bilateral total as sent or summed; null when not known'),
  physicianGlobal: globalUsed(PHYSICIAN_GLOBAL),
  patientGlobal: globalUsed(PATIENT_GLOBAL),
  extramuscularActivity: globalUsed(EXTRAMUSCULAR),
  haqDi: z.number().nullable().describe('HAQ-DI as sent or scored; null when not known'),
  enzymes: enzymesUsed,
})

const count = (what: string) => z.int().min(0).max(5).describe(what)

export const Details = z.strictObject({
  abnormalCount: count('Measures beside MMT-8 that are abnormal, of 5'),
  unknownCount: count('Measures beside MMT-8 that are undetermined, of 5'),
  maxEnzymeRatio: z
    .number()
    .nullable()
    .describe(
      'Greatest multiple of the upper limit of normal; null without one, or where a comparator or a missing limit leaves it open',
    ),
  maxEnzymeRatioReported: z.string().nullable().describe('The same with 2 decimals, for display'),
  maxEnzymeRatioBounds: BoundsSchema.nullable().describe('Range of it where it is open'),
  enzymeRatios: byEnzyme(() =>
    z
      .strictObject({
        value: z.number(),
        reported: z.string().describe('With 2 decimals, for display'),
        comparator: z.enum(['<', '<=', '>=', '>']).optional(),
      })
      .nullable(),
  ).describe(
    'value / upper limit of each enzyme, with the comparator of its report; null where one of them is missing',
  ),
  enzymesMeasured: z
    .array(z.enum(ENZYME_NAMES))
    .describe('Enzymes that were sent, with or without their limits; the measure is about these alone'),
  mmt8Bounds: BoundsSchema.nullable().describe('Possible bilateral totals; null when the total is known'),
  haqDiBounds: BoundsSchema.nullable().describe('Possible HAQ-DI; null when it is known'),
  mmt8: z
    .strictObject({
      mode: z.enum(['bilateral', 'unilateral']),
      total: z.number().nullable(),
      maximum: z.number(),
      kendallGrades: kendallGradesUsed,
      convertedFromCoarseGrades: z.boolean(),
    })
    .nullable()
    .describe('The MMT-8 that was sent as grades, on its own scale'),
  haq: z
    .strictObject({
      standard: z.number().nullable(),
      alternative: z.number().nullable(),
      categoriesAnswered: z.int(),
    })
    .nullable()
    .describe(
      'The HAQ that was sent as answers. The standard score, with the ticks sent, is used where nothing is open; `haqDiBounds` holds what missing answers or lists of ticks leave possible',
    ),
})
