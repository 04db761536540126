import { criterion } from '@activity-scores/shared/language/criteria'
import { isAtLeast } from '@activity-scores/shared/language/interval'
import {
  and,
  atLeastOf,
  decided,
  or,
  STATE_IN_WORDS,
  type Verdict,
  verdictOfFlag,
} from '@activity-scores/shared/language/kleene'
import { boundsOf, inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { CDAI_RANGE, DAS28_ESR_RANGE } from '@activity-scores/shared/measures/finished-scores'
import { activeBy, activityWarnings, byIndex, byOther } from './decisions.js'
import { countFailures, type Failures } from './findings.js'
import { CUT_OFF, mechanismOf } from './formula.js'
import { definitions } from './manifest.js'
import type { Request } from './schema.js'

const MISSING = 'missing:'

export function compute(request: Request): Outcome {
  const failures = countFailures(request)
  const byMechanism = isAtLeast(failures.mechanisms, CUT_OFF.failures, failures.reasons)
  const byAgent = isAtLeast(failures.agents, CUT_OFF.failures, failures.reasons)
  const treatmentFailure = treatment(request, byMechanism)
  const treatmentFailureLiteral = treatment(request, byAgent)
  const patient = verdictOfFlag(request.problematicPerPatient, 'problematicPerPatient')
  const physician = verdictOfFlag(request.problematicPerPhysician, 'problematicPerPhysician')
  const items = subItems(request)
  const five = Object.values(items)
  const problematicBoth = and(patient, physician)
  const problematicEither = or(patient, physician)
  const activeOrProgressive = or(...five)
  const readings = {
    trial_rule: and(treatmentFailure, problematicBoth, activeOrProgressive),
    eular_d2t: and(treatmentFailure, problematicEither, activeOrProgressive),
    literal_reading: and(treatmentFailureLiteral, problematicBoth, activeOrProgressive),
  }
  const verdicts = {
    treatmentFailure,
    treatmentFailureLiteral,
    problematicBoth,
    problematicEither,
    ...items,
    activeOrProgressive,
    threeOfFive: atLeastOf(CUT_OFF.subItems, five),
    trialRule: readings.trial_rule,
    eularD2t: readings.eular_d2t,
    literalReading: readings.literal_reading,
  }
  const reading = request.reading ?? 'trial_rule'
  const answer = readings[reading]

  return {
    status: answer.state === 'undetermined' ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: ORDER.map((id) => criterion(definitions[id], verdicts[id])),
    terms: [],
    details: {
      trialRule: readings.trial_rule.state,
      eularD2t: readings.eular_d2t.state,
      literalReading: readings.literal_reading.state,
      readingsDisagree: new Set(Object.values(readings).map(({ state }) => state)).size > 1,
      waiverDecides: treatmentFailure.state === 'met' && byMechanism.state !== 'met',
      activeBy: activeBy(request),
      failures: {
        agents: boundsOf(failures.agents),
        mechanisms: boundsOf(failures.mechanisms),
        inefficacy: failures.inefficacy,
        intolerance: failures.intolerance,
        reasonNotStated: failures.reasonNotStated,
        notCounted: failures.notCounted,
      },
    },
    inputs: inputs(request),
    missing: answer.reasons.flatMap((reason) => (reason.startsWith(MISSING) ? [reason.slice(MISSING.length)] : [])),
    warnings: [...failures.warnings, ...activityWarnings(request), ...ambiguities(readings, verdicts.threeOfFive)],
    text: text(reading, answer, failures),
  }
}

// Object.keys forgets the keys that the definitions have by construction.
const ORDER = Object.keys(definitions) as (keyof typeof definitions)[]

/** Failures, or the claimed exception, after csDMARD failure; or failures where csDMARDs are contraindicated. */
function treatment(request: Request, failed: Verdict): Verdict {
  const waived = decided(request.btsdmardRestrictedSocioeconomic === true)
  return or(
    and(or(failed, waived), verdictOfFlag(request.csdmardFailed, 'csdmardFailed')),
    and(failed, verdictOfFlag(request.csdmardContraindicated, 'csdmardContraindicated')),
  )
}

const subItems = (request: Request) => ({
  activity: or(
    byIndex(request, 'das28Esr', DAS28_ESR_RANGE),
    byIndex(request, 'cdai', CDAI_RANGE),
    byOther(request, 'sdai'),
    byOther(request, 'das28Crp'),
  ),
  signsOrSymptoms: verdictOfFlag(request.signsOrSymptomsActive, 'signsOrSymptomsActive'),
  unableToTaper: verdictOfFlag(request.unableToTaperBelow7Point5, 'unableToTaperBelow7Point5'),
  radiographic: verdictOfFlag(request.rapidRadiographicProgression, 'rapidRadiographicProgression'),
  qualityOfLife: verdictOfFlag(request.reducedQolDespiteControl, 'reducedQolDespiteControl'),
})

type Reading = 'trial_rule' | 'eular_d2t' | 'literal_reading'

/** Where another reading of the protocol is in another state than its rule. */
function ambiguities(readings: Readonly<Record<Reading, Verdict>>, threeOfFive: Verdict): readonly Warning[] {
  const { state } = readings.trial_rule
  const literal = readings.literal_reading.state !== state
  const either = readings.eular_d2t.state !== state
  const open = state === 'undetermined' || threeOfFive.state === 'undetermined'
  return [
    ...(literal || either ? [DISAGREE] : []),
    ...(!open && threeOfFive.state !== state ? [THREE_OF_FIVE] : []),
    ...(literal ? [ANY_MECHANISM] : []),
    ...(either ? [PATIENT_OR_PHYSICIAN] : []),
  ]
}

const DISAGREE = inputWarning(
  'readings_disagree',
  '',
  'The readings of the definition disagree; the case is for a person to decide.',
)
const THREE_OF_FIVE = inputWarning(
  'protocol_ambiguity:A19',
  '',
  'Read as "three of the five sub-items of active or progressive disease", the protocol would decide otherwise.',
)
const ANY_MECHANISM = inputWarning(
  'protocol_ambiguity:A20',
  '/failedBtsdmards',
  'Without the demand for different mechanisms of action, which the protocol states in its contraindication clause alone, the answer is another.',
)
const PATIENT_OR_PHYSICIAN = inputWarning(
  'protocol_ambiguity:A24',
  '',
  'With "patient or physician" as in the EULAR definition, instead of both as in the protocol, the answer is another.',
)

const inputs = (request: Request) => ({
  failedBtsdmards:
    request.failedBtsdmards?.map(({ drug, mechanism, reason, duration }) => ({
      drug,
      mechanism: mechanismOf(drug, mechanism),
      reason: reason ?? null,
      duration: asUsed(analytes.treatmentDuration, duration),
    })) ?? null,
  dmardHistoryComplete: request.dmardHistoryComplete ?? null,
  csdmardFailed: request.csdmardFailed ?? null,
  csdmardContraindicated: request.csdmardContraindicated ?? null,
  btsdmardRestrictedSocioeconomic: request.btsdmardRestrictedSocioeconomic ?? null,
  problematicPerPatient: request.problematicPerPatient ?? null,
  problematicPerPhysician: request.problematicPerPhysician ?? null,
  das28Esr: request.das28Esr ?? null,
  cdai: request.cdai ?? null,
  sdai: request.sdai ?? null,
  das28Crp: request.das28Crp ?? null,
  signsOrSymptomsActive: request.signsOrSymptomsActive ?? null,
  unableToTaperBelow7Point5: request.unableToTaperBelow7Point5 ?? null,
  rapidRadiographicProgression: request.rapidRadiographicProgression ?? null,
  reducedQolDespiteControl: request.reducedQolDespiteControl ?? null,
  adequateTrial: request.adequateTrial ?? 'twelve-weeks',
  reading: request.reading ?? 'trial_rule',
})

const IN_WORDS: Readonly<Record<Reading, string>> = {
  trial_rule: 'rule of NCT06464679',
  eular_d2t: 'EULAR definition',
  literal_reading: 'literal reading of NCT06464679',
}

function text(reading: Reading, { state, reasons }: Verdict, { agents, mechanisms }: Failures): string {
  const why = state === 'undetermined' ? ` (${reasons.join(', ')})` : ''
  const more = Number.isFinite(agents.upper) ? '' : ' or more'
  return `Difficult-to-treat rheumatoid arthritis, ${IN_WORDS[reading]}: ${STATE_IN_WORDS[state]}${why}; failed agents ${agents.lower}${more}, mechanisms ${mechanisms.lower}${more}`
}
