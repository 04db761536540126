import { less } from '@activity-scores/shared/language/compare'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { plausibility } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { positiveIdealWeight } from './decisions.js'
import type { Patient } from './findings.js'
import { DEVINE_BASE_CM, IDEAL_FROM_CM } from './formula.js'
import { type CAUTIONS, DERIVATION_AGE_YEARS, type Details, type Request } from './schema.js'

const CAUTION_MESSAGES: Readonly<Record<(typeof CAUTIONS)[number], string>> = {
  pregnancy: 'Filtration and creatinine change in pregnancy; the formula was not derived for it.',
  amputation: 'Body weight and muscle mass after amputation differ from those that the formula was derived from.',
  cachexia: 'With little muscle mass creatinine is low, and the formula overestimates clearance.',
}

/** Warnings about what was sent; those about the result are the caller's. */
export const inputWarnings = (request: Request, patient: Patient): readonly Warning[] => [
  ...ageWarnings(request, patient),
  ...plausibility(analytes.weight, request.weight, '/weight'),
  ...heightWarnings(request, patient),
  ...(patient.creatinineLimit ? [CENSORED[patient.creatinineLimit]] : []),
  ...plausibility(analytes.creatinine, request.creatinine, '/creatinine'),
  ...(request.creatinineSteadyState === false ? [NOT_STEADY] : []),
  ...(request.cautions ?? []).flatMap((caution, i, all) =>
    all.indexOf(caution) === i ? inputWarning(`caution_${caution}`, `/cautions/${i}`, CAUTION_MESSAGES[caution]) : [],
  ),
]

const censored = (message: string): Warning => inputWarning('creatinine_censored', '/creatinine', message)
const CENSORED: Readonly<Record<'upper' | 'lower', Warning>> = {
  upper: censored(
    'Creatinine is an upper limit, not a value; every clearance is that at the limit, the true one is that or more, and the bounds show what is possible.',
  ),
  lower: censored('Creatinine is a lower limit, not a value; the clearance is known only from above.'),
}

const NOT_STEADY = inputWarning(
  'creatinine_not_steady_state',
  '/creatinineSteadyState',
  'Creatinine was not in a steady state; the formula assumes that it was, and its value may be far from the true clearance.',
)

const sensitive = (message: string): Warning => inputWarning('weight_choice_sensitive', '/weight', message)
const SENSITIVE = sensitive('Actual, ideal and adjusted weight disagree about 60 mL/min; details holds all three.')
const PERHAPS_SENSITIVE = sensitive(
  'For a sex, an age or a creatinine that the input leaves possible, actual, ideal and adjusted weight disagree about 60 mL/min.',
)

export const weightChoiceWarnings = (
  { weightChoiceSensitive, actual }: Details,
  { creatinineLimit }: Patient,
): readonly Warning[] => {
  if (!weightChoiceSensitive) return []
  return [actual === null || creatinineLimit ? PERHAPS_SENSITIVE : SENSITIVE]
}

function ageWarnings({ age, birthDate, sampleDate }: Request, patient: Patient): readonly Warning[] {
  const [youngest, oldest] = DERIVATION_AGE_YEARS
  const { lower, upper } = patient.age.possible ?? patient.age.years
  const outside = patient.age.missing === null && (upper > oldest || lower < youngest)
  const unused = age != null && birthDate != null && sampleDate == null
  return [
    ...(outside
      ? [
          inputWarning(
            'outside_plausible_range',
            age == null ? '/birthDate' : '/age',
            `Age is, or may be, outside the ${youngest} to ${oldest} years of the patients that the formula was derived from.`,
          ),
        ]
      : []),
    ...(unused
      ? [
          inputWarning(
            'input_not_used',
            '/birthDate',
            'birthDate says nothing without sampleDate; age was used as sent.',
          ),
        ]
      : []),
  ]
}

function heightWarnings({ height }: Request, { heightCm, sexes }: Patient): readonly Warning[] {
  if (heightCm === null) return []
  const short = inputWarning(
    'height_below_152_4_cm',
    '/height',
    'Height is below 152.4 cm (60 in); the ideal weight is extrapolated below the range of its formula.',
  )
  const none = inputWarning(
    'ideal_weight_not_offered',
    '/height',
    `Below ${IDEAL_FROM_CM} cm, and where its formula gives no positive weight, ideal and adjusted weight are not given; the actual weight needs no height.`,
  )
  return [
    ...plausibility(analytes.height, height, '/height'),
    ...(less(heightCm, DEVINE_BASE_CM) ? [short] : []),
    ...(sexes.some((sex) => positiveIdealWeight(sex, heightCm) === null) ? [none] : []),
  ]
}
