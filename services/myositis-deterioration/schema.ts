import { StateSchema } from '@activity-scores/shared/contract/result-schema'
import { FORM_NAMES, visitFields, visitUsedSchema } from '@activity-scores/shared/measures/myositis-visit'
import { visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'
import { ITEMS, type Item } from './formula.js'

const { mmtTotal: _notAnMmt8, enzymes: _doNotCount, ...fields } = visitFields

const visit = (label: object, description: string) =>
  z
    .strictObject(fields)
    .nullish()
    .meta({ ...label, description })

export const Request = z.strictObject({
  baseline: visit(visitLabel('baseline'), 'Measures at the baseline'),
  followUp: visit(visitLabel('follow-up'), 'Measures at the visit in question'),
  confirmation: visit(
    { title: 'Visit after that' },
    'Measures at the next visit, where the deterioration is to be confirmed; compared with baseline',
  ),
})
export type Request = z.infer<typeof Request>

/** The forms of the MMT-8. */
export const FORMS = FORM_NAMES.filter((form) => form !== 'mmtTotal')

const visitUsed = visitUsedSchema.omit({ mmtTotal: true, enzymes: true })

export const Inputs = z.strictObject({ baseline: visitUsed, followUp: visitUsed, confirmation: visitUsed.nullable() })

const measure = z.strictObject({
  percent: z
    .number()
    .nullable()
    .describe('Worsening in percent of the baseline, unrounded; null when missing, or where a rise from 0 has none'),
  percentReported: z.string().nullable().describe('The same with 1 decimal, for display'),
  worse: StateSchema.describe('Worse by at least 30 %'),
})

const days = z.int().nullable().describe('Days since the baseline; null without both dates')

const visitDetails = z.strictObject({
  limbA: StateSchema,
  limbB: StateSchema,
  limbC: StateSchema,
  worsenedCount: z.int().min(0).max(5).describe('Measures known to be worse by at least 30 %, of 5'),
  unknownCount: z.int().min(0).max(5),
  physicianGlobalRise: z.number().nullable().describe('Follow-up minus baseline in cm'),
  extramuscularActivityRise: z.number().nullable().describe('Follow-up minus baseline in cm'),
  measures: z.strictObject(
    // Built from the list of measures, one entry for each; fromEntries forgets its keys.
    Object.fromEntries(ITEMS.map((item) => [item, measure])) as Readonly<Record<Item, typeof measure>>,
  ),
  intervalDays: days,
})

export const Details = z.strictObject({
  strengthForm: z.enum(FORMS).nullable().describe('Form of the MMT-8'),
  followUp: visitDetails,
  confirmation: visitDetails.nullable().describe('Null when not sent'),
})
