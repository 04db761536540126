/** What a tool is, and how answers of executors become answers of tools. */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import type { Answer, CallContext } from '@activity-scores/shared/engine/executor'
import { textOf } from '@activity-scores/shared/engine/kept'
import type { Problem } from '@activity-scores/shared/engine/problems'
import { scopeOf } from '@activity-scores/shared/identity/scopes'
import type { Result } from '@activity-scores/shared/language/outcome'
import { onOneLine } from '@activity-scores/shared/language/text'
import type * as z from 'zod'

/** Some clients hand on the text alone, some what is structured alone: each says everything. */
export interface ToolAnswer {
  readonly text: string
  readonly structured: Readonly<Record<string, unknown>>
  readonly isError?: boolean
  /** Instruments that were computed for it, where that is more than one. */
  readonly rows?: number | undefined
  /** Slug or protocol that it is about, once it is known to be one. */
  readonly about?: string
}

/** `Arguments`: what has passed its schema. */
export interface Tool<Arguments = Readonly<Record<string, unknown>>> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: z.ZodType<Arguments>
  /** Of its structured answers, the members by name alone. */
  readonly output: Readonly<Record<string, unknown>>
  call(sent: Arguments, context: CallContext): ToolAnswer | Promise<ToolAnswer>
}

/** More faults than these help no model. */
const MOST_FAULTS = 20

/** A refusal as a model can mend it: a line for each fault, with the place and what to do. */
export function refusedBy(problem: Problem, retryAfter?: string): ToolAnswer {
  const lines = [
    onOneLine(`${problem.code}: ${problem.detail}`),
    ...faultLines(problem),
    ...(retryAfter === undefined ? [] : [`Ask again after ${retryAfter} s.`]),
  ]
  return error(lines.join('\n'), { ...problem, errors: problem.errors.slice(0, MOST_FAULTS) })
}

/** What its sentence does not say already. */
export function faultLines({ detail, errors }: Problem): readonly string[] {
  const told = errors.slice(0, MOST_FAULTS)
  const left = errors.length - told.length
  return [
    ...told.filter(({ pointer, message }) => pointer !== '' || message !== detail).map(faultLine),
    ...(left > 0 ? [`${left} more are not listed here.`] : []),
  ]
}

/** Names of fields are the caller's: in none of them may a line begin that looks like one of ours. */
const faultLine = ({ pointer, code, message }: Fault): string =>
  onOneLine(`${pointer === '' ? '/' : pointer} ${code}: ${message}`)

/** Nothing was computed, so that nothing is said of what is missing. */
const error = (text: string, problem: object): ToolAnswer => ({
  text,
  structured: { text, problem },
  isError: true,
})

/** A sentence for whoever asked for something that is not there, or that they may not have. */
export const refusal = (code: string, detail: string): ToolAnswer => error(`${code}: ${detail}`, { code, detail })

/** Whether the caller may have it computed; a refusal if not. */
export function forbidden(slug: string, { mayCompute }: CallContext): ToolAnswer | undefined {
  if (mayCompute === undefined || mayCompute(slug)) return undefined
  return refusal('forbidden', `The credential is valid and does not allow this. It needs the scope ${scopeOf(slug)}.`)
}

/** The answer of an executor as that of a tool: `write` makes it of a result, a problem is a refusal. */
export function answered(
  answer: Answer | Promise<Answer>,
  write: (result: never, answer: Answer) => ToolAnswer,
): ToolAnswer | Promise<ToolAnswer> {
  if (answer instanceof Promise) return answer.then((each) => answered(each, write))
  const body: unknown = JSON.parse(textOf(answer.body))
  return answer.status === 200 ? write(body as never, answer) : refusedBy(body as Problem, answer.retryAfter)
}

/** The line of the criteria of a result; none where it has none. */
export const criteriaLines = (criteria: Result['criteria']): readonly string[] =>
  criteria.length === 0 ? [] : [`criteria: ${criteria.map(({ id, state }) => `${id} ${state}`).join(', ')}`]

export interface Warned {
  readonly code: string
  readonly pointer: string
  readonly message: string
}

export const warningLine = ({ code, pointer, message }: Warned): string =>
  onOneLine(`- ${[code, pointer].filter((part) => part !== '').join(' ')}: ${message}`)

/** The context of a call as executors take it: what is answered is the whole result. */
export const asked = ({ requestId, caller, span }: CallContext): CallContext => ({
  form: 'full',
  requestId,
  caller,
  span,
})
