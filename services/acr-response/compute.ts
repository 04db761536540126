import { criterion } from '@activity-scores/shared/language/criteria'
import { STATE_IN_WORDS } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import { acrNOf, DECIMALS, type Decisions, decide, missingOf, reportedCrosses, responseOf } from './decisions.js'
import { type CoreSet, coreSet, type MeasureName } from './items.js'
import { LEVELS } from './manifest.js'
import type { Request, Visit } from './schema.js'
import { warningsOf } from './warnings.js'

const MM = analytes.scaleInMillimetres

export function compute(request: Request): Outcome {
  const set = coreSet(request)
  const { measures, jointSet, reactant } = set
  const decisions = decide(measures)
  const category = responseOf(decisions)
  const open = decisions.some(({ verdict }) => verdict.state === 'undetermined')
  const missing = open ? missingOf(measures, decisions) : []
  const acrN = acrNOf(measures)
  const acrNReported = acrN === null ? null : report(acrN, DECIMALS)
  const [acr20, acr50, acr70] = decisions
  const shown = (name: MeasureName) => {
    const { exact } = measures[name]
    return {
      improvement: exact,
      improvementReported: exact === null ? null : report(exact, DECIMALS),
      acr20: acr20.measures[name].state,
      acr50: acr50.measures[name].state,
      acr70: acr70.measures[name].state,
    }
  }

  return {
    status: open ? 'not_computable' : 'computed',
    score: null,
    category,
    criteria: [
      criterion(LEVELS[0].definition, acr20.verdict),
      criterion(LEVELS[1].definition, acr50.verdict),
      criterion(LEVELS[2].definition, acr70.verdict),
    ],
    terms: [],
    details: {
      response: category.code,
      jointSet,
      reactant,
      measures: {
        tenderJointCount: shown('tenderJointCount'),
        swollenJointCount: shown('swollenJointCount'),
        pain: shown('pain'),
        patientGlobal: shown('patientGlobal'),
        physicianGlobal: shown('physicianGlobal'),
        haqDi: shown('haqDi'),
        reactant: shown('reactant'),
      },
      acrN,
      acrNReported,
      intervalDays: intervalDays(request),
    },
    inputs: {
      baseline: visitUsed(request.baseline),
      followUp: visitUsed(request.followUp),
      jointSet,
      acutePhaseReactant: request.acutePhaseReactant ?? 'crp-else-esr',
    },
    missing,
    warnings: [...warningsOf(request, set), ...(reportedCrosses(measures, decisions) ? [CROSSES] : [])],
    text: text(set, decisions, acrNReported, missing),
  }
}

const visitUsed = (visit: Visit | null | undefined) => ({
  date: visit?.date ?? null,
  tenderJointCount68: visit?.tenderJointCount68 ?? null,
  swollenJointCount66: visit?.swollenJointCount66 ?? null,
  tenderJointCount28: visit?.tenderJointCount28 ?? null,
  swollenJointCount28: visit?.swollenJointCount28 ?? null,
  jointCountMethod: visit?.jointCountMethod ?? 'counted',
  pain: asUsed(MM, visit?.pain),
  patientGlobal: asUsed(MM, visit?.patientGlobal),
  physicianGlobal: asUsed(MM, visit?.physicianGlobal),
  haqDi: visit?.haqDi ?? null,
  crp: asUsed(analytes.crp, visit?.crp),
  esr: asUsed(analytes.esr, visit?.esr),
})

const CROSSES = inputWarning(
  'reported_value_crosses_cutoff',
  '',
  'An improvement as reported, with 1 decimal, is on the other side of a cut-off; the criteria follow the unrounded value.',
)

const REACTANT = { crp: 'CRP', esr: 'ESR', either: 'the better of CRP and ESR' } as const

function text(
  { jointSet, reactant }: CoreSet,
  decisions: Decisions,
  acrNReported: string | null,
  missing: readonly string[],
): string {
  const levels = decisions.map(({ percent, verdict }) => `ACR${percent} ${STATE_IN_WORDS[verdict.state]}`).join(', ')
  const acrN = acrNReported === null ? '' : `, ACR-N ${acrNReported} %`
  const lacking = missing.length > 0 ? `; missing ${missing.join(', ')}` : ''
  return `${levels}${acrN} (${jointSet} joints, ${REACTANT[reactant]})${lacking}`
}
