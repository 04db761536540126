import { criterion } from '@activity-scores/shared/language/criteria'
import { between, type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import { and, not, STATE_IN_WORDS, type Verdict } from '@activity-scores/shared/language/kleene'
import { boundsOf, inputWarning, type Outcome, scored } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { recordOf } from '@activity-scores/shared/language/records'
import { analytes } from '@activity-scores/shared/language/units'
import { DOMAINS, levelsUsed } from '@activity-scores/shared/measures/essdai-domains'
import { exclusionsOf, exclusionsUsed } from '@activity-scores/shared/measures/sjogren-exclusions'
import {
  anyFinding,
  eyeFinding,
  eyesWithStainingUsed,
  type Finding,
  focusFinding,
  notDone,
  salivaFinding,
  salivaWarnings,
  statedFinding,
} from '@activity-scores/shared/measures/sjogren-signs'
import { inclusionOf } from './findings.js'
import { CLASSIFIES, POINTS } from './formula.js'
import { definitions } from './manifest.js'
import { EXCLUSIONS, type Request } from './schema.js'

type Item = keyof typeof POINTS
const ITEMS = Object.keys(POINTS) as readonly Item[]

export function compute(request: Request): Outcome {
  const staining = stainingScores(request)
  const items: Readonly<Record<Item, Finding>> = {
    focusScore: focusFinding(request.focusScore),
    antiSsaRo: statedFinding(request.antiSsaRoPositive, 'antiSsaRoPositive'),
    ocularStaining: stainingFinding(staining),
    schirmer: eyeFinding('schirmer', request) ?? notDone('schirmer'),
    salivaFlow: salivaFinding(request.unstimulatedSaliva),
  }
  const range = total(items)
  const value = isExact(range) ? range.lower : null
  const inclusion = inclusionOf(request)
  const exclusions = exclusionsOf(
    EXCLUSIONS,
    { field: 'pss2016AnyExclusion', value: request.pss2016AnyExclusion },
    request.exclusions,
  )
  const open = ITEMS.flatMap((item) => items[item].verdict.reasons)
  const enough = isAtLeast(range, CLASSIFIES, open)
  const noExclusion = not(exclusions.verdict)
  const classified = and(inclusion.verdict, noExclusion, enough)
  const { status, score } = scored(value, range, 0, '{score}')

  return {
    status,
    score,
    category: null,
    criteria: [
      ...ITEMS.map((item) => criterion(definitions[item], items[item].verdict)),
      criterion(definitions.inclusion, inclusion.verdict),
      criterion(definitions.noExclusion, noExclusion),
      criterion(definitions.score, enough),
      criterion(definitions.classified, classified),
    ],
    terms: value === null ? [] : ITEMS.map((item) => ({ id: item, value: pointsOf(item, items[item]).lower })),
    details: { pointBounds: pointBounds(items), excludedBy: exclusions.present },
    inputs: inputs(request),
    missing: [...ITEMS.flatMap((item) => items[item].missing), ...inclusion.missing, ...exclusions.missing],
    warnings: [
      ...(scoresDisagree(staining) ? [SCORES_DISAGREE] : []),
      ...(request.antiSsbLaPositive === true && request.antiSsaRoPositive !== true ? [SSB_SCORES_NOTHING] : []),
      ...salivaWarnings(request.unstimulatedSaliva),
    ],
    text: text(classified, range),
  }
}

const STAINING_SCORES = ['ocularStainingScore', 'vanBijsterveld'] as const

/** The staining scores that were done. */
const stainingScores = (request: Request): readonly Finding[] =>
  STAINING_SCORES.flatMap((test) => eyeFinding(test, request) ?? [])

/** Either score is enough; of two only those that were done count, so that one alone decides. */
const stainingFinding = (done: readonly Finding[]): Finding =>
  done.length === 0 ? notDone('ocularStainingScore') : anyFinding(...done)

/** One of them alone would answer otherwise. */
const scoresDisagree = ([first, second]: readonly Finding[]): boolean =>
  first !== undefined && second !== undefined && first.verdict.state !== second.verdict.state

function pointsOf(item: Item, { verdict }: Finding): Interval {
  const points = POINTS[item]
  return between(verdict.state === 'met' ? points : 0, verdict.state === 'not_met' ? 0 : points)
}

function total(items: Readonly<Record<Item, Finding>>): Interval {
  let lower = 0
  let upper = 0
  for (const item of ITEMS) {
    const points = pointsOf(item, items[item])
    lower += points.lower
    upper += points.upper
  }
  return between(lower, upper)
}

const pointBounds = (items: Readonly<Record<Item, Finding>>) =>
  recordOf(ITEMS, (item) => boundsOf(pointsOf(item, items[item])))

const SCORES_DISAGREE = inputWarning(
  'staining_scores_disagree',
  '',
  'The ocular staining score and the van Bijsterveld score do not say the same. One that is positive is enough; either of them alone would decide by itself.',
)
const SSB_SCORES_NOTHING = inputWarning(
  'input_not_used',
  '/antiSsbLaPositive',
  'Antibodies to SSB (La) without antibodies to SSA (Ro) score nothing in these criteria.',
)

const inputs = (request: Request) => ({
  pss2016InclusionMet: request.pss2016InclusionMet ?? null,
  drynessSymptoms: request.drynessSymptoms ?? null,
  domains: request.domains ? levelsUsed(DOMAINS, request.domains) : null,
  pss2016AnyExclusion: request.pss2016AnyExclusion ?? null,
  exclusions: exclusionsUsed(EXCLUSIONS, request.exclusions),
  focusScore: request.focusScore ?? null,
  antiSsaRoPositive: request.antiSsaRoPositive ?? null,
  antiSsbLaPositive: request.antiSsbLaPositive ?? null,
  ocularStainingScore: request.ocularStainingScore ?? null,
  vanBijsterveld: request.vanBijsterveld ?? null,
  schirmer: asUsed(analytes.schirmer, request.schirmer),
  eyes: eyesWithStainingUsed(request),
  unstimulatedSaliva: asUsed(analytes.salivaFlow, request.unstimulatedSaliva),
})

function text(classified: Verdict, range: Interval): string {
  const points = isExact(range) ? `${range.lower}` : `${range.lower} to ${range.upper}`
  const because = classified.reasons.length > 0 ? ` (${classified.reasons.join(', ')})` : ''
  return `ACR/EULAR 2016 classification of primary Sjögren’s syndrome ${STATE_IN_WORDS[classified.state]}${because}: score ${points} of 9`
}
