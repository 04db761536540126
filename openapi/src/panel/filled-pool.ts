/** A pool of inputs that results fill up as they come. */

import type { Answer } from '@activity-scores/shared/engine/executor'
import type { Result } from '@activity-scores/shared/language/outcome'
import { pointerTo } from '@activity-scores/shared/language/pointer'
import type { Derivation, Fill } from './derivation.js'
import { textOf } from './limits.js'

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
  readonly #sent: Pool
  #inputs: Pool

  constructor(sent: Pool) {
    this.#sent = sent
    this.#inputs = sent
  }

  get inputs(): Pool {
    return this.#inputs
  }

  /** Takes over what a computed result of an instrument provides. */
  take(slug: string, fills: readonly Fill[], result: Result): void {
    if (result.status !== 'computed') return
    for (const fill of fills) {
      const { from, where } = fill.provision
      const value = valueAt(result, from.split('.'))
      const holds = where === undefined || valueAt(result, where.at.split('.')) === where.is
      if (holds && typeof value === 'number') this.#takeOne(slug, fill, value, reportedBeside(result, from))
    }
  }

  #takeOne(slug: string, { path, rivals }: Fill, value: number, reported: unknown): void {
    const pointer = pointerTo(['inputs', ...path])
    const sent = valueAt(this.#sent, path) ?? null
    if (sent !== null) {
      if (sent !== value && sent !== reported) this.differences.push(difference(pointer, sent, value, slug))
      return
    }
    if (rivals.some((rival) => isSentAt(this.#sent, rival)) || !canHold(this.#inputs, path)) return
    this.#inputs = withValue(this.#inputs, path, value)
    this.derived.push({ pointer, value, from: slug })
  }
}

/** Has providers compute one after the other, each with what those before it gave; a promise where one of them takes its time. */
export function fill(
  pool: FilledPool,
  { providers, fillsOf }: Derivation,
  isAsked: (slug: string) => boolean,
  compute: (slug: string) => Answer | Promise<Answer>,
): Promise<void> | undefined {
  const take = (slug: string, { status, body }: Answer): void => {
    if (status === 200) pool.take(slug, fillsOf(slug), JSON.parse(textOf(body)) as Result)
  }
  const from = (first: number): Promise<void> | undefined => {
    for (let i = first; i < providers.length; i++) {
      const slug = providers[i] as string
      if (!isAsked(slug)) continue
      const answer = compute(slug)
      if (answer instanceof Promise)
        return answer.then((later) => {
          take(slug, later)
          return from(i + 1)
        })
      take(slug, answer)
    }
    return undefined
  }
  return from(0)
}

const isSentAt = (pool: Pool, path: readonly string[]): boolean => (valueAt(pool, path) ?? null) !== null

function valueAt(node: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Pool)[key] : undefined),
    node,
  )
}

/** Whether what is around the field is an object or not sent: what was sent wrongly is refused as it is. */
function canHold(pool: Pool, path: readonly string[]): boolean {
  const around = path.length === 1 ? pool : (valueAt(pool, path.slice(0, -1)) ?? {})
  return typeof around === 'object' && !Array.isArray(around)
}

function withValue(pool: Pool, [key = '', ...rest]: readonly string[], value: number): Pool {
  if (rest.length === 0) return { ...pool, [key]: value }
  return { ...pool, [key]: withValue((pool[key] ?? {}) as Pool, rest, value) }
}

/** Who sends a score sends it as it was printed. */
function reportedBeside(result: Result, from: string): number | undefined {
  const reported = valueAt(result, [...from.split('.').slice(0, -1), 'reported'])
  return typeof reported === 'string' ? Number(reported) : undefined
}

const difference = (pointer: string, sent: unknown, value: number, slug: string): Difference => ({
  code: 'sent_differs_from_derived',
  pointer,
  message: `${JSON.stringify(sent)} was sent and is used; ${slug} gives ${value}`,
})
