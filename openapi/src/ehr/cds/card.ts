/** Cards: what was computed, from what, and what was refused. No treatment advice. */
import type { Outcome } from '@activity-scores/shared/language/outcome'
import { escapeMarkdown } from '@activity-scores/shared/language/text'
import { LOCAL } from '../codes/systems.js'
import type { Operation } from '../fhir/model.js'
import type { Reading, Source } from '../read/draft.js'
import type { Issue } from '../read/issue.js'
import { valueAt } from '../read/members.js'
import { uuidOf } from './uuid.js'

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

export const frameOf = ({ base, id, title, page, hookInstance, subject }: Frame) => ({
  uuid: uuidOf(hookInstance, `${id} ${subject}`),
  source: {
    label: 'Activity Scores',
    url: `${base}${page}`,
    topic: { system: LOCAL, code: id, display: title },
  },
  links: [{ label: 'How it is computed', url: `${base}${page}`, type: 'absolute' }],
})

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
  const { title, hookInstance, id, subject } = frame
  const reported = reportedOf(outcome)
  const about = reported === undefined ? title : `${title} ${reported}`
  const card = JSON.stringify({
    ...frameOf(frame),
    summary: shortened(summaryOf(title, outcome)),
    detail: detailOf(operation, outcome, reading),
    indicator: 'info',
    selectionBehavior: 'at-most-one',
  })
  const uuid = uuidOf(hookInstance, `${id} ${subject} suggestion`)
  const description = JSON.stringify(`Create an Observation with ${about}`)
  const action = `{"type":"create","description":${description},"resource":${observation}}`
  const suggestion = `{"label":${JSON.stringify(`Record ${about}`)},"uuid":"${uuid}","actions":[${action}]}`
  return `${card.slice(0, -1)},"suggestions":[${suggestion}],"overrideReasons":${OVERRIDES}}`
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
  const termOf = new Map(terms.map(({ id, value }) => [id, value.toFixed(DECIMALS_OF_TERMS)]))
  const hasTerms = terms.length > 0
  const head = hasTerms
    ? '| input | value | observed | term |\n| --- | --- | --- | --- |'
    : '| input | value | observed |\n| --- | --- | --- |'
  const rows = reading.sources.map((source) => {
    const cells = [
      model.leaves[model.places.get(source.path) ?? -1]?.title ?? source.path,
      written(source, reading),
      source.time?.lastDay ?? '',
    ]
    return `| ${[...cells, ...(hasTerms ? [termOf.get(source.path) ?? ''] : [])].map(escapeMarkdown).join(' | ')} |`
  })
  const cut = category ? `, cut-offs ${category.set}` : ''
  const cited = references ?? instrument.citations.flatMap(({ id }) => id ?? [])
  const version = `Version ${instrument.version}${cut}. ${cited.join(', ')}`
  const said = [...warnings, ...reading.notes].map(({ code, message }) => `- ${escapeMarkdown(`${code}: ${message}`)}`)
  return [`${head}\n${rows.join('\n')}`, visitsOf(reading), said.join('\n'), version]
    .filter((part) => part !== '')
    .join('\n\n')
}

function visitsOf({ input }: Reading): string {
  const days = (['baseline', 'followUp', 'confirmation'] as const).flatMap((visit) => {
    const day = valueAt(input, [visit, 'date'])
    return typeof day === 'string' ? [`${visit} ${day}`] : []
  })
  return days.length === 0 ? '' : `Visits: ${days.join(', ')}.`
}

function written({ path }: Source, { input }: Reading): string {
  const value = valueAt(input, path.split('.'))
  if (typeof value !== 'object' || value === null) return String(value)
  const { value: number, unit, comparator, upperLimit } = value as Readonly<Record<string, unknown>>
  const limit = upperLimit === undefined ? '' : ` (limit ${upperLimit})`
  return `${comparator ?? ''}${number} ${unit}${limit}`
}
