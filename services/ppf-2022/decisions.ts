import { atLeast } from '@activity-scores/shared/language/compare'
import {
  and,
  atLeastOf,
  decided,
  not,
  or,
  undetermined,
  type Verdict,
  verdictOfFlag,
} from '@activity-scores/shared/language/kleene'
import { CRITERIA_NEEDED, DLCO_POINTS, FVC_POINTS } from './formula.js'
import type { Request } from './schema.js'

export interface Declines {
  /** Points of percent predicted; null without both visits. */
  readonly fvc: number | null
  readonly dlco: number | null
}

export interface Decisions {
  readonly symptoms: Verdict
  readonly fvc: Verdict
  readonly dlco: Verdict
  readonly physiological: Verdict
  readonly radiological: Verdict
  readonly twoOfThree: Verdict
  readonly ppf: Verdict
}

const INTERVAL_UNKNOWN = undetermined('missing:intervalDays')
const OUTSIDE = undetermined('outside_one_year')
const FVC_UNKNOWN = undetermined('missing:fvc')
const DLCO_UNKNOWN = undetermined('missing:dlco')
const CORRECTION_UNKNOWN = undetermined('missing:dlcoHbCorrected')
const NOT_CORRECTED = undetermined('dlco_not_hb_corrected')

/** `within` tells whether the visits are at most a year apart; null where that is not known. */
export function decide(request: Request, declines: Declines, within: boolean | null, radiological: Verdict): Decisions {
  const symptoms = verdictOfFlag(request.worsenedSymptoms, 'worsenedSymptoms')
  const fvc = declines.fvc === null ? FVC_UNKNOWN : inWindow(within, decided(atLeast(declines.fvc, FVC_POINTS)))
  const dlco = dlcoLimb(request.dlcoHbCorrected, declines.dlco, within)
  const physiological = or(fvc, dlco)
  const twoOfThree = atLeastOf(CRITERIA_NEEDED, [symptoms, physiological, radiological])
  const ppf = and(
    verdictOfFlag(request.ildNotIpf, 'ildNotIpf'),
    verdictOfFlag(request.fibrosisPresent, 'fibrosisPresent'),
    not(verdictOfFlag(request.alternativeExplanation, 'alternativeExplanation')),
    twoOfThree,
  )
  return { symptoms, fvc, dlco, physiological, radiological, twoOfThree, ppf }
}

function inWindow(within: boolean | null, verdict: Verdict): Verdict {
  if (within === null) return INTERVAL_UNKNOWN
  return within ? verdict : OUTSIDE
}

function dlcoLimb(corrected: boolean | null | undefined, points: number | null, within: boolean | null): Verdict {
  if (points === null) return DLCO_UNKNOWN
  if (corrected == null) return CORRECTION_UNKNOWN
  return corrected ? inWindow(within, decided(atLeast(points, DLCO_POINTS))) : NOT_CORRECTED
}

const NAMES = ['fvc', 'dlco', 'physiological', 'twoOfThree', 'ppf'] as const

export const sameStates = (a: Decisions, b: Decisions): boolean =>
  NAMES.every((name) => a[name].state === b[name].state)
