/** The panel's work: one pooled set of inputs, several instruments; each answers or fails alone, under its slug. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/engine/executor'
import { type InstrumentSet, withAll } from '@activity-scores/shared/engine/instrument-set'
import { parseBody } from '@activity-scores/shared/engine/json'
import { inputProblem, type Problem } from '@activity-scores/shared/engine/problems'
import { atOnce, inTurns, type Steps } from '@activity-scores/shared/engine/steps'
import { compileValidator, type Validate } from '@activity-scores/shared/engine/validate'
import { z } from 'zod'
import { type Derivation, derivationFor } from './derivation.js'
import { type Compute, FilledPool, fill } from './filled-pool.js'
import { limited, textOf, tooManyUnused } from './limits.js'
import { contradictionsFor, type FindContradictions } from './pool-consistency.js'
import { type Projection, projectionFor } from './projection.js'

export const PANEL_PATH = '/v1/panel'
export const PANEL_TAG = 'panel'

export interface PanelRequest {
  readonly instruments?: readonly string[] | null | undefined
  readonly inputs: Readonly<Record<string, unknown>>
  readonly derive?: boolean | null | undefined
}

export const panelRequest = (slugs: readonly string[]) =>
  z.strictObject({
    instruments: z
      .array(z.enum(slugs as [string, ...string[]]))
      .min(1)
      .max(slugs.length)
      .nullish()
      .describe('Slugs to compute; left out: every instrument that uses at least one of the inputs'),
    inputs: z
      .looseObject({})
      .describe('Inputs of all instruments together; a field that several instruments use is sent once'),
    derive: z
      .boolean()
      .nullish()
      .describe(
        'Whether results fill inputs of other instruments that were not sent, as joint counts do those of the DAS28; `derived` tells which',
      ),
  }) as unknown as z.ZodType<PanelRequest> // the enum of slugs is known at start, not when compiling

interface Compiled {
  readonly validate: Validate<PanelRequest>
  readonly projection: Projection
  readonly contradictions: FindContradictions
  readonly derivation: Derivation
}

/** The panel as an executor of its own, so that it is served like an instrument. */
export function panelExecutor(instrumentSet: InstrumentSet, executors: readonly Executor[]): Executor {
  const { slugs } = instrumentSet
  const bySlug = new Map(executors.map((executor) => [executor.slug, executor]))
  let compiled: Compiled | undefined
  function* compile(instruments: readonly Instrument[]): Steps<Compiled> {
    const validate = compileValidator({ request: panelRequest(slugs), rules: [] })
    yield
    const projection = yield* projectionFor(instruments)
    compiled ??= {
      validate,
      projection,
      contradictions: contradictionsFor(instruments, projection),
      derivation: derivationFor(instruments, projection),
    }
    return compiled
  }
  const ready = () => compiled ?? withAll(instrumentSet, (instruments) => compiled ?? atOnce(compile(instruments)))
  const fromValue = (body: unknown, context: CallContext): Answer | Promise<Answer> => {
    const known = ready()
    return known instanceof Promise ? known.then((each) => answer(each, body, context)) : answer(known, body, context)
  }
  const answer = (compiled: Compiled, body: unknown, asked: CallContext): Answer | Promise<Answer> => {
    // Problems of the instruments are those of their own routes, in a batch, too.
    const { instance = PANEL_PATH, ...context } = asked
    const validated = compiled.validate(body)
    if (!validated.ok) return refuse(inputProblem('invalid_input', instance, validated.faults))
    const compute: Compute = (slug, pool, how: CallContext = context) =>
      bySlug.get(slug)?.fromValue(compiled.projection.of(slug, pool), how) as Answer | Promise<Answer>
    return answerAccepted({ ...compiled, slugs, compute, context, instance }, validated.input)
  }
  return {
    slug: PANEL_TAG,
    async prepare() {
      const instruments = await instrumentSet.all()
      if (!compiled) await inTurns(compile(instruments))
    },
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok ? fromValue(parsed.value, context) : refuse(inputProblem(parsed.code, PANEL_PATH, parsed.faults))
    },
  }
}

interface Work extends Compiled {
  readonly slugs: readonly string[]
  readonly compute: Compute
  readonly context: CallContext
  /** Path that problems of the whole name. */
  readonly instance: string
}

function answerAccepted(work: Work, { inputs, derive, instruments }: PanelRequest): Answer | Promise<Answer> {
  const { projection, contradictions, slugs, compute, context, instance } = work
  const asked = chosen(instruments, inputs, slugs, projection)
  const unused = projection.unused(asked, inputs)
  const strange = tooManyUnused(unused)
  if (strange) return refuse(inputProblem('invalid_input', instance, [strange]))
  const faults = contradictions(asked, inputs)
  if (faults.length > 0) return refuse(inputProblem('invalid_input', instance, faults))
  if (derive !== true) {
    const answers = asked.map((slug) => compute(slug, inputs))
    return whenAll(answers, (all) => gather(asked, all, { unused }, context))
  }
  const filled = new FilledPool(inputs)
  const answerAll = (): Answer | Promise<Answer> => {
    const all = chosen(instruments, filled.inputs, slugs, projection)
    const answers = all.map((slug) => filled.answers.get(slug) ?? compute(slug, filled.inputs))
    // Whoever joins by what was derived may use what nobody else did.
    const left = all.length === asked.length ? unused : projection.unused(all, inputs)
    return whenAll(answers, (each) => gather(all, each, { unused: left, filled }, context))
  }
  const isAsked = (slug: string): boolean => instruments?.includes(slug) ?? projection.concerns(slug, filled.inputs)
  const filling = fill(filled, work.derivation, { isAsked, named: instruments ?? undefined, compute, context })
  return filling ? filling.then(answerAll) : answerAll()
}

type Pool = Readonly<Record<string, unknown>>

function whenAll(
  answers: readonly (Answer | Promise<Answer>)[],
  gatherAll: (answers: readonly Answer[]) => Answer,
): Answer | Promise<Answer> {
  return answers.some((each) => each instanceof Promise)
    ? Promise.all(answers).then(gatherAll)
    : gatherAll(answers as Answer[])
}

const chosen = (
  named: PanelRequest['instruments'],
  pool: Pool,
  slugs: readonly string[],
  projection: Projection,
): readonly string[] => (named ? [...new Set(named)] : slugs.filter((slug) => projection.concerns(slug, pool)))

interface Beside {
  readonly unused: readonly string[]
  /** Where results filled the pool. */
  readonly filled?: FilledPool
}

/** Answers are put together as they came, so that a result has the same bytes here as on its own route. */
function gather(
  slugs: readonly string[],
  given: readonly Answer[],
  { unused, filled }: Beside,
  context: CallContext,
): Answer {
  const answers = limited(given)
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
