/**
 * Work of one call in steps, each a value or a promise: done at once where nothing has to be waited for, and in several turns
 * of the event loop where it takes long.
 */
import { setImmediate } from 'node:timers/promises'
import type { CallContext } from './executor.js'

/** What a step gives is what `yield` gives back. */
export type CallSteps<T> = Generator<unknown, T, never>

/** After so many ms the rest waits for the next turn. */
const TURN_MS = 5

export function stepped<T>(steps: CallSteps<T>, { inOneTurn = false }: Pick<CallContext, 'inOneTurn'>): T | Promise<T> {
  const until = inOneTurn ? Number.POSITIVE_INFINITY : performance.now() + TURN_MS
  let step = steps.next()
  while (!step.done) {
    if (step.value instanceof Promise || performance.now() > until) return later(steps, step)
    step = steps.next(step.value as never)
  }
  return step.value
}

async function later<T>(steps: CallSteps<T>, first: IteratorResult<unknown, T>): Promise<T> {
  let step = first
  let until = performance.now()
  while (!step.done) {
    const value: unknown = await step.value
    if (performance.now() >= until) {
      await setImmediate()
      until = performance.now() + TURN_MS
    }
    step = steps.next(value as never)
  }
  return step.value
}
