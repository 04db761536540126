/**
 * An executor answers for one instrument: bytes in, status and bytes out. It knows nothing of sockets, so the same
 * one serves the lone service, the embedded gateway and the panel; the gateway's proxy is the other implementation
 * (decision 2).
 */
import type { Instrument } from '../contract/instrument.js'
import type { Outcome, Result } from '../language/outcome.js'
import type { ServerSpan } from '../telemetry/tracing.js'
import { parseBody } from './json.js'
import { inputProblem, PROBLEM_TYPE, type Problem, type ProblemCode } from './problems.js'
import { compileSerialiser, type Serialise } from './serialise.js'
import { atOnce, inTurns, type Steps } from './steps.js'
import { type Validate, validator } from './validate.js'

/** Full JSON, `Prefer: return=minimal`, the one line of `Accept: text/plain`, or a report where the executor writes one. */
export type Form = 'full' | 'minimal' | 'text' | 'markdown' | 'html' | 'csv'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  /** Whether the text of the body is known to be ASCII: then nobody has to count its bytes. */
  readonly isAscii?: boolean
  /** Instruments that were computed for it, where that is more than one. */
  readonly rows?: number
  /** When to ask again, of an answer that says so. */
  readonly retryAfter?: string | undefined
  /** What it was written from, where the caller keeps that and this process computed it. */
  readonly outcome?: Outcome
  /** Why the service that was asked gave no answer of its own, of an answer that stands for it. */
  readonly failure?: ProblemCode
  /** Content security policy of an answer that is a page, instead of that of all answers. */
  readonly contentPolicy?: string
  /** Under which route it stands in log and metrics, one of a fixed set, where its own route does not say what was computed. */
  readonly recordedAs?: string | undefined
}

/** What travels with a request besides its body. */
export interface CallContext {
  readonly form: Form
  readonly requestId: string
  /** Who asks, as the limiter knows them. */
  readonly caller?: string | undefined
  /** Path that problems name instead of the instrument's own. */
  readonly instance?: string
  /** Of the request, where requests are traced. */
  readonly span?: ServerSpan | undefined
  /** Path and query of the request, where an executor reads more than its body. */
  readonly url?: string | undefined
  /** Fields of the head, where an executor reads more than its body. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Whether the caller may have this computed, where the route does not ask for one scope; anything where left out. */
  readonly mayCompute?: ((slug: string) => boolean) | undefined
  /** What stands after the question mark of a batch. */
  readonly search?: string | undefined
  /**
   * Whether the answer brings its outcome with it, which a panel hands on; `alone` where its text is not needed, so that this process
   * writes none.
   */
  readonly keepsOutcome?: boolean | 'alone'
  /** Whether the answer is made in one turn of the event loop, as for documents, for which no caller waits. */
  readonly inOneTurn?: boolean
}

export interface Executor {
  readonly slug: string
  /** True where it also answers `Accept: text/markdown`. */
  readonly markdown?: boolean
  /** True where it also answers `Accept: text/html`, a page that stands by itself. */
  readonly html?: boolean
  /** True where it also answers `Accept: text/csv`, a table. */
  readonly csv?: boolean
  /** Does ahead what the first call would have to do. */
  prepare?(): void | Promise<void>
  fromBytes(body: Buffer, context: CallContext): Answer | Promise<Answer>
  fromValue(body: unknown, context: CallContext): Answer | Promise<Answer>
}

const JSON_TYPE = 'application/json; charset=utf-8'
const TEXT_TYPE = 'text/plain; charset=utf-8'

export const pathOf = (slug: string): string => `/v1/${slug}`

/** The finished result of an accepted input: `compute` plus what is known of the instrument since start. */
export function resultOf<Input>(instrument: Instrument<Input>, references: readonly string[], input: Input): Result {
  const outcome = instrument.compute(input)
  return {
    instrument: instrument.slug,
    version: instrument.version,
    status: outcome.status,
    score: outcome.score,
    category: outcome.category,
    criteria: outcome.criteria,
    terms: outcome.terms,
    details: outcome.details,
    inputs: outcome.inputs,
    missing: outcome.missing,
    warnings: outcome.warnings,
    text: outcome.text,
    references,
  }
}

export const referencesOf = (instrument: Instrument): readonly string[] =>
  instrument.citations.flatMap((citation) => citation.id ?? [])

interface Compiled {
  readonly validate: Validate<unknown>
  readonly serialise: Serialise
}

/** Computes in this process. What is compiled for the instrument is compiled by `prepare`, at the latest by its first call. */
export function embed(instrument: Instrument): Executor {
  const references = referencesOf(instrument)
  const instance = pathOf(instrument.slug)
  function* compile(): Steps<Compiled> {
    const validate = yield* validator(instrument)
    yield
    return { validate, serialise: compileSerialiser(instrument, references) }
  }
  let compiled: Compiled | undefined
  const fromValue = (body: unknown, context: CallContext): Answer => {
    compiled ??= atOnce(compile())
    const validated = compiled.validate(body)
    if (!validated.ok) return refuse(inputProblem('invalid_input', context.instance ?? instance, validated.faults))
    const outcome = instrument.compute(validated.input)
    if (context.keepsOutcome === 'alone') return { status: 200, type: JSON_TYPE, body: '', outcome }
    const answer = present(instrument, outcome, context.form, compiled.serialise)
    return context.keepsOutcome === true ? { outcome, ...answer } : answer
  }
  return {
    slug: instrument.slug,
    async prepare() {
      if (compiled) return
      const made = await inTurns(compile())
      compiled ??= made
    },
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok ? fromValue(parsed.value, context) : refuse(inputProblem(parsed.code, instance, parsed.faults))
    },
  }
}

export const refuse = (problem: Problem): Answer => ({
  status: problem.status,
  type: PROBLEM_TYPE,
  body: JSON.stringify(problem),
})

function present(instrument: Instrument, outcome: Outcome, form: Form, serialise: Serialise): Answer {
  if (form === 'text') return { status: 200, type: TEXT_TYPE, body: `${outcome.text}\n` }
  if (form === 'minimal') return { status: 200, type: JSON_TYPE, body: JSON.stringify(minimal(instrument, outcome)) }
  const { text, isAscii } = serialise(outcome)
  return { status: 200, type: JSON_TYPE, body: text, isAscii }
}

/** What `Prefer: return=minimal` leaves. */
function minimal({ slug, version }: Instrument, outcome: Outcome): object {
  const { status, score, category, criteria, missing, warnings } = outcome
  return {
    instrument: slug,
    version,
    status,
    score,
    category,
    criteria: criteria.map(({ id, state }) => ({ id, state })),
    missing,
    warnings: warnings.map(({ code }) => ({ code })),
  }
}
