import { crossesCutOff } from '@activity-scores/shared/language/bands'
import { less } from '@activity-scores/shared/language/compare'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, type Interval, isAtLeast, isBelow, isExact } from '@activity-scores/shared/language/interval'
import { or, STATE_IN_WORDS, undetermined, type Verdict, verdictOfFlag } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, scored, type Term, type Warning } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { CUT_OFF_MG_D, OF_CHOICE, type Table } from './formula.js'
import { type Counted, count } from './items.js'
import { below, unableToTaper } from './manifest.js'
import type { Request } from './schema.js'

const DECIMALS = 2
const isTapered = (value: number): boolean => less(value, CUT_OFF_MG_D)

export function compute(request: Request): Outcome {
  const betamethasone = request.betamethasoneEquivalence ?? '0.75-mg'
  const dexamethasone = request.dexamethasoneEquivalence ?? '0.75-mg'
  const table: Table = { betamethasone: OF_CHOICE[betamethasone], dexamethasone: OF_CHOICE[dexamethasone] }
  const asChosen = countAll(request, table)
  const courses = request.betamethasoneEquivalence == null ? withEither(request, asChosen, table) : asChosen
  const range = courses ? sum(courses) : ANY_DOSE
  const chosen = asChosen ? sum(asChosen) : ANY_DOSE
  const amountOpen = range.lower !== chosen.lower || range.upper !== chosen.upper
  const open = [...new Set(courses ? courses.flatMap(({ missing }) => missing) : ['courses'])]
  const reasons = [...new Set(courses ? courses.flatMap((course) => course.reasons) : ['missing:courses'])]
  if (amountOpen) {
    open.push(AMOUNT)
    reasons.push(`missing:${AMOUNT}`)
  }
  const value = isExact(chosen) ? chosen.lower : null
  const { status, score } = scored(value, range, DECIMALS, 'mg/d')
  const tapered = isBelow(range, CUT_OFF_MG_D, reasons)
  const unable = unableVerdict(isAtLeast(range, CUT_OFF_MG_D, reasons), request)

  return {
    status,
    score,
    category: null,
    criteria: [criterion(below, tapered), criterion(unableToTaper, unable)],
    terms: value === null ? [] : terms(courses ?? []),
    details: {
      below75: tapered.state === 'undetermined' ? null : tapered.state === 'met',
      courses: (courses ?? []).map(({ drug, countedAs, equalMg, perDay }) => ({ drug, countedAs, equalMg, perDay })),
    },
    inputs: {
      courses: request.courses?.map(courseUsed) ?? null,
      referenceDate: request.referenceDate ?? null,
      taperFailed: request.taperFailed ?? null,
      taperStatedImpossible: request.taperStatedImpossible ?? null,
      betamethasoneEquivalence: betamethasone,
      dexamethasoneEquivalence: dexamethasone,
    },
    missing: [...open, ...(unable === NO_HISTORY ? historyMissing(request) : [])],
    warnings: [
      ...(courses ?? []).flatMap(({ warnings }) => warnings),
      ...(value === null || tapered.state === 'undetermined' ? [] : crossesCutOff(value, DECIMALS, [], [isTapered])),
      ...(choiceMatters(request) ? [CHOICE_SENSITIVE] : []),
    ],
    text: text(score.reported, range, reasons, tapered, unable),
  }
}

const ANY_DOSE = between(0, Number.POSITIVE_INFINITY)
const AMOUNT = 'betamethasoneEquivalence'

const countAll = ({ courses, referenceDate }: Request, table: Table): readonly Counted[] | null =>
  courses?.map((course, i) => count(course, i, referenceDate ?? null, table)) ?? null

/** Sources do not settle the amount of betamethasone: where none is chosen, both are possible. */
function withEither(request: Request, asChosen: readonly Counted[] | null, table: Table): readonly Counted[] | null {
  if (!asChosen || !request.courses?.some(({ drug }) => drug === 'betamethasone')) return asChosen
  const other = countAll(request, { ...table, betamethasone: OF_CHOICE['0.6-mg'] })
  return asChosen.map((counted, i) => {
    const stronger = other?.[i] ?? counted
    // Only the stronger amount may reach that of a pulse; it then has more to say.
    const { missing, reasons, warnings } = counted.missing.length > stronger.missing.length ? counted : stronger
    const least = Math.min(counted.least, stronger.least)
    return { ...counted, least, greatest: Math.max(counted.greatest, stronger.greatest), missing, reasons, warnings }
  })
}

