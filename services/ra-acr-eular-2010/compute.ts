import { criterion } from '@activity-scores/shared/criteria'
import { between, exactly, type Interval, isAtLeast, isExact } from '@activity-scores/shared/interval'
import { and, decided, not, or, STATE_IN_WORDS, stated, type Verdict } from '@activity-scores/shared/kleene'
import { boundsOf, inputWarning } from '@activity-scores/shared/outcome'
import { canonical, plausibility, used } from '@activity-scores/shared/quantity'
import type { Outcome, Term } from '@activity-scores/shared/result'
import { report } from '@activity-scores/shared/rounding'
import { analytes } from '@activity-scores/shared/units'
import { usedLimited } from '@activity-scores/shared/upper-limit'
import { CLASSIFIES, jointPoints, WEEKS } from './formula.js'
import { COUNT_FIELDS, GROUPS, involvedButNotListed, involvedJoints } from './joints.js'
import { definitions } from './manifest.js'
import type { Request } from './schema.js'
import { TESTS, type TestResult, testResult } from './serology.js'

const MISSING = 'missing:'

/** Points of a domain that are possible, and why they are open. */
interface Domain {
  readonly points: Interval
  readonly reasons: readonly string[]
}

export function compute(request: Request): Outcome {
  const involved = involvedJoints(request)
  const tests = {
    rf: testResult('rf', request.rf, request.rfCategory),
    acpa: testResult('acpa', request.acpa, request.acpaCategory),
  }
  const domains = {
    joints: jointDomain(involved),
    serology: serologyDomain(tests),
    acutePhase: verdictDomain(
      or(stated(request.crpAbnormal, 'crpAbnormal'), stated(request.esrAbnormal, 'esrAbnormal')),
    ),
    duration: verdictDomain(longEnough(request)),
  }
  const { range, reasons } = total(Object.values(domains))
  const value = isExact(range) ? range.lower : null
  const reported = value === null ? null : report(value, 0)

  const entry = and(
    stated(request.definiteSynovitis, 'definiteSynovitis'),
    not(stated(request.betterExplainedByOtherDisease, 'betterExplainedByOtherDisease')),
  )
  const score = isAtLeast(range, CLASSIFIES, reasons)
  const byScore = and(entry, score)
  const erosive = request.typicalErosiveDisease === true
  const earlier = request.previouslyFulfilled === true
  const classified = or(byScore, decided(erosive), decided(earlier))
  const ways: readonly (readonly [string, boolean])[] = [
    ['score', byScore.state === 'met'],
    ['typical_erosive_disease', erosive],
    ['previously_fulfilled', earlier],
  ]

  return {
    status: value === null ? 'not_computable' : 'computed',
    score: { value, reported, unit: '{score}', bounds: value === null ? boundsOf(range) : null },
    category: null,
    criteria: [
      criterion(definitions.entry, entry),
      criterion(definitions.score, score),
      criterion(definitions.byScore, byScore),
      criterion(definitions.classified, classified),
    ],
    terms: value === null ? [] : terms(domains),
    details: {
      jointPoints: settled(domains.joints),
      serologyPoints: settled(domains.serology),
      acutePhasePoints: settled(domains.acutePhase),
      durationPoints: settled(domains.duration),
      pointBounds: {
        joints: boundsOf(domains.joints.points),
        serology: boundsOf(domains.serology.points),
        acutePhase: boundsOf(domains.acutePhase.points),
        duration: boundsOf(domains.duration.points),
      },
      jointsInvolved: {
        large: boundsOf(involved.large.range),
        small: boundsOf(involved.small.range),
        other: boundsOf(involved.other.range),
      },
      rfRatio: tests.rf.ratio,
      acpaRatio: tests.acpa.ratio,
      classifiedBy: ways.flatMap(([way, met]) => (met ? [way] : [])),
    },
    inputs: inputs(request),
    missing: missing([...entry.reasons, ...reasons], involved),
    warnings: [
      ...notCounted(request),
      ...tests.rf.warnings,
      ...tests.acpa.warnings,
      ...plausibility(analytes.symptomDuration, request.symptomDuration, '/symptomDuration'),
    ],
    text: text(classified, range, erosive, earlier),
  }
}

