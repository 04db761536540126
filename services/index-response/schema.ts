import { pain, patientGlobal } from '@activity-scores/shared/contract/fields'
import { categoryCode, StateSchema } from '@activity-scores/shared/contract/result-schema'
import { usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { cdai, haqDi, sdai } from '@activity-scores/shared/measures/finished-scores'
import { visitDate, visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'
import { cdaiResponse } from './manifest.js'

const indices = z.enum(['cdai', 'sdai']).meta({ 'x-options': { cdai: 'CDAI', sdai: 'SDAI' } })

export type Index = z.infer<typeof indices>

export const visit = z.strictObject({ date: visitDate, cdai, sdai, haqDi, patientGlobal, pain })

export type Visit = z.infer<typeof visit>

export const Request = z.strictObject({
  baseline: visit.nullish().meta({
    ...visitLabel('baseline'),
    description: 'The earlier visit: CDAI or SDAI; HAQ-DI, patient global and pain for their MCII',
  }),
  followUp: visit
    .nullish()
    .meta({ ...visitLabel('follow-up'), description: 'The later visit, with the same measures' }),
  index: indices.nullish().meta({
    title: 'Which index answers',
    description:
      'Which index answers where both are sent: by default the one known at both visits, and cdai where both are',
  }),
})
export type Request = z.infer<typeof Request>

const score = z.number().nullable().describe('As sent; null when missing')

const visitUsed = z.strictObject({
  date: visitDate.unwrap().unwrap().nullable(),
  cdai: score,
  sdai: score,
  haqDi: score,
  patientGlobal: usedQuantity(analytes.scaleInMillimetres, 'Patient global'),
  pain: usedQuantity(analytes.scaleInMillimetres, 'Pain'),
})

export const Inputs = z.strictObject({ baseline: visitUsed, followUp: visitUsed, index: indices })

const mcii = (what: string) =>
  z
    .strictObject({
      improvement: z.number().nullable().describe('Baseline minus follow-up; null without both visits'),
      threshold: z.number().describe('Improvement that is at least this meets it (Ward 2015)'),
      state: StateSchema,
    })
    .nullable()
    .describe(`MCII of ${what}; null when it was sent at neither visit`)

const response = categoryCode(cdaiResponse)

export const Details = z.strictObject({
  index: indices.describe('The index that score, category and criteria stand on'),
  response,
  change: z.number().nullable().describe('Follow-up minus baseline in units of the index; positive is worse'),
  changeReported: z.string().nullable().describe('With 1 decimal, for display'),
  mcidThreshold: z
    .number()
    .nullable()
    .describe('Improvement in CDAI that meets the MCID from this baseline; null for SDAI and without a baseline'),
  fromLowActivity: z
    .boolean()
    .nullable()
    .describe('Whether the baseline CDAI is at most 10, where the MCID of worsening applies; null as above'),
  otherIndex: z
    .strictObject({
      index: indices,
      percentImprovement: z.number(),
      percentImprovementReported: z.string(),
      response,
    })
    .nullable()
    .describe('The response by the other index, where that too is known at both visits and its baseline is above 0'),
  mcii: z.strictObject({
    haqDi: mcii('HAQ-DI, in units'),
    patientGlobal: mcii('the patient global, in mm'),
    pain: mcii('pain, in mm'),
  }),
  intervalDays: z.int().nullable().describe('Days between the visits; null without both dates'),
})
