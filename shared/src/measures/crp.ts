/** What is said about a C-reactive protein that enters a score. */
import { inputWarning, type Warning } from '../language/outcome.js'
import { inCanonicalUnit, isLowerLimit, plausibility, type Quantity } from '../language/quantity.js'
import { analytes } from '../language/units.js'

export function crpWarnings(crp: Quantity | null | undefined): readonly Warning[] {
  if (!crp) return []
  return [
    ...(crp.comparator ? [inputWarning('crp_censored', '/crp', whatIsKnown(crp))] : []),
    ...plausibility(analytes.crp, crp, '/crp'),
  ]
}

function whatIsKnown(crp: Quantity): string {
  if (isLowerLimit(crp)) return 'CRP is a lower limit, not a value; the score has a lower bound only.'
  if (inCanonicalUnit(analytes.crp, crp) === 0)
    return 'CRP is an upper limit, not a value; it leaves nothing possible but 0.'
  return 'CRP is an upper limit, not a value; a score is that at the limit, and the bounds show what is possible.'
}
