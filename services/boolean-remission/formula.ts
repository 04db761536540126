/** Greatest count of tender and of swollen joints in remission, in either joint set: both definitions. */
export const JOINT_LIMIT = 1
/** Greatest CRP in remission, in mg/L (1 mg/dL): both definitions. */
export const CRP_LIMIT_MG_L = 10
/** Greatest patient global in remission, 0 to 10: Felson 2011. */
export const GLOBAL_LIMIT_2011 = 1
/** The one limit that Boolean 2.0 moved: Studenic 2022. */
export const GLOBAL_LIMIT_2_0 = 2

/** Index-based remission: Felson 2011. SDAI contains CRP, CDAI does not. */
export const SDAI_LIMIT = 3.3
export const CDAI_LIMIT = 2.8

/** Joints of the full counts that the 28 lack: 68 - 28 tender, 66 - 28 swollen. */
export const OUTSIDE_28 = { tender: 40, swollen: 38 } as const

export interface Count {
  readonly count: number
  readonly full: boolean
}

/** The count that decides: of the 68 or 66 joints where it is known, for they contain the 28. */
export function deciding(of28: number | null | undefined, full: number | null | undefined): Count | null {
  if (full != null) return { count: full, full: true }
  return of28 == null ? null : { count: of28, full: false }
}
