import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { type LimitedQuantity, usedLimitedQuantity } from '@activity-scores/shared/language/upper-limit'
import { allOtherJoints, joints, jointsUsed } from '@activity-scores/shared/measures/joints'
import { z } from 'zod'
import { READINGS, type Reading } from './findings/joints.js'
import { MOST_INVOLVED } from './formula.js'

const count = (most: number, what: string) =>
  z.int().min(0).max(most).nullish().describe(`Number of ${what} involved: tender or swollen, or synovitis on imaging`)

/** A value may be 0, its upper limit may not. */
const titre = (analyte: Analyte, what: string) => {
  const schema = quantity(analyte, what, (value) => ({
    upperLimit: value
      .gt(0)
      .nullish()
      .describe('Upper limit of normal of the same report, in the same unit; without it the value counts as missing'),
  }))
  return (schema as z.ZodType<LimitedQuantity>).nullish() // every alternative has the member added here
}

const category = (what: string, positive: string) =>
  z
    .enum(['negative', 'low', 'high', 'positive'])
    .nullish()
    .describe(
      `${what} as reported in words: negative (up to the upper limit of normal), low (above it, up to 3 times), high (above 3 times), or positive without a titre, ${positive}`,
    )

const statement = (what: string) => z.boolean().nullish().describe(what)

export const Request = z.strictObject({
  definiteSynovitis: statement('At least 1 joint has definite clinical synovitis (swelling)'),
  betterExplainedByOtherDisease: statement('The synovitis is better explained by another disease'),
  largeJointsInvolved: count(MOST_INVOLVED.large, 'large joints (shoulder, elbow, hip, knee, ankle)'),
  smallJointsInvolved: count(
    MOST_INVOLVED.small,
    'small joints (MCP 1-5, PIP 1-5 with that of the thumb, wrist, MTP 2-5)',
  ),
  otherCountableJointsInvolved: count(
    MOST_INVOLVED.other,
    'other joints, which count only towards more than 10: temporomandibular, acromioclavicular, sternoclavicular, tarsus and toe joints, never DIP, first carpometacarpal or first MTP;',
  ),
  joints,
  allOtherJoints,
  rf: titre(analytes.rheumatoidFactor, 'Rheumatoid factor with the upper limit of its report'),
  rfCategory: category('Rheumatoid factor', 'which counts as low'),
  acpa: titre(analytes.acpa, 'Antibodies to citrullinated peptides (anti-CCP) with the upper limit of the report'),
  acpaCategory: category('ACPA', 'which leaves low or high open'),
  crpAbnormal: statement('C-reactive protein above the limit of the laboratory'),
  esrAbnormal: statement('Erythrocyte sedimentation rate above the limit of the laboratory'),
  symptomDuration: quantity(
    analytes.symptomDuration,
    'Duration of pain, swelling or tenderness of the joints involved, by patient report',
  ).nullish(),
  typicalErosiveDisease: statement(
    'Erosions typical of rheumatoid arthritis with a history compatible with earlier fulfilment; absent is not claimed',
  ),
  previouslyFulfilled: statement(
    'Long-standing disease that fulfilled the criteria earlier, on retrospective data; absent is not claimed',
  ),
  reading: z
    .enum(READINGS)
    .nullish()
    .describe(
      'Which other joints count towards more than 10: open-list (default), every joint but DIP, first carpometacarpal and first MTP; or listed-only, temporomandibular, acromioclavicular and sternoclavicular alone',
    ),
  untested: z
    .enum(['unknown', 'negative'])
    .nullish()
    .describe(
      'What a test counts as that was not done while the other of RF and ACPA was: unknown (default), or negative, as the paper reads it',
    ),
})
export type Request = z.infer<typeof Request>

export const readingOf = ({ reading }: Request): Reading => reading ?? 'open-list'

const asSent = z.boolean().nullable()

const categoryUsed = z.enum(['negative', 'low', 'high', 'positive']).nullable()

const countUsed = z.number().nullable()

export const Inputs = z.strictObject({
  definiteSynovitis: asSent,
  betterExplainedByOtherDisease: asSent,
  largeJointsInvolved: countUsed,
  smallJointsInvolved: countUsed,
  otherCountableJointsInvolved: countUsed,
  joints: jointsUsed,
  allOtherJoints: z.enum(['absent', 'not_done']),
  rf: usedLimitedQuantity(analytes.rheumatoidFactor, 'Rheumatoid factor'),
  rfCategory: categoryUsed,
  acpa: usedLimitedQuantity(analytes.acpa, 'ACPA'),
  acpaCategory: categoryUsed,
  crpAbnormal: asSent,
  esrAbnormal: asSent,
  symptomDuration: usedQuantity(analytes.symptomDuration, 'Duration of symptoms'),
  typicalErosiveDisease: asSent,
  previouslyFulfilled: asSent,
  reading: z.enum(READINGS),
  untested: z.enum(['unknown', 'negative']),
})

const points = z.number().nullable().describe('Null where what is missing leaves it open')

const ratio = z
  .strictObject({ value: z.number(), reported: z.string() })
  .nullable()
  .describe('Multiple of the upper limit of normal; null without value or limit')

export const Details = z.strictObject({
  jointPoints: points,
  serologyPoints: points,
  acutePhasePoints: points,
  durationPoints: points,
  pointBounds: z
    .strictObject({ joints: BoundsSchema, serology: BoundsSchema, acutePhase: BoundsSchema, duration: BoundsSchema })
    .describe('Least and greatest points of each domain'),
  jointsInvolved: z
    .strictObject({ large: BoundsSchema, small: BoundsSchema, other: BoundsSchema })
    .describe('Joints of each group that are or may be involved'),
  rfRatio: ratio,
  acpaRatio: ratio,
  classifiedBy: z
    .array(z.enum(['score', 'typical_erosive_disease', 'previously_fulfilled']))
    .describe('Every way by which the patient is classified; empty when none is met'),
})
