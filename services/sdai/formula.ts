/** The five terms of SDAI, unweighted: Smolen 2003, first citation of manifest.ts. Globals on 0 to 10, CRP in mg/dL. */
export interface Terms {
  readonly tenderJointCount28: number
  readonly swollenJointCount28: number
  readonly patientGlobal: number
  readonly physicianGlobal: number
  readonly crp: number
}

/**
 * The sum as a decimal. Twelve places lose nothing that was recorded and take the binary residue off it, so that
 * 1.1 + 1.1 + 1.1 is 3.3 and not 3.3000000000000003.
 */
export const sdai = (terms: Terms): number => decimal(cdai(terms) + terms.crp)

/** The same without CRP: the Clinical Disease Activity Index, offered where CRP is not known. */
export const cdai = (terms: Omit<Terms, 'crp'>): number =>
  decimal(terms.tenderJointCount28 + terms.swollenJointCount28 + terms.patientGlobal + terms.physicianGlobal)

const PLACES = 1e12
const decimal = (value: number): number => (Number.isFinite(value) ? Math.round(value * PLACES) / PLACES : value)

/** CRP of a report in mg/L, as the formula takes it. */
export const crpMgDl = (crpMgL: number): number => decimal(crpMgL / 10)

/** Above this a CRP in mg/dL may have been a CRP in mg/L; it also ends the range of 0 to 86 that is usually quoted. */
export const CRP_TO_CHECK_MG_DL = 10
