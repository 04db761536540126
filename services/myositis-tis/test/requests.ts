/** Requests that the tests start from. Tests only. */
import { cm, enzyme, enzymesIn, visitIn } from '@activity-scores/shared/testing/myositis-files'
import type { Json } from '@activity-scores/shared/testing/testing'
import type { Request } from '../schema.js'

export type Visit = NonNullable<Request['baseline']>

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

const FORM: Readonly<Record<number, string>> = { 150: 'mmt8Bilateral', 80: 'mmt8Unilateral', 260: 'mmtTotal' }

/** A visit of the clinical example file. */
export const visitOf = (given: Json, mmtMaximum: number): Json => ({
  [FORM[mmtMaximum] ?? '']: given.mmt_units,
  ...visitIn(given),
  enzymes: enzymesIn(given.enzymes),
})
