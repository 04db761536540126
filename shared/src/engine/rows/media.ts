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

export const layoutOf = (mediaType: string): Layout | undefined =>
  (Object.keys(MEDIA) as Layout[]).find((layout) => MEDIA[layout] === mediaType)

export const BATCH_ADVICE = {
  ...advice,
  body_too_large:
    'The body is larger than any valid batch of 10000 rows. Send it in parts, or as application/x-ndjson, which has no limit.',
  unsupported_media_type: `Send the rows in UTF-8, uncompressed, with one of the headers ${Object.values(MEDIA)
    .map((type) => `"Content-Type: ${type}"`)
    .join(', ')}.`,
} as const
