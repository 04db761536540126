/** What the definitions of progressive pulmonary fibrosis share: lung function in percent of predicted at two visits. */
import * as z from 'zod'
import type { Warning } from '../language/outcome.js'
import { inCanonicalUnit, plausibility, type Quantity, quantity, usedQuantity } from '../language/quantity.js'
import { analytes } from '../language/units.js'
import { visitDate } from './two-visits.js'

/** What every lung visit of a request has. */
export const lungVisitFields = {
  date: visitDate,
  fvcPercentPredicted: quantity(analytes.fvcPercentPredicted, 'Forced vital capacity in percent of predicted')
    .nullish()
    .meta({ title: 'FVC, percent of predicted' }),
}

/** The same of `inputs`. */
export const lungVisitInputs = {
  date: visitDate.unwrap().unwrap().nullable(),
  fvcPercentPredicted: usedQuantity(analytes.fvcPercentPredicted, 'FVC in percent of predicted'),
}

export const finding = (title: string, what: string) =>
  z
    .boolean()
    .nullish()
    .meta({ title, description: `${what}; null or absent when not known` })

type PercentField = 'fvcPercentPredicted' | 'dlcoPercentPredicted'
type LungVisit = Readonly<Partial<Record<PercentField, Quantity | null | undefined>>>

export interface LungVisits {
  readonly baseline?: LungVisit | null | undefined
  readonly followUp?: LungVisit | null | undefined
}

const VISITS = ['baseline', 'followUp'] as const

/** Percent of predicted at both visits; null unless both are known. */
export function percentsOf(field: PercentField, { baseline, followUp }: LungVisits) {
  const [from, to] = [baseline?.[field], followUp?.[field]]
  return from && to ? { from: inCanonicalUnit(analytes[field], from), to: inCanonicalUnit(analytes[field], to) } : null
}

/** The fields to send so that both are known. */
export const percentsMissing = (field: PercentField, visits: LungVisits): readonly string[] =>
  VISITS.filter((visit) => !visits[visit]?.[field]).map((visit) => `${visit}.${field}`)

export function percentWarnings(fields: readonly PercentField[], visits: LungVisits): readonly Warning[] {
  const warnings: Warning[] = []
  for (const visit of VISITS)
    for (const field of fields)
      warnings.push(...plausibility(analytes[field], visits[visit]?.[field], `/${visit}/${field}`))
  return warnings
}
