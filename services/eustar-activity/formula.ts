/**
 * Points of the index in thousandths, so that every sum is a whole number: 2.25 + 0.252 is 2.502, on the right side of
 * 2.5. Weights as in the abstract of Valentini 2017, first citation of manifest.ts.
 */
export const THOUSANDTHS = {
  patientReportedSkinWorseningLastMonth: 1500,
  digitalUlcers: 1500,
  mrss: 1500,
  tendonFrictionRubs: 2250,
  crp: 2250,
  dlcoPercentPredicted: 1000,
} as const
export type Item = keyof typeof THOUSANDTHS

/** Points of one unit of mRSS in the graded term. */
const GRADED_A_UNIT = 84

/** The mRSS scores in full above this, CRP (mg/L; 1 mg/dL) above this, DLCO (percent of predicted) below this. */
export const MRSS_ABOVE = 18
export const CRP_ABOVE_MG_L = 10
export const DLCO_BELOW = 70

/** Least points of active disease. */
export const ACTIVE = 2.5

/** Graded term in thousandths: 0.084 a unit, never more than 1.5 (18 units would give 1.512). */
export const gradedMrss = (mrss: number): number => Math.min(GRADED_A_UNIT * mrss, THOUSANDTHS.mrss)

/** Binary term in thousandths. The score is a whole number. */
export const binaryMrss = (mrss: number): number => (mrss > MRSS_ABOVE ? THOUSANDTHS.mrss : 0)

export const points = (thousandths: number): number => thousandths / 1000
