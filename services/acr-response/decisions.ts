import { categoryOf, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { atLeast } from '@activity-scores/shared/language/compare'
import { exactly, isAtLeast } from '@activity-scores/shared/language/interval'
import { and, atLeastOf, type Verdict } from '@activity-scores/shared/language/kleene'
import type { Category } from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import { acrN, NEEDED_OF_FIVE } from './formula.js'
import type { CoreSet, Measure, MeasureName } from './items.js'
import { acrResponse, LEVELS } from './manifest.js'

/** Decimals of a reported percent. */
export const DECIMALS = 1

type Measures = CoreSet['measures']
/** One level of response and what it stands on. */
export interface Decision {
  readonly percent: number
  readonly verdict: Verdict
  readonly measures: Readonly<Record<MeasureName, Verdict>>
}

const reaches = ({ range, reasons }: Pick<Measure, 'range' | 'reasons'>, percent: number): Verdict =>
  isAtLeast(range, percent, reasons)

function decideLevel(percent: number, measures: Measures): Decision {
  const each = {
    tenderJointCount: reaches(measures.tenderJointCount, percent),
    swollenJointCount: reaches(measures.swollenJointCount, percent),
    pain: reaches(measures.pain, percent),
    patientGlobal: reaches(measures.patientGlobal, percent),
    physicianGlobal: reaches(measures.physicianGlobal, percent),
    haqDi: reaches(measures.haqDi, percent),
    reactant: reaches(measures.reactant, percent),
  }
  const five = [each.pain, each.patientGlobal, each.physicianGlobal, each.haqDi, each.reactant]
  const verdict = and(each.tenderJointCount, each.swollenJointCount, atLeastOf(NEEDED_OF_FIVE, five))
  return { percent, verdict, measures: each }
}

/** ACR20, ACR50 and ACR70, in this order. */
export function decide(measures: Measures) {
  const [least, middle, greatest] = LEVELS
  return [
    decideLevel(least.percent, measures),
    decideLevel(middle.percent, measures),
    decideLevel(greatest.percent, measures),
  ] as const
}
export type Decisions = ReturnType<typeof decide>

/** The highest response met; undetermined where a higher one than that is open. */
export function responseOf(decisions: Decisions): Category {
  let percent = 0
  for (const decision of decisions) {
    if (decision.verdict.state === 'undetermined') return UNDETERMINED
    if (decision.verdict.state === 'met') percent = decision.percent
  }
  return categoryOf(acrResponse, percent)
}

const UNDETERMINED: Category = Object.freeze({
  set: acrResponse.id,
  code: UNDETERMINED_CATEGORY,
  label: 'Not determined by the inputs',
})

/** ACR-N; null unless all seven improvements exist. */
export function acrNOf(measures: Measures): number | null {
  const { tenderJointCount, swollenJointCount, pain, patientGlobal, physicianGlobal, haqDi, reactant } = measures
  const five: number[] = []
  for (const { exact } of [pain, patientGlobal, physicianGlobal, haqDi, reactant]) {
    if (exact === null) return null
    five.push(exact)
  }
  if (tenderJointCount.exact === null || swollenJointCount.exact === null) return null
  return acrN(tenderJointCount.exact, swollenJointCount.exact, five)
}

/** Dotted paths of what leaves a level open. */
export function missingOf(measures: Measures, decisions: Decisions): readonly string[] {
  const paths = new Set<string>()
  for (const decision of decisions) {
    if (decision.verdict.state !== 'undetermined') continue
    for (const [name, verdict] of Object.entries(decision.measures))
      if (verdict.state === 'undetermined') for (const path of measures[name as MeasureName].missing) paths.add(path) // a key of Decision.measures
  }
  return [...paths]
}

const CUT_OFFS = LEVELS.map(({ percent }) => percent)

/** Whether the improvements as reported would decide a level otherwise. */
export function reportedCrosses(measures: Measures, decisions: Decisions): boolean {
  let crosses = false
  const shown = (measure: Measure): Measure => {
    const { exact } = measure
    if (exact === null) return measure
    const reported = Number(report(exact, DECIMALS))
    if (CUT_OFFS.every((cutOff) => atLeast(exact, cutOff) === atLeast(reported, cutOff))) return measure
    crosses = true
    return { ...measure, range: exactly(reported) }
  }
  const asReported: Measures = {
    tenderJointCount: shown(measures.tenderJointCount),
    swollenJointCount: shown(measures.swollenJointCount),
    pain: shown(measures.pain),
    patientGlobal: shown(measures.patientGlobal),
    physicianGlobal: shown(measures.physicianGlobal),
    haqDi: shown(measures.haqDi),
    reactant: shown(measures.reactant),
  }
  if (!crosses) return false
  return decide(asReported).some(({ verdict }, i) => verdict.state !== decisions[i]?.verdict.state)
}
