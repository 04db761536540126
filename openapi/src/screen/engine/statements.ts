/** The statements that rules are built of: each decided by itself, in three states, with its reasons and its evidence. */
import {
  exactly,
  hull,
  type Interval,
  isAbove,
  isAtLeast,
  isAtMost,
  isBelow,
  isExact,
} from '@activity-scores/shared/language/interval'
import { and, decided, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { report } from '@activity-scores/shared/language/rounding'
import type { LimitedQuantity } from '@activity-scores/shared/language/upper-limit'
import type { Leaf, Limits } from '../protocol/rule-schema.js'
import { criterionOf } from './calls.js'
import { type Course, whyIncomplete } from './courses.js'
import { ageOn, apart, daysLater, span } from './dates.js'
import { needsOfCourses } from './dependencies.js'
import type { Evidence, Groundwork, Patient, Statement } from './model.js'
import { PatientAtVisit } from './patient.js'
import { ALWAYS } from './rules.js'
import { daysAbout, turnAmong } from './turning.js'

type Of<Key extends string> = Extract<Leaf, Readonly<Record<Key, unknown>>>

/** No number comes of a comparison that cannot be; tests make a failure of it, so that it is found. */
export const arithmetic = { onNotANumber: (): Verdict => undetermined('not_a_number') }

/** Every limit that is set must hold. */
function within(range: Interval, limits: Limits, reasons: readonly string[]): Verdict {
  if (Number.isNaN(range.lower) || Number.isNaN(range.upper)) return arithmetic.onNotANumber()
  const verdicts: Verdict[] = []
  if (limits.above !== undefined) verdicts.push(isAbove(range, limits.above, reasons))
  if (limits.atLeast !== undefined) verdicts.push(isAtLeast(range, limits.atLeast, reasons))
  if (limits.below !== undefined) verdicts.push(isBelow(range, limits.below, reasons))
  if (limits.atMost !== undefined) verdicts.push(isAtMost(range, limits.atMost, reasons))
  return verdicts.length === 1 ? (verdicts[0] as Verdict) : and(...verdicts)
}

const unknown = (patient: Patient, ...names: readonly string[]): Verdict =>
  undetermined(...names.filter((name) => patient.value(name) === undefined).map((name) => patient.whyUnknown(name)))

const titleOf = (groundwork: Groundwork, input: string): string => groundwork.protocol.inputs[input]?.title ?? input

/** An input for a reader; null where it is not known. */
const shownInput = (value: unknown): string | null => (value === undefined ? null : shown(value, 0))

const DEEPEST = 2

function shown(value: unknown, depth: number): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((each) => shown(each, depth + 1)).join(', ')
  const { value: number, unit, comparator, upperLimit } = value as Partial<LimitedQuantity>
  if (number === undefined) {
    const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined)
    return depth >= DEEPEST ? 'sent' : members.map(([key, member]) => `${key} ${shown(member, depth + 1)}`).join(', ')
  }
  const limit = upperLimit === undefined || upperLimit === null ? '' : ` (upper limit ${upperLimit})`
  return `${comparator ?? ''}${number}${unit === '{INR}' || unit === '{score}' ? '' : ` ${unit}`}${limit}`
}

const NO_CALLS: readonly string[] = []

const input = (groundwork: Groundwork, name: string, verdict: Statement['verdict']): Statement => ({
  needs: [name],
  reads: new Set([name]),
  calls: NO_CALLS,
  verdict,
  evidence: (patient) => ({ title: titleOf(groundwork, name), value: shownInput(patient.value(name)) }),
})

export function factStatement(groundwork: Groundwork, { fact }: Of<'fact'>): Statement {
  return input(groundwork, fact, (patient) => {
    const value = patient.value(fact)
    return typeof value === 'boolean' ? decided(value) : unknown(patient, fact)
  })
}

export function knownStatement(groundwork: Groundwork, { known }: Of<'known'>): Statement {
  return input(groundwork, known, (patient) =>
    patient.value(known) === undefined ? unknown(patient, known) : ALWAYS.met,
  )
}

export function choiceStatement(groundwork: Groundwork, { choice, in: accepted, open = [] }: Of<'choice'>): Statement {
  return input(groundwork, choice, (patient) => {
    const value = patient.value(choice)
    if (typeof value !== 'string') return unknown(patient, choice)
    return open.includes(value) ? undetermined(`review:${choice}`) : decided(accepted.includes(value))
  })
}

