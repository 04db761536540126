import { sex } from '@activity-scores/shared/contract/fields'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { age, birthDate, sampleDate } from '@activity-scores/shared/measures/age'
import { bySex, creatinine, figure, possibleAge } from '@activity-scores/shared/measures/renal'
import * as z from 'zod'
import { CHOICES, POLICIES } from './decisions.js'

/** States in which the formula is less reliable than its number looks; each gives a warning. */
export const CAUTIONS = ['pregnancy', 'amputation', 'cachexia'] as const

/** Recorded only: the formula predates standardised creatinine, and no correction is applied for the method. */
const ASSAYS = ['enzymatic', 'jaffe-idms-traceable', 'jaffe-not-traceable'] as const

/** Ages of the 249 patients that the formula was derived from. */
export const DERIVATION_AGE_YEARS = [18, 92] as const

export const Request = z.strictObject({
  age: age.meta({
    'x-plausible': { minimum: DERIVATION_AGE_YEARS[0], maximum: DERIVATION_AGE_YEARS[1], unit: 'a' },
  }),
  birthDate,
  sampleDate,
  sex,
  weight: quantity(analytes.weight, 'Measured body weight').nullish().meta({ title: 'Measured body weight' }),
  height: quantity(
    analytes.height,
    'Body height; needed for every weightPolicy but actual, and for the companion figures',
  )
    .nullish()
    .meta({ title: 'Body height' }),
  creatinine,
  weightPolicy: z
    .enum(POLICIES)
    .nullish()
    .meta({
      title: 'Weight in the formula',
      description:
        'Weight in the formula: actual (default, as published and as the trial reads it); ideal (Devine, or actual if that is less); adjusted (ideal plus 0.4 of the difference); auto-bmi and auto-ratio choose among the three by BMI or by actual/ideal',
      'x-options': {
        actual: 'actual',
        ideal: 'ideal, or actual if less',
        adjusted: 'adjusted',
        'auto-bmi': 'chosen by BMI',
        'auto-ratio': 'chosen by actual to ideal weight',
      },
    }),
  creatinineSteadyState: z.boolean().nullish().meta({
    title: 'Creatinine was stable',
    description:
      'False if creatinine was unstable (change of at least 0.3 mg/dL or 50 % within 7 days), in acute kidney injury or around dialysis: gives a warning',
  }),
  creatinineAssay: z
    .enum(ASSAYS)
    .nullish()
    .meta({
      title: 'Method of the creatinine',
      description: 'Method of the creatinine, if known; recorded in inputs, changes nothing',
      'x-options': {
        enzymatic: 'enzymatic',
        'jaffe-idms-traceable': 'Jaffe, traceable to IDMS',
        'jaffe-not-traceable': 'Jaffe, not traceable',
      },
    }),
  cautions: z
    .array(
      z
        .enum(CAUTIONS)
        .meta({ 'x-options': { pregnancy: 'pregnancy', amputation: 'amputation', cachexia: 'cachexia' } }),
    )
    .max(CAUTIONS.length)
    .nullish()
    .meta({
      title: 'States in which the formula is less reliable',
      description: 'States of the patient in which the formula is less reliable; each gives a warning',
    }),
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  age: z.int().nullable().describe('Age used, in completed years; null when missing or not certain'),
  birthDate: z.string().nullable(),
  sampleDate: z.string().nullable(),
  sex: z.enum(['female', 'male']).nullable(),
  weight: usedQuantity(analytes.weight, 'Weight'),
  height: usedQuantity(analytes.height, 'Height'),
  creatinine: usedQuantity(analytes.creatinine, 'Creatinine'),
  weightPolicy: z.enum(POLICIES),
  creatinineSteadyState: z.boolean().nullable(),
  creatinineAssay: z.enum(ASSAYS).nullable(),
  cautions: z.array(z.enum(CAUTIONS)),
})

const shown = z.string().nullable()

const selection = (what: string) =>
  z
    .strictObject({
      choice: z.enum(CHOICES).describe('ideal stands for the lesser of ideal and actual weight'),
      weight: z.number().describe('kg'),
      value: z.number().nullable().describe('CrCl in mL/min; null where an input for it is not known'),
    })
    .nullable()
    .describe(`What the policy ${what} gives; null without sex, weight and height`)

export const Details = z.strictObject({
  actual: figure('CrCl by actual weight, mL/min'),
  ideal: figure('CrCl by ideal weight, mL/min, even where ideal exceeds actual weight'),
  adjusted: figure('CrCl by adjusted weight, mL/min'),
  normalised: figure('CrCl by actual weight per 1.73 m2 of body surface, mL/min/{1.73_m2}; never compare it with 60'),
  weightUsed: figure('Weight that the policy selects, kg'),
  bmi: figure('Body mass index, kg/m2'),
  bsa: figure('Body surface (Mosteller), m2'),
  reported: z
    .strictObject({ actual: shown, ideal: shown, adjusted: shown, normalised: shown, bmi: shown, bsa: shown })
    .describe('The same figures rounded for display: 1 decimal, body surface 2'),
  idealWeight: figure('Ideal body weight (Devine), kg'),
  adjustedWeight: figure('Adjusted body weight, kg'),
  weightChoice: z.enum(CHOICES).nullable().describe('Which of the three weights the policy selected'),
  weightChoiceSensitive: z
    .boolean()
    .nullable()
    .describe('Whether actual, ideal and adjusted weight disagree about 60 mL/min; null where they cannot be compared'),
  autoBmi: selection('auto-bmi'),
  autoRatio: selection('auto-ratio'),
  bySex: bySex('CrCl of the policy for either sex, mL/min'),
  possibleAge,
  factors: z
    .strictObject({
      ageFactor: z.number().describe('140 less the age'),
      weight: z.number().describe('kg'),
      sexFactor: z.number().describe('0.85 female, 1 male'),
      divisor: z.number().describe('72'),
      creatinine: z.number().describe('mg/dL'),
    })
    .nullable()
    .describe('CrCl = ageFactor * weight * sexFactor / (divisor * creatinine); a product, so it has no terms'),
})

export type Details = z.infer<typeof Details>
