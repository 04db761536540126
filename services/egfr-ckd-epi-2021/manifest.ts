import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'egfr-ckd-epi-2021',
  condition: 'any',
  title: 'eGFR (CKD-EPI 2021, creatinine)',
  version: '2.0.0',
  summary:
    'Glomerular filtration rate in mL/min/{1.73_m2}, estimated from age, sex and serum creatinine by the CKD-EPI equation of 2021, with its G category.',
  formula: [
    '`eGFR = 142 * min(Scr/k, 1)^a * max(Scr/k, 1)^-1.200 * 0.9938^age`, times 1.012 if female; k 0.7 (female) or 0.9 (male), a -0.241 (female) or -0.302 (male); Scr in mg/dL (umol/L divided by 88.4), age in completed years.',
    'G1 >= 90; G2 >= 60; G3a >= 45; G3b >= 30; G4 >= 15; G5 below, on the unrounded value. Laboratories stage the whole number that they report: `details.gCategoryReported`.',
    'With weight and height `details.deindexed = eGFR * BSA / 1.73` in mL/min, `BSA = sqrt(height_cm*weight_kg/3600)` (Mosteller).',
    'Without sex, both sexes bound the result; a missing age or creatinine is taken over its allowed range. Category and criterion are decided where all of these agree. Birth date and sample date may lack day or month.',
    'Creatinine as a limit (`<1.2`): computed at the limit, with bounds and the warning `creatinine_censored`; `>1.2` gives an upper bound only.',
    'Reported without decimals.',
  ].join('\n'),
  population: 'Adults from 18 years with a standardised (IDMS-traceable) creatinine.',
  notFor: [
    'The limit of a protocol that asks for Cockcroft-Gault creatinine clearance, such as NCT06464679: report both side by side.',
    'Comparison with a limit in mL/min; only `details.deindexed` is in mL/min.',
    'The CKD-EPI equation of 2009 (LOINC 62238-1), MDRD or cystatin C equations, whose values differ.',
    'Creatinine that is not in a steady state, and persons under 18 years.',
  ],
  rights: null,
  citations: [
    {
      text: 'Inker LA, Eneanya ND, Coresh J, et al. New creatinine- and cystatin C-based equations to estimate GFR without race. N Engl J Med 2021;385:1737-49.',
      id: 'doi:10.1056/NEJMoa2102953',
      verified: true,
    },
    { text: 'National Kidney Foundation, CKD-EPI creatinine equation (2021), kidney.org.', verified: true },
    { text: 'Mosteller RD. Simplified calculation of body-surface area. N Engl J Med 1987;317:1098.', verified: true },
  ],
  provenance: [
    'Creatinine in umol/L is divided by 88.4; public code also uses 88.42.',
    'The criterion `egfr-below-15` is one reading of "end-stage renal failure" (CX-7), beside dialysis and a pending transplant, which are not asked here.',
    'The age limit of 120 years, bounds from allowed ranges and the treatment of a censored creatinine are conventions of this project, the same as for `crcl`: a missing creatinine has no upper end, and an age that would be refused is none of those that imprecise dates leave possible; so is that the de-indexed value is shown without decimals.',
  ],
}

const limit = (code: string, below?: number) => ({
  code,
  label: `Category ${code}`,
  ...(below === undefined ? {} : { below }),
})

export const gCategories = bandSet('g-category', 'CKD G categories by eGFR (kidney.org)', [
  limit('G5', 15),
  limit('G4', 30),
  limit('G3b', 45),
  limit('G3a', 60),
  limit('G2', 90),
  limit('G1'),
])

export const CUT_OFF = 15

export const below15: CriterionDefinition = {
  id: 'egfr-below-15',
  rule: 'eGFR < 15 mL/min/{1.73_m2}',
  source: 'NCT06464679',
}

export const bands: readonly BandSet[] = [gCategories]

export const criteria: readonly CriterionDefinition[] = [below15]
