import { crossesCutOff } from '@activity-scores/shared/language/bands'
/** What is read of one analyte: the value that meets the limit or does not, and what stands in the way of knowing. */
import { type Interval, isExact } from '@activity-scores/shared/language/interval'
import type { Verdict } from '@activity-scores/shared/language/kleene'
import { boundsOf, inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { inCanonicalUnit, plausibility, type Quantity } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import type { Analyte } from '@activity-scores/shared/language/units'
import {
  type LimitedQuantity,
  possibleRatio,
  ratioToLimit,
  withLimit,
} from '@activity-scores/shared/language/upper-limit'
import type { Details } from './schema.js'

export type Compared = Details['compared']['wbc']

export interface Reading {
  readonly verdict: Verdict
  /** What a decision rests on that its reader must know. */
  readonly note: string | null
  /** Request fields that leave the verdict open. */
  readonly missing: readonly string[]
  readonly compared: Compared
  readonly warnings: readonly Warning[]
}

/** The decisions that are made on a value, for the warning that its reported form would decide otherwise. */
export type Decisions = readonly ((value: number) => boolean)[]

const NO_WARNINGS: readonly Warning[] = []

/** A value that is compared as it is. */
export function plain(analyte: Analyte, given: Quantity, decimals: number): NonNullable<Compared> {
  const value = inCanonicalUnit(analyte, given)
  const comparator = given.comparator ?? null
  return {
    value,
    reported: report(value, decimals),
    unit: analyte.canonical,
    comparator,
    bounds: null,
    upperLimitFrom: null,
  }
}

/** A value that is known as a range. */
export const ranged = (range: Interval, unit: string): NonNullable<Compared> => ({
  value: isExact(range) ? range.lower : null,
  reported: isExact(range) ? report(range.lower, 2) : null,
  unit,
  comparator: null,
  bounds: isExact(range) ? null : boundsOf(range),
  upperLimitFrom: null,
})

/** A value beside its upper limit of normal, that of the report before that of the site. */
export interface Limited {
  readonly given: LimitedQuantity
  readonly from: 'report' | 'site'
}

type Given = LimitedQuantity & { readonly upperLimitUnit?: string | null | undefined }

export function limited(analyte: Analyte, given: Given, site: Quantity | null | undefined): Limited | null {
  const { upperLimit, upperLimitUnit, unit } = given
  if (upperLimit != null)
    return { given: withLimit(analyte, given, { value: upperLimit, unit: upperLimitUnit ?? unit }), from: 'report' }
  return site ? { given: withLimit(analyte, given, site), from: 'site' } : null
}

/** Every ratio that is possible, and how it is shown. */
export function ratioOf({ given, from }: Limited): {
  readonly range: Interval
  readonly compared: NonNullable<Compared>
} {
  const value = ratioToLimit(given)
  const range = possibleRatio(given)
  if (value === null || range === null) throw new Error('a limited value has its limit')
  const comparator = given.comparator ?? null
  return {
    range,
    compared: { value, reported: report(value, 2), unit: '1', comparator, bounds: null, upperLimitFrom: from },
  }
}

/** Warnings about a value: its size, its limit, and a reported form on the other side. */
export function valueWarnings(
  field: string,
  analyte: Analyte,
  given: Quantity,
  compared: Compared,
  decimals: number,
  decisions: Decisions,
): readonly Warning[] {
  const implausible = plausibility(analyte, given, `/${field}`)
  const crosses =
    compared?.value == null || compared.comparator !== null
      ? NO_WARNINGS
      : crossesCutOff(compared.value, decimals, [], decisions)
  if (implausible.length === 0 && crosses.length === 0) return NO_WARNINGS
  return [...implausible, ...crosses.map((warning) => ({ ...warning, ...crossed(field, compared) }))]
}

const crossed = (field: string, compared: Compared): Pick<Warning, 'pointer' | 'message'> => ({
  pointer: `/${field}`,
  message: `${field} is shown as ${compared?.reported}, on the other side of its limit; the criterion follows the unrounded value.`,
})

/** Upper limits of normal that laboratories print, in the analyte's canonical unit; outside, a unit is likely wrong. */
const PLAUSIBLE_LIMIT: Readonly<Record<string, readonly [number, number]>> = {
  alt: [15, 150],
  ast: [15, 150],
  bilirubin: [8, 60],
  inr: [0.9, 2],
  pt: [8, 25],
}

export function limitWarnings(field: string, analyte: Analyte, { given, from }: Limited): readonly Warning[] {
  const site = from === 'site'
  const pointer = site ? `/siteUpperLimits/${field}` : `/${field}/upperLimit`
  const limit = inCanonicalUnit(analyte, { value: given.upperLimit ?? 0, unit: given.unit })
  const [low, high] = PLAUSIBLE_LIMIT[field] ?? [0, Number.POSITIVE_INFINITY]
  return [
    ...(site
      ? [
          inputWarning(
            'uln_from_site_table',
            pointer,
            `The report of ${field} has no upper limit of normal; that of the site was used.`,
          ),
        ]
      : []),
    ...(limit < low || limit > high
      ? [
          inputWarning(
            'outside_plausible_range',
            pointer,
            `The upper limit of ${field} is outside the plausible range of ${low} to ${high} ${analyte.canonical}; check value and unit.`,
          ),
        ]
      : []),
  ]
}
