/** Requests that the tests start from. Tests only. */
import type { Json } from '@activity-scores/shared/testing/testing'
import type { Request } from '../schema.js'

export type Visit = NonNullable<Request['baseline']>

export const cm = (value: number) => ({ value, unit: 'cm' })

export const steady: Visit = {
  mmt8Bilateral: 130,
  physicianGlobal: cm(4),
  patientGlobal: cm(4),
  haqDi: 1,
  extramuscularActivity: cm(3),
}

const scale = (value: number | null) => (value === null ? null : cm(value))

/** A visit of the clinical example file. */
export const visitOf = (given: Json): Visit => ({
  mmt8Bilateral: given.mmt_units,
  physicianGlobal: scale(given.phga_cm),
  patientGlobal: scale(given.ptga_cm),
  haqDi: given.haqDi_units,
  extramuscularActivity: scale(given.extramuscularVas_cm),
})
