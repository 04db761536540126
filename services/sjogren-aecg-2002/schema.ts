import { usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { exclusionsField, exclusionsUsedSchema } from '@activity-scores/shared/measures/sjogren-exclusions'
import {
  antiSsaRoPositive,
  antiSsbLaPositive,
  eyes,
  eyesUsedSchema,
  focusScore,
  schirmer,
  unstimulatedSaliva,
  vanBijsterveld,
} from '@activity-scores/shared/measures/sjogren-signs'
import * as z from 'zod'

export const EXCLUSIONS = [
  'headNeckRadiation',
  'hepatitisC',
  'aids',
  'preExistingLymphoma',
  'sarcoidosis',
  'graftVersusHostDisease',
  'anticholinergicDrugs',
] as const

const statement = (title: string, description: string) => z.boolean().nullish().meta({ title, description })

export const Request = z.strictObject({
  ocularSymptoms: statement(
    'AECG item I: ocular symptoms',
    'Item I: at least one of the questions on the eyes is answered yes',
  ),
  oralSymptoms: statement(
    'AECG item II: oral symptoms',
    'Item II: at least one of the questions on the mouth is answered yes',
  ),
  ocularSigns: statement(
    'AECG item III: ocular signs, by statement',
    'Item III as the investigator states it; or send schirmer and vanBijsterveld',
  ),
  schirmer,
  vanBijsterveld,
  eyes,
  histopathology: statement(
    'AECG item IV: histopathology, by statement',
    'Item IV as the investigator states it; or send focusScore',
  ),
  focusScore,
  salivaryInvolvement: statement(
    'AECG item V: salivary gland involvement, by statement',
    'Item V as the investigator states it; or send its tests',
  ),
  unstimulatedSaliva,
  sialographyPositive: statement(
    'Parotid sialography positive',
    'Parotid sialography shows diffuse ectasia without obstruction of the major ducts',
  ),
  scintigraphyPositive: statement(
    'Salivary scintigraphy positive',
    'Salivary scintigraphy shows delayed uptake, low concentration or delayed excretion',
  ),
  autoantibodies: statement(
    'AECG item VI: anti-SSA or anti-SSB, by statement',
    'Item VI as the investigator states it: anti-SSA, anti-SSB or both; or send each',
  ),
  antiSsaRoPositive,
  antiSsbLaPositive,
  aecgAnyExclusion: statement(
    'An excluding condition of the AECG criteria is present, by statement',
    'Any excluding condition of these criteria is present, as the investigator states it; or send the `exclusions`',
  ),
  exclusions: exclusionsField(EXCLUSIONS),
  otherConnectiveTissueDisease: statement(
    'Another connective tissue disease is present',
    'Another connective tissue disease is present: gives a warning',
  ),
})
export type Request = z.infer<typeof Request>

const flag = z.boolean().nullable()

export const Inputs = z.strictObject({
  ocularSymptoms: flag,
  oralSymptoms: flag,
  ocularSigns: flag,
  schirmer: usedQuantity(analytes.schirmer, 'Schirmer test'),
  vanBijsterveld: z.int().nullable(),
  eyes: eyesUsedSchema,
  histopathology: flag,
  focusScore: z.number().nullable(),
  salivaryInvolvement: flag,
  unstimulatedSaliva: usedQuantity(analytes.salivaFlow, 'Unstimulated saliva flow'),
  sialographyPositive: flag,
  scintigraphyPositive: flag,
  autoantibodies: flag,
  antiSsaRoPositive: flag,
  antiSsbLaPositive: flag,
  aecgAnyExclusion: flag,
  exclusions: exclusionsUsedSchema(EXCLUSIONS),
  otherConnectiveTissueDisease: flag,
})

const count = (what: string) => z.int().min(0).max(6).describe(what)

export const Details = z.strictObject({
  positiveItems: count('Items that are positive, of 6'),
  undeterminedItems: count('Items that are not known, of 6'),
  excludedBy: z.array(z.enum(EXCLUSIONS)).describe('Excluding conditions stated to be present'),
})
