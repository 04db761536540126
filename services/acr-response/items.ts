/** The improvement of each measure of the core set, as a range where a value is missing or only a limit. */
import { greater } from '@activity-scores/shared/language/compare'
import { between, exactly, type Interval } from '@activity-scores/shared/language/interval'
import { anything, inCanonicalUnit, type Quantity, rangeOf } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { HAQ_DI_RANGE } from '@activity-scores/shared/measures/finished-scores'
import { percentImprovement } from './formula.js'
import { JOINT_COUNTS, type Request, VISITS, type Visit } from './schema.js'

/** A measure at one visit. */
interface Reading {
  /** Every value that it can have. */
  readonly range: Interval
  readonly state: 'known' | 'censored' | 'missing'
}

export interface Measure {
  /** Request field of a visit. */
  readonly field: string
  /** Percent improvement; null unless both values are known and the baseline is above 0. */
  readonly exact: number | null
  /** Every improvement that is possible; minus infinity where the baseline may be 0, from which nothing improves. */
  readonly range: Interval
  /** Fields whose baseline is 0. */
  readonly zeroBaselines: readonly string[]
  /** Dotted paths of what is missing. */
  readonly missing: readonly string[]
  /** Why a verdict on it is open. */
  readonly reasons: readonly string[]
}

type MaybeVisit = Visit | null | undefined
type Read = (visit: MaybeVisit) => Reading

const NOTHING_IMPROVES = Number.NEGATIVE_INFINITY

function measureOf(field: string, request: Request, read: Read): Measure {
  const [baseline, followUp] = [read(request.baseline), read(request.followUp)]
  const range = improvementWithin(baseline.range, followUp.range)
  const known = baseline.state === 'known' && followUp.state === 'known'
  const zeroBaseline = baseline.state !== 'missing' && !greater(baseline.range.upper, 0)
  const states = { baseline: baseline.state, followUp: followUp.state }
  const missing = VISITS.filter((visit) => states[visit] === 'missing').map((visit) => `${visit}.${field}`)
  const censored = baseline.state === 'censored' || followUp.state === 'censored'
  return {
    field,
    exact: known && !zeroBaseline ? range.lower : null,
    range,
    zeroBaselines: zeroBaseline ? [field] : [],
    missing,
    reasons: [...(missing.length > 0 ? [`missing:${field}`] : []), ...(censored ? [`censored:${field}`] : [])],
  }
}

/** The improvement rises with the baseline and falls with the follow-up: two corners enclose every possible one. */
function improvementWithin(baseline: Interval, followUp: Interval): Interval {
  return {
    lower: Number.isFinite(followUp.upper) ? improvementFrom(baseline.lower, followUp.upper) : NOTHING_IMPROVES,
    upper: Number.isFinite(baseline.upper) ? improvementFrom(baseline.upper, followUp.lower) : 100,
    upperOpen: baseline.upperOpen === true || followUp.lowerOpen === true,
  }
}

const improvementFrom = (baseline: number, followUp: number): number =>
  greater(baseline, 0) ? percentImprovement(baseline, followUp) : NOTHING_IMPROVES

const reading = (value: number | null | undefined, otherwise: Interval): Reading =>
  value == null ? { range: otherwise, state: 'missing' } : { range: exactly(value), state: 'known' }

const HAQ_DI = between(...HAQ_DI_RANGE)
const MM = analytes.scaleInMillimetres
const SCALE = between(...MM.allowed)

const scale = (field: 'pain' | 'patientGlobal' | 'physicianGlobal', request: Request): Measure =>
  measureOf(field, request, (visit) => {
    const given = visit?.[field]
    return reading(given ? inCanonicalUnit(MM, given) : null, SCALE)
  })

const laboratory = (field: 'crp' | 'esr', analyte: Analyte, request: Request): Measure =>
  measureOf(field, request, (visit) => {
    const given: Quantity | null | undefined = visit?.[field]
    if (!given) return { range: anything(analyte), state: 'missing' }
    return { range: rangeOf(analyte, given), state: given.comparator ? 'censored' : 'known' }
  })

export type JointSet = '68/66' | '28'

/** The set asked for; else the full one, unless 28-joint counts are all that was sent. */
export function jointSetOf({ baseline, followUp, jointSet }: Request): JointSet {
  if (jointSet) return jointSet
  const sent = (field: keyof Visit) => baseline?.[field] != null || followUp?.[field] != null
  if (sent('tenderJointCount68') || sent('swollenJointCount66')) return '68/66'
  return sent('tenderJointCount28') || sent('swollenJointCount28') ? '28' : '68/66'
}

