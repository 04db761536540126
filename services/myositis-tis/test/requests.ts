/** Requests that the tests start from. Tests only. */
import type { Json } from '@activity-scores/shared/testing/testing'
import type { Request } from '../schema.js'

export type Visit = NonNullable<Request['baseline']>

export const cm = (value: number) => ({ value, unit: 'cm' })
export const enzyme = (value: number, upperLimit: number | null, more: object = {}) => ({
  value,
  upperLimit,
  unit: 'U/L',
  ...more,
})

/** The other four, below their limits. */
export const others = { aldolase: enzyme(5, 7.6), ldh: enzyme(125, 250), ast: enzyme(20, 40), alt: enzyme(20, 40) }

/** Nothing changes between the visits. */
export const steady: Visit = {
  mmt8Bilateral: 110,
  physicianGlobal: cm(6),
  patientGlobal: cm(6),
  haqDi: 1.5,
  enzymes: { ck: enzyme(3000, 200), ...others },
  extramuscularActivity: cm(4),
}

const scale = (value: number | null) => (value === null ? null : cm(value))
const FORM: Readonly<Record<number, string>> = { 150: 'mmt8Bilateral', 80: 'mmt8Unilateral', 260: 'mmtTotal' }

/** A visit of the clinical example file. */
export const visitOf = (given: Json, mmtMaximum: number): Json => ({
  [FORM[mmtMaximum] ?? '']: given.mmt_units,
  physicianGlobal: scale(given.phga_cm),
  patientGlobal: scale(given.ptga_cm),
  haqDi: given.haqDi_units,
  extramuscularActivity: scale(given.extramuscularVas_cm),
  enzymes: Object.fromEntries(
    Object.entries(given.enzymes as Record<string, Json>).map(([name, { value_U_L, uln_U_L }]) => [
      name,
      enzyme(value_U_L, uln_U_L),
    ]),
  ),
})