/** `essdaiDomains.cns`: a number inside an input. */
export function numberStatement(groundwork: Groundwork, { number, ...limits }: Of<'number'>): Statement {
  const [name = number, member] = number.split('.')
  const valueIn = (patient: Patient): number | undefined => {
    const held = patient.value(name)
    const value = member === undefined ? held : (held as Readonly<Record<string, unknown>> | undefined)?.[member]
    return typeof value === 'number' ? value : undefined
  }
  return {
    needs: [name],
    reads: new Set([name]),
    calls: NO_CALLS,
    verdict(patient) {
      const value = valueIn(patient)
      if (value !== undefined) return within(exactly(value), limits, [])
      return patient.value(name) === undefined ? unknown(patient, name) : undetermined(`missing:${number}`)
    },
    evidence: (patient) => ({ title: titleOf(groundwork, name), value: shownInput(valueIn(patient)) }),
  }
}

export function measureStatement(groundwork: Groundwork, { measure: name, ...limits }: Of<'measure'>): Statement {
  const definition = groundwork.protocol.measures[name]
  const decimals = definition?.decimals ?? 2
  /** Courses that go on get longer while days pass. */
  const ongoing = (definition?.sources ?? []).flatMap((source) => ('courses' in source ? [source.courses] : []))
  const unit = definition?.unit === '{score}' || definition?.unit === '{#}' ? '' : ` ${definition?.unit ?? ''}`
  const text = (range: Interval): string =>
    isExact(range)
      ? `${report(range.lower, decimals)}${unit}`
      : Number.isFinite(range.upper)
        ? `${report(range.lower, decimals)} to ${report(range.upper, decimals)}${unit}`
        : `${report(range.lower, decimals)}${unit} or more`
  /** Of a list that is not stated to be complete there may be more. */
  const isOpenEnded = ({ upper, lower }: Interval): boolean =>
    ongoing.length > 0 && upper > lower && upper >= (definition?.range[1] ?? upper)
  return {
    needs: groundwork.needsOfMeasure(name),
    reads: groundwork.readByMeasure(name),
    calls: groundwork.callsOfMeasure(name),
    verdict(patient) {
      const { range, reasons } = patient.measure(name)
      return within(range, limits, reasons)
    },
    turns(patient) {
      const going = ongoing.flatMap((source) => {
        const courses = (patient.value(source) ?? []) as readonly Course[]
        return courses.filter((course) => course.ongoing === true).map(({ start }) => start)
      })
      if (going.length === 0) return undefined
      const days = going.flatMap((start) => daysAbout(start, limits, 'months'))
      return turnAmong(days, patient.given.asOf, patient.verdict(this), (later) => {
        const then = new PatientAtVisit(patient.plan, { ...patient.given, asOf: later }).measure(name)
        return within(then.range, limits, then.reasons)
      })
    },
    signature(patient) {
      const { lower, upper } = patient.measure(name).range
      return `${lower} ${upper}`
    },
    evidence(patient): Evidence {
      const { range, reasons } = patient.measure(name)
      const [least, greatest] = definition?.range ?? [0, 0]
      const nothing = range.lower <= least && range.upper >= greatest && reasons.length > 0
      return {
        title: definition?.title ?? name,
        value: nothing ? null : isOpenEnded(range) ? `${report(range.lower, decimals)}${unit} or more` : text(range),
      }
    },
  }
}

export function callStatement(groundwork: Groundwork, { call, criterion, from }: Of<'call'>): Statement {
  const planned = groundwork.calls.get(call)
  return {
    needs: from ?? planned?.needs ?? [],
    reads: groundwork.readByCall(call),
    calls: [call],
    verdict: (patient) => criterionOf(patient, call, criterion, from),
    signature(patient) {
      const { value = null, bounds = null } = patient.call(call).outcome?.score ?? {}
      return `${patient.verdict(this).state} ${value} ${bounds?.lower} ${bounds?.upper}`
    },
    evidence: (patient) => {
      const sent = (from ?? [...groundwork.readByCall(call)]).flatMap((name) => {
        const value = shownInput(patient.value(name))
        return value === null ? [] : [`${titleOf(groundwork, name)}: ${value}`]
      })
      return {
        title: planned?.instrument.title ?? call,
        value: sent.length > 0 ? sent.join('; ') : null,
      }
    },
  }
}

