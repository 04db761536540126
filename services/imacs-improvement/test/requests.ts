/** Requests that the tests start from. Tests only. */
import { cm, enzyme, enzymesIn, visitIn } from '@activity-scores/shared/testing/myositis-files'
import type { Json } from '@activity-scores/shared/testing/testing'
import type { Request } from '../schema.js'

export type Visit = NonNullable<Request['baseline']>

export const ck = (value: number, more: object = {}) => ({ ck: enzyme(value, 200, more) })

const normal = (upperLimit: number) => enzyme(0.7 * upperLimit, upperLimit)
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

/** A visit of the clinical example file; where it has one enzyme, that has no name and no limit there. */
export const visitOf = (given: Json): Visit => ({
  mmt8Bilateral: given.mmt_units,
  ...visitIn(given),
  enzymes: given.enzymes ? enzymesIn(given.enzymes) : ck(given.enzyme_U_L),
})
