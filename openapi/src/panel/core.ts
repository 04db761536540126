/** The work of a panel: which instruments are asked of a pool, with what results fill in it. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/engine/executor'
import { type InstrumentSet, withAll } from '@activity-scores/shared/engine/instrument-set'
import { inputProblem } from '@activity-scores/shared/engine/problems'
import { atOnce, inTurns, type Steps } from '@activity-scores/shared/engine/steps'
import { compileValidator, type Validate } from '@activity-scores/shared/engine/validate'
import { type Derivation, derivationFor } from './derivation.js'
import { type Compute, FilledPool, fill } from './filled-pool.js'
import { tooManyUnused } from './limits.js'
import { contradictionsFor, type FindContradictions } from './pool-consistency.js'
import { type Projection, projectionFor } from './projection.js'
import { type PanelRequest, panelRequest } from './request.js'

export interface CompiledPanel {
  readonly instruments: readonly Instrument[]
  readonly validate: Validate<PanelRequest>
  readonly projection: Projection
  readonly contradictions: FindContradictions
  readonly derivation: Derivation
}

/** What panels, their batches and series have in common; compiled once. */
export interface PanelCore {
  prepare(): Promise<void>
  /** At once where the instruments are loaded. */
  use<Value>(work: (compiled: CompiledPanel) => Value | Promise<Value>): Value | Promise<Value>
  executorOf(slug: string): Executor
}

export function panelCore(instrumentSet: InstrumentSet, executors: readonly Executor[]): PanelCore {
  const { slugs } = instrumentSet
  const bySlug = new Map(executors.map((executor) => [executor.slug, executor]))
  let compiled: CompiledPanel | undefined
  function* compile(instruments: readonly Instrument[]): Steps<CompiledPanel> {
    const validate = compileValidator({ request: panelRequest(slugs), rules: [] })
    yield
    const projection = yield* projectionFor(instruments)
    compiled ??= {
      instruments,
      validate,
      projection,
      contradictions: contradictionsFor(instruments, projection),
      derivation: derivationFor(instruments, projection),
    }
    return compiled
  }
  const ready = () => compiled ?? withAll(instrumentSet, (instruments) => compiled ?? atOnce(compile(instruments)))
  return {
    async prepare() {
      const instruments = await instrumentSet.all()
      if (!compiled) await inTurns(compile(instruments))
    },
    use(work) {
      const known = ready()
      return known instanceof Promise ? known.then(work) : work(known)
    },
    executorOf: (slug) => bySlug.get(slug) as Executor,
  }
}

type Pool = Readonly<Record<string, unknown>>

export interface PoolWork extends CompiledPanel {
  /** Instruments of which it may ask. */
  readonly slugs: readonly string[]
  readonly compute: Compute
  readonly context: CallContext
  /** Path that problems of the whole name. */
  readonly instance: string
}

/** How instruments of a panel are asked; problems of theirs are those of their own routes, in a batch, too. */
export const workOf = (
  compiled: CompiledPanel,
  { executorOf }: Pick<PanelCore, 'executorOf'>,
  slugs: readonly string[],
  context: CallContext,
  instance: string,
): PoolWork => ({
  ...compiled,
  slugs,
  context,
  instance,
  compute: (slug, pool, how = context) => executorOf(slug).fromValue(compiled.projection.of(slug, pool), how),
})

/** What the instruments of a panel answered. */
export interface PanelParts {
  readonly slugs: readonly string[]
  readonly answers: readonly Answer[]
  readonly unused: readonly string[]
  /** Where results filled the pool. */
  readonly filled: FilledPool | undefined
}

/** The instruments of a pool before anything is filled in: those that are named, or those that it concerns. */
export const askedOf = (
  { slugs, projection }: PoolWork,
  { inputs, instruments }: Pick<PanelRequest, 'inputs' | 'instruments'>,
): readonly string[] => chosen(instruments, inputs, slugs, projection)

/** Answers each instrument, or refuses the pool as a whole. */
export function answerPool(
  work: PoolWork,
  { inputs, derive, instruments }: PanelRequest,
): PanelParts | Answer | Promise<PanelParts> {
  const { projection, contradictions, slugs, compute, context, instance } = work
  const asked = askedOf(work, { inputs, instruments })
  const unused = projection.unused(asked, inputs)
  const strange = tooManyUnused(unused)
  if (strange) return refuse(inputProblem('invalid_input', instance, [strange]))
  const faults = contradictions(asked, inputs)
  if (faults.length > 0) return refuse(inputProblem('invalid_input', instance, faults))
  if (derive !== true)
    return whenAll(
      asked.map((slug) => compute(slug, inputs)),
      (answers) => ({ slugs: asked, answers, unused, filled: undefined }),
    )
  const filled = new FilledPool(inputs)
  const answerAll = (): PanelParts | Promise<PanelParts> => {
    const all = chosen(instruments, filled.inputs, slugs, projection)
    const answers = all.map((slug) => filled.answers.get(slug) ?? compute(slug, filled.inputs))
    // Whoever joins by what was derived may use what nobody else did.
    const left = all.length === asked.length ? unused : projection.unused(all, inputs)
    return whenAll(answers, (each) => ({ slugs: all, answers: each, unused: left, filled }))
  }
  const isAsked = (slug: string): boolean =>
    slugs.includes(slug) && (instruments?.includes(slug) ?? projection.concerns(slug, filled.inputs))
  const filling = fill(filled, work.derivation, { isAsked, among: instruments ?? slugs, compute, context })
  return filling ? filling.then(answerAll) : answerAll()
}

function whenAll(
  answers: readonly (Answer | Promise<Answer>)[],
  gather: (answers: readonly Answer[]) => PanelParts,
): PanelParts | Promise<PanelParts> {
  return answers.some((each) => each instanceof Promise)
    ? Promise.all(answers).then(gather)
    : gather(answers as Answer[])
}

const chosen = (
  named: PanelRequest['instruments'],
  pool: Pool,
  slugs: readonly string[],
  projection: Projection,
): readonly string[] => (named ? [...new Set(named)] : slugs.filter((slug) => projection.concerns(slug, pool)))
