/**
 * Whether callers fill the turns of the event loop: how long the calls of each turn take, from the first that is there
 * to the last that is answered. What else a turn holds is not theirs: our own work, the collecting of garbage, another
 * process on the same core. Once their turns stay long, each computes for a share of its time, and the rest of it is
 * refused (decision 53).
 */
import { PerformanceObserver } from 'node:perf_hooks'
import { ownTime, processorTime } from '../../engine/own-work.js'
import { Allowance } from './allowance.js'
import { addWitness, type Witness } from './stages.js'

/** Calls that take longer than so many ms make a late turn. */
const LATE_MS = 10
/**
 * An alert ends after this many turns in a row that were not late, or after a pause of this many ms without calls. The pause
 * must also be longer than the turn before it: callers who were answered together come back together (decision 90).
 */
const TURNS_IN_TIME = 2
const REST_MS = 100
/** Late turns are the callers' doing once they have gone on for this many ms: a single pause of the machine is shorter. */
const LASTING_MS = 100
/** An overload is over when, in a window of this many ms, less than this share of the requests had to be refused. */
const WINDOW_MS = 500
const FEW = 0.1
/** Processor time is read again after so many ms: reading it is a system call that walks through every thread (decision 81). */
const READING_MS = 0.5

export class LongTurns implements Witness {
  /** False from the first late turn on, until turns are in time again. */
  isCalm = true
  /** Whether calls are refused. */
  refusing = false
  readonly longest: number
  readonly #delay: number
  readonly #share: number
  readonly #removeWitness: () => void
  readonly #collecting = new Collecting()
  readonly #allowance: Allowance
  /** When the current turn began, and how long this process had worked by then; the latter is not kept while calm. */
  #beganAt = 0
  #workedBefore = 0
  /** The last turn: when it ended, how long it lasted, and whether it was long enough for an overload. */
  #endedAt = 0
  #lasted = 0
  #wasLong = false
  #alertSince = 0
  #inTime = 0
  /** Work and clock when the first call of the turn was computed: before that, the turn only read what had arrived. */
  #computingSince: { readonly worked: number; readonly at: number } | undefined
  /** Whether nothing more is computed in this turn. */
  #isUsedUp = false
  /** How long this process has worked, as last read, and when that was. */
  #worked = 0
  #read = 0
  /** The current window: its start, the calls that asked in it and those refused; and when a call was last refused. */
  #window = 0
  #asked = 0
  #refused = 0
  #refusedAt = 0

  /** `delay`: turns of this many ms are an overload, 0 turns it off; `share`: ms of each such turn in which calls are computed. */
  constructor(delay: number, share: number) {
    this.#delay = delay
    this.longest = 2 * delay
    this.#share = share
    this.#allowance = new Allowance(share)
    this.#removeWitness = delay > 0 ? addWitness(this) : () => undefined
  }

  /** Whether a call is let in, by its head; asked only while calls are refused, and not again when its body has come. */
  admitsHead(now: number, cost: number): boolean {
    if (this.#allowance.takes(now, cost)) {
      this.#asked++
      return true
    }
    this.#refuses(now)
    return false
  }

  /** Refuses a call whose caller did not wait as told. True if the next request of its connection may be read at once. */
  admitsNext(now: number): boolean {
    this.#refuses(now)
    return this.#allowance.takesCaller(now)
  }

  /**
   * Whether a call whose body has come is computed; not asked while calm. The first call of each turn always is, so a caller who
   * is alone is never refused (decision 89).
   */
  admits(now: number): boolean {
    if (!this.refusing) {
      if (!this.#isLong(now)) return true
      this.refusing = true
      this.#openWindow(now)
    }
    if (this.#hasShareLeft(now)) {
      this.#asked++
      return true
    }
    this.#isUsedUp = true
    this.#refuses(now)
    return false
  }

  #refuses(now: number): void {
    this.#asked++
    this.#refused++
    this.#refusedAt = now
  }

  /** Whether calls are being refused, also where none has come for a while. */
  isRefusing(now: number): boolean {
    this.#settle(now)
    return this.refusing
  }

  begins(now: number): void {
    this.#beganAt = now
    if (this.isCalm) return
    this.#settle(now)
    if (!this.refusing && now - this.#endedAt > Math.max(REST_MS, this.#lasted)) this.#calmDown()
    this.#computingSince = undefined
    this.#isUsedUp = false
    this.#collecting.forget()
    this.#workedBefore = this.#readWork(now)
  }

  ends(now: number): void {
    const lasted = now - this.#beganAt
    if (this.isCalm) {
      if (lasted > LATE_MS) this.#alert(now, lasted)
      return
    }
    this.#endedAt = now
    this.#lasted = lasted
    const worked = Math.min(lasted, this.#readWork(now) - this.#workedBefore) - this.#collecting.time()
    this.#wasLong = worked >= this.#delay
    this.#inTime = worked > LATE_MS ? 0 : this.#inTime + 1
    if (!this.refusing && this.#inTime >= TURNS_IN_TIME) this.#calmDown()
  }

  close(): void {
    this.#removeWitness()
    this.#calmDown()
  }

  /** Processor time is asked for only where the clock allows a turn to be long: no turn worked longer than it lasted. */
  #isLong(now: number): boolean {
    if (!this.#wasLong || now - this.#beganAt < this.#delay || now - this.#alertSince < LASTING_MS) return false
    return this.#workedBy(now) - this.#workedBefore >= this.#delay
  }

  /** Once used up, it is so until the next turn. */
  #hasShareLeft(now: number): boolean {
    if (this.#isUsedUp) return false
    this.#computingSince ??= { worked: this.#workedBy(now), at: now }
    const { worked, at } = this.#computingSince
    return now - at <= this.#share || this.#workedBy(now) - worked <= this.#share
  }

  #workedBy(now: number): number {
    return now - this.#read >= READING_MS ? this.#readWork(now) : this.#worked
  }

  /** The work of this process without what is its own. */
  #readWork(now: number): number {
    this.#worked = processorTime() - ownTime()
    this.#read = now
    return this.#worked
  }

  #alert(now: number, lasted: number): void {
    this.isCalm = false
    this.#alertSince = now
    this.#endedAt = now
    this.#lasted = lasted
    this.#inTime = 0
    this.#wasLong = false
    this.#collecting.watch()
  }

  #calmDown(): void {
    this.isCalm = true
    this.refusing = false
    this.#collecting.stop()
  }

  #openWindow(now: number): void {
    this.#window = now
    this.#asked = 0
    this.#refused = 0
  }

  #settle(now: number): void {
    if (!this.refusing || now - this.#window < WINDOW_MS) return
    const isOver = this.#refused <= this.#asked * FEW || now - this.#refusedAt >= WINDOW_MS
    this.#openWindow(now)
    if (isOver) this.#calmDown()
  }
}

/** How long garbage was collected. Watched only while turns are late. */
class Collecting {
  readonly #observer = new PerformanceObserver(() => undefined)
  #spent = 0

  watch(): void {
    this.#observer.observe({ entryTypes: ['gc'] })
  }

  stop(): void {
    this.#observer.disconnect()
  }

  forget(): void {
    this.#observer.takeRecords()
    this.#spent = 0
  }

  /** Since it was forgotten, in ms. */
  time(): number {
    for (const { duration } of this.#observer.takeRecords()) this.#spent += duration
    return this.#spent
  }
}