function joints(finding: 'tender' | 'swollen', set: JointSet, request: Request): Measure {
  const { full, of28 } = JOINT_COUNTS[finding]
  const field = set === '28' ? of28 : full
  return measureOf(field, request, (visit) => reading(visit?.[field], boundsFromOtherSet(finding, set, visit)))
}

/** What a count of the other set says of a missing one: the 28 joints are among the full set. Not of prorated counts. */
function boundsFromOtherSet(finding: 'tender' | 'swollen', set: JointSet, visit: MaybeVisit): Interval {
  const { full, of28, joints, outside28 } = JOINT_COUNTS[finding]
  const other = visit?.jointCountMethod === 'prorated' ? null : visit?.[set === '28' ? full : of28]
  if (set === '28') return other == null ? between(0, 28) : between(Math.max(0, other - outside28), Math.min(28, other))
  return other == null ? between(0, joints) : between(other, other + outside28)
}

export type Reactant = 'crp' | 'esr' | 'either'

function reactantOf(request: Request): {
  readonly reactant: Reactant
  readonly measure: Measure
  readonly fellBack: boolean
} {
  const crp = laboratory('crp', analytes.crp, request)
  const rule = request.acutePhaseReactant ?? 'crp-else-esr'
  if (rule === 'crp' || (rule === 'crp-else-esr' && crp.missing.length === 0))
    return { reactant: 'crp', measure: crp, fellBack: false }
  const esr = laboratory('esr', analytes.esr, request)
  if (rule === 'esr') return { reactant: 'esr', measure: esr, fellBack: false }
  if (rule === 'either') return { reactant: 'either', measure: betterOf(crp, esr), fellBack: false }
  if (esr.missing.length === 0) return { reactant: 'esr', measure: esr, fellBack: true }
  return { reactant: 'crp', measure: oneOf(crp, esr), fellBack: false }
}

const highest = (a: Interval, b: Interval): Pick<Interval, 'upper' | 'upperOpen'> => {
  if (a.upper === b.upper) return { upper: a.upper, upperOpen: a.upperOpen === true && b.upperOpen === true }
  const { upper, upperOpen } = a.upper > b.upper ? a : b
  return { upper, upperOpen: upperOpen === true }
}

/** The better improvement of the two; known only where both are. */
const betterOf = (crp: Measure, esr: Measure): Measure => ({
  field: 'crp',
  exact: crp.exact === null || esr.exact === null ? null : Math.max(crp.exact, esr.exact),
  range: { lower: Math.max(crp.range.lower, esr.range.lower), ...highest(crp.range, esr.range) },
  zeroBaselines: [...crp.zeroBaselines, ...esr.zeroBaselines],
  missing: [...crp.missing, ...esr.missing],
  reasons: [...crp.reasons, ...esr.reasons],
})

/** Neither is complete: whichever is completed will count, so that only what both rule out is ruled out. */
const oneOf = (crp: Measure, esr: Measure): Measure => {
  const nearer = esr.missing.length < crp.missing.length ? esr : crp
  return {
    field: nearer.field,
    exact: null,
    range: { lower: Math.min(crp.range.lower, esr.range.lower), ...highest(crp.range, esr.range) },
    zeroBaselines: nearer.zeroBaselines,
    missing: nearer.missing,
    reasons: [...new Set([...crp.reasons, ...esr.reasons])],
  }
}

/** The seven measures of the core set. */
export function coreSet(request: Request) {
  const jointSet = jointSetOf(request)
  const { reactant, measure, fellBack } = reactantOf(request)
  return {
    jointSet,
    reactant,
    fellBack,
    measures: {
      tenderJointCount: joints('tender', jointSet, request),
      swollenJointCount: joints('swollen', jointSet, request),
      pain: scale('pain', request),
      patientGlobal: scale('patientGlobal', request),
      physicianGlobal: scale('physicianGlobal', request),
      haqDi: measureOf('haqDi', request, (visit) => reading(visit?.haqDi, HAQ_DI)),
      reactant: measure,
    },
  }
}

export type CoreSet = ReturnType<typeof coreSet>
export type MeasureName = keyof CoreSet['measures']
