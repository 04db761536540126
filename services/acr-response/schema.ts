import {
  crp,
  jointCountMethod,
  pain,
  patientGlobal,
  physicianGlobal,
  swollenJointCount28,
  tenderJointCount28,
} from '@activity-scores/shared/contract/fields'
import { categoryCode, StateSchema } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { haqDi } from '@activity-scores/shared/measures/finished-scores'
import { visitDate, visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'
import { acrResponse } from './manifest.js'

/** The full count and the 28-joint count of one finding, and how many joints lie outside the 28. */
export const JOINT_COUNTS = {
  tender: { full: 'tenderJointCount68', of28: 'tenderJointCount28', joints: 68, outside28: 40 },
  swollen: { full: 'swollenJointCount66', of28: 'swollenJointCount28', joints: 66, outside28: 38 },
} as const

export const VISITS = ['baseline', 'followUp'] as const

const fullCount = (joints: number, title: string, what: string) =>
  z
    .number()
    .min(0)
    .max(joints)
    .nullish()
    .meta({
      title,
      description: `Number of ${what} joints among the ${joints} assessed, 0 to ${joints}; whole unless jointCountMethod is prorated`,
    })

const visit = z.strictObject({
  date: visitDate,
  tenderJointCount68: fullCount(68, 'Tender joints of 68', 'tender'),
  swollenJointCount66: fullCount(66, 'Swollen joints of 66', 'swollen'),
  tenderJointCount28,
  swollenJointCount28,
  jointCountMethod: jointCountMethod.describe(
    'How the joint counts of this visit were obtained: counted (default) gives whole numbers; prorated scales them for joints that could not be evaluated, as in trial analyses',
  ),
  pain,
  patientGlobal,
  physicianGlobal,
  haqDi,
  crp,
  esr: quantity(analytes.esr, 'Erythrocyte sedimentation rate (Westergren)')
    .nullish()
    .meta({ title: 'Erythrocyte sedimentation rate' }),
})

export type Visit = z.infer<typeof visit>

const jointSets = z.enum(['68/66', '28']).meta({ 'x-options': { '68/66': '68 and 66 joints', '28': '28 joints' } })

const reactantRules = z
  .enum(['crp-else-esr', 'crp', 'esr', 'either'])
  .meta({ 'x-options': { 'crp-else-esr': 'CRP, else ESR', crp: 'CRP', esr: 'ESR', either: 'the better of both' } })

export const Request = z.strictObject({
  baseline: visit
    .nullish()
    .meta({ ...visitLabel('baseline'), description: 'The core set of measures at the earlier visit' }),
  followUp: visit
    .nullish()
    .meta({ ...visitLabel('follow-up'), description: 'The core set of measures at the later visit' }),
  jointSet: jointSets.nullish().meta({
    title: 'Joints that count',
    description:
      'Joints that count: by default 68 for tenderness and 66 for swelling, or the 28 where no full count is sent at either visit',
  }),
  acutePhaseReactant: reactantRules.nullish().meta({
    title: 'Acute-phase reactant',
    description:
      'crp-else-esr (default): CRP, or ESR where CRP is not known at both visits; crp or esr alone; either: the better of both, which inflates the response',
  }),
})
export type Request = z.infer<typeof Request>

const sent = z.number().nullable().describe('As sent; null when missing')

const visitUsed = z.strictObject({
  date: visitDate.unwrap().unwrap().nullable(),
  tenderJointCount68: sent,
  swollenJointCount66: sent,
  tenderJointCount28: sent,
  swollenJointCount28: sent,
  jointCountMethod: jointCountMethod.unwrap().unwrap(),
  pain: usedQuantity(analytes.scaleInMillimetres, 'Pain'),
  patientGlobal: usedQuantity(analytes.scaleInMillimetres, 'Patient global'),
  physicianGlobal: usedQuantity(analytes.scaleInMillimetres, 'Physician global'),
  haqDi: sent,
  crp: usedQuantity(analytes.crp, 'CRP'),
  esr: usedQuantity(analytes.esr, 'ESR'),
})

export const Inputs = z.strictObject({
  baseline: visitUsed,
  followUp: visitUsed,
  jointSet: jointSets.describe('The set used'),
  acutePhaseReactant: reactantRules,
})

const measure = z.strictObject({
  improvement: z
    .number()
    .nullable()
    .describe('Percent of the baseline, unrounded; null where a value is missing or a limit, or the baseline is 0'),
  improvementReported: z.string().nullable().describe('With 1 decimal, for display'),
  acr20: StateSchema,
  acr50: StateSchema,
  acr70: StateSchema,
})

export const Details = z.strictObject({
  response: categoryCode(acrResponse).describe('The category code: the highest response met'),
  jointSet: jointSets,
  reactant: z.enum(['crp', 'esr', 'either']).describe('Acute-phase reactant used; either is the better of both'),
  measures: z
    .strictObject({
      tenderJointCount: measure,
      swollenJointCount: measure,
      pain: measure,
      patientGlobal: measure,
      physicianGlobal: measure,
      haqDi: measure,
      reactant: measure,
    })
    .describe('Improvement of each measure, and whether it reaches 20, 50 and 70 %'),
  acrN: z.number().nullable().describe('ACR-N in percent, unrounded; null unless all seven improvements exist'),
  acrNReported: z.string().nullable().describe('With 1 decimal, for display'),
  intervalDays: z.int().nullable().describe('Days between the visits; null without both dates'),
})
