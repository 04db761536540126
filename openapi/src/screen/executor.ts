/** A protocol as an executor of its own, so that it is served like an instrument. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/engine/executor'
import { type InstrumentSet, loaded, withAll } from '@activity-scores/shared/engine/instrument-set'
import { parseBody } from '@activity-scores/shared/engine/json'
import { inputProblem } from '@activity-scores/shared/engine/problems'
import { atOnce, inTurns, type Steps } from '@activity-scores/shared/engine/steps'
import { compileValidator, type Validate, validator } from '@activity-scores/shared/engine/validate'
import { brief } from './answer/brief.js'
import { screeningJson } from './answer/json.js'
import { type Log, logOf } from './answer/log.js'
import { logMarkdown } from './answer/log-markdown.js'
import { LOG_POLICY, logPage } from './answer/log-page.js'
import type { Screening } from './answer/model.js'
import { type ScreenAcceptor, type ScreenRequest, screenAcceptor, screenRequest } from './answer/request.js'
import { requestRules } from './answer/request-rules.js'
import { screen } from './answer/screening.js'
import { findWrongExamples } from './check-examples.js'
import type { Plan } from './engine/model.js'
import { armsIn, protocolSteps, refuseFile } from './load.js'

export const SCREEN_TAG = 'screen'
const screenSlug = (protocol: string): string => `${SCREEN_TAG}/${protocol}`
export const screenPath = (protocol: string): string => `/v1/${screenSlug(protocol)}`

export interface ScreenExecutor extends Executor {
  plan(): Plan
  /** Ids of its arms, by the file alone: also before the instruments are loaded. */
  arms(): readonly string[]
}

type Ready = { readonly plan: Plan; readonly validate: Validate<ScreenRequest> }

/** Reads the file when it is first needed: at the latest by `prepare`, which refuses a faulty one. */
export function screenExecutor(id: string, file: string, instrumentSet: InstrumentSet): ScreenExecutor {
  const path = screenPath(id)
  let ready: Ready | undefined
  let acceptor: ScreenAcceptor | undefined
  function* make(instruments: readonly Instrument[]): Steps<Ready> {
    const plan = yield* protocolSteps(file, instruments)
    yield
    const request = screenRequest(plan.protocol, instruments)
    yield
    acceptor = screenAcceptor(request)
    const validate = compileValidator({ request, rules: requestRules(plan.protocol) }, acceptor.accepts)
    ready ??= { plan, validate }
    return ready
  }
  /** What else a first screening would compile: the check of every input and of every instrument. */
  function* rest({ plan, validate }: Ready): Steps<void> {
    for (const { instrument } of plan.calls.values()) yield* validator(instrument)
    if (acceptor) yield* acceptor.prepare()
    const wrong = yield* findWrongExamples(plan, validate)
    if (wrong.length > 0) refuseFile(file, wrong)
  }
  const made = () => ready ?? withAll(instrumentSet, (instruments) => ready ?? atOnce(make(instruments)))
  const fromValue = (body: unknown, context: CallContext): Answer | Promise<Answer> => {
    const known = made()
    return known instanceof Promise ? known.then((each) => answer(each, body, context)) : answer(known, body, context)
  }
  const answer = ({ plan, validate }: Ready, body: unknown, context: CallContext): Answer => {
    const validated = validate(body)
    const instance = context.instance ?? path
    if (!validated.ok) return refuse(inputProblem('invalid_input', instance, validated.faults))
    const { detail } = validated.input
    if ((detail === 'verdict' || detail === 'open') && context.form === 'full') {
      const short = brief(plan, validated.input, detail)
      if (!short.ok) return refuse(inputProblem('invalid_input', instance, short.faults))
      return json(JSON.stringify(short.brief))
    }
    const done = screen(plan, validated.input)
    if (!done.ok) return refuse(inputProblem('invalid_input', instance, done.faults))
    if (context.form === 'full') return json(screeningJson(plan, done.screening, done.readings))
    if (context.form === 'markdown' || context.form === 'html')
      return logged(logOf(plan, done.screening, done.patient, validated.input), context.form)
    return present(done.screening, context.form)
  }
  return {
    slug: screenSlug(id),
    markdown: true,
    html: true,
    plan: () => (ready ?? atOnce(make(loaded(instrumentSet)))).plan,
    arms: () => armsIn(file),
    async prepare() {
      const instruments = await instrumentSet.all()
      await inTurns(rest(ready ?? (await inTurns(make(instruments)))))
    },
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok ? fromValue(parsed.value, context) : refuse(inputProblem(parsed.code, path, parsed.faults))
    },
  }
}

function present(screening: Screening, form: CallContext['form']): Answer {
  if (form === 'minimal') return json(JSON.stringify(minimal(screening)))
  return { status: 200, type: 'text/plain; charset=utf-8', body: `${screening.text}\n` }
}

/** As it stands in a screening log. */
const logged = (log: Log, form: 'markdown' | 'html'): Answer =>
  form === 'html'
    ? { status: 200, type: 'text/html; charset=utf-8', body: logPage(log), contentPolicy: LOG_POLICY }
    : { status: 200, type: 'text/markdown; charset=utf-8', body: logMarkdown(log) }

const json = (body: string): Answer => ({ status: 200, type: 'application/json; charset=utf-8', body })

/** What `Prefer: return=minimal` leaves. */
const minimal = ({ protocol, version, arm, asOf, verdict, criteria, nextInputs, ...found }: Screening): object => ({
  protocol,
  version,
  arm,
  asOf,
  verdict,
  criteria: criteria.map(({ id, state, missing }) => ({ id, state, missing })),
  nextInputs: nextInputs.map(({ input }) => input),
  conflicts: found.conflicts,
  collisions: found.collisions,
})
