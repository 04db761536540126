/**
 * Whether this process has more to do than it can: its event loop comes late, is never idle, or its heap is nearly full.
 * Looked at by a timer; a request only reads the flag.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import type { HostConfig } from './config.js'

const SAMPLE_MS = 250
const RESOLUTION_MS = 20
/** Samples over a limit, one after the other, that make an overload: one long pause is none. */
const IN_A_ROW = 2

export interface Reading {
  /** By how much the event loop came late on average, in ms. */
  readonly delayMs: number
  /** Share of the time that the event loop was busy, 0 to 1. */
  readonly utilisation: number
  /** Share of the largest heap that is in use, 0 to 1. */
  readonly heap: number
}

export interface OverloadGuard {
  readonly overloaded: boolean
  close(): void
}

type Limits = Pick<HostConfig, 'OVERLOAD_DELAY_MS' | 'OVERLOAD_UTILISATION_PERCENT' | 'OVERLOAD_HEAP_PERCENT'>

export function overloadGuard(limits: Limits, reader: Reader = processReader()): OverloadGuard {
  let over = 0
  const guard = {
    overloaded: false,
    close(): void {
      clearInterval(timer)
      reader.close()
    },
  }
  const timer = setInterval(() => {
    over = isOver(reader.read(), limits) ? over + 1 : 0
    guard.overloaded = over >= IN_A_ROW
  }, SAMPLE_MS).unref()
  return guard
}

const isOver = ({ delayMs, utilisation, heap }: Reading, limits: Limits): boolean =>
  (limits.OVERLOAD_DELAY_MS > 0 && delayMs > limits.OVERLOAD_DELAY_MS) ||
  utilisation * 100 > limits.OVERLOAD_UTILISATION_PERCENT ||
  heap * 100 > limits.OVERLOAD_HEAP_PERCENT

export interface Reader {
  /** What was seen since the last reading. */
  read(): Reading
  close(): void
}

function processReader(): Reader {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delays.enable()
  let before = performance.eventLoopUtilization()
  return {
    read() {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, before)
      before = now
      const delayMs = Math.max(0, delays.mean / 1e6 - RESOLUTION_MS) // not a number, and so no overload, without a sample
      delays.reset()
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
      return { delayMs, utilisation: utilization, heap: used / limit }
    },
    close: () => delays.disable(),
  }
}
