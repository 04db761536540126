import { criterion } from '@activity-scores/shared/language/criteria'
import {
  and,
  atLeastOf,
  countState,
  not,
  or,
  STATE_IN_WORDS,
  type Verdict,
} from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { exclusionsOf, exclusionsUsed } from '@activity-scores/shared/measures/sjogren-exclusions'
import { eyesUsed, type Finding, salivaWarnings } from '@activity-scores/shared/measures/sjogren-signs'
import { RULE_A_ITEMS, RULE_B_ITEMS } from './formula.js'
import { ITEMS, type Item, itemFinding } from './items.js'
import { definitions } from './manifest.js'
import { EXCLUSIONS, type Request } from './schema.js'

export function compute(request: Request): Outcome {
  const items: Readonly<Record<Item, Finding>> = {
    ocularSymptoms: itemFinding('ocularSymptoms', request),
    oralSymptoms: itemFinding('oralSymptoms', request),
    ocularSigns: itemFinding('ocularSigns', request),
    histopathology: itemFinding('histopathology', request),
    salivaryInvolvement: itemFinding('salivaryInvolvement', request),
    autoantibodies: itemFinding('autoantibodies', request),
  }
  const verdicts = ITEMS.map((item) => items[item].verdict)
  const objective = verdicts.slice(2)
  const ruleA = and(atLeastOf(RULE_A_ITEMS, verdicts), or(items.histopathology.verdict, items.autoantibodies.verdict))
  const ruleB = atLeastOf(RULE_B_ITEMS, objective)
  const exclusions = exclusionsOf(
    EXCLUSIONS,
    { field: 'aecgAnyExclusion', value: request.aecgAnyExclusion },
    request.exclusions,
  )
  const noExclusion = not(exclusions.verdict)
  const classified = and(or(ruleA, ruleB), noExclusion)
  const positiveItems = countState(verdicts, 'met')

  return {
    status: classified.state === 'undetermined' ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      ...ITEMS.map((item) => criterion(definitions[item], items[item].verdict)),
      criterion(definitions.ruleA, ruleA),
      criterion(definitions.ruleB, ruleB),
      criterion(definitions.noExclusion, noExclusion),
      criterion(definitions.classified, classified),
    ],
    terms: [],
    details: {
      positiveItems,
      undeterminedItems: countState(verdicts, 'undetermined'),
      excludedBy: exclusions.present,
    },
    inputs: inputs(request),
    missing: [...ITEMS.flatMap((item) => items[item].missing), ...exclusions.missing],
    warnings: [
      ...(request.otherConnectiveTissueDisease === true ? [ASSOCIATED] : []),
      ...salivaWarnings(request.unstimulatedSaliva),
    ],
    text: text(classified, positiveItems),
  }
}

const ASSOCIATED = inputWarning(
  'associated_disease',
  '/otherConnectiveTissueDisease',
  'The rules are those of primary Sjögren’s syndrome; with another connective tissue disease those of secondary disease would apply, which are not part of this service.',
)

const inputs = (request: Request) => ({
  ocularSymptoms: request.ocularSymptoms ?? null,
  oralSymptoms: request.oralSymptoms ?? null,
  ocularSigns: request.ocularSigns ?? null,
  schirmer: asUsed(analytes.schirmer, request.schirmer),
  vanBijsterveld: request.vanBijsterveld ?? null,
  eyes: eyesUsed(request),
  histopathology: request.histopathology ?? null,
  focusScore: request.focusScore ?? null,
  salivaryInvolvement: request.salivaryInvolvement ?? null,
  unstimulatedSaliva: asUsed(analytes.salivaFlow, request.unstimulatedSaliva),
  sialographyPositive: request.sialographyPositive ?? null,
  scintigraphyPositive: request.scintigraphyPositive ?? null,
  autoantibodies: request.autoantibodies ?? null,
  antiSsaRoPositive: request.antiSsaRoPositive ?? null,
  antiSsbLaPositive: request.antiSsbLaPositive ?? null,
  aecgAnyExclusion: request.aecgAnyExclusion ?? null,
  exclusions: exclusionsUsed(EXCLUSIONS, request.exclusions),
  otherConnectiveTissueDisease: request.otherConnectiveTissueDisease ?? null,
})

function text(classified: Verdict, positive: number): string {
  const because = classified.reasons.length > 0 ? ` (${classified.reasons.join(', ')})` : ''
  return `AECG 2002 classification of primary Sjögren’s syndrome ${STATE_IN_WORDS[classified.state]}${because}: ${positive} of 6 items positive`
}
