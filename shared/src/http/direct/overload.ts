/**
 * Whether this process has more to do than it can. The time that requests wait is kept short by refusing what would wait: when
 * callers have filled the turns of the event loop for a while, requests are computed for a few milliseconds of each turn,
 * and the rest of it is refused. A single pause refuses nobody. While all is calm, requests read a flag (decision 53).
 */
import { performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { LongTurns } from './long-turns.js'
import { areBatchesBehind } from './slices.js'

const SAMPLE_MS = 250
/** Samples over a limit, one after the other, that make an overload (decision 34). */
const IN_A_ROW = 2

export interface Reading {
  /** Share of the time that the event loop was busy, 0 to 1. */
  readonly utilisation: number
  /** Share of the largest heap that is in use, 0 to 1. */
  readonly heap: number
}

/**
 * What becomes of a request, by its head:
 * `admitted`: it is computed, and not judged again;
 * `open`: nobody is refused now, so it is judged when its body has come;
 * `refused`: there is no time for it;
 * `next`: refused, since its caller did not wait as told, but the next request of this connection is read at once.
 */
export type Judgement = 'admitted' | 'open' | 'refused' | 'next'

export interface OverloadGuard {
  /** True while nobody can have to be refused: the other members need not be asked then. */
  readonly isCalm: boolean
  /** By the head of a request, before its body is read. `cost`: what it is expected to take, in ms. */
  judge(cost: number, isLate: boolean): Judgement
  /** Whether one more request can be computed now. */
  admits(): boolean
  /** Whether one more batch can be begun: not during an overload, nor while those that are begun wait behind single calls. */
  admitsBatch(): boolean
  /** Called when all is compiled: until then a busy loop is our own doing. */
  prepared(): void
  close(): void
}

interface Limits {
  readonly OVERLOAD_DELAY_MS: number
  readonly OVERLOAD_TURN_MS: number
  readonly OVERLOAD_UTILISATION_PERCENT: number
  readonly OVERLOAD_HEAP_PERCENT: number
}

export function overloadGuard(limits: Limits, reader: Reader = processReader()): OverloadGuard {
  let over = 0
  let prepared = false
  const turns = new LongTurns(limits.OVERLOAD_DELAY_MS, limits.OVERLOAD_TURN_MS)
  const timer = setInterval(() => {
    const reading = reader.read()
    over = isOver(prepared ? reading : { ...reading, utilisation: 0 }, limits) ? over + 1 : 0
  }, SAMPLE_MS).unref()
  return {
    get isCalm() {
      return turns.isCalm && over < IN_A_ROW
    },
    judge(cost, isLate) {
      if (over >= IN_A_ROW) return 'refused'
      const now = performance.now()
      if (!turns.isRefusing(now)) return 'open'
      if (isLate) return turns.admitsNext(now) ? 'next' : 'refused'
      return turns.admitsHead(now, cost) ? 'admitted' : 'refused'
    },
    admits: () => over < IN_A_ROW && (turns.isCalm || turns.admits(performance.now())),
    admitsBatch: () => over < IN_A_ROW && !turns.isRefusing(performance.now()) && !areBatchesBehind(),
    prepared() {
      prepared = true
    },
    close() {
      clearInterval(timer)
      turns.close()
    },
  }
}

const isOver = ({ utilisation, heap }: Reading, limits: Limits): boolean =>
  utilisation * 100 > limits.OVERLOAD_UTILISATION_PERCENT || heap * 100 > limits.OVERLOAD_HEAP_PERCENT

export interface Reader {
  /** What was seen since the last reading. */
  read(): Reading
}

function processReader(): Reader {
  let before = performance.eventLoopUtilization()
  return {
    read() {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, before)
      before = now
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
      return { utilisation: utilization, heap: used / limit }
    },
  }
}
