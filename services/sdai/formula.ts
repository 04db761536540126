/** The terms of SDAI, unweighted: Smolen 2003, first citation of manifest.ts. Globals on 0 to 10, CRP in mg/dL. */
export interface Terms {
  readonly tenderJointCount28: number
  readonly swollenJointCount28: number
  readonly patientGlobal: number
  readonly physicianGlobal: number
  readonly crp: number
}

/** All but CRP: the Clinical Disease Activity Index, offered where CRP is not known. */
export const cdai = (terms: Omit<Terms, 'crp'>): number =>
  terms.tenderJointCount28 + terms.swollenJointCount28 + terms.patientGlobal + terms.physicianGlobal

export const sdai = (withoutCrp: number, crp: Terms['crp']): number => withoutCrp + crp

/** CRP of a report in mg/L, as the formula takes it. */
export const crpMgDl = (crpMgL: number): number => crpMgL / 10

/** Above this a CRP in mg/dL may have been a CRP in mg/L; it also ends the range of 0 to 86 that is usually quoted. */
export const CRP_TO_CHECK_MG_DL = 10
