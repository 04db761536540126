/**
 * Whether callers fill the turns of the event loop: how long the calls of each turn take, from the first that is there
 * to the last that is answered. What else a turn holds is not theirs: our own work, the collecting of garbage, another
 * process on the same core. Once their turns stay long, each computes for a share of its time, and the rest of it is
 * refused (decision 65).
 */
import { PerformanceObserver } from 'node:perf_hooks'
import { ownTime, processorTime } from '../../engine/own-work.js'
import { Allowance } from './allowance.js'
import { type Witness, witness } from './stages.js'

/** A turn whose calls take so long, in ms, is one to look at. */
const LATE_MS = 10
/**
 * Turns in time, one after the other, that end an alert; a rest so long, in ms, does as well, if it is longer than the turn
 * before it: callers who all wait for their answers come together again.
 */
const TURNS_IN_TIME = 2
const REST_MS = 100
/** Late turns for so long, in ms, are no pause. */
const LASTING_MS = 100
/** An overload is over when in so many ms less than this share of the requests had to be refused. */
const WINDOW_MS = 500
const FEW = 0.1
/** The processor time is asked for again after so many ms: asking takes a system call that looks at every thread. */
const READING_MS = 0.5

export class LongTurns implements Witness {
  /** False from the first late turn on, until turns are in time again. */
  calm = true
  /** Whether calls are refused. */
  refusing = false
  readonly longest: number
  readonly #delay: number
  readonly #share: number
  readonly #end: () => void
  readonly #collecting = new Collecting()
  readonly #allowance: Allowance
  /** Of the current turn: when it began, and the work of this process until then. Only the first is known while calm. */
  #beganAt = 0
  #began = 0
  /** When the last turn ended, how long it lasted, and whether it would have been an overload. */
  #endedAt = 0
  #lasted = 0
  #wasLong = false
  #alertSince = 0
  #inTime = 0
  /** Work and clock at the first call of the turn: what came before is the reading of all that arrived. */
  #computedSince: { readonly worked: number; readonly at: number } | undefined
  /** Whether nothing more is computed in this turn. */
  #usedUp = false
  /** The last work that was asked for by a request, and when. */
  #worked = 0
  #read = 0
  /** Of the current window: its start, and what was asked and refused in it; and when a call was refused last. */
  #window = 0
  #asked = 0
  #refused = 0
  #refusedAt = 0

  /** `delay`: turns that last so long are an overload, 0 for none; `share`: of each of them so much is computed. */
  constructor(delay: number, share: number) {
    this.#delay = delay
    this.longest = 2 * delay
    this.#share = share
    this.#allowance = new Allowance(share)
    this.#end = delay > 0 ? witness(this) : () => undefined
  }

  /** By its head, whether a call is let in; asked only while calls are refused. It is not asked for again with its body. */
  admitsHead(now: number, cost: number): boolean {
    if (this.#allowance.takes(now, cost)) {
      this.#asked++
      return true
    }
    this.#refuses(now)
    return false
  }

  /** A call is refused that was sent a while ago, by who did not wait; whether the next one may come at once. */
  admitsNext(now: number): boolean {
    this.#refuses(now)
    return this.#allowance.takesCaller(now)
  }

  /** Not asked while calm. Who is alone in a turn is never refused: the first call of each is computed. */
  admits(now: number): boolean {
    if (!this.refusing) {
      if (!this.#isLong(now)) return true
      this.refusing = true
      this.#open(now)
    }
    if (this.#hasShareLeft(now)) {
      this.#asked++
      return true
    }
    this.#usedUp = true
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
    if (this.calm) return
    this.#settle(now)
    if (!this.refusing && now - this.#endedAt > Math.max(REST_MS, this.#lasted)) this.#calmDown()
    this.#computedSince = undefined
    this.#usedUp = false
    this.#collecting.forget()
    this.#began = this.#ask(now)
  }

  ends(now: number): void {
    const lasted = now - this.#beganAt
    if (this.calm) {
      if (lasted > LATE_MS) this.#alert(now, lasted)
      return
    }
    this.#endedAt = now
    this.#lasted = lasted
    const worked = Math.min(lasted, this.#ask(now) - this.#began) - this.#collecting.time()
    this.#wasLong = worked >= this.#delay
    this.#inTime = worked > LATE_MS ? 0 : this.#inTime + 1
    if (!this.refusing && this.#inTime >= TURNS_IN_TIME) this.#calmDown()
  }

  close(): void {
    this.#end()
    this.#calmDown()
  }

  /** Processor time is asked for only where the clock allows a turn to be long: no turn worked longer than it lasted. */
  #isLong(now: number): boolean {
    if (!this.#wasLong || now - this.#beganAt < this.#delay || now - this.#alertSince < LASTING_MS) return false
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
    return now - this.#read >= READING_MS ? this.#ask(now) : this.#worked
  }

  /** The work of this process without what is its own. */
  #ask(now: number): number {
    this.#worked = processorTime() - ownTime()
    this.#read = now
    return this.#worked
  }

  #alert(now: number, lasted: number): void {
    this.calm = false
    this.#alertSince = now
    this.#endedAt = now
    this.#lasted = lasted
    this.#inTime = 0
    this.#wasLong = false
    this.#collecting.watch()
  }

  #calmDown(): void {
    this.calm = true
    this.refusing = false
    this.#collecting.stop()
  }

  #open(now: number): void {
    this.#window = now
    this.#asked = 0
    this.#refused = 0
  }

  #settle(now: number): void {
    if (!this.refusing || now - this.#window < WINDOW_MS) return
    const isOver = this.#refused <= this.#asked * FEW || now - this.#refusedAt >= WINDOW_MS
    this.#open(now)
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
