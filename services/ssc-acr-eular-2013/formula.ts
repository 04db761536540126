/**
 * Points of the 2013 criteria: van den Hoogen 2013, Table 1 (first citation of manifest.ts). Of each category only the
 * highest item counts; the item of 9 points is taken as the top of the skin category.
 */
export const CATEGORIES = {
  skin: { skinThickeningBothHandsProximalToMcp: 9, sclerodactyly: 4, puffyFingers: 2 },
  fingertips: { fingertipPittingScars: 3, digitalTipUlcers: 2 },
  telangiectasia: { telangiectasia: 2 },
  nailfold: { abnormalNailfoldCapillaries: 2 },
  lung: { pahOrIld: 2 },
  raynaud: { raynaud: 3 },
  antibodies: { sscAutoantibody: 3 },
} as const

export const CLASSIFIES = 9

/** 9 + 3 + 2 + 2 + 2 + 3 + 3 */
export const MAXIMUM = 24
