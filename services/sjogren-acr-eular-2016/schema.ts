import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { DOMAINS, domainLevels, domainLevelsUsed } from '@activity-scores/shared/measures/essdai-domains'
import { exclusionsField, exclusionsUsedSchema } from '@activity-scores/shared/measures/sjogren-exclusions'
import {
  antiSsaRoPositive,
  antiSsbLaPositive,
  eyesWithStaining,
  eyesWithStainingUsedSchema,
  focusScore,
  ocularStainingScore,
  schirmer,
  unstimulatedSaliva,
  vanBijsterveld,
} from '@activity-scores/shared/measures/sjogren-signs'
import * as z from 'zod'

export const EXCLUSIONS = [
  'headNeckRadiation',
  'activeHepatitisC',
  'aids',
  'sarcoidosis',
  'amyloidosis',
  'graftVersusHostDisease',
  'igg4RelatedDisease',
] as const

const statement = (title: string, description: string) => z.boolean().nullish().meta({ title, description })

export const Request = z.strictObject({
  pss2016InclusionMet: statement(
    'Inclusion of the 2016 criteria is met, by statement',
    'The inclusion criterion is met, as the investigator states it; or send what it stands on: drynessSymptoms, domains',
  ),
  drynessSymptoms: statement(
    'At least one of five questions on dryness answered yes',
    'At least one of the five questions on dryness of eyes and mouth is answered yes',
  ),
  domains: domainLevels(DOMAINS).nullish(),
  pss2016AnyExclusion: statement(
    'An excluding condition of the 2016 criteria is present, by statement',
    'Any excluding condition of these criteria is present, as the investigator states it; or send the `exclusions`',
  ),
  exclusions: exclusionsField(EXCLUSIONS),
  focusScore,
  antiSsaRoPositive,
  antiSsbLaPositive: antiSsbLaPositive.describe('Antibodies to SSB (La) are positive; they score nothing here'),
  ocularStainingScore,
  vanBijsterveld,
  schirmer,
  eyes: eyesWithStaining,
  unstimulatedSaliva,
})
export type Request = z.infer<typeof Request>

const flag = z.boolean().nullable()

export const Inputs = z.strictObject({
  pss2016InclusionMet: flag,
  drynessSymptoms: flag,
  domains: domainLevelsUsed(DOMAINS).nullable(),
  pss2016AnyExclusion: flag,
  exclusions: exclusionsUsedSchema(EXCLUSIONS),
  focusScore: z.number().nullable(),
  antiSsaRoPositive: flag,
  antiSsbLaPositive: flag,
  ocularStainingScore: z.int().nullable(),
  vanBijsterveld: z.int().nullable(),
  schirmer: usedQuantity(analytes.schirmer, 'Schirmer test'),
  eyes: eyesWithStainingUsedSchema,
  unstimulatedSaliva: usedQuantity(analytes.salivaFlow, 'Unstimulated saliva flow'),
})

export const Details = z.strictObject({
  pointBounds: z
    .strictObject({
      focusScore: BoundsSchema,
      antiSsaRo: BoundsSchema,
      ocularStaining: BoundsSchema,
      schirmer: BoundsSchema,
      salivaFlow: BoundsSchema,
    })
    .describe('Least and greatest points of each item; both ends are equal where it is known'),
  excludedBy: z.array(z.enum(EXCLUSIONS)).describe('Excluding conditions stated to be present'),
})
