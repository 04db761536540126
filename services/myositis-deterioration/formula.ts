/** Deterioration of myositis as defined in ProDERM; each cut-off is included. */
export const CUT_OFF = {
  /** Rise of physician global (limb A) and of extramuscular activity (limb B), cm of 10. */
  riseCm: 2,
  /** Loss of strength in percent of the baseline, limb A. */
  strengthPercent: 20,
  /** Limb C: percent of the baseline, and how many of the five measures. */
  worsePercent: 30,
  worseMeasures: 3,
} as const

/** The five measures of limb C, in the order of the result; enzymes do not count. */
export const ITEMS = ['mmt', 'physicianGlobal', 'patientGlobal', 'haqDi', 'extramuscularActivity'] as const
export type Item = (typeof ITEMS)[number]

/** Absolute rise; positive is worse. */
export const rise = (from: number, to: number): number => to - from
