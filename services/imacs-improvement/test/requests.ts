/** Requests that the tests start from. Tests only. */
import type { Json } from '@activity-scores/shared/testing/testing'
import type { Request } from '../schema.js'

export type Visit = NonNullable<Request['baseline']>

export const cm = (value: number) => ({ value, unit: 'cm' })
export const ck = (value: number, more: object = {}) => ({ ck: { value, upperLimit: 200, unit: 'U/L', ...more } })

const normal = (upperLimit: number) => ({ value: 0.7 * upperLimit, upperLimit, unit: 'U/L' })
/** All five, CK the most abnormal one. */
const panel = { ...ck(1000), aldolase: normal(7.6), ldh: normal(250), ast: normal(40), alt: normal(40) }

export const steady: Visit = {
  mmt8Bilateral: 100,
  physicianGlobal: cm(5),
  patientGlobal: cm(5),
  haqDi: 1.5,
  enzymes: panel,
  extramuscularActivity: cm(4),
}

const scale = (value: number | null) => (value === null ? null : cm(value))

/** A visit of the clinical example file; where it has one enzyme, that has no name and no limit there. */
export const visitOf = (given: Json): Visit => ({
  mmt8Bilateral: given.mmt_units,
  physicianGlobal: scale(given.phga_cm),
  patientGlobal: scale(given.ptga_cm),
  haqDi: given.haqDi_units,
  extramuscularActivity: scale(given.extramuscularVas_cm),
  enzymes: given.enzymes
    ? Object.fromEntries(
        Object.entries(given.enzymes as Record<string, Json>).map(([name, { value_U_L, uln_U_L }]) => [
          name,
          { value: value_U_L, upperLimit: uln_U_L, unit: 'U/L' },
        ]),
      )
    : ck(given.enzyme_U_L),
})
