/** Which of the Observations that were read may be the newest, by the clock. */
import type { RecordEntry, Resource } from './record.js'

/** Of a field that counts once, those that are looked through. */
const MOST_OF_ONE = 10
/** Whole days overlap: what is less than a day out of order is in order. */
const DAY_MS = 86_400_000

interface Period {
  readonly start?: unknown
  readonly end?: unknown
}

/** Nothing where there is no time, or none that is read. */
function momentOf(resource: Resource): number | undefined {
  const { start, end } = (resource['effectivePeriod'] ?? {}) as Period
  const written = resource['effectiveDateTime'] ?? resource['effectiveInstant'] ?? end ?? start ?? resource['issued']
  const moment = typeof written === 'string' ? Date.parse(written) : Number.NaN
  return Number.isNaN(moment) ? undefined : moment
}

/**
 * Of a list of which the rest was not read: those that are newer than all of the rest. None where the list is not the newest first,
 * as where a server does not know how to sort, or where its first is not clearly newer than its last.
 */
export function newerThanTheRest(entries: readonly RecordEntry[]): readonly RecordEntry[] {
  let least = Number.POSITIVE_INFINITY
  const moments: number[] = []
  for (const { resource } of entries) {
    const moment = momentOf(resource)
    if (moment === undefined || moment > least + DAY_MS) return []
    least = Math.min(least, moment)
    moments.push(moment)
  }
  return entries.filter((_, i) => (moments[i] ?? least) > least + DAY_MS)
}

/** Those that may count: without a time, and the newest, with all of the day of the last of them. */
export function newestOf(entries: readonly RecordEntry[]): readonly RecordEntry[] {
  const moments = entries.map(({ resource }) => momentOf(resource))
  const sorted = moments.filter((moment) => moment !== undefined).sort((a, b) => b - a)
  const last = sorted[MOST_OF_ONE - 1] ?? Number.NEGATIVE_INFINITY
  return entries.filter((_, i) => (moments[i] ?? Number.POSITIVE_INFINITY) >= last - DAY_MS)
}
