/**
 * Points for each level of a domain: Seror 2016 (first citation of manifest.ts), as republished in a public study document.
 * Five of them differ from ESSDAI. The greatest sum is 135.
 */
export const WEIGHTS = {
  constitutional: 4,
  lymphadenopathy: 4,
  glandular: 2,
  articular: 3,
  cutaneous: 3,
  pulmonary: 6,
  renal: 6,
  muscular: 7,
  pns: 5,
  cns: 5,
  haematological: 2,
} as const

export const MAXIMUM = 135
