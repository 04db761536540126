/** Age in completed years at the sample: sent as such, or derived from birth date and sample date (partial dates allowed). */
import { completedYears, rangeOfDate } from '@activity-scores/shared/dates'
import type { Fault, Rule } from '@activity-scores/shared/instrument'
import { between, exactly, type Interval, isExact } from '@activity-scores/shared/interval'

/** Ages in completed years that the formula is taken for. */
export const ALLOWED_AGE_YEARS = [18, 120] as const
/** Ages of the 249 patients that the formula was derived from. */
export const DERIVATION_AGE_YEARS = [18, 92] as const

export interface AgeInput {
  readonly age?: number | null | undefined
  readonly birthDate?: string | null | undefined
  readonly sampleDate?: string | null | undefined
}

export interface Age {
  /** Every age that the input leaves possible; the allowed range when nothing is known. */
  readonly years: Interval
  /** The field whose absence leaves the age open. */
  readonly missing: 'age' | 'sampleDate' | null
  /** The date fields that are too imprecise to give one age. */
  readonly imprecise: readonly string[]
}

export function ageOf(input: AgeInput): Age {
  if (input.age != null) return { years: exactly(input.age), missing: null, imprecise: [] }
  const derived = derivedAge(input)
  if (derived) return { years: derived, missing: null, imprecise: isExact(derived) ? [] : impreciseDates(input) }
  const missing = input.birthDate == null ? 'age' : 'sampleDate'
  return { years: between(...ALLOWED_AGE_YEARS), missing, imprecise: [] }
}

/** Youngest to oldest age that the two dates allow; null unless both are sent. */
function derivedAge({ birthDate, sampleDate }: AgeInput): Interval | null {
  if (birthDate == null || sampleDate == null) return null
  const birth = rangeOfDate(birthDate)
  const sample = rangeOfDate(sampleDate)
  return between(completedYears(birth.last, sample.first), completedYears(birth.first, sample.last))
}

/** No age that is possible is one that would be refused if it were known. */
export const isAllowed = ({ lower, upper }: Interval): boolean =>
  lower >= ALLOWED_AGE_YEARS[0] && upper <= ALLOWED_AGE_YEARS[1]

const WHOLE_DATE_LENGTH = 10
const impreciseDates = (input: AgeInput): readonly string[] =>
  (['birthDate', 'sampleDate'] as const).filter((field) => (input[field]?.length ?? 0) < WHOLE_DATE_LENGTH)

const sampleBeforeBirth = ({ birthDate, sampleDate }: AgeInput): boolean =>
  birthDate != null && sampleDate != null && rangeOfDate(sampleDate).last < rangeOfDate(birthDate).first

/** No age that the dates leave possible is an allowed one. */
function outsideAllowed(input: AgeInput): boolean {
  const [youngest, oldest] = ALLOWED_AGE_YEARS
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
