import type { Example } from '@activity-scores/shared/contract/instrument'
import { SKIN_SITES, type SkinSites } from '@activity-scores/shared/measures/skin-score'
import type { Request } from './schema.js'

const allSites = (grade: number, more: SkinSites): SkinSites => ({
  ...Object.fromEntries(SKIN_SITES.map((site) => [site, grade])),
  ...more,
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'distal-skin',
    title: 'Face, forearms, hands and fingers',
    source: 'clinical specification, worked example mrss-04',
    request: {
      sites: allSites(0, {
        face: 1,
        forearmRight: 1,
        forearmLeft: 1,
        handRight: 2,
        handLeft: 2,
        fingersRight: 3,
        fingersLeft: 3,
      }),
    },
    expect: {
      status: 'computed',
      score: { value: 13, reported: '13', bounds: null },
      details: { complete: true, sitesScored: 17, missingSites: [] },
    },
  },
  {
    name: 'site-missing',
    title: 'One foot not gradable: no total, 5 to 8',
    source: 'clinical specification, worked example mrss-07',
    request: { sites: allSites(0, { face: 1, fingersRight: 2, fingersLeft: 2, footLeft: null }) },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 5, upper: 8 } },
      missing: ['sites.footLeft'],
      details: { complete: false, sitesScored: 16, missingSites: ['footLeft'] },
    },
  },
  {
    name: 'total-alone',
    title: 'A total that was finished elsewhere',
    source: 'clinical specification, section 2: the total alone may be sent, 0 to 51',
    request: { mrss: 22 },
    expect: { status: 'computed', score: { value: 22, reported: '22' }, details: { complete: null }, missing: [] },
  },
]
