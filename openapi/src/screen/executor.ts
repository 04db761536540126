/** A protocol as an executor of its own, so that it is served like an instrument. */
import { setImmediate } from 'node:timers/promises'
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/executor'
import { parseBody } from '@activity-scores/shared/json'
import { type Lineup, loaded, withAll } from '@activity-scores/shared/lineup'
import { inputProblem } from '@activity-scores/shared/problems'
import { compileValidator } from '@activity-scores/shared/validate'
import { type Screening, screen } from './answer.js'
import { loadInSlices, loadProtocol } from './load.js'
import type { Plan } from './plan.js'
import { requestRules, screenAcceptor, screenRequest } from './request.js'
import { screeningJson } from './screening-json.js'

export const SCREEN_TAG = 'screen'
const screenSlug = (protocol: string): string => `${SCREEN_TAG}/${protocol}`
export const screenPath = (protocol: string): string => `/v1/${screenSlug(protocol)}`

export interface ScreenExecutor extends Executor {
  plan(): Plan
}

/** Reads the file when it is first needed: at the latest by `prepare`, which refuses a faulty one. */
export function screenExecutor(id: string, file: string, lineup: Lineup): ScreenExecutor {
  const path = screenPath(id)
  let made: Plan | undefined
  const plan = (): Plan => {
    made ??= loadProtocol(file, loaded(lineup))
    return made
  }
  const compile = () => {
    const request = screenRequest(plan().protocol, loaded(lineup))
    return compileValidator({ request, rules: requestRules(plan().protocol) }, screenAcceptor(request))
  }
  let validate: ReturnType<typeof compile> | undefined
  const ready = () =>
    withAll(lineup, () => {
      validate ??= compile()
      return validate
    })
  const fromValue = (body: unknown, context: CallContext): Answer | Promise<Answer> => {
    const known = validate ?? ready()
    return known instanceof Promise ? known.then((each) => answer(each, body, context)) : answer(known, body, context)
  }
  const answer = (check: ReturnType<typeof compile>, body: unknown, context: CallContext): Answer => {
    const validated = check(body)
    if (!validated.ok) return refuse(inputProblem('invalid_input', path, validated.faults))
    const done = screen(plan(), validated.input)
    if (!done.ok) return refuse(inputProblem('invalid_input', path, done.faults))
    if (context.form === 'full') return json(screeningJson(plan(), done.screening, done.readings))
    return present(done.screening, context.form)
  }
  return {
    slug: screenSlug(id),
    markdown: true,
    plan,
    async prepare() {
      const instruments = await lineup.all()
      made ??= await loadInSlices(file, instruments)
      await setImmediate()
      await ready()
    },
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok ? fromValue(parsed.value, context) : refuse(inputProblem(parsed.code, path, parsed.faults))
    },
  }
}

function present(screening: Screening, form: Exclude<CallContext['form'], 'full'>): Answer {
  switch (form) {
    case 'text':
      return { status: 200, type: 'text/plain; charset=utf-8', body: `${screening.text}\n` }
    case 'markdown':
      return { status: 200, type: 'text/markdown; charset=utf-8', body: screening.report }
    case 'minimal':
      return json(JSON.stringify(minimal(screening)))
  }
}

const json = (body: string): Answer => ({ status: 200, type: 'application/json; charset=utf-8', body })

/** What `Prefer: return=minimal` leaves. */
const minimal = ({ protocol, version, arm, asOf, verdict, criteria, nextInputs }: Screening): object => ({
  protocol,
  version,
  arm,
  asOf,
  verdict,
  criteria: criteria.map(({ id, state, missing }) => ({ id, state, missing })),
  nextInputs: nextInputs.map(({ input }) => input),
})
