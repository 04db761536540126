/** The panel: one pooled set of inputs, several instruments; each answers or fails alone, under its slug. */
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/engine/executor'
import type { InstrumentSet } from '@activity-scores/shared/engine/instrument-set'
import { parseBody } from '@activity-scores/shared/engine/json'
import { textOf } from '@activity-scores/shared/engine/kept'
import { inputProblem, type Problem } from '@activity-scores/shared/engine/problems'
import { answerPool, type PanelCore, type PanelParts, panelCore, workOf } from './core.js'
import { limited } from './limits.js'

export const PANEL_PATH = '/v1/panel'
export const PANEL_TAG = 'panel'

/** The panel as an executor of its own, so that it is served like an instrument. */
export function panelExecutor({ slugs }: InstrumentSet, core: PanelCore): Executor {
  const fromValue = (body: unknown, asked: CallContext): Answer | Promise<Answer> =>
    core.use((compiled) => {
      const { instance = PANEL_PATH, ...context } = asked
      const validated = compiled.validate(body)
      if (!validated.ok) return refuse(inputProblem('invalid_input', instance, validated.faults))
      const parts = answerPool(workOf(compiled, core, slugs, context, instance), validated.input)
      return parts instanceof Promise ? parts.then((each) => written(each, context)) : written(parts, context)
    })
  return {
    slug: PANEL_TAG,
    prepare: () => core.prepare(),
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok ? fromValue(parsed.value, context) : refuse(inputProblem(parsed.code, PANEL_PATH, parsed.faults))
    },
  }
}

/** A panel by itself, where nothing else is made of its core. */
export const panelOf = (instrumentSet: InstrumentSet, executors: readonly Executor[]): Executor =>
  panelExecutor(instrumentSet, panelCore(instrumentSet, executors))

/** Answers are put together as they came, so that a result has the same bytes here as on its own route. */
export function written(parts: PanelParts | Answer, context: CallContext): Answer {
  if ('body' in parts) return parts
  const { slugs, unused, filled } = parts
  const answers = limited(parts.answers)
  if (context.form === 'text') {
    const lines = slugs.map((slug, i) => line(slug, answers[i] as Answer))
    return { status: 200, type: 'text/plain; charset=utf-8', body: lines.join(''), rows: slugs.length }
  }
  let results = ''
  let isAscii = unused.length === 0 && filled === undefined
  slugs.forEach((slug, i) => {
    const answer = answers[i] as Answer
    const { status, body } = answer
    isAscii &&= answer.isAscii === true
    results += `${i === 0 ? '' : ','}"${slug}":{"status":${status},"${status === 200 ? 'result' : 'problem'}":${textOf(body)}}`
  })
  const chain = filled
    ? `,"derived":${JSON.stringify(filled.derived)},"warnings":${JSON.stringify(filled.differences)}`
    : ''
  const body = `{"results":{${results}},"unused":${JSON.stringify(unused)}${chain}}`
  return { status: 200, type: 'application/json; charset=utf-8', body, isAscii, rows: slugs.length }
}

function line(slug: string, answer: Answer): string {
  const text = textOf(answer.body)
  return answer.status === 200 ? text : `${slug}: ${(JSON.parse(text) as Problem).detail}\n`
}
