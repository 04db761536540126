/** Guards against refusing those who are not to blame, and against answering before all is there. */
import { type Guard, shared } from './guard.js'

export const pressure: readonly Guard[] = [
  {
    guard: 'readiness waits until everything is compiled',
    file: 'shared/src/host.ts',
    from: "= 'starting'\n",
    to: "= 'ready'\n",
    tests: shared('host'),
  },
  {
    guard: 'a batch begins when its instrument is loaded',
    file: 'shared/src/batch/route.ts',
    from: 'await executor.prepare?.()',
    to: '',
    tests: shared('host'),
  },
  {
    guard: 'who is alone in a turn is not refused',
    file: 'shared/src/long-turns.ts',
    from: '    this.#computedSince = undefined\n    this.#usedUp = false\n',
    to: '',
    tests: shared('overload'),
  },
  {
    guard: 'our own work is not laid to callers',
    file: 'shared/src/long-turns.ts',
    from: 'processorTime() - ownTime()',
    to: 'processorTime() - 0 * ownTime()',
    tests: shared('overload'),
  },
  {
    guard: 'the collecting of garbage is not laid to callers',
    file: 'shared/src/long-turns.ts',
    from: '- this.#collecting.time()',
    to: '- 0 * this.#collecting.time()',
    tests: shared('overload'),
  },
  {
    guard: 'our own work puts no batch behind',
    file: 'shared/src/turn.ts',
    from: '- (ownClock() - ownBefore)',
    to: '- 0 * (ownClock() - ownBefore)',
    tests: shared('batch-turns'),
  },
]
