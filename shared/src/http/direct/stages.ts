/**
 * Calls of one turn of the event loop are worked on together, stage by stage: all are computed, then all are answered,
 * then all are recorded. One by one, what a stage needs would be out of the processor's caches again each time, since
 * the kernel reads and writes sockets in between; that costs several times the calculation. A call that comes alone
 * waits for nobody (decision 76).
 */
import { ownClock } from '../../engine/own-work.js'

/** None of these throws: others wait behind it. */
export interface Staged {
  /** Begins the work; when it is done, in this turn or a later one, the call has itself written by `enqueueWrite`. */
  compute(): void
  write(): void
  record(): void
}

/** Is told of every turn that has calls: when the first of them came, and when all of them were done. */
export interface Witness {
  /** Milliseconds after which a turn is reported as ended, and its rest as another turn. */
  readonly longest: number
  begins(now: number): void
  ends(now: number): void
}

/**
 * Calls that go from stage to stage together. Enough to share the processor's caches, few enough to stay in them and to die
 * young: with 1,000 calls in a group, garbage collection took 38 % of the time (decision 76).
 */
const GROUP_SIZE = 64

/** The same in ms where no witness asks for longer turns. */
const LONGEST_MS = 100

let received: Staged[] = []
let answered: Staged[] = []
/** Whether the current turn has calls, and since when; our own work, and the time of all calls, before this turn. */
let isOpen = false
let openedAt = 0
let ownBefore = 0
let callsBefore = 0
let witnesses: readonly Witness[] = []
let longest = LONGEST_MS

/** Adds a witness; call the function that comes back to remove it. */
export function addWitness(added: Witness): () => void {
  watchedBy([...witnesses, added])
  return () => watchedBy(witnesses.filter((each) => each !== added))
}

function watchedBy(those: readonly Witness[]): void {
  witnesses = those
  longest = Math.max(LONGEST_MS, ...those.map((each) => each.longest))
}

/** How long calls kept this process busy since its start, by the clock, in ms; our own work between them left out. */
export const timeOfCalls = (now: number): number =>
  isOpen ? callsBefore + now - openedAt - (ownClock() - ownBefore) : callsBefore

/** Has a call computed at the end of this turn, or with the group that it fills. */
export function enqueueCompute(call: Staged): void {
  received.push(call)
  if (received.length < GROUP_SIZE) openTurn()
  else finishGroup()
}

/** Has a call written and recorded at the end of this turn, or with the group that it fills. */
export function enqueueWrite(call: Staged): void {
  answered.push(call)
  if (answered.length < GROUP_SIZE) openTurn()
  else finishGroup()
}

/**
 * Answers are written while others are read, so a crowd that asks again at once keeps the event loop at reading for seconds:
 * up to 48 times 1,024 events make one turn of it (decision 90).
 */
function finishGroup(): void {
  runStages()
  if (!isOpen || performance.now() - openedAt < longest) return
  endTurn()
  beginTurn()
}

function openTurn(): void {
  if (isOpen) return
  beginTurn()
  setImmediate(closeTurn)
}

function beginTurn(): void {
  isOpen = true
  openedAt = performance.now()
  ownBefore = ownClock()
  for (const each of witnesses) each.begins(openedAt)
}

function closeTurn(): void {
  try {
    runStages()
  } finally {
    endTurn()
    // What came while the turn was worked on has the next one.
    if (received.length + answered.length > 0) openTurn()
  }
}

function endTurn(): void {
  const now = performance.now()
  callsBefore = timeOfCalls(now)
  isOpen = false
  for (const each of witnesses) each.ends(now)
}

/** Does now what would be done at the end of the turn. */
export function runStages(): void {
  if (received.length > 0) {
    const calls = received
    received = []
    for (const call of calls) call.compute()
  }
  if (answered.length > 0) {
    const calls = answered
    answered = []
    for (const call of calls) call.write()
    for (const call of calls) call.record()
  }
}
