import { visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'

export const ITEMS = ['dryness', 'fatigue', 'limbPain'] as const

export type Item = (typeof ITEMS)[number]

const rating = (title: string, what: string) =>
  z
    .int()
    .min(0)
    .max(10)
    .nullish()
    .meta({ title, description: `${what}, whole number from 0 none to 10 worst` })

const items = {
  dryness: rating('Dryness', 'Dryness in the last 2 weeks'),
  fatigue: rating('Fatigue', 'Fatigue in the last 2 weeks, not mental fatigue'),
  limbPain: rating('Limb pain', 'Pain in arms and legs in the last 2 weeks'),
}

export const Request = z.strictObject({
  ...items,
  baseline: z
    .strictObject(items)
    .nullish()
    .meta({
      ...visitLabel('baseline'),
      description: 'The same items at an earlier visit, for the change; without it the improvement is undetermined',
    }),
})
export type Request = z.infer<typeof Request>

export type Ratings = Readonly<Partial<Record<Item, number | null | undefined>>>

const used = z.int().nullable()

const itemsUsed = { dryness: used, fatigue: used, limbPain: used }

export const Inputs = z.strictObject({ ...itemsUsed, baseline: z.strictObject(itemsUsed).nullable() })

const shown = (what: string) => z.string().nullable().describe(`${what}, for display`)

export const Details = z.strictObject({
  sum: z.int().min(0).max(30).nullable().describe('Sum of the three items, on which everything is decided'),
  baselineSum: z.int().min(0).max(30).nullable().describe('The same at baseline'),
  baselineValue: z.number().nullable().describe('ESSPRI at baseline, unrounded'),
  baselineReported: shown('ESSPRI at baseline with 2 decimals'),
  decrease: z.number().nullable().describe('Baseline minus now in points, unrounded; positive is better'),
  decreaseReported: shown('Decrease with 2 decimals'),
  decreasePercent: z.number().nullable().describe('Decrease in percent of the baseline; null for a baseline of 0'),
  decreasePercentReported: shown('Decrease in percent with 1 decimal'),
  baselineAtLeast5: z
    .boolean()
    .nullable()
    .describe(
      'The baseline is at least 5, as in the patients of whom the improvement was derived; null when not known',
    ),
})
