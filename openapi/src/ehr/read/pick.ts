/** One value for each field, of each visit where there are several. */
import { type Candidate, pointerOf } from './candidates.js'
import type { Asked, Draft } from './draft.js'
import type { Issue } from './issue.js'
import { setAt } from './members.js'
import type { ReadingModel } from './model.js'
import { type Selected, selectFor } from './select.js'
import { assign, clustersOf } from './visits.js'

export function pickValues(
  model: ReadingModel,
  candidates: readonly Candidate[],
  asked: Asked,
  draft: Draft,
): readonly Selected[] {
  const { observed, codes, entry, visits } = model
  const chosen: Selected[] = []
  const pick = (leaf: Leaf, among: readonly Candidate[]): void => {
    const of = among.filter(({ field }) => field === leaf.name)
    if (of.length === 0) return
    const { selected, issue, notes } = selectFor(leaf, of, codes.field(leaf.name) ?? {})
    draft.notes.push(...notes)
    if (selected) chosen.push(selected)
    else if (issue) refuseField(model, issue, draft)
  }
  if (visits === 1) {
    for (const leaf of observed) pick(leaf, candidates)
    return chosen
  }
  const days = entry.visitDays ?? VISIT_DAYS
  const clusters = clustersOf(candidates, days, (field) => codes.field(field)?.anchor === true)
  const { visits: assigned, issues } = assign(clusters, days, asked, visits)
  draft.issues.push(...issues)
  for (const leaf of observed) pick(leaf, assigned.get(leaf.visit ?? 'baseline')?.candidates ?? [])
  for (const [name, { day, candidates: of }] of assigned) {
    const date = model.leaves.find((leaf) => leaf.visit === name && leaf.name === 'date')
    const isUsed = chosen.some(({ leaf, candidate }) => leaf.visit === name && of.includes(candidate))
    if (date && isUsed) setAt(draft.input, date.path, day)
  }
  codesDiffer(chosen, draft)
  return chosen
}

type Leaf = ReadingModel['leaves'][number]
const VISIT_DAYS = 14

/** Baseline and follow-up by different codes are perhaps not to be compared: before and after a bronchodilator. */
function codesDiffer(chosen: readonly Selected[], { notes }: Draft): void {
  for (const later of chosen) {
    if (later.leaf.visit !== 'followUp') continue
    const earlier = chosen.find(({ leaf }) => leaf.visit === 'baseline' && leaf.name === later.leaf.name)
    if (!earlier || earlier.candidate.entry.code === later.candidate.entry.code) continue
    const message = `${later.leaf.name}: the visits have different codes, ${earlier.candidate.entry.code} and ${later.candidate.entry.code}.`
    notes.push({ code: 'codes_differ', pointer: `/${later.leaf.path.join('/')}`, message })
  }
}

/** A refused field that only helps is dropped; any other makes the call fail (ehr S14). */
function refuseField({ entry }: ReadingModel, issue: Issue, draft: Draft): void {
  if (issue.field === undefined || !(entry.helps ?? []).includes(issue.field)) draft.issues.push(issue)
  else
    draft.notes.push({
      code: 'input_not_used',
      pointer: pointerOf(issue.field),
      message: `${issue.code}: ${issue.text}`,
    })
}
