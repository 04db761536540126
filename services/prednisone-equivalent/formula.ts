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

/** The glucocorticoids that can be named, and the routes. */

/** mg equal to 5 mg prednisone: clinical specification 12, after BNF-style tables. */
export const EQUAL_MG = {
  prednisone: 5,
  prednisolone: 5,
  methylprednisolone: 4,
  triamcinolone: 4,
  dexamethasone: 0.75,
  betamethasone: 0.75,
  hydrocortisone: 20,
  /** As acetate. */
  cortisone: 25,
  deflazacort: 6,
} as const

type Known = keyof typeof EQUAL_MG

/** Named so that they are recognised: no equivalence is given for them. */
const WITHOUT_EQUIVALENCE = [
  'beclometasone',
  'budesonide',
  'ciclesonide',
  'cloprednol',
  'fluocortolone',
  'fluticasone',
  'mometasone',
  'paramethasone',
  'prednylidene',
  'other',
] as const

// Object.keys forgets the keys that the table has by construction.
export const DRUGS = [...(Object.keys(EQUAL_MG) as [Known, ...Known[]]), ...WITHOUT_EQUIVALENCE] as const
export type Drug = (typeof DRUGS)[number]

export const SYSTEMIC_ROUTES = ['oral', 'intravenous', 'intramuscular'] as const
export const LOCAL_ROUTES = ['inhaled', 'topical', 'intra-articular', 'rectal', 'ocular'] as const
export const ROUTES = [...SYSTEMIC_ROUTES, ...LOCAL_ROUTES] as const
export type Route = (typeof ROUTES)[number]

/** Oral budesonide acts in the gut and counts as local. */
export const isSystemic = (drug: Drug, route: Route): boolean =>
  (SYSTEMIC_ROUTES as readonly Route[]).includes(route) && !(drug === 'budesonide' && route === 'oral')

/** The two amounts that sources give for betamethasone and, rarely, dexamethasone. */
export const CHOICES = ['0.75-mg', '0.6-mg'] as const
export type Choice = (typeof CHOICES)[number]
export const OF_CHOICE: Readonly<Record<Choice, number>> = { '0.75-mg': 0.75, '0.6-mg': 0.6 }

export interface Table {
  readonly dexamethasone: number
  readonly betamethasone: number
}

/** mg equal to 5 mg prednisone; null where no equivalence is known. */
export function equalMg(drug: Drug, table: Table): number | null {
  if (drug === 'dexamethasone' || drug === 'betamethasone') return table[drug]
  return drug in EQUAL_MG ? EQUAL_MG[drug as Known] : null
}
