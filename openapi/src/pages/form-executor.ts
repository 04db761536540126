/** A form that was sent without script: its fields become the request, the answer becomes the page with the same status. */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import { type Answer, type CallContext, type Executor, pathOf } from '@activity-scores/shared/engine/executor'
import { inputProblem } from '@activity-scores/shared/engine/problems'
import type { Entry, Problem, Result } from '../../web/model/catalogue.js'
import { requestOf } from '../../web/model/request.js'
import type { Site } from './assets.js'
import { fieldsOf, instrumentPage, type Sent, type Speaking } from './instrument-page.js'

export interface FormOptions {
  readonly executor: Executor
  readonly assets: Site
  entry(language: string): Entry | Promise<Entry>
  speaking(language: string): Speaking
}

const HTML_TYPE = 'text/html; charset=utf-8'

export function formExecutor({ executor, assets, entry, speaking }: FormOptions): Executor {
  const answerOf = async (body: string, context: CallContext): Promise<Answer> => {
    const pairs = [...new URLSearchParams(body)]
    const values: Readonly<Record<string, string>> = Object.fromEntries(pairs)
    const spoken = speaking(values['=lang'] ?? '')
    const known = await entry(spoken.language)
    const fields = fieldsOf(known, spoken.say)
    const written = requestOf(fields, values, spoken.language, known.completeLists)
    const repeated = repeatedIn(pairs)
    if (repeated.length > 0) {
      const problem = inputProblem('invalid_input', pathOf(executor.slug), repeated)
      const sent = { values, problem, faults: faultsOf(problem, written.pathOf) }
      return { status: problem.status, type: HTML_TYPE, body: instrumentPage(known, assets, spoken, sent) }
    }
    const { status, body: answer } = await executor.fromValue(written.input, { ...context, form: 'full' })
    const parsed: unknown = JSON.parse(typeof answer === 'string' ? answer : Buffer.from(answer).toString())
    const sent: Sent =
      status === 200
        ? { values, faults: new Map(), result: parsed as Result }
        : { values, problem: parsed as Problem, faults: faultsOf(parsed as Problem, written.pathOf) }
    return { status, type: HTML_TYPE, body: instrumentPage(known, assets, spoken, sent) }
  }
  return {
    slug: executor.slug,
    fromBytes: (body, context) => answerOf(body.toString(), context),
    // A form is bytes; as a value it has no meaning of its own.
    fromValue: (body, context) => executor.fromValue(body, context),
  }
}

const MOST_REPEATED = 20

/** Fields that were sent more than once: which of the values was meant cannot be known. */
function repeatedIn(pairs: readonly (readonly [name: string, value: string])[]): readonly Fault[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const [name] of pairs) if (name !== '') (seen.has(name) ? repeated : seen).add(name)
  const message = 'This field was sent more than once. Send it once: which of the values was meant cannot be known.'
  return [...repeated].slice(0, MOST_REPEATED).map((name) => ({ pointer: `/${name}`, code: 'duplicate_key', message }))
}

const faultsOf = ({ errors = [] }: Problem, pathOf: (pointer: string) => string): ReadonlyMap<string, string> =>
  new Map(errors.map(({ pointer, message }) => [pathOf(pointer), message]))
