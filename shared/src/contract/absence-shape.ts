/** Schema of each kind of exception of `absence.ts`, as catalogue and protocol files show them. */
import * as z from 'zod'

const text = z.string()

export const absenceShape = {
  precedences: z
    .array(z.strictObject({ uses: text, insteadOf: z.array(text), warning: text, reason: text }))
    .describe('Fields that count before others, with the warning of an answer in which that mattered'),
  options: z
    .array(
      z.strictObject({
        field: text,
        default: z.union([text, z.number(), z.boolean()]).nullable(),
        where: z.strictObject({ field: text, is: z.union([text, z.boolean()]) }).optional(),
        absent: text,
      }),
    )
    .describe('Fields that choose how to compute, with what an absent one stands for'),
  completeLists: z
    .array(
      z.strictObject({
        list: text,
        where: z.strictObject({ field: text, is: z.union([text, z.boolean()]) }).optional(),
        reason: text,
        warning: text.optional(),
      }),
    )
    .describe('Lists that say all there is: what is not in one is stated not to be'),
  imputations: z
    .array(
      z.strictObject({
        fields: z.array(text),
        warning: text,
        category: z.enum(['by-value', 'by-bounds']).describe('What the category follows'),
        reason: text,
      }),
    )
    .describe('Fields for which a published rule puts a value while they are open'),
}
