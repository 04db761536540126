/** Weights of DAS28-CRP as printed by das-score.nl, alternative validated formulae (provenance of manifest.ts). */
const WEIGHT = { tender: 0.56, swollen: 0.28, lnCrp: 0.36, global: 0.014 } as const
const CONSTANT = 0.96

/** The 3-variable form: the same terms without global health, scaled, with a constant of its own that is not scaled. */
const THREE_VARIABLE = { factor: 1.1, constant: 1.15 } as const

export interface Inputs {
  readonly tender28: number
  readonly swollen28: number
  /** In mg/L; 0 is legal, for 1 is added inside the logarithm. */
  readonly crpMgL: number
  readonly globalMm: number
}

/** Each addend on its own, so that a reader can check the sum by hand. */
export const fourVariableTerms = ({ tender28, swollen28, crpMgL, globalMm }: Inputs) => ({
  tenderJointCount28: WEIGHT.tender * Math.sqrt(tender28),
  swollenJointCount28: WEIGHT.swollen * Math.sqrt(swollen28),
  crp: WEIGHT.lnCrp * Math.log(crpMgL + 1),
  patientGlobal: WEIGHT.global * globalMm,
  constant: CONSTANT,
})

export const threeVariableTerms = ({ tender28, swollen28, crpMgL }: Omit<Inputs, 'globalMm'>) => ({
  tenderJointCount28: THREE_VARIABLE.factor * WEIGHT.tender * Math.sqrt(tender28),
  swollenJointCount28: THREE_VARIABLE.factor * WEIGHT.swollen * Math.sqrt(swollen28),
  crp: THREE_VARIABLE.factor * WEIGHT.lnCrp * Math.log(crpMgL + 1),
  constant: THREE_VARIABLE.constant,
})
