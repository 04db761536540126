/** `POST /fhir/$<slug>` as an executor: reads, has the instrument compute, writes the Observation. It holds no arithmetic. */
import type { Answer, CallContext, Executor } from '@activity-scores/shared/engine/executor'
import { parseBody } from '@activity-scores/shared/engine/json'
import { type Problem, problem } from '@activity-scores/shared/engine/problems'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import { pointerOf } from '../read/candidates.js'
import type { Reading } from '../read/draft.js'
import type { Note } from '../read/issue.js'
import { readRecord } from '../read/read.js'
import { readRequest } from '../read/request.js'
import { explained } from './explain.js'
import type { Computed, Operation } from './model.js'
import { observationText } from './observation.js'
import { FHIR_TYPE, issuesOf, refusal, writeRefusal } from './outcome.js'

export const operationPath = (slug: string): string => `/fhir/$${slug}`

export function operationExecutor(slug: string, ready: () => Operation | Promise<Operation>): Executor {
  const path = operationPath(slug)
  const fromValue = (body: unknown, context: CallContext): Answer | Promise<Answer> => {
    const operation = ready()
    return operation instanceof Promise
      ? operation.then((each) => answer(each, body, context))
      : answer(operation, body, context)
  }
  return {
    slug,
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      if (parsed.ok) return fromValue(parsed.value, context)
      const [fault] = parsed.faults
      return writeRefusal(problem(parsed.code, path, fault?.message ?? ''))
    },
  }
}

function answer(operation: Operation, body: unknown, context: CallContext): Answer | Promise<Answer> {
  const { record, asked, issues } = readRequest(body, operation.model)
  if (issues.length > 0) return refusal([...issues, ...record.issues])
  const reading = readRecord(operation.model, record, asked)
  if (isExplaining(context.url)) return resource(explained(operation, reading))
  const computed = compute(operation, reading, context)
  const { instrument, model, emitsSnomed } = operation
  const write = (each: Computed): Answer => {
    if (!each.ok) return each.answer
    const { outcome, reading: used } = each
    return written(
      observationText({ instrument, model, emitsSnomed, outcome, reading: used, asOf: asked.asOf?.written }),
    )
  }
  return computed instanceof Promise ? computed.then(write) : write(computed)
}

/** Says what was found, and computes nothing. */
const isExplaining = (url: string | undefined): boolean => {
  if (url === undefined || !url.includes('?')) return false
  return new URLSearchParams(url.split('?')[1]).get('explain') === 'inputs'
}

export const resource = (body: object): Answer => written(JSON.stringify(body))

const written = (body: string): Answer => ({ status: 200, type: FHIR_TYPE, body })

/** What the instrument answers to what was read; a value that only helps and is refused is left out, and said to be. */
export function compute(operation: Operation, reading: Reading, context: CallContext): Computed | Promise<Computed> {
  if (reading.issues.length > 0) return { ok: false, answer: refusal(reading.issues), reading }
  const call: CallContext = Object.assign({}, context, { form: 'full', keepsOutcome: 'alone' } as const)
  const told = (given: Answer): Computed | Promise<Computed> => {
    if (given.status === 200) {
      const outcome = given.outcome ?? (JSON.parse(textOf(given.body)) as Outcome)
      return { ok: true, outcome, reading: withForm(reading, outcome) }
    }
    const refused = JSON.parse(textOf(given.body)) as Problem
    const without = withoutHelps(operation, reading, refused)
    if (without) return compute(operation, without, context)
    const issues = issuesOf(refused, (pointer) => placeOf(reading, pointer))
    return { ok: false, answer: refusal(issues, given.retryAfter), reading }
  }
  const given = operation.executor.fromValue(reading.input, call)
  return given instanceof Promise ? given.then(told) : told(given)
}

const textOf = (body: string | Uint8Array): string => (typeof body === 'string' ? body : Buffer.from(body).toString())

/** Where the value of a pointer stands in what was sent. */
function placeOf({ sources }: Reading, pointer: string): string | undefined {
  const path = pointer.slice(1).replaceAll('/', '.')
  const found = sources.find((source) => path === source.path || path.startsWith(`${source.path}.`))
  return found?.expression
}

/** Out of range, say: the fault is told as a warning, the value counts as not sent. */
function withoutHelps({ model }: Operation, reading: Reading, { status, errors }: Problem): Reading | undefined {
  if (status !== 422) return undefined
  const helps = new Set(model.entry.helps ?? [])
  const dropped = reading.sources.filter(
    ({ path, field, candidate }) =>
      candidate !== undefined && helps.has(field) && errors.some(({ pointer }) => isWithin(pointer, path)),
  )
  if (dropped.length === 0) return undefined
  const input = structuredClone(reading.input)
  for (const { path } of dropped) removeFrom(input, path.split('.'))
  const notes = dropped.map(({ path, field, reference, expression }): Note => {
    const fault = errors.find(({ pointer }) => isWithin(pointer, path))
    const message = `${field}: ${reference ?? expression} is not used: ${fault?.code}: ${fault?.message}`
    return { code: 'input_not_used', pointer: pointerOf(path), message }
  })
  const sources = reading.sources.filter((source) => !dropped.includes(source))
  return { ...reading, input, sources, notes: [...reading.notes, ...notes] }
}

const isWithin = (pointer: string, path: string): boolean => {
  const own = pointerOf(path)
  return pointer === own || pointer.startsWith(`${own}/`)
}

function removeFrom(input: Record<string, unknown>, path: readonly string[]): void {
  const holder = path.slice(0, -1).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], input)
  delete (holder as Record<string, unknown>)[path.at(-1) ?? '']
}

const NEARLY = 1e-6

/** Whether a form computed another score than ours. */
function withForm(reading: Reading, { score }: Outcome): Reading {
  const theirs = reading.form?.score
  if (theirs === undefined || score?.value == null || Math.abs(theirs - score.value) <= NEARLY) return reading
  const message = `The form computed ${theirs}; the instrument's result counts.`
  return { ...reading, notes: [...reading.notes, { code: 'form_score_differs', pointer: '', message }] }
}
