/**
 * Batches give way to single calls: the work of all batches of a process is cut into slices of about a millisecond, and
 * between two slices the event loop goes round once. Where single calls make its turns long, short slices follow one another
 * until batches have had their share of the time (decision 80).
 */
import { runStages, timeOfCalls } from './stages.js'

const SLICE_MS = 1
/** Rows between two looks at the clock. */
const ROWS = 8
/** Batches may take this part of the time that the rest of the turn took. */
const SHARE = 0.2
/** Single calls fill a turn that is this long, in ms; this many such turns in a row are no mere pause of the machine. */
const FULL_TURN_MS = 4
const IN_A_ROW = 3
/** While single calls fill the turns, batches are behind once the first of them has waited for this many ms. */
const BEHIND_MS = 20

/**
 * libuv accepts one connection in a turn: if each turn also parsed an array of 10,000 rows, the last of a hundred new callers
 * would wait for seconds. So batches wait, at most this many ms, while new connections keep coming (decision 100).
 */
const GIVES_WAY_MS = 100

interface Waiting {
  readonly since: number
  readonly begin: () => void
}

const waiting: Waiting[] = []
let isScheduled = false
/** When the last slice ended, how long calls had kept the process busy by then, and for how many turns in a row calls filled them. */
let lastSliceAt = 0
let busyBefore = 0
let fullTurns = 0
let hasNewcomer = false

/** To be told of each connection that is accepted. */
export function newcomer(): void {
  hasNewcomer = true
}

function schedule(): void {
  if (isScheduled) return
  isScheduled = true
  setImmediate(grant)
}

/** Slices of one turn, whoever they belong to; calls that have come are answered before them. */
function grant(): void {
  runStages()
  const now = performance.now()
  if (hasNewcomer && now - lastSliceAt < GIVES_WAY_MS) {
    hasNewcomer = false
    setImmediate(grant)
    return
  }
  fullTurns = timeOfCalls(now) - busyBefore >= FULL_TURN_MS ? fullTurns + 1 : 0
  slice(now + Math.max(SLICE_MS, (now - lastSliceAt) * SHARE))
}

function sliceEnded(now: number): void {
  lastSliceAt = now
  busyBefore = timeOfCalls(now)
}

/** A slice runs in microtasks: when they are done, there may be time for another. */
function slice(until: number): void {
  waiting.shift()?.begin()
  queueMicrotask(() => process.nextTick(next, until))
}

function next(until: number): void {
  const now = performance.now()
  if (waiting.length > 0 && now < until) {
    slice(until)
    return
  }
  sliceEnded(now)
  isScheduled = false
  if (waiting.length > 0) schedule()
}

/** Resolves when it is this caller's turn. */
const nextSlice = (): Promise<void> =>
  new Promise((begin) => {
    // Where none waited, the time before is not that of single calls.
    const now = performance.now()
    if (waiting.length === 0 && !isScheduled) sliceEnded(now)
    waiting.push({ since: now, begin })
    schedule()
  })

/** Whether single calls leave the batches of this process less time than they need: one more would wait, and for long. */
export function areBatchesBehind(): boolean {
  const first = waiting[0]
  return first !== undefined && fullTurns >= IN_A_ROW && performance.now() - first.since > BEHIND_MS
}

/** The slices of one piece of work. */
export class Slices {
  #until = 0
  #rows = ROWS

  async next(): Promise<void> {
    await nextSlice()
    this.#until = performance.now() + SLICE_MS
    this.#rows = ROWS
  }

  /** Asked once a row: whether the slice is used up. */
  get over(): boolean {
    if (--this.#rows > 0) return false
    this.#rows = ROWS
    return performance.now() >= this.#until
  }
}
