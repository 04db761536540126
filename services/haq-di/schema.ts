import { categoryCode } from '@activity-scores/shared/contract/result-schema'
import { haqCategories, haqItems, healthAssessmentRequest } from '@activity-scores/shared/measures/health-assessment'
import * as z from 'zod'
import { severity } from './manifest.js'

export const Request = healthAssessmentRequest
export type Request = z.infer<typeof Request>

const categoryIds = haqCategories.map(({ id }) => id)
const answer = z.number().nullable()

const keyed = <Value extends z.ZodType>(keys: readonly string[], value: Value) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, value])))

export const Inputs = z.strictObject({
  items: keyed(haqItems, answer).describe('Answers, 0 to 3; null where none was given'),
  aids: z.array(z.enum(categoryIds)).nullable().describe('Categories with an aid ticked; null when not stated'),
  help: z.array(z.enum(categoryIds)).nullable().describe('Categories with help ticked; null when not stated'),
})

const score = z.number().nullable()
const code = categoryCode(severity)
const bounds = z.strictObject({ lower: score, upper: score })

export const Details = z.strictObject({
  standard: score.describe('HAQ-DI with aids and help, the score of this result, unrounded'),
  alternative: score.describe('HAQ-DI without aids and help, unrounded'),
  alternativeReported: z.string().nullable(),
  alternativeCategory: code.describe('Band of the alternative score'),
  alternativeBounds: bounds.nullable().describe('Range of the alternative score when it is not computable'),
  nearestEighth: score.describe('Standard score on the grid of eighths, half up; for display only'),
  categories: keyed(categoryIds, answer).describe('Category scores after aids and help; null when not answered'),
  categoriesAlternative: keyed(categoryIds, answer).describe('Category scores before aids and help'),
  categoriesAnswered: z.int().describe('Categories with at least one answer, of 8; at least 6 are needed'),
  boundCategories: z
    .array(code)
    .length(2)
    .nullable()
    .describe('Band at the lower and at the upper bound, where the score is a range'),
  normalFunctionBelow05: z
    .boolean()
    .nullable()
    .describe('Standard score < 0.5 (ORAL Strategy analysis); null where the bounds leave it open'),
  normalFunctionAtMost05: z
    .boolean()
    .nullable()
    .describe('Standard score <= 0.5 (ACR/EULAR 2022); null where the bounds leave it open'),
})