function jointDomain(involved: ReturnType<typeof involvedJoints>): Domain {
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
function serologyDomain(tests: Readonly<Record<'rf' | 'acpa', TestResult>>): Domain {
  const results = TESTS.map((test) => tests[test])
  const lower = Math.max(...results.map(({ points }) => points.lower))
  const upper = Math.max(...results.map(({ points }) => points.upper))
  return {
    points: between(lower, upper),
    reasons: results.flatMap(({ points, reason }) => (points.upper > lower ? [reason] : [])),
  }
}

/** One point where it is met. */
function verdictDomain({ state, reasons }: Verdict): Domain {
  if (state === 'undetermined') return { points: between(0, 1), reasons }
  return { points: exactly(state === 'met' ? 1 : 0), reasons: [] }
}

function longEnough({ symptomDuration }: Request): Verdict {
  const { allowed } = analytes.symptomDuration
  const weeks = symptomDuration ? exactly(canonical(analytes.symptomDuration, symptomDuration)) : between(...allowed)
  return isAtLeast(weeks, WEEKS, [`${MISSING}symptomDuration`])
}

function total(domains: readonly Domain[]): { readonly range: Interval; readonly reasons: readonly string[] } {
  return {
    range: between(
      domains.reduce((sum, { points }) => sum + points.lower, 0),
      domains.reduce((sum, { points }) => sum + points.upper, 0),
    ),
    reasons: domains.flatMap(({ reasons }) => reasons),
  }
}

/** The fields of the reasons; for a number of joints, the joints that leave it open. */
function missing(reasons: readonly string[], involved: ReturnType<typeof involvedJoints>): readonly string[] {
  return reasons.flatMap((reason): readonly string[] => {
    if (!reason.startsWith(MISSING)) return []
    const field = reason.slice(MISSING.length)
    const group = GROUPS.find((one) => COUNT_FIELDS[one] === field)
    return group ? involved[group].missing : [field]
  })
}

const settled = ({ points }: Domain): number | null => (isExact(points) ? points.lower : null)

const terms = (domains: Readonly<Record<string, Domain>>): readonly Term[] =>
  Object.entries(domains).map(([id, { points }]) => ({ id, value: points.lower }))

function notCounted(request: Request) {
  const listed = involvedButNotListed(request)
  if (listed.length === 0) return []
  const message = `${listed.join(', ')}: no list of the criteria names these joints, so they were not counted. Send the numbers of joints involved if they are to count towards more than 10.`
  return [inputWarning('joints_not_counted', '/joints', message)]
}

const inputs = (request: Request) => ({
  definiteSynovitis: request.definiteSynovitis ?? null,
  betterExplainedByOtherDisease: request.betterExplainedByOtherDisease ?? null,
  largeJointsInvolved: request[COUNT_FIELDS.large] ?? null,
  smallJointsInvolved: request[COUNT_FIELDS.small] ?? null,
  otherCountableJointsInvolved: request[COUNT_FIELDS.other] ?? null,
  joints: request.joints ?? null,
  allOtherJoints: request.allOtherJoints ?? 'not_done',
  rf: usedLimited(analytes.rheumatoidFactor, request.rf),
  rfCategory: request.rfCategory ?? null,
  acpa: usedLimited(analytes.acpa, request.acpa),
  acpaCategory: request.acpaCategory ?? null,
  crpAbnormal: request.crpAbnormal ?? null,
  esrAbnormal: request.esrAbnormal ?? null,
  symptomDuration: used(analytes.symptomDuration, request.symptomDuration),
  typicalErosiveDisease: request.typicalErosiveDisease ?? null,
  previouslyFulfilled: request.previouslyFulfilled ?? null,
})

function text(classified: Verdict, range: Interval, erosive: boolean, earlier: boolean): string {
  const points = isExact(range) ? `${range.lower}` : `${range.lower} to ${range.upper}`
  const ways = [...(erosive ? ['typical erosive disease'] : []), ...(earlier ? ['fulfilled earlier'] : [])]
  const why = classified.state === 'undetermined' ? classified.reasons : ways
  const because = why.length > 0 ? ` (${why.join(', ')})` : ''
  return `ACR/EULAR 2010 classification of rheumatoid arthritis ${STATE_IN_WORDS[classified.state]}${because}: score ${points} of 10`
}
