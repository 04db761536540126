/** Neutrophils per litre from a differential count: leukocytes times the share of segmented and band forms in percent. */
export const neutrophilCount = (leukocytes: number, segmentedPercent: number, bandPercent: number): number =>
  (leukocytes * (segmentedPercent + bandPercent)) / 100

/** Limits of NCT06464679 in canonical units; which side meets them stands in `manifest.ts`. */
export const LIMIT = {
  wbc: 3,
  neutrophils: 1,
  haemoglobin: 60,
  /** Multiples of the upper limit of normal. */
  transaminase: 3,
  bilirubin: 1.5,
  bilirubinWithGilbert: 3,
  coagulation: 1.5,
} as const

/** A colony-stimulating factor given up to so many days before the sample counts; one more day does not. */
export const CSF_DAYS = 14

/** An isolated unconjugated hyperbilirubinaemia has a direct share below this. */
export const DIRECT_SHARE = 0.2
