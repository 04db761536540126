/** Texts that the server alone writes: around every page, and on the list. */

export const SITE = {
  'ui.skip': 'Skip to content',
  'ui.batch': 'Batch',
  'ui.documentation': 'API',
  'ui.search': 'Search',
  'ui.lead': 'Rheumatology scores and criteria, computed by the server of this page. Nothing you type is stored.',
  'nav.ra': 'RA visit',
  'nav.ssc': 'SSc visit',
  'nav.myositis': 'Myositis visit',
  'nav.sjogren': 'Sjögren visit',
  'visit.without': 'This page needs script. Each score has a form without it in the list of instruments.',
  'nav.screen': 'Screening',
  'condition.rheumatoid-arthritis': 'Rheumatoid arthritis',
  'condition.systemic-sclerosis': 'Systemic sclerosis',
  'condition.lung': 'Interstitial lung disease',
  'condition.myositis': 'Myositis',
  'condition.sjogren': 'Sjögren disease',
  'condition.any': 'Any disease',
} as const
