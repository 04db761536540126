/**
 * Whether this process has more to do than it can. The time that requests wait is kept short by refusing what would wait: when
 * the event loop has come late for a while, requests are computed for a few milliseconds of each of its turns, and the rest
 * of the turn is refused. A single pause refuses nobody. Requests read flags; a timer does the looking.
 */
import { performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { areBatchesBehind } from './batch/turns.js'
import type { HostConfig } from './config.js'

const SAMPLE_MS = 250
/** Samples over a limit, one after the other, that make an overload. */
const IN_A_ROW = 2

/** How often the loop's turns are looked at, in ms: now and then, and nearly every turn once one was late. */
const CALM_TICK_MS = 20
const ALERT_TICK_MS = 2
/** A turn that is so late, in ms, is one to look at. */
const LATE_MS = 10
/** Turns in time, one after the other, that end an alert. */
const TURNS_IN_TIME = 2
/** Late turns for so long, in ms, are no pause. */
const LASTING_MS = 100
/** An overload is over when in so many ms less than this share of the requests had to be refused. */
const WINDOW_MS = 500
const FEW = 0.1

export interface Reading {
  /** Share of the time that the event loop was busy, 0 to 1. */
  readonly utilisation: number
  /** Share of the largest heap that is in use, 0 to 1. */
  readonly heap: number
}

export interface OverloadGuard {
  /** Whether one more request can be computed now. */
  admits(): boolean
  /** Whether one more batch can be begun: not during an overload, nor while those that are begun wait behind single calls. */
  admitsBatch(): boolean
  close(): void
}

type Limits = Pick<
  HostConfig,
  'OVERLOAD_DELAY_MS' | 'OVERLOAD_TURN_MS' | 'OVERLOAD_UTILISATION_PERCENT' | 'OVERLOAD_HEAP_PERCENT'
>

export function overloadGuard(limits: Limits, reader: Reader = processReader()): OverloadGuard {
  let over = 0
  const turns = new Turns(limits.OVERLOAD_DELAY_MS, limits.OVERLOAD_TURN_MS)
  const timer = setInterval(() => {
    over = isOver(reader.read(), limits) ? over + 1 : 0
  }, SAMPLE_MS).unref()
  return {
    admits: () => over < IN_A_ROW && (turns.calm || turns.admits(performance.now())),
    admitsBatch: () => over < IN_A_ROW && !turns.refusing && !areBatchesBehind(),
    close() {
      clearInterval(timer)
      turns.close()
    },
  }
}

const isOver = ({ utilisation, heap }: Reading, limits: Limits): boolean =>
  utilisation * 100 > limits.OVERLOAD_UTILISATION_PERCENT || heap * 100 > limits.OVERLOAD_HEAP_PERCENT

/** The processor time is asked for again after so many ms: asking takes a system call that looks at every thread. */
const READING_MS = 0.5

/** Of this process, in ms. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The turns of the event loop: a timer that is due in each of them tells how long the current one has lasted. */
class Turns {
  calm = true
  refusing = false
  readonly #delay: number
  readonly #share: number
  #timer: NodeJS.Timeout | undefined
  #tick = CALM_TICK_MS
  /** Processor time at the beginning of the turn: what another process takes from this one is not its work. */
  #began = processorTime()
  #beganAt = performance.now()
  /** Processor time at the first request of the turn: what came before is the reading of all that arrived. */
  #computedSince: { readonly worked: number; readonly at: number } | undefined
  /** Whether nothing more is computed in this turn. */
  #usedUp = false
  /** The last processor time that was asked for by a request, and when. */
  #worked = 0
  #read = 0
  /** By `performance.now()`, as all times but those of turns. */
  #alertSince = 0
  #inTime = 0
  /** Of the current window: its start, and what was asked and refused in it. */
  #window = 0
  #asked = 0
  #refused = 0

  /** `delay`: turns that last so long are an overload, 0 for none; `share`: of each of them so much is computed. */
  constructor(delay: number, share: number) {
    this.#delay = delay
    this.#share = share
    if (delay > 0) this.#every(CALM_TICK_MS)
  }

  /**
   * Not asked while calm. Processor time is asked for only where the clock allows a turn to be long: no turn worked longer
   * than it lasted, and the clock costs nothing beside it.
   */
  admits(now: number): boolean {
    if (!this.refusing) {
      if (!this.#isLong(now)) return true
      this.refusing = true
      this.#open(now)
    }
    this.#asked++
    if (this.#hasShareLeft(now)) return true
    this.#usedUp = true
    this.#refused++
    return false
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #isLong(now: number): boolean {
    if (now - this.#beganAt < this.#delay || now - this.#alertSince < LASTING_MS) return false
    return this.#workedBy(now) - this.#began >= this.#delay
  }

  /** Once used up, it is so until the next turn. */
  #hasShareLeft(now: number): boolean {
    if (this.#usedUp) return false
    this.#computedSince ??= { worked: this.#workedBy(now), at: now }
    const { worked, at } = this.#computedSince
    return now - at <= this.#share || this.#workedBy(now) - worked <= this.#share
  }

  #workedBy(now: number): number {
    if (now - this.#read >= READING_MS) {
      this.#worked = processorTime()
      this.#read = now
    }
    return this.#worked
  }

  #every(milliseconds: number): void {
    clearInterval(this.#timer)
    this.#tick = milliseconds
    this.#timer = setInterval(() => this.#look(performance.now()), milliseconds).unref()
  }

  #look(now: number): void {
    const worked = processorTime()
    const late = worked - this.#began - this.#tick > LATE_MS
    this.#began = worked
    this.#beganAt = now
    this.#computedSince = undefined
    this.#usedUp = false
    if (this.calm) {
      if (late) this.#alert(now)
      return
    }
    this.#inTime = late ? 0 : this.#inTime + 1
    if (this.refusing ? !this.#isOver(now) : this.#inTime < TURNS_IN_TIME) return
    this.calm = true
    this.refusing = false
    this.#every(CALM_TICK_MS)
  }

  #open(now: number): void {
    this.#window = now
    this.#asked = 0
    this.#refused = 0
  }

  #isOver(now: number): boolean {
    if (now - this.#window < WINDOW_MS) return false
    const isOver = this.#refused <= this.#asked * FEW
    this.#open(now)
    return isOver
  }

  #alert(now: number): void {
    this.calm = false
    this.#alertSince = now
    this.#inTime = 0
    this.#every(ALERT_TICK_MS)
  }
}

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
