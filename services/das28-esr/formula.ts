/** Weights of DAS28-ESR as printed in the first two citations of manifest.ts. */
const WEIGHT = { tender: 0.56, swollen: 0.28, lnEsr: 0.7, global: 0.014 } as const

/** The 3-variable form: the same terms without global health, scaled and shifted. */
const THREE_VARIABLE = { factor: 1.08, constant: 0.16 } as const

export interface Inputs {
  readonly tender28: number
  readonly swollen28: number
  readonly esrMmH: number
  readonly globalMm: number
}

/** Each addend on its own, so that a reader can check the sum by hand. ESR is at least 1 here, see `floorEsr`. */
export const fourVariableTerms = ({ tender28, swollen28, esrMmH, globalMm }: Inputs) => ({
  tenderJointCount28: WEIGHT.tender * Math.sqrt(tender28),
  swollenJointCount28: WEIGHT.swollen * Math.sqrt(swollen28),
  esr: WEIGHT.lnEsr * Math.log(esrMmH),
  patientGlobal: WEIGHT.global * globalMm,
})

export const threeVariableTerms = ({ tender28, swollen28, esrMmH }: Omit<Inputs, 'globalMm'>) => ({
  tenderJointCount28: THREE_VARIABLE.factor * WEIGHT.tender * Math.sqrt(tender28),
  swollenJointCount28: THREE_VARIABLE.factor * WEIGHT.swollen * Math.sqrt(swollen28),
  esr: THREE_VARIABLE.factor * WEIGHT.lnEsr * Math.log(esrMmH),
  constant: THREE_VARIABLE.constant,
})

/** An ESR below 1 mm/h is used as 1 mm/h, so that its logarithm is 0 and never minus infinity. */
export const ESR_FLOOR_MM_H = 1
export const floorEsr = (esrMmH: number): number => Math.max(ESR_FLOOR_MM_H, esrMmH)
