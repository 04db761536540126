/** Cards: what was computed, from what, and what was refused. No treatment advice. */

import { escaped } from '@activity-scores/shared/engine/serialise'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import { escapeMarkdown } from '@activity-scores/shared/language/text'
import { VISITS } from '../codes/leaves.js'
import { LOCAL } from '../codes/systems.js'
import { listedNotes } from '../fhir/listed.js'
import type { Operation } from '../fhir/model.js'
import { piecesOf } from '../fhir/pieces.js'
import type { Reading } from '../read/draft.js'
import type { Issue } from '../read/issue.js'
import { valueAt } from '../read/members.js'
import { uuidsOf } from './uuid.js'

export interface Card {
  readonly uuid: string
  readonly summary: string
  readonly detail?: string
  readonly indicator: 'info' | 'warning'
  readonly source: object
  readonly links: readonly object[]
}

/** What stands on every card of a call. */
export interface Frame {
  readonly base: string
  readonly id: string
  readonly title: string
  /** Path of the page that says how it is computed. */
  readonly page: string
  readonly hookInstance: string
  readonly subject: string
}

const LONGEST_SUMMARY = 139

/** Cut at a word. */
export function shortened(text: string, most = LONGEST_SUMMARY): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 3)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}...`
}

/** Of the card and of what it suggests. */
const idsOf = ({ hookInstance, id, subject }: Frame): readonly string[] =>
  uuidsOf(hookInstance, [`${id} ${subject}`, `${id} ${subject} suggestion`])

/** Of an instrument the same on every card. */
const pageOf = ({ base, id, title, page }: Frame) => ({
  source: {
    label: 'Activity Scores',
    url: `${base}${page}`,
    topic: { system: LOCAL, code: id, display: title },
  },
  links: [{ label: 'How it is computed', url: `${base}${page}`, type: 'absolute' }],
})

export const frameOf = (frame: Frame) => ({ uuid: idsOf(frame)[0] as string, ...pageOf(frame) })

export function refusedCard(frame: Frame, issues: readonly Issue[]): Card {
  const [first] = issues
  const why = (first?.code ?? 'input refused').replaceAll('_', ' ')
  return {
    ...frameOf(frame),
    summary: shortened(`${frame.title} not computed: ${why}`),
    detail: issues
      .slice(0, MOST_LISTED)
      .map(({ text }) => `- ${escapeMarkdown(text)}`)
      .join('\n'),
    indicator: 'warning',
  }
}

const MOST_LISTED = 20

export const missingCard = (frame: Frame, missing: readonly string[]): Card => ({
  ...frameOf(frame),
  summary: shortened(`${frame.title} not computed: missing ${missing.join(', ')}`),
  indicator: 'info',
})

const OVERRIDES = JSON.stringify([
  { system: LOCAL, code: 'override-input-outdated', display: 'An input is out of date' },
  { system: LOCAL, code: 'override-not-applicable', display: 'The score does not apply to this patient' },
])

/** The card as text, round the text of the Observation that it suggests. */
export function resultCard(
  frame: Frame,
  operation: Operation,
  outcome: Outcome,
  reading: Reading,
  observation: string,
): string {
  const { title, base } = frame
  const reported = reportedOf(outcome)
  const about = escaped(reported === undefined ? title : `${title} ${reported}`)
  const page = piecesOf(operation.model)('card', base, () => pageOf(frame))
  const summary = escaped(shortened(summaryOf(title, outcome)))
  const detail = JSON.stringify(detailOf(operation, outcome, reading))
  const [uuid, suggested] = idsOf(frame)
  const action = `{"type":"create","description":"Create an Observation with ${about}","resource":${observation}}`
  const suggestion = `{"label":"Record ${about}","uuid":"${suggested}","actions":[${action}]}`
  const said = `"summary":"${summary}","detail":${detail},"indicator":"info","selectionBehavior":"at-most-one"`
  return `{"uuid":"${uuid}",${page.slice(1, -1)},${said},"suggestions":[${suggestion}],"overrideReasons":${OVERRIDES}}`
}

function reportedOf({ score }: Outcome): string | undefined {
  if (score?.reported == null) return undefined
  return score.unit === '{score}' ? score.reported : `${score.reported} ${score.unit}`
}

function summaryOf(title: string, outcome: Outcome): string {
  const reported = reportedOf(outcome)
  const { category, text } = outcome
  if (reported === undefined || (category === null && outcome.criteria.length > 0)) return text
  const label = category && category.code !== 'undetermined' ? `: ${lowered(category.label)}` : ''
  return `${title} ${reported}${label}`
}

/** A sentence begins elsewhere: `Moderate disease activity` follows a colon. */
const lowered = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label

const DECIMALS_OF_TERMS = 3

function detailOf({ instrument, model }: Operation, outcome: Outcome, reading: Reading): string {
  const { terms, warnings, category, references } = outcome as Outcome & { readonly references?: readonly string[] }
  const hasTerms = terms.length > 0
  const head = hasTerms
    ? '| input | value | observed | term |\n| --- | --- | --- | --- |'
    : '| input | value | observed |\n| --- | --- | --- |'
  let detail = head
  for (const source of reading.sources) {
    const leaf = model.leaves[model.places.get(source.path) ?? -1]
    const title = escapeMarkdown(leaf?.title ?? source.path)
    const value = written(valueAt(reading.input, leaf?.path ?? source.path.split('.')))
    detail += `\n| ${title} | ${escapeMarkdown(value)} | ${source.time?.lastDay ?? ''} |`
    if (!hasTerms) continue
    const term = terms.findLast(({ id }) => id === source.path)
    detail += ` ${term?.value.toFixed(DECIMALS_OF_TERMS) ?? ''} |`
  }
  const visits = visitsOf(reading)
  if (visits !== '') detail += `\n\n${visits}`
  const said = [...warnings, ...listedNotes(reading.notes)].map(
    ({ code, message }) => `- ${escapeMarkdown(`${code}: ${message}`)}`,
  )
  if (said.length > 0) detail += `\n\n${said.join('\n')}`
  const cut = category ? `, cut-offs ${category.set}` : ''
  return `${detail}\n\nVersion ${instrument.version}${cut}. ${references?.join(', ') ?? citedBy(instrument)}`
}

const cited = new WeakMap<Operation['instrument'], string>()

/** Ids of what an instrument cites. */
function citedBy(instrument: Operation['instrument']): string {
  let text = cited.get(instrument)
  if (text === undefined) {
    text = instrument.citations.flatMap(({ id }) => id ?? []).join(', ')
    cited.set(instrument, text)
  }
  return text
}

function visitsOf({ input }: Reading): string {
  const days: string[] = []
  for (const visit of VISITS) {
    const day = input[visit] === undefined ? undefined : valueAt(input, [visit, 'date'])
    if (typeof day === 'string') days.push(`${visit} ${day}`)
  }
  return days.length === 0 ? '' : `Visits: ${days.join(', ')}.`
}

function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const { value: number, unit, comparator, upperLimit } = value as Readonly<Record<string, unknown>>
  const limit = upperLimit === undefined ? '' : ` (limit ${upperLimit})`
  return `${comparator ?? ''}${number} ${unit}${limit}`
}
