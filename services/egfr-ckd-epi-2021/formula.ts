export type Sex = 'female' | 'male'

/** Constants of the creatinine equation of 2021, as printed in the first citation of manifest.ts. */
const CONSTANT = 142
const KAPPA_MG_DL: Readonly<Record<Sex, number>> = { female: 0.7, male: 0.9 }
/** Exponent of creatinine over kappa up to kappa. */
const ALPHA: Readonly<Record<Sex, number>> = { female: -0.241, male: -0.302 }
/** Exponent above kappa, either sex. */
const ABOVE = -1.2
const PER_YEAR = 0.9938
const SEX_FACTOR: Readonly<Record<Sex, number>> = { female: 1.012, male: 1 }

/** The factors of the estimate; creatinine in mg/dL, standardised, age in completed years. */
export function factors(ageYears: number, creatinineMgDl: number, sex: Sex) {
  const ratio = creatinineMgDl / KAPPA_MG_DL[sex]
  return {
    constant: CONSTANT,
    upToKappa: Math.min(ratio, 1) ** ALPHA[sex],
    aboveKappa: Math.max(ratio, 1) ** ABOVE,
    age: PER_YEAR ** ageYears,
    sex: SEX_FACTOR[sex],
  }
}

/** Estimated glomerular filtration rate in mL/min/{1.73_m2}. It falls as creatinine and age rise. */
export function filtration(ageYears: number, creatinineMgDl: number, sex: Sex): number {
  const { constant, upToKappa, aboveKappa, age, sex: bySex } = factors(ageYears, creatinineMgDl, sex)
  return constant * upToKappa * aboveKappa * age * bySex
}

/** mL/min of a body surface in m2, from mL/min/{1.73_m2}. */
export const deindex = (rate: number, surfaceM2: number): number => (rate * surfaceM2) / 1.73
