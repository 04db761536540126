/** Observations that are there more than once: the last version counts. */
import type { Candidate } from './candidates.js'
import type { Held } from './collect.js'
import type { Draft } from './draft.js'
import type { Issue } from './issue.js'

/** Of one Observation that is there in several versions, the last. */
export function unversioned(
  candidates: readonly Candidate[],
  held: readonly Held[],
  { issues }: Draft,
): readonly Candidate[] {
  if (held.length < 2 || areDistinct(candidates)) return candidates
  const newest = new Map<string, Candidate>()
  for (const each of candidates) {
    const key =
      each.reference === undefined
        ? each.expression
        : `${each.reference.replace(/\/_history\/.*$/, '')} ${componentOf(each)} ${each.field}`
    const before = newest.get(key)
    if (!before) newest.set(key, each)
    else if (JSON.stringify(before.whole) !== JSON.stringify(each.whole)) {
      const order = versionOrder(each, before)
      if (order > 0) newest.set(key, each)
      else if (order === 0) issues.push(versions(each))
    }
  }
  const kept = new Set(newest.values())
  return candidates.filter((each) => kept.has(each))
}

/** Whether no Observation is there twice, as in nearly every record: seen without a key for each. */
function areDistinct(candidates: readonly Candidate[]): boolean {
  const seen = new Set<string>()
  for (const { reference, expression } of candidates) {
    if (reference?.includes('/_history/')) return false
    seen.add(reference ?? expression)
  }
  return seen.size === candidates.length
}

const componentOf = ({ expression }: Candidate): string => /\.component\[\d+\]$/.exec(expression)?.[0] ?? ''

function versionOrder(a: Candidate, b: Candidate): number {
  const [one, other] = [a.whole.meta, b.whole.meta]
  if (one?.lastUpdated !== undefined && other?.lastUpdated !== undefined)
    return Date.parse(one.lastUpdated) - Date.parse(other.lastUpdated) || 0
  return Number(one?.versionId) - Number(other?.versionId) || 0
}

const versions = ({ field, reference, expression }: Candidate): Issue => ({
  status: 422,
  type: 'multiple-matches',
  code: 'observations_disagree',
  text: `${field}: ${reference ?? expression} is there twice with different contents, and nothing says which is the later version.`,
  field,
  reference,
  expression,
})
