/** A pool of inputs that results fill up as they come. */
import type { Answer, CallContext } from '@activity-scores/shared/engine/executor'
import { textOf } from '@activity-scores/shared/engine/kept'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import type { Derivation, Fill } from './derivation.js'

type Pool = Readonly<Record<string, unknown>>

/** A value that was filled in, and which instrument it is from. */
export interface Derived {
  readonly pointer: string
  readonly value: number
  readonly from: string
}

export interface Difference {
  readonly code: 'sent_differs_from_derived'
  readonly pointer: string
  readonly message: string
}

export class FilledPool {
  readonly derived: Derived[] = []
  readonly differences: Difference[] = []
  /** Of instruments that were computed to fill it. */
  readonly answers = new Map<string, Answer>()
  readonly #sent: Pool
  /** A copy of what was sent, once something is filled; and the objects in it that are copies. */
  #own: Record<string, unknown> | undefined
  readonly #ownParts = new Map<string, Record<string, unknown>>()

  constructor(sent: Pool) {
    this.#sent = sent
  }

  get inputs(): Pool {
    return this.#own ?? this.#sent
  }

  /** Takes over what a computed outcome of an instrument provides. */
  take(slug: string, fills: readonly Fill[], outcome: Outcome): void {
    if (outcome.status !== 'computed') return
    for (const fill of fills) {
      const value = valueAt(outcome, fill.from)
      if ((valueAt(outcome, fill.bounds) ?? null) !== null) continue
      if (typeof value !== 'number' || (fill.where && valueAt(outcome, fill.where.at) !== fill.where.is)) continue
      const sent = valueAt(this.#sent, fill.path) ?? null
      if (sent === null) this.#fill(slug, fill, value)
      // What is no number is refused by who uses it, and is not quoted: it may be of any size.
      else if (typeof sent === 'number' && sent !== value && sent !== reportedIn(outcome, fill))
        this.differences.push(difference(fill.pointer, sent, value, slug))
    }
  }

  #fill(slug: string, { path, pointer, rivals }: Fill, value: number): void {
    if (rivals.some((rival) => isSentAt(this.#sent, rival))) return
    const [first = '', second] = path
    if (second === undefined) this.#copy()[first] = value
    else {
      const part = this.#ownPart(first)
      if (!part) return
      part[second] = value
    }
    this.derived.push({ pointer, value, from: slug })
  }

  #copy(): Record<string, unknown> {
    this.#own ??= { ...this.#sent }
    return this.#own
  }

  /** An object of the pool as a copy of ours, new where it was not sent; what was sent and is no object is left to be refused. */
  #ownPart(name: string): Record<string, unknown> | undefined {
    const existing = this.#ownParts.get(name)
    if (existing) return existing
    const sent = this.#sent[name] ?? {}
    if (typeof sent !== 'object' || Array.isArray(sent)) return undefined
    const part = { ...sent }
    this.#ownParts.set(name, part)
    this.#copy()[name] = part
    return part
  }
}

export type Compute = (slug: string, pool: Pool, how?: CallContext) => Answer | Promise<Answer>

export interface Asked {
  readonly isAsked: (slug: string) => boolean
  /** Instruments that may be asked: what others would use is not filled. */
  readonly among: readonly string[]
  readonly compute: Compute
  readonly context: CallContext
}

/** Has providers compute one after the other, each with what those before it gave; a promise where one of them takes its time. */
export function fill(
  pool: FilledPool,
  { providers, fillsOf }: Derivation,
  { isAsked, among, compute, context }: Asked,
): Promise<void> | undefined {
  const keeping: CallContext = { ...context, keepsOutcome: true }
  const isUsed = ({ consumers }: Fill): boolean => consumers.some((slug) => among.includes(slug))
  const from = (first: number): Promise<void> | undefined => {
    for (let i = first; i < providers.length; i++) {
      const slug = providers[i] as string
      if (!isAsked(slug)) continue
      const fills = fillsOf(slug).filter(isUsed)
      if (fills.length === 0) continue
      const answer = compute(slug, pool.inputs, keeping)
      if (answer instanceof Promise) return elsewhere(slug, answer, fills).then(() => from(i + 1))
      pool.answers.set(slug, answer)
      if (answer.outcome) pool.take(slug, fills, answer.outcome)
    }
    return undefined
  }
  /** A service answers with text: in another form than the full one it is asked twice. */
  const elsewhere = async (slug: string, coming: Promise<Answer>, fills: readonly Fill[]): Promise<void> => {
    const answer = await coming
    pool.answers.set(slug, answer)
    const full = isFull(answer) ? answer : await compute(slug, pool.inputs, { ...context, form: 'full' })
    if (full.status === 200) pool.take(slug, fills, JSON.parse(textOf(full.body)) as Outcome)
  }
  return from(0)
}

/** Whether another form need not be asked for: of a refusal there is none. */
const isFull = ({ status, type, body }: Answer): boolean =>
  status !== 200 || (type.startsWith('application/json') && textOf(body).includes('"details":'))

const isSentAt = (pool: Pool, path: readonly string[]): boolean => (valueAt(pool, path) ?? null) !== null

function valueAt(node: unknown, path: readonly string[]): unknown {
  let at = node
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Pool)[key]
  }
  return at
}

/** Who sends a score sends it as it was printed. */
function reportedIn(outcome: Outcome, { reported }: Fill): number | undefined {
  const text = valueAt(outcome, reported)
  return typeof text === 'string' ? Number(text) : undefined
}

const difference = (pointer: string, sent: number, value: number, slug: string): Difference => ({
  code: 'sent_differs_from_derived',
  pointer,
  message: `${sent} was sent and is used; ${slug} gives ${value}`,
})
