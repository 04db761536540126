import { mrss, SKIN_SITES, skinSites, skinTotal } from '@activity-scores/shared/measures/skin-score'
import * as z from 'zod'

export const Request = z.strictObject({ sites: skinSites.nullish(), mrss })
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({ sites: skinSites.nullable(), mrss: skinTotal.nullable() })

export const Details = z.strictObject({
  complete: z.boolean().nullable().describe('All 17 sites are graded; null where no sites were sent'),
  sitesScored: z.int().nullable().describe('Number of sites graded, 0 to 17; null where no sites were sent'),
  missingSites: z.array(z.enum(SKIN_SITES)).nullable().describe('Sites without a grade; null where no sites were sent'),
})
