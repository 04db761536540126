export type Sex = 'female' | 'male'

/** Cockcroft and Gault 1976: 140 less the age, by weight, over 72 times creatinine; 15 % less in females. */
export const AGE_MINUEND_YEARS = 140
export const DIVISOR = 72
export const SEX_FACTOR: Readonly<Record<Sex, number>> = { female: 0.85, male: 1 }

/**
 * Creatinine clearance in mL/min, not indexed to body surface. Creatinine in mg/dL: umol/L is divided by 88.4
 * beforehand, since the rounded constants 1.23 and 1.04 put values on the wrong side of 60.
 */
export const clearance = (ageYears: number, weightKg: number, creatinineMgDl: number, sex: Sex): number =>
  ((AGE_MINUEND_YEARS - ageYears) * weightKg * SEX_FACTOR[sex]) / (DIVISOR * creatinineMgDl)

/** Devine 1974, kg at 60 inches and kg per inch above it. */
const DEVINE_BASE_KG: Readonly<Record<Sex, number>> = { female: 45.5, male: 50 }
const DEVINE_KG_PER_INCH = 2.3
const CM_PER_INCH = 2.54
const DEVINE_BASE_INCHES = 60
/** 60 inches in cm. Below it the line is extrapolated downward; it reaches zero at 102.1 cm (female), 97.2 cm (male). */
export const DEVINE_BASE_CM = 152.4

/** Below this height no ideal weight is offered: the line is extrapolated too far to mean anything. */
export const IDEAL_FROM_CM = 100

/** Ideal body weight in kg; zero or negative at the lowest heights, where it means nothing, see `positiveIdealWeight`. */
export const idealWeight = (sex: Sex, heightCm: number): number =>
  DEVINE_BASE_KG[sex] + DEVINE_KG_PER_INCH * (heightCm / CM_PER_INCH - DEVINE_BASE_INCHES)

/** Ideal weight and 0.4 of what the actual weight lies above (or below) it. */
export const adjustedWeight = (idealKg: number, actualKg: number): number => idealKg + 0.4 * (actualKg - idealKg)

/** Body mass index in kg/m2. */
export const bodyMassIndex = (weightKg: number, heightCm: number): number => (weightKg * 10_000) / (heightCm * heightCm)

/** mL/min for a surface of 1.73 m2. Never compared with a limit in mL/min. */
export const normalise = (clearanceMlMin: number, surfaceM2: number): number => (clearanceMlMin * 1.73) / surfaceM2
