import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { type LimitedQuantity, UPPER_LIMIT, usedLimitedQuantity } from '@activity-scores/shared/language/upper-limit'
import { allOtherJoints, joints, jointsUsed } from '@activity-scores/shared/measures/joints'
import * as z from 'zod'
import { READINGS, type Reading } from './findings/joints.js'
import { MOST_INVOLVED } from './formula.js'

const count = (title: string, most: number, what: string) =>
  z
    .int()
    .min(0)
    .max(most)
    .nullish()
    .meta({
      title,
      description: `Number of ${what} involved: tender or swollen, or synovitis on imaging`,
      'x-group': 'joints',
    })

/** A value may be 0, its upper limit may not. */
const titre = (title: string, analyte: Analyte, what: string) => {
  const schema = quantity(analyte, what, (value) => ({
    upperLimit: value.gt(0).nullish().meta(UPPER_LIMIT),
  }))
  return (schema as z.ZodType<LimitedQuantity>).nullish().meta({ title, 'x-group': 'serology' }) // every alternative has the member added here
}

const category = (title: string, what: string, positive: string) =>
  z
    .enum(['negative', 'low', 'high', 'positive'])
    .nullish()
    .meta({
      title,
      description: `${what} as reported in words: negative (up to the upper limit of normal), low (above it, up to 3 times), high (above 3 times), or positive without a titre, ${positive}`,
      'x-group': 'serology',
      'x-options': {
        negative: 'negative',
        low: 'low positive',
        high: 'high positive',
        positive: 'positive, without a titre',
      },
    })

const statement = (title: string, description: string) => z.boolean().nullish().meta({ title, description })

export const Request = z.strictObject({
  definiteSynovitis: statement(
    'Definite clinical synovitis of at least 1 joint',
    'At least 1 joint has definite clinical synovitis (swelling)',
  ),
  betterExplainedByOtherDisease: statement(
    'Synovitis better explained by another disease',
    'The synovitis is better explained by another disease',
  ),
  largeJointsInvolved: count(
    'Large joints involved',
    MOST_INVOLVED.large,
    'large joints (shoulder, elbow, hip, knee, ankle)',
  ),
  smallJointsInvolved: count(
    'Small joints involved',
    MOST_INVOLVED.small,
    'small joints (MCP 1-5, PIP 1-5 with that of the thumb, wrist, MTP 2-5)',
  ),
  otherCountableJointsInvolved: count(
    'Other countable joints involved',
    MOST_INVOLVED.other,
    'other joints, which count only towards more than 10: temporomandibular, acromioclavicular, sternoclavicular, tarsus and toe joints, never DIP, first carpometacarpal or first MTP;',
  ),
  joints,
  allOtherJoints,
  rf: titre('Rheumatoid factor', analytes.rheumatoidFactor, 'Rheumatoid factor with the upper limit of its report'),
  rfCategory: category('Rheumatoid factor as reported in words', 'Rheumatoid factor', 'which counts as low'),
  acpa: titre(
    'ACPA',
    analytes.acpa,
    'Antibodies to citrullinated peptides (anti-CCP) with the upper limit of the report',
  ),
  acpaCategory: category('ACPA as reported in words', 'ACPA', 'which leaves low or high open'),
  crpAbnormal: statement('CRP abnormal', 'C-reactive protein above the limit of the laboratory').meta({
    'x-group': 'acute-phase reactants',
  }),
  esrAbnormal: statement('ESR abnormal', 'Erythrocyte sedimentation rate above the limit of the laboratory').meta({
    'x-group': 'acute-phase reactants',
  }),
  symptomDuration: quantity(
    analytes.symptomDuration,
    'Duration of pain, swelling or tenderness of the joints involved, by patient report',
  )
    .nullish()
    .meta({ title: 'Duration of symptoms' }),
  typicalErosiveDisease: statement(
    'Typical erosive disease with a compatible history',
    'Erosions typical of rheumatoid arthritis with a history compatible with earlier fulfilment; absent is not claimed',
  ),
  previouslyFulfilled: statement(
    'The 2010 criteria were fulfilled earlier, on record',
    'Long-standing disease that fulfilled the criteria earlier, on retrospective data; absent is not claimed',
  ),
  reading: z
    .enum(READINGS)
    .nullish()
    .meta({
      title: 'Other joints that count',
      description:
        'Which other joints count towards more than 10: open-list (default), every joint but DIP, first carpometacarpal and first MTP; or listed-only, temporomandibular, acromioclavicular and sternoclavicular alone',
      'x-options': { 'open-list': 'every joint that is not excluded', 'listed-only': 'the listed joints alone' },
    }),
  untested: z
    .enum(['unknown', 'negative'])
    .nullish()
    .meta({
      title: 'A test that was not done',
      description:
        'What a test counts as that was not done while the other of RF and ACPA was: unknown (default), or negative, as the paper reads it',
      'x-options': { unknown: 'stays unknown', negative: 'counts as negative' },
    }),
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
