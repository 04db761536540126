import {
  between,
  exactly,
  type Interval,
  isAbove,
  isBelow,
  isExact,
  mapIncreasing,
} from '@activity-scores/shared/language/interval'
import { undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { inCanonicalUnit, rangeOf } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { statedBy } from '@activity-scores/shared/measures/any-of'
import { skinScoreOf } from '@activity-scores/shared/measures/skin-score'
import { binaryMrss, CRP_ABOVE_MG_L, DLCO_BELOW, gradedMrss, type Item, MRSS_ABOVE, THOUSANDTHS } from './formula.js'
import type { Request } from './schema.js'

/** An item that scores all of its points or none. */
export interface Finding {
  readonly id: Item
  readonly verdict: Verdict
  /** Possible points, in thousandths. */
  readonly points: Interval
  readonly missing: readonly string[]
}

export interface Findings {
  readonly skinWorsening: Finding
  readonly digitalUlcers: Finding
  readonly tendonFrictionRubs: Finding
  readonly crp: Finding
  readonly dlco: Finding
}

export function findingsOf(request: Request): Findings {
  const flag = (id: 'patientReportedSkinWorseningLastMonth' | 'digitalUlcers' | 'tendonFrictionRubs') => {
    const { verdict, missing } = statedBy(id, request[id])
    return finding(id, verdict, missing)
  }
  return {
    skinWorsening: flag('patientReportedSkinWorseningLastMonth'),
    digitalUlcers: flag('digitalUlcers'),
    tendonFrictionRubs: flag('tendonFrictionRubs'),
    crp: crpFinding(request.crp),
    dlco: dlcoFinding(request.dlcoPercentPredicted),
  }
}

function finding(id: Item, verdict: Verdict, missing: readonly string[]): Finding {
  const points = THOUSANDTHS[id]
  const least = verdict.state === 'met' ? points : 0
  const greatest = verdict.state === 'not_met' ? 0 : points
  return { id, verdict, points: between(least, greatest), missing }
}

const CENSORED = ['censored:crp']

function crpFinding(crp: Request['crp']): Finding {
  if (!crp) return finding('crp', undetermined('missing:crp'), ['crp'])
  return finding('crp', isAbove(rangeOf(analytes.crp, crp), CRP_ABOVE_MG_L, CENSORED), [])
}

function dlcoFinding(dlco: Request['dlcoPercentPredicted']): Finding {
  const id = 'dlcoPercentPredicted'
  if (!dlco) return finding(id, undetermined('missing:dlco'), [id])
  return finding(id, isBelow(exactly(inCanonicalUnit(analytes.dlcoPercentPredicted, dlco)), DLCO_BELOW, []), [])
}

export interface Skin {
  /** The score; null while it is open. */
  readonly total: number | null
  readonly above18: Verdict
  readonly graded: SkinTerm
  readonly binary: SkinTerm
  /** What to send while either term is open. */
  readonly missing: readonly string[]
}

export interface SkinTerm {
  /** Possible points, in thousandths. */
  readonly points: Interval
  readonly reasons: readonly string[]
}

const MRSS_MISSING = ['missing:mrss']

export function skinOf({ mrss, sites }: Request): Skin {
  const { total, range, missing } = skinScoreOf({ total: mrss, sites })
  const graded = skinTerm(mapIncreasing(range, gradedMrss))
  const binary = skinTerm(mapIncreasing(range, binaryMrss))
  const open = [graded, binary].some(({ reasons }) => reasons.length > 0)
  const toSend = sites ? missing.map((site) => `sites.${site}`) : ['mrss']
  return { total, above18: isAbove(range, MRSS_ABOVE, MRSS_MISSING), graded, binary, missing: open ? toSend : [] }
}

/** An incomplete examination leaves nothing open where it is above the ceiling already. */
const skinTerm = (points: Interval): SkinTerm => ({ points, reasons: isExact(points) ? [] : MRSS_MISSING })
