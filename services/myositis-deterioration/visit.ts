import { atLeast } from '@activity-scores/shared/language/compare'
import {
  and,
  atLeastOf,
  countState,
  decided,
  or,
  undetermined,
  type Verdict,
} from '@activity-scores/shared/language/kleene'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { recordBy } from '@activity-scores/shared/language/records'
import { report } from '@activity-scores/shared/language/rounding'
import { fieldOf, type MaybeVisit, measured, type StrengthForm } from '@activity-scores/shared/measures/myositis-visit'
import { type RelativeChange, relativeChange, worsenedBy } from '@activity-scores/shared/measures/relative-change'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import { CUT_OFF, ITEMS, type Item, rise } from './formula.js'

const DECIMALS = 1

interface Known {
  readonly from: number
  readonly to: number
  readonly change: RelativeChange
}

interface Change {
  readonly item: Item
  /** Null when missing at either visit. */
  readonly known: Known | null
  /** Why it is missing. */
  readonly reasons: readonly string[]
}

export interface VisitResult {
  readonly limbA: Verdict
  readonly limbB: Verdict
  readonly limbC: Verdict
  readonly deterioration: Verdict
  readonly details: object
  readonly warnings: readonly Warning[]
}

/** One visit against the baseline; `name` is its field in the request. */
export function compareVisit(
  name: string,
  form: StrengthForm | null,
  baseline: MaybeVisit,
  later: MaybeVisit,
): VisitResult {
  const changes = ITEMS.map((item) => changeOf(item, name, form, baseline, later))
  const of = (item: Item): Change => changes[ITEMS.indexOf(item)] ?? { item, known: null, reasons: [] }
  const [physician, extramuscular] = [of('physicianGlobal'), of('extramuscularActivity')]
  const worse = changes.map((change) => worseBy(change, CUT_OFF.worsePercent))
  const limbA = and(roseBy(physician), worseBy(of('mmt'), CUT_OFF.strengthPercent))
  const limbB = roseBy(extramuscular)
  const limbC = atLeastOf(CUT_OFF.worseMeasures, worse)
  return {
    limbA,
    limbB,
    limbC,
    deterioration: or(limbA, limbB, limbC),
    details: {
      limbA: limbA.state,
      limbB: limbB.state,
      limbC: limbC.state,
      worsenedCount: countState(worse, 'met'),
      unknownCount: countState(worse, 'undetermined'),
      physicianGlobalRise: physician.known && rise(physician.known.from, physician.known.to),
      extramuscularActivityRise: extramuscular.known && rise(extramuscular.known.from, extramuscular.known.to),
      measures: recordBy(changes, itemOf, (change) => {
        const { percent, percentReported } = percentOf(change)
        return { percent, percentReported, worse: worseBy(change, CUT_OFF.worsePercent).state }
      }),
      intervalDays: intervalDays({ baseline, followUp: later }),
    },
    warnings: changes.flatMap((change) => reportedCrosses(change, name)),
  }
}

function changeOf(
  item: Item,
  name: string,
  form: StrengthForm | null,
  baseline: MaybeVisit,
  later: MaybeVisit,
): Change {
  const from = measured(baseline, item, form)
  const to = measured(later, item, form)
  if (from !== null && to !== null)
    return { item, known: { from, to, change: relativeChange(item, from, to) }, reasons: [] }
  const field = fieldOf(item, form)
  const reasons = [
    ...(from === null ? [`missing:baseline.${field}`] : []),
    ...(to === null ? [`missing:${name}.${field}`] : []),
  ]
  return { item, known: null, reasons }
}

const itemOf = ({ item }: Change): Item => item

const worseBy = ({ known, reasons }: Change, percent: number): Verdict =>
  known ? decided(worsenedBy(known.change, percent)) : undetermined(...reasons)

const roseBy = ({ known, reasons }: Change): Verdict =>
  known ? decided(atLeast(rise(known.from, known.to), CUT_OFF.riseCm)) : undetermined(...reasons)

/** Worsening, positive is worse. */
function percentOf({ known }: Change) {
  const improvement = known?.change.percent ?? null
  if (improvement === null) return { percent: null, percentReported: null }
  const percent = 0 - improvement
  return { percent, percentReported: report(percent, DECIMALS) }
}

/** The limbs follow the unrounded percent. */
function reportedCrosses(change: Change, name: string): readonly Warning[] {
  const { percentReported } = percentOf(change)
  if (!change.known || percentReported === null) return []
  const shown = { percent: 0 - Number(percentReported), fromZero: null }
  const cutOffs = change.item === 'mmt' ? STRENGTH_CUT_OFFS : CUT_OFFS
  const { change: actual } = change.known
  if (cutOffs.every((percent) => worsenedBy(shown, percent) === worsenedBy(actual, percent))) return []
  const message = `The worsening of ${change.item} is reported as ${percentReported} %, which would decide otherwise; the criteria follow the unrounded value.`
  return [inputWarning('reported_value_crosses_cutoff', `/${name}`, message)]
}
const CUT_OFFS: readonly number[] = [CUT_OFF.worsePercent]
const STRENGTH_CUT_OFFS: readonly number[] = [CUT_OFF.strengthPercent, CUT_OFF.worsePercent]