function sum(courses: readonly Counted[]): Interval {
  let lower = 0
  let upper = 0
  for (const { least, greatest } of courses) {
    lower += least
    upper += greatest
  }
  return between(lower, upper)
}

/** Below 7.5 nothing hinders a taper; from 7.5 the history tells, and without one the question is open. */
function unableVerdict(dose: Verdict, { taperFailed, taperStatedImpossible }: Request): Verdict {
  if (dose.state !== 'met') return dose
  const history = or(verdictOfFlag(taperFailed, 'taper_history'), verdictOfFlag(taperStatedImpossible, 'taper_history'))
  return history.state === 'met' ? history : NO_HISTORY
}

const NO_HISTORY = undetermined('missing:taper_history')

const historyMissing = (request: Request): readonly string[] =>
  (['taperFailed', 'taperStatedImpossible'] as const).filter((field) => request[field] == null)

const terms = (courses: readonly Counted[]): readonly Term[] =>
  courses.flatMap(({ countedAs, perDay }, i) =>
    countedAs === 'averaged' && perDay !== null ? [{ id: `courses.${i}`, value: perDay }] : [],
  )

type Course = NonNullable<Request['courses']>[number]

const courseUsed = (course: Course) => ({
  drug: course.drug,
  route: course.route,
  dose: asUsed(analytes.glucocorticoidDose, course.dose),
  dosesPerPeriod: course.dosesPerPeriod ?? null,
  periodDays: course.periodDays ?? null,
  asNeeded: course.asNeeded ?? null,
  pulse: course.pulse ?? null,
  startDate: course.startDate ?? null,
  endDate: course.endDate ?? null,
})

const LEAST: Table = { betamethasone: OF_CHOICE['0.75-mg'], dexamethasone: OF_CHOICE['0.75-mg'] }
const GREATEST: Table = { betamethasone: OF_CHOICE['0.6-mg'], dexamethasone: OF_CHOICE['0.6-mg'] }

/** The two amounts that sources give put the dose on two sides of 7.5. */
function choiceMatters(request: Request): boolean {
  if (!request.courses?.some(({ drug }) => drug === 'dexamethasone' || drug === 'betamethasone')) return false
  const doses = [LEAST, GREATEST].map((table) => sum(countAll(request, table) ?? []))
  const [least, greatest] = doses.map((range) => isBelow(range, CUT_OFF_MG_D, []).state)
  return least !== greatest
}

const CHOICE_SENSITIVE: Warning = inputWarning(
  'equivalence_choice_sensitive',
  '/courses',
  'Sources give 0.75 and 0.6 mg of betamethasone and dexamethasone as equal to 5 mg prednisone; with the other amount the answer about 7.5 mg/d would differ.',
)

function text(
  reported: string | null,
  range: Interval,
  reasons: readonly string[],
  tapered: Verdict,
  unable: Verdict,
): string {
  const sides = { met: ', below 7.5', not_met: ', not below 7.5', undetermined: '' }
  const taper = `unable to taper below 7.5 ${STATE_IN_WORDS[unable.state]}`
  if (reported !== null && isExact(range))
    return `Prednisone equivalent ${reported} mg/d${sides[tapered.state]}; ${taper}`
  const least = report(range.lower, DECIMALS)
  const possible = Number.isFinite(range.upper) ? `${least} to ${report(range.upper, DECIMALS)}` : `${least} or more`
  if (reported !== null)
    return `Prednisone equivalent ${reported} mg/d (${reasons.join(', ')}: possible ${possible})${sides[tapered.state]}; ${taper}`
  return `Prednisone equivalent not computable (${reasons.join(', ')}): possible ${possible} mg/d${sides[tapered.state]}; ${taper}`
}
