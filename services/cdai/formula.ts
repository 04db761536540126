/** The four terms of CDAI, unweighted: Aletaha 2005, first citation of manifest.ts. Globals on 0 to 10. */
export type Terms = Readonly<
  Record<'tenderJointCount28' | 'swollenJointCount28' | 'patientGlobal' | 'physicianGlobal', number>
>

/**
 * The sum as a decimal. Twelve places lose nothing that was recorded and take the binary residue off it, so that
 * 1.1 + 1.7 is 2.8 and not 2.8000000000000003.
 */
export const cdai = (terms: Terms): number =>
  decimal(terms.tenderJointCount28 + terms.swollenJointCount28 + terms.patientGlobal + terms.physicianGlobal)

const PLACES = 1e12
const decimal = (value: number): number => Math.round(value * PLACES) / PLACES
