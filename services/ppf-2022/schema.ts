import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { finding, lungVisitFields, lungVisitInputs } from '@activity-scores/shared/measures/lung-visit'
import { intervalInDays, visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'

const visit = z.strictObject({
  ...lungVisitFields,
  dlcoPercentPredicted: quantity(
    analytes.dlcoPercentPredicted,
    'Diffusing capacity corrected for haemoglobin, in percent of predicted; see dlcoHbCorrected',
  )
    .nullish()
    .meta({ title: 'DLCO corrected for haemoglobin, percent of predicted' }),
})

export type Visit = z.infer<typeof visit>

const SIGN_WORDS = {
  tractionBronchiectasis: 'More extent or severity of traction bronchiectasis or bronchiolectasis',
  groundGlassWithTraction: 'New ground-glass opacity with traction bronchiectasis',
  fineReticulation: 'New fine reticulation',
  coarserReticulation: 'More extent or coarseness of reticulation',
  honeycombing: 'New or more honeycombing',
  lobarVolumeLoss: 'More lobar volume loss',
} as const

export type Sign = keyof typeof SIGN_WORDS

export const SIGNS = Object.keys(SIGN_WORDS) as readonly Sign[]

// fromEntries forgets its keys; every sign has its entry.
const signs = z
  .strictObject(
    Object.fromEntries(SIGNS.map((sign) => [sign, finding(SIGN_WORDS[sign], SIGN_WORDS[sign])])) as Record<
      Sign,
      ReturnType<typeof finding>
    >,
  )
  .nullish()
  .meta({
    title: 'Signs of radiological progression',
    description: 'Signs of radiological progression one by one; any one is enough',
  })

export const Request = z.strictObject({
  ildNotIpf: finding(
    'Interstitial lung disease other than IPF',
    'Interstitial lung disease other than idiopathic pulmonary fibrosis',
  ),
  fibrosisPresent: finding(
    'Radiological evidence of pulmonary fibrosis',
    'Radiological evidence of pulmonary fibrosis',
  ),
  worsenedSymptoms: finding(
    'Respiratory symptoms became worse within the past year',
    'Respiratory symptoms became worse within the past year',
  ),
  baseline: visit.nullish().meta({ ...visitLabel('baseline'), description: 'Lung function at the earlier visit' }),
  followUp: visit.nullish().meta({ ...visitLabel('follow-up'), description: 'Lung function at the later visit' }),
  intervalDays: intervalInDays,
  dlcoHbCorrected: finding(
    'DLCO is corrected for haemoglobin',
    'DLCO of both visits is corrected for haemoglobin; unless true, DLCO decides nothing',
  ),
  radiologicalProgression: finding(
    'Radiological progression within the past year',
    'Radiological progression within the past year, as the radiologist reports it; or send the radiologicalSigns',
  ),
  radiologicalSigns: signs,
  alternativeExplanation: finding(
    'The worsening has another explanation',
    'The worsening has another explanation; unless false, progression is not met',
  ),
})
export type Request = z.infer<typeof Request>

const flag = z.boolean().nullable()

const visitUsed = z.strictObject({
  ...lungVisitInputs,
  dlcoPercentPredicted: usedQuantity(analytes.dlcoPercentPredicted, 'DLCO in percent of predicted'),
})

export const Inputs = z.strictObject({
  ildNotIpf: flag,
  fibrosisPresent: flag,
  worsenedSymptoms: flag,
  baseline: visitUsed,
  followUp: visitUsed,
  intervalDays: z.int().nullable().describe('As sent or by the dates'),
  dlcoHbCorrected: flag,
  radiologicalProgression: flag,
  radiologicalSigns: z
    .strictObject(Object.fromEntries(SIGNS.map((sign) => [sign, flag])) as Record<Sign, typeof flag>)
    .nullable(),
  alternativeExplanation: flag,
})

const points = (of: string) =>
  z
    .number()
    .nullable()
    .describe(`Absolute decline in ${of} in points of percent predicted, unrounded; null without both visits`)

const reported = z.string().nullable().describe('With 1 decimal, for display')

export const Details = z.strictObject({
  fvcAbsoluteDeclinePoints: points('FVC'),
  fvcAbsoluteDeclineReported: reported,
  dlcoAbsoluteDeclinePoints: points('DLCO'),
  dlcoAbsoluteDeclineReported: reported,
  withinOneYear: flag.describe('The visits are at most one calendar year apart; null where the interval is not known'),
  criteriaMet: z.int().describe('How many of the three criteria are met'),
  criteriaUnknown: z.int().describe('How many of the three criteria are undetermined'),
})
