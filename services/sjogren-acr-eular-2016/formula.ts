/** Points of the items: Shiboski 2017, Table 3 (first citation of manifest.ts). At least 4 of 9 classify. */
export const POINTS = {
  focusScore: 3,
  antiSsaRo: 3,
  ocularStaining: 1,
  schirmer: 1,
  salivaFlow: 1,
} as const

export const CLASSIFIES = 4
