import { isoDate, partialDate } from '@activity-scores/shared/language/dates'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import * as z from 'zod'
import { CHOICES, DRUGS, ROUTES } from './formula.js'

const MOST_COURSES = 50

const course = z.strictObject({
  drug: z.enum(DRUGS).meta({
    title: 'Glucocorticoid',
    description:
      'Glucocorticoid; those without an equivalence, and `other`, make the dose not computable by a systemic route',
    'x-options': Object.fromEntries(DRUGS.map((name) => [name, name])),
  }),
  route: z.enum(ROUTES).meta({
    title: 'Route',
    description: 'Route; only oral, intravenous and intramuscular count',
    'x-options': Object.fromEntries(ROUTES.map((name) => [name, name])),
  }),
  dose: quantity(analytes.glucocorticoidDose, 'Amount of the drug in one dose')
    .nullish()
    .meta({ title: 'Amount in one dose' }),
  dosesPerPeriod: z
    .int()
    .min(1)
    .max(100)
    .nullish()
    .meta({ title: 'Doses in a period', description: 'Doses in a period, e.g. 1' }),
  periodDays: z.int().min(1).max(366).nullish().meta({
    title: 'Length of the period in days',
    description: 'Length of the period in days: 1 daily, 2 alternate days, 28 for a depot every four weeks',
  }),
  asNeeded: z.boolean().nullish().meta({
    title: 'Taken as needed',
    description: 'Taken as needed; countable only with the doses that were really taken in a period',
  }),
  pulse: z
    .boolean()
    .nullish()
    .meta({
      title: 'Intravenous pulse',
      description:
        'For an intravenous course: a pulse, which is not part of the mean (true), or not (false); where it is not said, 250 mg prednisone equivalent or more on a day leave the dose open, and less is averaged',
      'x-when': { field: 'route', is: 'intravenous' },
    }),
  startDate: partialDate
    .nullish()
    .meta({ title: 'First day', description: 'First day; absent where the course is known to have begun' }),
  endDate: partialDate
    .nullish()
    .meta({ title: 'Last day', description: 'Last day, itself included; absent while the course goes on' }),
})

export type Course = z.infer<typeof course>

const choice = (title: string, drug: string, otherwise: string) =>
  z
    .enum(CHOICES)
    .nullish()
    .meta({
      title,
      description: `Amount of ${drug} equal to 5 mg prednisone, on which sources disagree: ${otherwise}`,
      'x-options': { '0.75-mg': '0.75 mg', '0.6-mg': '0.6 mg' },
    })

export const Request = z.strictObject({
  courses: z.array(course).max(MOST_COURSES).nullish().meta({
    title: 'Courses of glucocorticoids',
    description: 'Every glucocorticoid course; an empty list when there is none, null or absent when it is not known',
  }),
  referenceDate: isoDate.nullish().meta({
    title: 'Day for which the dose is asked',
    description: 'Day for which the dose is asked; needed where a course has dates',
  }),
  taperFailed: z.boolean().nullish().meta({
    title: 'A taper below 7.5 mg/day failed',
    description: 'A taper below 7.5 mg/d was tried and failed, as documented',
  }),
  taperStatedImpossible: z.boolean().nullish().meta({
    title: 'A taper below 7.5 mg/day is impossible, as a physician states',
    description: 'A physician states that a taper below 7.5 mg/d is impossible or contraindicated',
  }),
  betamethasoneEquivalence: choice(
    'Betamethasone equal to 5 mg prednisone',
    'betamethasone',
    '0.75-mg or 0.6-mg; where it is not chosen, the value is by 0.75-mg and the bounds hold both',
  ),
  dexamethasoneEquivalence: choice(
    'Dexamethasone equal to 5 mg prednisone',
    'dexamethasone',
    '0.75-mg (default) or, rarely, 0.6-mg',
  ),
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
