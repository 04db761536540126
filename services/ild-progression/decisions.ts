import { atLeast, less } from '@activity-scores/shared/language/compare'
import { and, decided, or, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'

export interface Decisions {
  readonly fvcLimb: Verdict
  readonly fvcDlcoLimb: Verdict
  readonly progression: Verdict
}

const FVC_UNKNOWN = undetermined('missing:fvc')
const DLCO_UNKNOWN = undetermined('missing:dlco')
const BOTH_UNKNOWN = undetermined('missing:fvc', 'missing:dlco')

/** The three criteria from the relative declines in percent; null where a decline is not known. */
export function decide(fvc: number | null, dlco: number | null): Decisions {
  if (fvc === null) {
    // Without FVC nothing is decided, also where DLCO alone would rule the second limb out.
    const open = dlco === null ? BOTH_UNKNOWN : FVC_UNKNOWN
    return { fvcLimb: FVC_UNKNOWN, fvcDlcoLimb: open, progression: open }
  }
  const fvcLimb = decided(atLeast(fvc, 10))
  const dlcoFell = dlco === null ? DLCO_UNKNOWN : decided(atLeast(dlco, 15))
  const fvcDlcoLimb = and(decided(atLeast(fvc, 5) && less(fvc, 10)), dlcoFell)
  return { fvcLimb, fvcDlcoLimb, progression: or(fvcLimb, fvcDlcoLimb) }
}

export const sameStates = (a: Decisions, b: Decisions): boolean =>
  a.fvcLimb.state === b.fvcLimb.state &&
  a.fvcDlcoLimb.state === b.fvcDlcoLimb.state &&
  a.progression.state === b.progression.state
