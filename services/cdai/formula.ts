/** The four terms of CDAI, unweighted: Aletaha 2005, first citation of manifest.ts. Globals on 0 to 10. */
export interface Terms {
  readonly tenderJointCount28: number
  readonly swollenJointCount28: number
  readonly patientGlobal: number
  readonly physicianGlobal: number
}

export const cdai = (terms: Terms): number =>
  terms.tenderJointCount28 + terms.swollenJointCount28 + terms.patientGlobal + terms.physicianGlobal
