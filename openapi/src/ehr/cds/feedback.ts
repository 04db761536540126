/** What became of cards: counted by service and outcome, and not kept. */
import type { Answer, Executor } from '@activity-scores/shared/engine/executor'
import { refusal } from '../fhir/outcome.js'
import { isObject } from '../read/collect.js'
import { type Issue, malformed } from '../read/issue.js'
import { timeOf } from '../read/time.js'
import { parsed } from './call.js'

const OUTCOMES = ['accepted', 'overridden'] as const
type FeedbackOutcome = (typeof OUTCOMES)[number]

export class FeedbackCounts {
  readonly #counts = new Map<string, number>()

  constructor(ids: readonly string[]) {
    for (const id of ids) for (const outcome of OUTCOMES) this.#counts.set(labels(id, outcome), 0)
  }

  add(id: string, outcome: FeedbackOutcome): void {
    const key = labels(id, outcome)
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  all(): readonly (readonly [labels: string, count: number])[] {
    return [...this.#counts]
  }
}

const labels = (id: string, outcome: FeedbackOutcome): string => `service="${id}",outcome="${outcome}"`

const MOST_ENTRIES = 1000

export function feedbackExecutor(id: string, counts: FeedbackCounts): Executor {
  const fromValue = (body: unknown): Answer => {
    const issues = faultsOf(body)
    if (issues.length > 0) return refusal(issues)
    for (const { outcome } of (body as { readonly feedback: readonly { readonly outcome: FeedbackOutcome }[] })
      .feedback)
      counts.add(id, outcome)
    return { status: 200, type: 'application/json; charset=utf-8', body: '' }
  }
  return { slug: id, fromValue, fromBytes: (body) => parsed(body, id, fromValue) }
}

const invalid = (text: string, expression: string): Issue => malformed('feedback_invalid', text, expression)

function faultsOf(body: unknown): readonly Issue[] {
  const feedback = isObject(body) ? body['feedback'] : undefined
  if (!Array.isArray(feedback) || feedback.length === 0 || feedback.length > MOST_ENTRIES)
    return [invalid(`feedback is a list of 1 to ${MOST_ENTRIES} entries.`, 'feedback')]
  return feedback.flatMap((entry: unknown, i) => faultsOfEntry(entry, `feedback[${i}]`))
}

function faultsOfEntry(entry: unknown, place: string): readonly Issue[] {
  if (!isObject(entry)) return [invalid('An entry of feedback is an object.', place)]
  const { card, outcome, acceptedSuggestions, outcomeTimestamp } = entry
  const issues: Issue[] = []
  if (typeof card !== 'string' || card === '') issues.push(invalid('card is the uuid of the card.', `${place}.card`))
  if (!OUTCOMES.some((each) => each === outcome))
    issues.push(invalid(`outcome is one of ${OUTCOMES.join(', ')}.`, `${place}.outcome`))
  if (outcome === 'accepted' && !isAccepted(acceptedSuggestions))
    issues.push(invalid('acceptedSuggestions names the suggestions by id.', `${place}.acceptedSuggestions`))
  if (timeOf(outcomeTimestamp)?.at === undefined)
    issues.push(invalid('outcomeTimestamp is a time with a time zone (RFC 3339).', `${place}.outcomeTimestamp`))
  return issues
}

const isAccepted = (list: unknown): boolean =>
  Array.isArray(list) &&
  list.length > 0 &&
  list.every((each: unknown) => isObject(each) && typeof each['id'] === 'string' && each['id'] !== '')
