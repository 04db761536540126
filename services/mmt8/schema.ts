import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { kendallGradesUsed, muscleGradesUsed, muscleTestRequest } from '@activity-scores/shared/measures/muscle-test'
import * as z from 'zod'

export const Request = muscleTestRequest
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  mode: z.enum(['bilateral', 'unilateral']),
  grades: muscleGradesUsed.describe('Grades as sent, of the muscles of the form; null where missing'),
  scale: z.enum(['kendall', 'mrc']),
})

export const Details = z.strictObject({
  mode: z.enum(['bilateral', 'unilateral']).describe('Form that the score belongs to; the two are never compared'),
  maximum: z.number().describe('Greatest total of the form: 150 bilateral, 80 unilateral'),
  kendallGrades: kendallGradesUsed.describe('0 to 10 grade of each muscle of the form; null where missing'),
  convertedFromCoarseGrades: z
    .boolean()
    .describe(
      'True when 0-5 grades were converted and none of them carries a plus or minus: the half steps are then unknown',
    ),
  bilateralBounds: BoundsSchema.describe(
    'Every bilateral total (0 to 150) that the form leaves possible; a unilateral total R leaves R to R + 70',
  ),
})
