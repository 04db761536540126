/** Requests that the tests start from. Tests only. */
import type { Json } from '@activity-scores/shared/testing'
import type { Request } from '../schema.js'

export type Visit = NonNullable<Request['baseline']>

export const cm = (value: number) => ({ value, unit: 'cm' })
export const ck = (value: number, more: object = {}) => ({ ck: { value, upperLimit: 200, unit: 'U/L', ...more } })

export const steady: Visit = {
  mmt8Bilateral: 100,
  physicianGlobal: cm(5),
  patientGlobal: cm(5),
  haqDi: 1.5,
  enzymes: ck(1000),
  extramuscularActivity: cm(4),
}

const scale = (value: number | null) => (value === null ? null : cm(value))

/** A visit of the clinical example file; its enzyme has no name and no limit there. */
export const visitOf = (given: Json): Visit => ({
  mmt8Bilateral: given.mmt_units,
  physicianGlobal: scale(given.phga_cm),
  patientGlobal: scale(given.ptga_cm),
  haqDi: given.haqDi_units,
  extramuscularActivity: scale(given.extramuscularVas_cm),
  enzymes: ck(given.enzyme_U_L),
})
