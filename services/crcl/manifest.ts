import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'crcl',
  condition: 'any',
  title: 'Creatinine clearance (Cockcroft-Gault)',
  version: '2.0.0',
  summary:
    'Creatinine clearance in mL/min estimated from age, sex, body weight and serum creatinine; not indexed to body surface.',
  formula: [
    '`CrCl = (140 - age) * weight / (72 * Scr)`, times 0.85 if female; age in completed years, weight in kg, Scr in mg/dL.',
    'Scr in mg/dL is umol/L divided by 88.4; the rounded constants 1.23 and 1.04 are not used.',
    '`ideal weight = 50 (male) or 45.5 (female) + 2.3*(height_cm/2.54 - 60)`, `adjusted weight = ideal + 0.4*(actual - ideal)`.',
    'Weight policies: `actual` (default); `ideal` = min(ideal, actual); `adjusted`; `auto-bmi` = actual below BMI 18.5, min(ideal, actual) below 25, adjusted from 25; `auto-ratio` = actual below actual/ideal 1, ideal to 1.25, adjusted above it or above BMI 30.',
    '`details` holds CrCl by all three weights when height is sent, and `normalised = CrCl by actual weight * 1.73/BSA`, `BSA = sqrt(height_cm*weight_kg/3600)` (Mosteller), in mL/min/{1.73_m2}.',
    'Without sex, both sexes bound the result; another missing input is taken over its allowed range. The criterion is decided where all of these agree. Birth date and sample date may lack day or month.',
    'Creatinine as a limit (`<1.2`): computed at the limit, with bounds and the warning `creatinine_censored`; `>1.2` gives an upper bound only.',
    'Reported with 1 decimal; the criterion is decided on the unrounded value of the weight policy.',
  ].join('\n'),
  population: 'Adults; derived from 249 patients aged 18 to 92.',
  notFor: [
    'Values per 1.73 m2: the result is in mL/min. It is not an eGFR and does not stage chronic kidney disease.',
    'Creatinine that is not in a steady state: acute kidney injury, dialysis, rapid change.',
    'Persons under 18 years.',
    'Pregnancy, amputation, cachexia and other states in which muscle mass or filtration differ from those of the derivation.',
  ],
  rights: null,
  citations: [
    {
      text: 'Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine. Nephron 1976;16:31-41. PMID 1244564.',
      id: 'doi:10.1159/000180580',
      verified: true,
    },
    {
      text: 'Devine BJ. Gentamicin therapy. Drug Intell Clin Pharm 1974;8:650-5 (ideal body weight).',
      verified: false,
    },
    {
      text: 'Winter MA, Guhr KN, Berg GM. Impact of various body weights and serum creatinine concentrations on the bias and accuracy of the Cockcroft-Gault equation. Pharmacotherapy 2012;32:604-12.',
      verified: false,
    },
    {
      text: 'Mosteller RD. Simplified calculation of body-surface area. N Engl J Med 1987;317:1098.',
      verified: true,
    },
    {
      text: 'National Kidney Disease Education Program. CKD and drug dosing: information for providers (niddk.nih.gov).',
      verified: true,
    },
  ],
  options: [{ field: 'weightPolicy', default: 'actual', absent: 'the actual weight, as published.' }],
  provenance: [
    'The trial NCT06464679 names the formula but not the weight; actual weight is used, and `weight_choice_sensitive` says when the choice of weight changes the answer about 60 mL/min.',
    'Published selectors disagree (adjusted weight from a ratio of 1.2, 1.25 or 1.3, or from BMI 25 or 30); `auto-bmi` and `auto-ratio` are two of them by name.',
    'Below 152.4 cm the ideal weight is extrapolated downward with the warning `height_below_152_4_cm`, a convention of this project (others stop at 50 or 45.5 kg). Below 100 cm, and where it is not positive (women up to 102.1 cm), no ideal or adjusted weight is offered (`ideal_weight_not_offered`), and policies that need one give no value and the bounds of a missing height. The actual weight needs no height.',
    'Standardised (IDMS-traceable) creatinine is not corrected, although the formula predates it and tends to give higher values with it. Low creatinine is not rounded up.',
    'A censored creatinine follows the rule for DAS28-ESR (clinical specification, 0.7), mirrored since clearance falls as creatinine rises: `<1.2` is computed at 1.2, with that as lower bound and the least allowed creatinine (0.1 mg/dL) as the other end; `>1.2` gives no value, only an upper bound.',
    'A missing age, weight, height or creatinine is bounded by its allowed range, a convention of this project; creatinine has no upper end, since laboratories report `>30`. An age that dates leave open is bounded by the allowed ages among those that they leave possible: one under 18 or over 120 would be refused.',
  ],
}

/** On the unrounded CrCl in mL/min by the weight policy of the request. */
export const CUT_OFF_ML_MIN = 60

export const atLeast60: CriterionDefinition = {
  id: 'crcl-at-least-60',
  rule: 'CrCl >= 60 mL/min',
  source: 'NCT06464679',
}

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = [atLeast60]
