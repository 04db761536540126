/** Where documents are, besides the whole one at `/openapi.json`. */

/** Of one instrument. */
export const documentPathOf = (slug: string): string => `/v1/instruments/${slug}/openapi.json`

/** Of what is not about one instrument. */
export const OTHERS_PATH = '/docs/others.json'
