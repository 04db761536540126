import { criterion } from '@activity-scores/shared/language/criteria'
import { type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import {
  and,
  decided,
  not,
  or,
  STATE_IN_WORDS,
  type Verdict,
  verdictOfFlag,
} from '@activity-scores/shared/language/kleene'
import { boundsOf, type Outcome, scored, type Term } from '@activity-scores/shared/language/outcome'
import { asUsed, plausibility } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { usedLimited } from '@activity-scores/shared/language/upper-limit'
import { COUNT_FIELDS, GROUPS, type Involvement, involvedJoints } from './findings/joints.js'
import { asNegative, testResult } from './findings/serology.js'
import { CLASSIFIES } from './formula.js'
import { type Domain, jointDomain, longEnough, MISSING, serologyDomain, total, verdictDomain } from './items.js'
import { definitions } from './manifest.js'
import { type Request, readingOf } from './schema.js'
import { jointWarnings } from './warnings.js'

export function compute(request: Request): Outcome {
  const reading = readingOf(request)
  const involved = involvedJoints(request, reading)
  const tests = asNegative(
    {
      rf: testResult('rf', request.rf, request.rfCategory),
      acpa: testResult('acpa', request.acpa, request.acpaCategory),
    },
    request,
  )
  const domains = {
    joints: jointDomain(involved),
    serology: serologyDomain(tests),
    acutePhase: verdictDomain(
      or(verdictOfFlag(request.crpAbnormal, 'crpAbnormal'), verdictOfFlag(request.esrAbnormal, 'esrAbnormal')),
    ),
    duration: verdictDomain(longEnough(request)),
  }
  const { range, reasons } = total(Object.values(domains))
  const value = isExact(range) ? range.lower : null
  const { status, score } = scored(value, range, 0, '{score}')

  const entry = and(
    verdictOfFlag(request.definiteSynovitis, 'definiteSynovitis'),
    not(verdictOfFlag(request.betterExplainedByOtherDisease, 'betterExplainedByOtherDisease')),
  )
  const enough = isAtLeast(range, CLASSIFIES, reasons)
  const byScore = and(entry, enough)
  const erosive = request.typicalErosiveDisease === true
  const earlier = request.previouslyFulfilled === true
  const classified = or(byScore, decided(erosive), decided(earlier))
  const ways: readonly (readonly [string, boolean])[] = [
    ['score', byScore.state === 'met'],
    ['typical_erosive_disease', erosive],
    ['previously_fulfilled', earlier],
  ]

  return {
    status,
    score,
    category: null,
    criteria: [
      criterion(definitions.entry, entry),
      criterion(definitions.score, enough),
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
      ...jointWarnings(request, reading, involved, domains.joints),
      ...tests.rf.warnings,
      ...tests.acpa.warnings,
      ...plausibility(analytes.symptomDuration, request.symptomDuration, '/symptomDuration'),
    ],
    text: text(classified, range, erosive, earlier),
  }
}

/** The fields of the reasons; for a number of joints, the joints that leave it open. */
function missing(reasons: readonly string[], involved: Involvement): readonly string[] {
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
  symptomDuration: asUsed(analytes.symptomDuration, request.symptomDuration),
  typicalErosiveDisease: request.typicalErosiveDisease ?? null,
  previouslyFulfilled: request.previouslyFulfilled ?? null,
  reading: readingOf(request),
  untested: request.untested ?? 'unknown',
})

function text(classified: Verdict, range: Interval, erosive: boolean, earlier: boolean): string {
  const points = isExact(range) ? `${range.lower}` : `${range.lower} to ${range.upper}`
  const ways = [...(erosive ? ['typical erosive disease'] : []), ...(earlier ? ['fulfilled earlier'] : [])]
  const why = classified.state === 'undetermined' ? classified.reasons : ways
  const because = why.length > 0 ? ` (${why.join(', ')})` : ''
  return `ACR/EULAR 2010 classification of rheumatoid arthritis ${STATE_IN_WORDS[classified.state]}${because}: score ${points} of 10`
}
