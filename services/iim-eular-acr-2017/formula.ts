/** The column of points: that with biopsy is used if and only if results of a muscle biopsy are available. */
export type Model = 'without_biopsy' | 'with_biopsy'

/**
 * Points in tenths (1.3 is 13), so that a sum is a whole number and exact. Lundberg 2017, table of the score; the two
 * columns are printed the wrong way round in one clinical reference.
 */
const CLINICAL = {
  without_biopsy: {
    onsetAge18To39: 13,
    onsetAge40OrMore: 21,
    proximalUpperLimbWeakness: 7,
    proximalLowerLimbWeakness: 8,
    neckFlexorsWeakerThanExtensors: 19,
    legProximalWeakerThanDistal: 9,
    heliotrope: 31,
    gottronPapules: 21,
    gottronSign: 33,
    dysphagia: 7,
    antiJo1: 39,
    enzymesElevated: 13,
  },
  with_biopsy: {
    onsetAge18To39: 15,
    onsetAge40OrMore: 22,
    proximalUpperLimbWeakness: 7,
    proximalLowerLimbWeakness: 5,
    neckFlexorsWeakerThanExtensors: 16,
    legProximalWeakerThanDistal: 12,
    heliotrope: 32,
    gottronPapules: 27,
    gottronSign: 37,
    dysphagia: 6,
    antiJo1: 38,
    enzymesElevated: 14,
  },
} as const
const BIOPSY = {
  endomysialInfiltrate: 17,
  perimysialInfiltrate: 12,
  perifascicularAtrophy: 19,
  rimmedVacuoles: 31,
} as const

export type BiopsyFinding = keyof typeof BIOPSY
export type Finding = Exclude<keyof typeof CLINICAL.with_biopsy, `onsetAge${string}`> | BiopsyFinding

// Object.keys forgets the keys that the tables have by construction.
export const BIOPSY_FINDINGS = Object.keys(BIOPSY) as readonly BiopsyFinding[]
const CLINICAL_FINDINGS = Object.keys(CLINICAL.with_biopsy).filter(
  (key) => !key.startsWith('onsetAge'),
) as readonly Finding[]

/** The findings of each column, in the order of the table; onset age is beside them. */
export const FINDINGS: Readonly<Record<Model, readonly Finding[]>> = {
  without_biopsy: CLINICAL_FINDINGS,
  with_biopsy: [...CLINICAL_FINDINGS, ...BIOPSY_FINDINGS],
}
/** Every finding, of either column. */
export const ALL_FINDINGS = FINDINGS.with_biopsy

const POINTS: Readonly<Record<Model, Readonly<Partial<Record<Finding, number>>>>> = {
  without_biopsy: CLINICAL.without_biopsy,
  with_biopsy: { ...CLINICAL.with_biopsy, ...BIOPSY },
}

/** Tenths of a point for a finding that is present; 0 for one that is not in the column. */
export const pointsOf = (model: Model, finding: Finding): number => POINTS[model][finding] ?? 0

/** Completed years at the first symptom assumed to be of the disease. */
export const ADULT = 18
const FORTY = 40

/** Tenths of a point for the age at onset; 0 below 18. */
export function onsetAgePoints(model: Model, years: number): number {
  if (years < ADULT) return 0
  return years < FORTY ? CLINICAL[model].onsetAge18To39 : CLINICAL[model].onsetAge40OrMore
}

/** The most that an age at onset which is not known can add, in tenths. */
export const mostForOnsetAge = (model: Model): number => CLINICAL[model].onsetAge40OrMore

/** Constants of the logistic model; unverified in a stored text, in accord with every published anchor to one decimal. */
const CONSTANT: Readonly<Record<Model, number>> = { without_biopsy: 5.33, with_biopsy: 6.49 }
/** What an agreement to one decimal leaves open of a constant. */
const KNOWN_TO = 0.05

const logistic = (constant: number, score: number): number => 1 / (1 + Math.exp(constant - score))

/** Probability of the disease, 0 to 1, for information: the class follows from the score. */
export const probability = (model: Model, score: number): number => logistic(CONSTANT[model], score)

/** Least and greatest probability of a score, as well as the constants are known. */
export const probabilityBounds = (model: Model, lower: number, upper: number) => ({
  lower: logistic(CONSTANT[model] + KNOWN_TO, lower),
  upper: logistic(CONSTANT[model] - KNOWN_TO, upper),
})
