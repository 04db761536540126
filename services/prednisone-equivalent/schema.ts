import { isoDate, partialDate } from '@activity-scores/shared/language/dates'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { z } from 'zod'
import { CHOICES, DRUGS, ROUTES } from './formula.js'

const MOST_COURSES = 50

const course = z.strictObject({
  drug: z
    .enum(DRUGS)
    .describe(
      'Glucocorticoid; those without an equivalence, and `other`, make the dose not computable by a systemic route',
    ),
  route: z.enum(ROUTES).describe('Route; only oral, intravenous and intramuscular count'),
  dose: quantity(analytes.glucocorticoidDose, 'Amount of the drug in one dose').nullish(),
  dosesPerPeriod: z.int().min(1).max(100).nullish().describe('Doses in a period, e.g. 1'),
  periodDays: z
    .int()
    .min(1)
    .max(366)
    .nullish()
    .describe('Length of the period in days: 1 daily, 2 alternate days, 28 for a depot every four weeks'),
  asNeeded: z
    .boolean()
    .nullish()
    .describe('Taken as needed; countable only with the doses that were really taken in a period'),
  pulse: z
    .boolean()
    .nullish()
    .describe(
      'For an intravenous course: a pulse, which is not part of the mean (true), or not (false); where it is not said, 250 mg prednisone equivalent or more on a day leave the dose open, and less is averaged',
    ),
  startDate: partialDate.nullish().describe('First day; absent where the course is known to have begun'),
  endDate: partialDate.nullish().describe('Last day, itself included; absent while the course goes on'),
})

export type Course = z.infer<typeof course>

const choice = (drug: string, otherwise: string) =>
  z
    .enum(CHOICES)
    .nullish()
    .describe(`Amount of ${drug} equal to 5 mg prednisone, on which sources disagree: ${otherwise}`)

export const Request = z.strictObject({
  courses: z
    .array(course)
    .max(MOST_COURSES)
    .nullish()
    .describe('Every glucocorticoid course; an empty list when there is none, null or absent when it is not known'),
  referenceDate: isoDate.nullish().describe('Day for which the dose is asked; needed where a course has dates'),
  taperFailed: z.boolean().nullish().describe('A taper below 7.5 mg/d was tried and failed, as documented'),
  taperStatedImpossible: z
    .boolean()
    .nullish()
    .describe('A physician states that a taper below 7.5 mg/d is impossible or contraindicated'),
  betamethasoneEquivalence: choice(
    'betamethasone',
    '0.75-mg or 0.6-mg; where it is not chosen, the value is by 0.75-mg and the bounds hold both',
  ),
  dexamethasoneEquivalence: choice('dexamethasone', '0.75-mg (default) or, rarely, 0.6-mg'),
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  courses: z
    .array(
      z.strictObject({
        drug: z.enum(DRUGS),
        route: z.enum(ROUTES),
        dose: usedQuantity(analytes.glucocorticoidDose, 'Dose'),
        dosesPerPeriod: z.int().nullable(),
        periodDays: z.int().nullable(),
        asNeeded: z.boolean().nullable(),
        pulse: z.boolean().nullable(),
        startDate: z.string().nullable(),
        endDate: z.string().nullable(),
      }),
    )
    .nullable(),
  referenceDate: z.string().nullable(),
  taperFailed: z.boolean().nullable(),
  taperStatedImpossible: z.boolean().nullable(),
  betamethasoneEquivalence: z.enum(CHOICES),
  dexamethasoneEquivalence: z.enum(CHOICES),
})

export const COUNTED_AS = [
  'averaged',
  'not-active',
  'activity-unknown',
  'pulse-excluded',
  'pulse-unknown',
  'non-systemic',
  'equivalence-unknown',
  'dose-unknown',
] as const

export const Details = z.strictObject({
  below75: z.boolean().nullable().describe('Whether the dose is below 7.5 mg/d; null where that is not certain'),
  courses: z
    .array(
      z.strictObject({
        drug: z.enum(DRUGS),
        countedAs: z.enum(COUNTED_AS).describe('Whether and why the course counts'),
        equalMg: z.number().nullable().describe('mg of the drug equal to 5 mg prednisone; null where none is known'),
        perDay: z
          .number()
          .nullable()
          .describe('Mean mg/d of prednisone while the course is active; null where it is not known or not averaged'),
      }),
    )
    .describe('Each course, in the order sent'),
})
