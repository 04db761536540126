/** Age in completed years at the sample: sent as such, or derived from birth date and sample date (partial dates allowed). */
import * as z from 'zod'
import type { Fault, Rule } from '../contract/instrument.js'
import { completedYears, partialDate, rangeOfDate } from '../language/dates.js'
import { between, exactly, type Interval, isExact } from '../language/interval.js'

/** Ages in completed years that the formulas for adults are taken for. */
export const ALLOWED_AGE_YEARS = [18, 120] as const

const [youngest, oldest] = ALLOWED_AGE_YEARS

export const age = z.int().min(youngest).max(oldest).nullish().meta({
  title: 'Age',
  description: 'Age in completed years on the day of the sample, 18 to 120; or send birthDate with sampleDate',
})
export const birthDate = partialDate.nullish().meta({
  title: 'Date of birth',
  description: 'Date of birth; day or month may be left out, the result is then computed if the age is still certain',
})
export const sampleDate = partialDate.nullish().meta({
  title: 'Date of the creatinine sample',
  description: 'Date on which the creatinine sample was taken; needed with birthDate, day or month may be left out',
})

export interface AgeInput {
  readonly age?: number | null | undefined
  readonly birthDate?: string | null | undefined
  readonly sampleDate?: string | null | undefined
}

export interface Age {
  /** Every allowed age that the input leaves possible; the allowed range when nothing is known. */
  readonly years: Interval
  /** The age in completed years; null when missing or left open by imprecise dates. */
  readonly exact: number | null
  /** What imprecise dates leave possible, ages that are not allowed included; null where they tell one age or none. */
  readonly possible: Interval | null
  /** The field whose absence leaves the age open. */
  readonly missing: 'age' | 'sampleDate' | null
  /** The date fields that are too imprecise to give one age. */
  readonly imprecise: readonly string[]
}

export function ageOf(input: AgeInput): Age {
  if (input.age != null)
    return { years: exactly(input.age), exact: input.age, possible: null, missing: null, imprecise: [] }
  const derived = derivedAge(input)
  if (!derived) {
    const missing = input.birthDate == null ? 'age' : 'sampleDate'
    return { years: between(...ALLOWED_AGE_YEARS), exact: null, possible: null, missing, imprecise: [] }
  }
  if (isExact(derived)) return { years: derived, exact: derived.lower, possible: null, missing: null, imprecise: [] }
  // An age that would be refused is none of the completions: what all the others decide is decided.
  const years = between(Math.max(derived.lower, youngest), Math.min(derived.upper, oldest))
  return { years, exact: null, possible: derived, missing: null, imprecise: impreciseDates(input) }
}

/** Youngest to oldest age that the two dates allow; null unless both are sent. */
function derivedAge({ birthDate, sampleDate }: AgeInput): Interval | null {
  if (birthDate == null || sampleDate == null) return null
  const birth = rangeOfDate(birthDate)
  const sample = rangeOfDate(sampleDate)
  return between(completedYears(birth.last, sample.first), completedYears(birth.first, sample.last))
}

const WHOLE_DATE_LENGTH = 10
const impreciseDates = (input: AgeInput): readonly string[] =>
  (['birthDate', 'sampleDate'] as const).filter((field) => (input[field]?.length ?? 0) < WHOLE_DATE_LENGTH)

const sampleBeforeBirth = ({ birthDate, sampleDate }: AgeInput): boolean =>
  birthDate != null && sampleDate != null && rangeOfDate(sampleDate).last < rangeOfDate(birthDate).first

/** No age that the dates leave possible is an allowed one. */
function outsideAllowed(input: AgeInput): boolean {
  const derived = derivedAge(input)
  return derived !== null && (derived.upper < youngest || derived.lower > oldest)
}

export const ageRules: readonly Rule<AgeInput>[] = [
  {
    fields: ['birthDate', 'sampleDate'],
    says: '`sampleDate` is not before `birthDate`.',
    check: (input): readonly Fault[] => {
      if (!sampleBeforeBirth(input)) return []
      const message =
        'sampleDate is before birthDate. Correct the dates, or exchange them if they were sent the wrong way round.'
      return [{ pointer: '/sampleDate', code: 'date_order', message }]
    },
  },
  {
    fields: ['birthDate', 'sampleDate'],
    says: '`birthDate` and `sampleDate` give an age of 18 to 120 completed years.',
    check: (input): readonly Fault[] => {
      if (sampleBeforeBirth(input) || !outsideAllowed(input)) return []
      const message =
        'birthDate and sampleDate give an age outside the 18 to 120 completed years that the formula is taken for. Correct the dates; for other ages there is no result here.'
      return [{ pointer: '/birthDate', code: 'out_of_range', message }]
    },
  },
  {
    fields: ['age', 'birthDate', 'sampleDate'],
    says: '`age` agrees with `birthDate` and `sampleDate` when all are sent.',
    check: (input): readonly Fault[] => {
      const derived = derivedAge(input)
      if (input.age == null || !derived || sampleBeforeBirth(input) || outsideAllowed(input)) return []
      if (input.age >= derived.lower && input.age <= derived.upper) return []
      const message =
        'age is not the number of completed years from birthDate to sampleDate. Correct whichever is wrong, or send only one of the two: age, or birthDate with sampleDate.'
      return [{ pointer: '/age', code: 'conflict', message }]
    },
  },
]
