/** Days on which a statement about time turns for no other reason than that days pass (decision 107). */
import { monthsLater, rangeOfDate } from '@activity-scores/shared/language/dates'
import type { Verdict } from '@activity-scores/shared/language/kleene'
import type { Limits } from '../protocol/rule-schema.js'
import { daysLater } from './dates.js'

/** Days about which a span from a perhaps partial day reaches one of the limits. */
export function daysAbout(from: string, limits: Limits, unit: 'days' | 'months' | 'years'): readonly string[] {
  const { first, last } = rangeOfDate(from)
  const after = (day: string, count: number): string =>
    unit === 'days' ? daysLater(day, count) : monthsLater(day, unit === 'years' ? count * 12 : count)
  return Object.values(limits as Record<string, number | undefined>).flatMap((limit) => {
    if (limit === undefined) return []
    const counts = unit === 'years' ? [limit, limit + 1] : [limit]
    return counts.flatMap((count) =>
      [first, last].flatMap((day) => [after(day, count), daysLater(after(day, count), 1)]),
    )
  })
}

/** The first of some days after `today` on which a statement says something else. */
export function turnAmong(
  days: readonly string[],
  today: string,
  now: Verdict,
  on: (day: string) => Verdict,
): { readonly day: string; readonly verdict: Verdict } | undefined {
  for (const day of [...new Set(days)].sort()) {
    if (day <= today) continue
    const verdict = on(day)
    if (verdict.state !== now.state) return { day, verdict }
  }
  return undefined
}
