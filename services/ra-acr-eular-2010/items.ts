/** The points of each domain of the criteria, as a range where something is missing. */
import { between, exactly, type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import type { Verdict } from '@activity-scores/shared/language/kleene'
import { inCanonicalUnit } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { COUNT_FIELDS, GROUPS, type Involvement } from './findings/joints.js'
import { TESTS, type Tests } from './findings/serology.js'
import { jointPoints, WEEKS } from './formula.js'
import type { Request } from './schema.js'

export const MISSING = 'missing:'

/** Points of a domain that are possible, and why they are open. */
export interface Domain {
  readonly points: Interval
  readonly reasons: readonly string[]
}

export function jointDomain(involved: Involvement): Domain {
  const at = (end: 'lower' | 'upper') =>
    jointPoints({
      large: involved.large.range[end],
      small: involved.small.range[end],
      other: involved.other.range[end],
    })
  const points = between(at('lower'), at('upper'))
  const open = isExact(points) ? [] : GROUPS.filter((group) => !isExact(involved[group].range))
  return { points, reasons: open.map((group) => `${MISSING}${COUNT_FIELDS[group]}`) }
}

/** The higher of the two tests. One that is open matters as far as it can exceed what is certain. */
export function serologyDomain(tests: Tests): Domain {
  const results = TESTS.map((test) => tests[test])
  const lower = Math.max(...results.map(({ points }) => points.lower))
  const upper = Math.max(...results.map(({ points }) => points.upper))
  return {
    points: between(lower, upper),
    reasons: results.flatMap(({ points, reason }) => (points.upper > lower ? [reason] : [])),
  }
}

/** One point where it is met. */
export function verdictDomain({ state, reasons }: Verdict): Domain {
  if (state === 'undetermined') return { points: between(0, 1), reasons }
  return { points: exactly(state === 'met' ? 1 : 0), reasons: [] }
}

export function longEnough({ symptomDuration }: Request): Verdict {
  const { allowed } = analytes.symptomDuration
  const weeks = symptomDuration
    ? exactly(inCanonicalUnit(analytes.symptomDuration, symptomDuration))
    : between(...allowed)
  return isAtLeast(weeks, WEEKS, [`${MISSING}symptomDuration`])
}

export function total(domains: readonly Domain[]): { readonly range: Interval; readonly reasons: readonly string[] } {
  return {
    range: between(
      domains.reduce((sum, { points }) => sum + points.lower, 0),
      domains.reduce((sum, { points }) => sum + points.upper, 0),
    ),
    reasons: domains.flatMap(({ reasons }) => reasons),
  }
}
