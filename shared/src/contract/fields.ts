/**
 * Inputs that several instruments share. The same clinical concept has the same field name and schema everywhere, so
 * that one pooled object serves a panel. Every field may be null or absent, which means missing; missing is never zero.
 */
import * as z from 'zod'
import type { Warning } from '../language/outcome.js'
import { quantity } from '../language/quantity.js'
import { type Analyte, analytes } from '../language/units.js'
import type { Fault, Rule } from './instrument.js'

export const JOINTS_28 = 28

const count28 = (title: string, what: string) =>
  z
    .number()
    .min(0)
    .max(JOINTS_28)
    .nullish()
    .meta({ title, description: `${what} among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated` })

export const tenderJointCount28 = count28('Tender joints of 28', 'Number of tender joints')
export const swollenJointCount28 = count28('Swollen joints of 28', 'Number of swollen joints')

const countOf = (joints: number, title: string, what: string) =>
  z
    .int()
    .min(0)
    .max(joints)
    .nullish()
    .meta({ title, description: `${what} among the ${joints} assessed, a whole number from 0 to ${joints}` })

export const tenderJointCount68 = countOf(68, 'Tender joints of 68', 'Number of tender joints')
export const swollenJointCount66 = countOf(66, 'Swollen joints of 66', 'Number of swollen joints')

export const jointCountMethod = z
  .enum(['counted', 'prorated'])
  .nullish()
  .meta({
    title: 'How joints were counted',
    description:
      'How both joint counts were obtained: counted (default) gives whole numbers; prorated scales the count to 28 for joints that could not be evaluated, as in trial analyses',
    'x-options': { counted: 'counted', prorated: 'scaled to the full count' },
  })

export interface JointCounts28 {
  readonly tenderJointCount28?: number | null | undefined
  readonly swollenJointCount28?: number | null | undefined
  readonly jointCountMethod?: 'counted' | 'prorated' | null | undefined
}

const countFields = ['tenderJointCount28', 'swollenJointCount28'] as const

/** A counted joint count is a whole number; a fraction can only come from prorating, which must be declared. */
export const wholeJointCounts: readonly Rule<JointCounts28>[] = countFields.map((field) => ({
  fields: [field, 'jointCountMethod'],
  says: `\`${field}\` is a whole number unless \`jointCountMethod\` is \`prorated\`.`,
  check: (input): readonly Fault[] => {
    if (input.jointCountMethod === 'prorated' || Number.isInteger(input[field] ?? 0)) return []
    const message = `${field} must be a whole number from 0 to 28. Send the number of joints counted, or set "jointCountMethod": "prorated" if it was scaled for joints that could not be evaluated.`
    return [{ pointer: `/${field}`, code: 'not_whole_number', message }]
  },
}))

const scale = (title: string, analyte: Analyte, what: string) => quantity(analyte, what).nullish().meta({ title })

export const PATIENT_GLOBAL = 'Patient global assessment of disease activity, 0 best to worst at the top of the scale'
export const PHYSICIAN_GLOBAL =
  'Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale'
export const PAIN = 'Pain as the patient rates it, 0 none to worst at the top of the scale'

export const patientGlobal = scale('Patient global assessment', analytes.scaleInMillimetres, PATIENT_GLOBAL)
export const physicianGlobal = scale('Physician global assessment', analytes.scaleInMillimetres, PHYSICIAN_GLOBAL)
export const pain = scale('Pain', analytes.scaleInMillimetres, PAIN)

export const crp = quantity(analytes.crp, 'C-reactive protein; 1 mg/dL is 10 mg/L')
  .nullish()
  .meta({ title: 'C-reactive protein' })

/**
 * Every scale of the visit that was sent in mm reads 10 or less: probably a 0 to 10 rating labelled mm. All zero is not
 * suspect, since zero is the same on either scale. Computed as sent.
 */
export function suspectScales(
  scales: Readonly<Record<string, { readonly value: number; readonly unit: string } | null | undefined>>,
): readonly Warning[] {
  let suspect = false
  for (const field in scales) {
    const given = scales[field]
    if (given?.unit !== 'mm') continue
    if (given.value > 10) return []
    if (given.value > 0) suspect = true
  }
  if (!suspect) return []
  const inMm = Object.entries(scales).filter(([, given]) => given?.unit === 'mm')
  return inMm.map(([field]) => ({
    code: 'vas_scale_suspect',
    pointer: `/${field}`,
    message: `${field} is at most 10 mm; if it was rated from 0 to 10, send the unit "cm" or "{score}". It was computed as millimetres.`,
  }))
}

export const sex = z
  .enum(['female', 'male'])
  .nullish()
  .meta({
    title: 'Sex used for the laboratory reference',
    description: 'Sex used for the laboratory reference; null or absent when not known',
    'x-options': { female: 'female', male: 'male' },
  })
