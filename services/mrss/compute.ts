import type { Interval } from '@activity-scores/shared/language/interval'
import { type Outcome, scored, type Term } from '@activity-scores/shared/language/outcome'
import {
  SKIN_SITES,
  type SkinSites,
  skinScoreOf,
  skinScoreWarnings,
  sumOfSites,
} from '@activity-scores/shared/measures/skin-score'
import type { Request } from './schema.js'

export function compute(request: Request): Outcome {
  const sites = request.sites ?? null
  const given = { total: request.mrss, sites }
  const { total, range, missing } = skinScoreOf(given)
  const graded = sites ? sumOfSites(sites) : null
  const { status, score } = scored(total, range, 0, '{score}')

  return {
    status,
    score,
    category: null,
    criteria: [],
    terms: sites && graded?.total != null ? termsOf(sites) : [],
    details: {
      complete: graded ? graded.total !== null : null,
      sitesScored: graded ? SKIN_SITES.length - graded.missing.length : null,
      missingSites: graded?.missing ?? null,
    },
    inputs: { sites, mrss: request.mrss ?? null },
    missing: sites || total !== null ? missing.map((site) => `sites.${site}`) : ['sites'],
    warnings: skinScoreWarnings(given, '', 'mrss'),
    text: text(total, range, graded?.missing.length ?? null),
  }
}

const termsOf = (sites: SkinSites): readonly Term[] => SKIN_SITES.map((site) => ({ id: site, value: sites[site] ?? 0 }))

function text(total: number | null, { lower, upper }: Interval, missing: number | null): string {
  if (total !== null) return `mRSS ${total} of 51`
  const why = missing === null ? 'no sites' : `${missing} of ${SKIN_SITES.length} sites missing`
  return `mRSS not computable: ${why}; possible ${lower} to ${upper}`
}
