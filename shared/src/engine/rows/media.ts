/** How the rows of a batch come and go, and what is said where they come otherwise. */
import { advice } from '../problems.js'

/** `rows` is a JSON array, `lines` is NDJSON, `table` is CSV. */
export type Layout = 'rows' | 'lines' | 'table'

/** Media types of bodies, by layout; the full answer has that of the body. */
export const MEDIA: Readonly<Record<Layout, string>> = {
  rows: 'application/json',
  lines: 'application/x-ndjson',
  table: 'text/csv',
}

export const LAYOUTS = Object.keys(MEDIA) as readonly Layout[]
/** Of rows that no columns stand for. */
export const LAYOUTS_OF_JSON: readonly Layout[] = ['rows', 'lines']

export const layoutOf = (mediaType: string, layouts: readonly Layout[]): Layout | undefined =>
  layouts.find((layout) => MEDIA[layout] === mediaType)

export const batchAdvice = (layouts: readonly Layout[]) => ({
  ...advice,
  body_too_large:
    'The body is larger than any valid batch of 10000 rows. Send it in parts, or as application/x-ndjson, which has no limit.',
  unsupported_media_type: `Send the rows in UTF-8, uncompressed, with one of the headers ${layouts
    .map((layout) => `"Content-Type: ${MEDIA[layout]}"`)
    .join(', ')}.`,
})
