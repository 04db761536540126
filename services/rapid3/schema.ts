import { PAIN, PATIENT_GLOBAL, pain, patientGlobal } from '@activity-scores/shared/contract/fields'
import { BoundsSchema, categoryCode } from '@activity-scores/shared/contract/result-schema'
import { usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { haqDi } from '@activity-scores/shared/measures/finished-scores'
import * as z from 'zod'
import { ITEMS, WORST_ANSWER } from './formula.js'
import { severity } from './manifest.js'

/** MDHAQ01 to MDHAQ10, in the order of the form. */
export const ITEM_IDS: readonly string[] = Array.from(
  { length: ITEMS },
  (_item, i) => `MDHAQ${String(i + 1).padStart(2, '0')}`,
)

const keyed = <Value extends z.ZodType>(value: (id: string) => Value) =>
  z.strictObject(Object.fromEntries(ITEM_IDS.map((id) => [id, value(id)])))

const answer = (id: string) =>
  z
    .int()
    .min(0)
    .max(WORST_ANSWER)
    .nullish()
    .meta({
      title: `Function item ${Number(id.slice(-2))}`,
      description: `${id}: 0 without difficulty to 3 unable; null when not answered`,
    })

export const Request = z.strictObject({
  mdhaqItems: keyed(answer).nullish().meta({
    title: 'Function items of the MDHAQ',
    description: 'The 10 function items of the MDHAQ by id, MDHAQ01 to MDHAQ10, 0 to 3 each',
  }),
  haqDi,
  pain,
  patientGlobal,
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  mdhaqItems: keyed(() => z.number().nullable()).describe('Answers, 0 to 3; null where none was given'),
  haqDi: z.number().nullable(),
  pain: usedQuantity(analytes.scaleOfTen, PAIN),
  patientGlobal: usedQuantity(analytes.scaleOfTen, PATIENT_GLOBAL),
})

const code = categoryCode(severity)
const figure = (what: string) => z.number().nullable().describe(`${what}, unrounded; null where it is not known`)

export const Details = z.strictObject({
  fn: figure('Function, 0 to 10'),
  fnReported: z.string().nullable(),
  fnSource: z.enum(['mdhaq', 'haq_di']).nullable().describe('What function was taken from'),
  fnBounds: BoundsSchema.nullable().describe('Range of function where items are open'),
  itemsAnswered: z.int().min(0).max(ITEMS),
  valueDiv3: figure('The total on the 0 to 10 scale'),
  valueDiv3Reported: z.string().nullable(),
  templateFn: z.number().nullable().describe('Function rounded to 0.1, as on the paper form'),
  templateValue: z.number().nullable().describe('The total with function so rounded'),
  templateCategory: code
    .nullable()
    .describe('The category of that total; undetermined where imputed items leave it open'),
})
export type Details = z.infer<typeof Details>
