/** The amounts of the table in manifest.ts are equal to so much prednisone. */
const PREDNISONE_MG = 5

/** Prednisone equivalent in mg of one dose; `equalMg` is the amount of the drug equal to 5 mg prednisone. */
const inPrednisone = (doseMg: number, equalMg: number): number => (doseMg * PREDNISONE_MG) / equalMg

/** Mean prednisone equivalent in mg/d of a dose given so many times in a period. */
export const averagePerDay = (doseMg: number, doses: number, periodDays: number, equalMg: number): number =>
  (doseMg * doses * PREDNISONE_MG) / (periodDays * equalMg)

/** Prednisone equivalent in mg on the day of the period with the most doses, when they are spread as evenly as can be. */
export const onOneDay = (doseMg: number, doses: number, periodDays: number, equalMg: number): number =>
  inPrednisone(doseMg, equalMg) * Math.ceil(doses / periodDays)

/** An intravenous amount on one day, mg prednisone equivalent, from which a course must say whether it is a pulse. */
export const PULSE_MG = 250

/** The dose that a taper must get below; 7.5 itself is not below. */
export const CUT_OFF_MG_D = 7.5
