/** Rows of a screening: each is a request, for the arm of the row, of the address (`?arm=`), or for several at once. */

import type { Fault } from '@activity-scores/shared/contract/instrument'
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/engine/executor'
import { inputProblem } from '@activity-scores/shared/engine/problems'
import { batchPathOf } from '@activity-scores/shared/engine/rows/limits'
import type { Protocol } from '../protocol/schema.js'

interface Asked {
  /** Null where the row is for one arm, and answered as by the single route. */
  readonly arms: readonly string[] | null
  readonly request: Readonly<Record<string, unknown>>
}

/**
 * `protocol` is asked for when the first row comes. In short a row has what `detail: "open"` leaves: verdict, what decides
 * against or is open, what to obtain.
 */
export function rowExecutor(single: Executor, protocol: () => Protocol): Executor {
  const path = batchPathOf(single.slug)
  const one = (request: unknown, context: CallContext): Answer => {
    const short = context.form === 'minimal'
    const asked = short && isObject(request) ? { ...request, detail: 'open' } : request
    const answer = single.fromValue(asked, short ? { ...context, form: 'full' } : context)
    if (answer instanceof Promise) throw new TypeError('a screening in a batch is answered at once')
    return answer
  }
  const fromValue = (body: unknown, context: CallContext): Answer => {
    const asked = askedOf(body, armOf(context.search), protocol())
    if (!('request' in asked)) return refuse(inputProblem('invalid_input', context.instance ?? path, asked.faults))
    if (asked.arms === null) return one(asked.request, context)
    const answers = asked.arms.map((arm) => ({ arm, answer: one({ ...asked.request, arm }, context) }))
    const refused = answers.find(({ answer }) => answer.status !== 200)
    if (refused) return refused.answer
    return joined(answers, context, answers.length)
  }
  return {
    slug: single.slug,
    prepare: () => single.prepare?.(),
    fromValue,
    fromBytes: (body, context) => single.fromBytes(body, context),
  }
}

function joined(
  answers: readonly { readonly arm: string; readonly answer: Answer }[],
  { form }: CallContext,
  rows: number,
): Answer {
  if (form === 'text') {
    const lines = answers.map(({ answer }) => String(answer.body).trimEnd())
    return { status: 200, type: 'text/plain; charset=utf-8', body: `${lines.join(' | ')}\n`, rows }
  }
  const members = answers.map(({ arm, answer }) => `${JSON.stringify(arm)}:${answer.body}`)
  return { status: 200, type: 'application/json; charset=utf-8', body: `{"arms":{${members.join(',')}}}`, rows }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const armOf = (search: string | undefined): string | undefined =>
  new URLSearchParams(search ?? '').get('arm') ?? undefined

const ALL = 'all'

function askedOf(
  body: unknown,
  named: string | undefined,
  protocol: Protocol,
): Asked | { readonly faults: readonly Fault[] } {
  if (!isObject(body)) return { arms: null, request: body as never } // what it is instead is told by its own check
  const { arms: sent, ...request } = body
  if (sent !== undefined && sent !== null) {
    if (request['arm'] !== undefined && request['arm'] !== null) return { faults: [TWICE] }
    return several(sent, request, protocol)
  }
  if (request['arm'] !== undefined && request['arm'] !== null) return { arms: null, request }
  if (named === ALL) return { arms: protocol.arms.map(({ id }) => id), request }
  return { arms: null, request: named === undefined ? request : { ...request, arm: named } }
}

const TWICE: Fault = {
  pointer: '/arms',
  code: 'conflict',
  message: 'The row names its arm by arm and by arms. Send one of the two.',
}

function several(
  sent: unknown,
  request: Asked['request'],
  { arms }: Protocol,
): Asked | { readonly faults: readonly Fault[] } {
  const ids = arms.map(({ id }) => id)
  const list = Array.isArray(sent) ? [...new Set<unknown>(sent)] : [sent]
  if (list.length === 1 && list[0] === ALL) return { arms: ids, request }
  const unknown = list.findIndex((arm) => !ids.includes(arm as string))
  if (list.length > 0 && unknown < 0) return { arms: list as string[], request }
  const pointer = Array.isArray(sent) && unknown >= 0 ? `/arms/${unknown}` : '/arms'
  const message = `is not a list of arms. Send "all", or a list of ${ids.map((id) => `"${id}"`).join(', ')}.`
  return { faults: [{ pointer, code: 'invalid', message: `arms ${message}` }] }
}
