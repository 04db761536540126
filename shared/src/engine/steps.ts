/**
 * Work of ours in short steps: done at once where a caller waits for it, else a few in a turn, so that callers are
 * answered in between (decision 89).
 */
import { setImmediate } from 'node:timers/promises'
import { ours } from './own-work.js'

export type Steps<T> = Generator<void, T, void>

export const atOnce = <T>(steps: Steps<T>): T =>
  ours(() => {
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
    }
  })

/** After so many ms no other step is begun in a turn. */
const TURN_MS = 3

export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    await setImmediate()
    const { done, value } = ours(() => some(steps))
    if (done) return value
  }
}

function some<T>(steps: Steps<T>): IteratorResult<void, T> {
  const until = performance.now() + TURN_MS
  for (;;) {
    const step = steps.next()
    if (step.done || performance.now() >= until) return step
  }
}
