/** Definition of improvement of the IMACS group, Rider 2004. Percents are relative to the baseline. */
export const CUT_OFF = {
  /** A measure is improved from this. */
  improvedPercent: 20,
  /** A measure is worse from this. */
  worsePercent: 25,
  /** Of the six measures. */
  improvedMeasures: 3,
  /** Of the six measures, at most; from one more on the definition is not met. */
  worseMeasures: 2,
} as const

/** The six core set measures, in the order of the result. */
export const ITEMS = ['mmt', 'physicianGlobal', 'patientGlobal', 'haqDi', 'enzyme', 'extramuscularActivity'] as const
export type Item = (typeof ITEMS)[number]
