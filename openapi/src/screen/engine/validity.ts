/**
 * How long what was decided holds, with nothing more known: until a value leaves its window, or a day passes on which a span of
 * time or an age turns. Days only pass; what is learned meanwhile is another screening (decision 107).
 */
import { monthsLater } from '@activity-scores/shared/language/dates'
import { daysLater } from './dates.js'
import { bars, type Decision, type EligibilityVerdict, isFailed } from './decide.js'
import type { CriterionVerdict, Patient, PlannedCriterion, Statement } from './model.js'
import { type Longest, PatientAtVisit } from './patient.js'
import { judge, statementsOfCriterion } from './rules.js'

export interface Validity {
  /** Last day on which the criterion stands as decided; null where no day ends that. */
  readonly expires: string | null
  /** Of one that is failed: whether it can be met later, and from which day on; null where it is not failed. */
  readonly recoverable: { readonly possible: boolean; readonly from: string | null } | null
}

/** A day on which some inputs do not count any more, and the patient as seen from then on. */
interface Later {
  readonly day: string
  /** Everything that does not count any more, of earlier days too. */
  readonly gone: ReadonlySet<string>
  readonly patient: Patient
}

const NOTHING: Validity = { expires: null, recoverable: null }

export function validityOf(decision: Decision): readonly Validity[] {
  const { patient, criteria, verdicts } = decision
  const later = laterDays(patient)
  return criteria.map((criterion, i) => {
    const verdict = verdicts[i] as CriterionVerdict
    if (verdict.state === 'undetermined' || verdict.state === 'not_applicable') return NOTHING
    const hasFailed = isFailed(criterion, verdict)
    const change = firstChange(criterion, verdict, patient, later, hasFailed)
    if (!hasFailed) return { expires: change === null ? null : daysLater(change, -1), recoverable: null }
    const recoverable = { possible: change !== null || criterion.definition.lasting !== true, from: change }
    return { expires: change === null ? null : daysLater(change, -1), recoverable }
  })
}

/** The last day on which the verdict holds with nothing more known; null where no day ends it, or it is not decided. */
export function validUntil(
  verdict: EligibilityVerdict,
  { criteria, verdicts }: Decision,
  validity: readonly Validity[],
): string | null {
  if (verdict === 'undetermined') return null
  const ends = criteria.flatMap((criterion, i) => {
    if (criterion.definition.within !== undefined) return []
    const isBarred = bars(criterion, verdicts[i] as CriterionVerdict)
    return isBarred === (verdict === 'ineligible') ? [validity[i]?.expires ?? null] : []
  })
  // Every criterion has to hold for one verdict, and one failed criterion is enough for the other.
  if (verdict === 'ineligible') return ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null)
  return ends.filter((day) => day !== null).toSorted()[0] ?? null
}

/** The days on which inputs become too old, in order; one patient for each, whose criteria are looked at together. */
function laterDays(patient: Patient): readonly Later[] {
  const byDay = new Map<string, string[]>()
  for (const name of patient.plan.windowed.keys()) {
    if (!patient.has(name) || patient.currency(name) !== 'counts') continue
    const longest = patient.longest(name)
    const observed = longest && patient.dayOfInput(name)
    if (!longest || observed === undefined) continue
    const day = firstDayAfter(observed, longest)
    byDay.set(day, [...(byDay.get(day) ?? []), name])
  }
  const gone = new Set<string>()
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, names]) => {
      for (const name of names) gone.add(name)
      return { day, gone: new Set(gone), patient: without(patient, [...gone]) }
    })
}

const firstDayAfter = (observed: string, { unit, count }: Longest): string =>
  unit === 'days' ? daysLater(observed, count + 1) : daysLater(monthsLater(observed, count), 1)

type Turns = ReadonlyMap<Statement, ReturnType<Statement['verdict']>>

function firstChange(
  criterion: PlannedCriterion,
  verdict: CriterionVerdict,
  patient: Patient,
  later: readonly Later[],
  hasFailed: boolean,
): string | null {
  const placed = statementsOfCriterion(criterion, patient).filter(({ patient: at }) => at === patient)
  const turns = placed.flatMap(({ statement }) => {
    const turn = statement.turns?.(patient, hasFailed)
    return turn ? [{ statement, ...turn }] : []
  })
  const isRead = ({ gone }: Later): boolean =>
    placed.some(({ statement }) => [...statement.reads].some((name) => gone.has(name)))
  const days = [...new Set([...turns.map(({ day }) => day), ...later.filter(isRead).map(({ day }) => day)])].sort()
  for (const day of days) {
    const before = later.findLast((each) => each.day <= day)
    const turned: Turns = new Map(
      turns.flatMap((turn) => (turn.day <= day ? [[turn.statement, turn.verdict] as const] : [])),
    )
    const at = turned.size > 0 ? without(patient, [...(before?.gone ?? [])], turned) : before?.patient
    if (at && judge(criterion, at).state !== verdict.state) return day
  }
  return null
}

/** What is too old by then was observed before anything that a window reaches. */
const LONG_AGO = '0001-01-01'

function without(patient: Patient, gone: readonly string[], turned?: Turns): Patient {
  const { given, plan } = patient
  const dates = { ...given.dates, ...Object.fromEntries(gone.map((name) => [name, LONG_AGO])) }
  const origin = { patient, changed: gone }
  return new PatientAtVisit(plan, { ...given, dates }, turned ? { origin, turned } : { origin })
}
