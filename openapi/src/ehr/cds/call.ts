/** `POST /cds-services/<slug>`: from prefetch to cards. Nothing is fetched and nothing is stored. */
import type { Answer, CallContext, Executor } from '@activity-scores/shared/engine/executor'
import { parseBody } from '@activity-scores/shared/engine/json'
import { problem } from '@activity-scores/shared/engine/problems'
import { UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import type { Computed, Operation } from '../fhir/model.js'
import { observationText } from '../fhir/observation.js'
import { compute } from '../fhir/operation.js'
import { refusal, writeRefusal } from '../fhir/outcome.js'
import type { Issue } from '../read/issue.js'
import { readRecord } from '../read/read.js'
import { type Card, type Frame, missingCard, refusedCard, resultCard } from './card.js'
import { readCall } from './request.js'
import { CDS_PATH, prefetchOf } from './services.js'

export interface CdsOptions {
  readonly base: string
  /** Whether what is missing is said on a card, too. */
  readonly tellsMissing: boolean
}

export function cdsExecutor(slug: string, ready: () => Operation | Promise<Operation>, options: CdsOptions): Executor {
  const fromValue = (body: unknown, context: CallContext): Answer | Promise<Answer> => {
    const operation = ready()
    return operation instanceof Promise
      ? operation.then((each) => answer(each, body, context, options))
      : answer(operation, body, context, options)
  }
  return { slug, fromValue, fromBytes: (body, context) => parsed(body, slug, (value) => fromValue(value, context)) }
}

/** What is no JSON is refused as FHIR says. */
export function parsed(
  body: Buffer,
  id: string,
  use: (value: unknown) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  const read = parseBody(body)
  if (read.ok) return use(read.value)
  return writeRefusal(problem(read.code, `${CDS_PATH}/${id}`, read.faults[0]?.message ?? ''))
}

function answer(
  operation: Operation,
  body: unknown,
  context: CallContext,
  options: CdsOptions,
): Answer | Promise<Answer> {
  const { instrument, model } = operation
  const read = readCall(body, prefetchOf(model))
  if (!read.ok) return refusal(read.issues)
  const { record, subject, hookInstance } = read.call
  const tooMany = record.issues.filter(({ status }) => status === 413)
  if (tooMany.length > 0) return refusal(tooMany)
  const { slug: id, title } = instrument
  const frame: Frame = { base: options.base, id, title, page: `/v1/instruments/${id}`, hookInstance, subject }
  const reading = readRecord(model, record, { subject, isStrict: true, plain: {}, plainPlaces: new Map() })
  if (reading.issues.length > 0) return cards([refusedCard(frame, reading.issues)])
  const write = (computed: Computed): Answer => {
    if (!computed.ok)
      return computed.answer.status === 422 ? cards([refusedCard(frame, issuesIn(computed.answer))]) : computed.answer
    const { outcome, reading: used } = computed
    if (isEmpty(outcome)) return cards(options.tellsMissing ? [missingCard(frame, outcome.missing)] : [])
    const { emitsSnomed } = operation
    const observation = observationText({ instrument, model, emitsSnomed, outcome, reading: used, asOf: undefined })
    return written(resultCard(frame, operation, outcome, used, observation))
  }
  const computed = compute(operation, reading, context)
  return computed instanceof Promise ? computed.then(write) : write(computed)
}

export const cards = (list: readonly Card[]): Answer => written(list.map((card) => JSON.stringify(card)).join(','))

const written = (list: string): Answer => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: `{"cards":[${list}]}`,
})

/** The issues of an OperationOutcome of ours. */
function issuesIn({ body }: Answer): readonly Issue[] {
  const { issue } = JSON.parse(String(body)) as {
    readonly issue: readonly { details: { text: string; coding: { code: string }[] } }[]
  }
  return issue.map(({ details }) => ({
    status: 422,
    type: 'value',
    code: details.coding[0]?.code ?? '',
    text: details.text,
  }))
}

/** Whether nothing can be said of the patient: no score, no category and no criterion. */
const isEmpty = ({ status, score, category, criteria }: Outcome): boolean =>
  status === 'not_computable' ||
  (score?.value == null &&
    (category === null || category.code === UNDETERMINED_CATEGORY) &&
    criteria.every(({ state }) => state === 'undetermined'))
