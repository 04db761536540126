/**
 * Calls of one turn of the event loop are worked on together, stage by stage: all are computed, then all are answered,
 * then all are recorded. One by one, what a stage needs would be out of the processor's caches again each time, since
 * the kernel reads and writes sockets in between; that costs several times the calculation. A call that comes alone
 * waits for nobody (decision 76).
 */
import { ownClock } from '../../engine/own-work.js'

/** None of these throws: others wait behind it. */
export interface Staged {
  /** Begins the work; when it is done, in this turn or a later one, the call `isAnswered`. */
  compute(): void
  write(): void
  record(): void
}

/** Told of every turn in which there are calls: when the first of them was there, and when all were worked on. */
export interface Witness {
  /** Turns are told apart at the latest after so many ms. */
  readonly longest: number
  begins(now: number): void
  ends(now: number): void
}

/**
 * So many go from stage to stage at once, and no more wait for the end of the turn: enough to share the caches, few enough
 * to fit them and to be gone before the collector comes, to whom a turn of a thousand calls is a third of its time.
 */
const GROUP = 64

/** A turn that lasts so long, in ms, counts as over, and the next as begun, where no witness looks at longer ones. */
const LONGEST_MS = 100

let begun: Staged[] = []
let answered: Staged[] = []
/** Whether the current turn has calls, since when, and how long those before it took together. */
let open = false
let openedAt = 0
let ownBefore = 0
let before = 0
let witnesses: readonly Witness[] = []
let longest = LONGEST_MS

/** Tells the witness of turns, until the function that it gets is called. */
export function witness(added: Witness): () => void {
  watchedBy([...witnesses, added])
  return () => watchedBy(witnesses.filter((each) => each !== added))
}

function watchedBy(those: readonly Witness[]): void {
  witnesses = those
  longest = Math.max(LONGEST_MS, ...those.map((each) => each.longest))
}

/** How long calls kept this process busy since its start, by the clock, in ms; our own work between them left out. */
export const timeOfCalls = (now: number): number => (open ? before + now - openedAt - (ownClock() - ownBefore) : before)

/** Has a call computed at the end of this turn, or with the group that it fills. */
export function isReceived(call: Staged): void {
  begun.push(call)
  if (begun.length < GROUP) opens()
  else finishGroup()
}

/** Has a call written and recorded at the end of this turn, or with the group that it fills. */
export function isAnswered(call: Staged): void {
  answered.push(call)
  if (answered.length < GROUP) opens()
  else finishGroup()
}

/**
 * Answers are written while others are read, so a crowd that asks again at once keeps the event loop at reading for seconds:
 * up to 48 times 1,024 events make one turn of it.
 */
function finishGroup(): void {
  finishTurn()
  if (!open || performance.now() - openedAt < longest) return
  ends()
  begins()
}

function opens(): void {
  if (open) return
  begins()
  setImmediate(closes)
}

function begins(): void {
  open = true
  openedAt = performance.now()
  ownBefore = ownClock()
  for (const each of witnesses) each.begins(openedAt)
}

function closes(): void {
  try {
    finishTurn()
  } finally {
    ends()
    // What came while the turn was worked on has the next one.
    if (begun.length + answered.length > 0) opens()
  }
}

function ends(): void {
  const now = performance.now()
  before = timeOfCalls(now)
  open = false
  for (const each of witnesses) each.ends(now)
}

/** Does now what would be done at the end of the turn. */
export function finishTurn(): void {
  if (begun.length > 0) {
    const calls = begun
    begun = []
    for (const call of calls) call.compute()
  }
  if (answered.length > 0) {
    const calls = answered
    answered = []
    for (const call of calls) call.write()
    for (const call of calls) call.record()
  }
}
