/** What CDAI and SDAI share: the two joint counts and the two globals, the sum of them, and how an index reads. */
import * as z from 'zod'
import {
  JOINTS_28,
  type JointCounts28,
  patientGlobal,
  physicianGlobal,
  swollenJointCount28,
  tenderJointCount28,
} from '../contract/fields.js'
import { categoryCode } from '../contract/result-schema.js'
import { type BandSet, UNDETERMINED_CATEGORY } from '../language/bands.js'
import { type Interval, isExact } from '../language/interval.js'
import type { Category } from '../language/outcome.js'
import { asUsed, type Quantity, usedQuantity } from '../language/quantity.js'
import { report } from '../language/rounding.js'
import { analytes } from '../language/units.js'

export const CLINICAL_INDEX_DECIMALS = 1

/** The fields of the request, which a request puts first. */
export const clinicalFields = { tenderJointCount28, swollenJointCount28, patientGlobal, physicianGlobal }

/** The same fields of `inputs`. */
export const clinicalInputs = {
  tenderJointCount28: z.number().nullable(),
  swollenJointCount28: z.number().nullable(),
  patientGlobal: usedQuantity(analytes.scaleOfTen, 'Patient global on 0 to 10'),
  physicianGlobal: usedQuantity(analytes.scaleOfTen, 'Physician global on 0 to 10'),
}

export const jointCountMethodUsed = z.enum(['counted', 'prorated'])

export const clinicalBoundCategories = (set: BandSet) =>
  z
    .array(categoryCode(set))
    .length(2)
    .nullable()
    .describe('Category at the lower and at the upper bound, where the score is a range')

/** Globals on 0 to 10. */
export type ClinicalTerms = Readonly<Record<keyof typeof clinicalFields, number>>

const FIELDS = Object.keys(clinicalFields) as readonly (keyof ClinicalTerms)[]

export interface ClinicalRequest extends JointCounts28 {
  readonly patientGlobal?: Quantity | null | undefined
  readonly physicianGlobal?: Quantity | null | undefined
}

const GLOBAL = analytes.scaleOfTen
const LEAST: ClinicalTerms = { tenderJointCount28: 0, swollenJointCount28: 0, patientGlobal: 0, physicianGlobal: 0 }
const GREATEST: ClinicalTerms = {
  tenderJointCount28: JOINTS_28,
  swollenJointCount28: JOINTS_28,
  patientGlobal: GLOBAL.allowed[1],
  physicianGlobal: GLOBAL.allowed[1],
}

/**
 * What is known of the four; `least` and `greatest` have what is missing at the ends of its range. An instrument writes the
 * inputs out, for a spread with members after it took a microsecond, twice the rest of its compute.
 */
export function clinicalTermsOf(request: ClinicalRequest) {
  const inputs = {
    tenderJointCount28: request.tenderJointCount28 ?? null,
    swollenJointCount28: request.swollenJointCount28 ?? null,
    patientGlobal: asUsed(GLOBAL, request.patientGlobal),
    physicianGlobal: asUsed(GLOBAL, request.physicianGlobal),
  }
  const missing = FIELDS.filter((field) => inputs[field] === null)
  const least = filled(inputs, LEAST)
  return { inputs, missing, least, greatest: missing.length === 0 ? least : filled(inputs, GREATEST) }
}

interface ClinicalInputs {
  readonly tenderJointCount28: number | null
  readonly swollenJointCount28: number | null
  readonly patientGlobal: { readonly value: number } | null
  readonly physicianGlobal: { readonly value: number } | null
}

const filled = (inputs: ClinicalInputs, end: ClinicalTerms): ClinicalTerms => ({
  tenderJointCount28: inputs.tenderJointCount28 ?? end.tenderJointCount28,
  swollenJointCount28: inputs.swollenJointCount28 ?? end.swollenJointCount28,
  patientGlobal: inputs.patientGlobal?.value ?? end.patientGlobal,
  physicianGlobal: inputs.physicianGlobal?.value ?? end.physicianGlobal,
})

const PLACES = 1e12

/**
 * A sum as a decimal. Twelve places lose nothing that was recorded and take the binary residue off it, so that
 * 1.1 + 1.7 is 2.8 and not 2.8000000000000003.
 */
export const decimal = (sum: number): number => (Number.isFinite(sum) ? Math.round(sum * PLACES) / PLACES : sum)

/** Reported although the range is open, an index is at an upper limit of CRP; one that lacks nothing has a lower limit. */
export function clinicalIndexText(
  name: string,
  reported: string | null,
  category: Category,
  missing: readonly string[],
  range: Interval,
): string {
  const isDecided = category.code !== UNDETERMINED_CATEGORY
  const label = isDecided ? `, ${category.label.toLowerCase()}` : ''
  if (reported !== null && isExact(range)) return `${name} ${reported}${label}`
  const upper = Number.isFinite(range.upper) ? ` to ${report(range.upper, CLINICAL_INDEX_DECIMALS)}` : ' or more'
  const possibly = `possible ${report(range.lower, CLINICAL_INDEX_DECIMALS)}${upper}`
  if (reported !== null)
    return `${name} ${reported} (CRP is an upper limit; ${possibly})${isDecided ? label : ', category not determined'}`
  const why = missing.length > 0 ? `missing ${missing.join(', ')}` : 'CRP is known only from below'
  return `${name} not computable: ${why}; ${possibly}${label}`
}
