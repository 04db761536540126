/** Requests that the tests start from. Tests only. */
import { cm, visitIn } from '@activity-scores/shared/testing/myositis-files'
import type { Json } from '@activity-scores/shared/testing/testing'
import type { Request } from '../schema.js'

export type Visit = NonNullable<Request['baseline']>

export const steady: Visit = {
  mmt8Bilateral: 130,
  physicianGlobal: cm(4),
  patientGlobal: cm(4),
  haqDi: 1,
  extramuscularActivity: cm(3),
}

/** A visit of the clinical example file. */
export const visitOf = (given: Json): Visit => ({
  mmt8Bilateral: given.mmt_units,
  ...visitIn(given),
})