export function takenStatement(groundwork: Groundwork, { taken, drugs }: Of<'taken'>): Statement {
  const needs = needsOfCourses(groundwork.protocol, taken)
  const statement = input(groundwork, taken, (patient) => {
    const courses = patient.value(taken)
    if (!Array.isArray(courses)) return unknown(patient, taken)
    if ((courses as readonly Course[]).some(({ drug }) => drugs.includes(drug))) return ALWAYS.met
    const incomplete = whyIncomplete(patient, taken)
    return incomplete.length > 0 ? undetermined(...incomplete) : ALWAYS.not_met
  })
  return { ...statement, needs, reads: new Set(needs) }
}

export function ageStatement(groundwork: Groundwork, { age, on, provisional, ...limits }: Of<'age'>): Statement {
  const range = (patient: Patient): Interval | undefined => {
    const [birth, day] = [patient.date(age), patient.date(on)]
    return birth === undefined || day === undefined ? undefined : ageOn(birth, day)
  }
  /** The age on every day from `asOf` on, where the day that counts is still to come. */
  const rangeAhead = (patient: Patient): Interval | undefined => {
    const birth = patient.date(age)
    if (provisional === undefined || birth === undefined || patient.has(on)) return undefined
    const { asOf } = patient.given
    const [now, then] = [ageOn(birth, asOf), ageOn(birth, daysLater(asOf, provisional))]
    return hull(now, then)
  }
  const ahead = (patient: Patient): Verdict | undefined => {
    const years = rangeAhead(patient)
    const verdict = years && within(years, limits, [])
    return verdict && verdict.state !== 'undetermined' ? verdict : undefined
  }
  const needs = [age, on].filter((name) => name !== 'asOf')
  return {
    needs,
    reads: new Set(needs),
    calls: NO_CALLS,
    verdict(patient) {
      const years = range(patient)
      if (years) return within(years, limits, [`precision:${age}`])
      return ahead(patient) ?? unknown(patient, ...needs)
    },
    provisional: (patient) => (ahead(patient) ? on : undefined),
    turns(patient, isFailed) {
      const [birth, day] = [patient.date(age), patient.date(on)]
      if (birth === undefined || day === undefined || (on !== 'asOf' && !isFailed)) return undefined
      const days = daysAbout(birth, limits, 'years')
      return turnAmong(days, patient.given.asOf, patient.verdict(this), (later) =>
        within(ageOn(birth, later), limits, [`precision:${age}`]),
      )
    },
    evidence(patient) {
      const years = range(patient) ?? (ahead(patient) && rangeAhead(patient))
      const value = years && (isExact(years) ? `${years.lower} years` : `${years.lower} to ${years.upper} years`)
      return {
        title: `Age, completed years on ${on === 'asOf' ? 'the day of screening' : titleOf(groundwork, on)}`,
        value: value ?? null,
      }
    },
  }
}

export function spanStatement(groundwork: Groundwork, { from, to, months, days, either }: Of<'from'>): Statement {
  const needs = [from, to].filter((name) => name !== 'asOf')
  const [unit, limits] = months ? (['months', months] as const) : (['days', days ?? {}] as const)
  const rangeOf = (patient: Patient): Interval | undefined => {
    const [start, end] = [patient.date(from), patient.date(to)]
    if (start === undefined || end === undefined) return undefined
    const range = span(start, end, unit)
    return either ? apart(range) : range
  }
  return {
    needs,
    reads: new Set(needs),
    calls: NO_CALLS,
    verdict(patient) {
      const range = rangeOf(patient)
      return range
        ? within(
            range,
            limits,
            needs.map((name) => `precision:${name}`),
          )
        : unknown(patient, ...needs)
    },
    turns(patient, isFailed) {
      const [start, end] = [patient.date(from), patient.date(to)]
      if (start === undefined || end === undefined || either || (to !== 'asOf' && !isFailed)) return undefined
      const days = daysAbout(start, limits, unit)
      return turnAmong(days, patient.given.asOf, patient.verdict(this), (later) =>
        within(
          span(start, later, unit),
          limits,
          needs.map((name) => `precision:${name}`),
        ),
      )
    },
    evidence(patient) {
      const range = rangeOf(patient)
      const title = needs.map((name) => titleOf(groundwork, name)).join(' to ')
      const shown = range && [...new Set([range.lower, range.upper].map(Math.floor))].join(' to ')
      return { title, value: shown === undefined ? null : `${shown} whole ${unit}` }
    },
  }
}
