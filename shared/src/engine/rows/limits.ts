/** The path of a batch, and how much one may hold. */
import { pathOf } from '../executor.js'

export const batchPathOf = (slug: string): string => `${pathOf(slug)}/batch`

/** Most rows of one array. */
export const MOST_ROWS = 10_000

/** Longest line of a stream in bytes. */
export const LONGEST_LINE = 65_536
