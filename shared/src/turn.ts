/**
 * Calls of one turn of the event loop are worked on together, stage by stage: all are computed, then all are answered, then
 * all are recorded. One by one, what a stage needs would be out of the processor's caches again each time, since the kernel
 * reads and writes sockets in between; that costs several times the calculation. A call that comes alone waits for nobody.
 */

/** None of these throws: others wait behind it. */
export interface Staged {
  /** Begins the work; when it is done, in this turn or a later one, the call `isAnswered`. */
  compute(): void
  write(): void
  record(): void
}

/**
 * So many go from stage to stage at once, and no more wait for the end of the turn: enough to share the caches, few enough
 * to fit them and to be gone before the collector comes, to whom a turn of a thousand calls is a third of its time.
 */
const GROUP = 64

let begun: Staged[] = []
let answered: Staged[] = []
let due = false

/** Has a call computed at the end of this turn, or with the group that it fills. */
export function isReceived(call: Staged): void {
  begun.push(call)
  if (begun.length >= GROUP) finishTurn()
  else wait()
}

/** Has a call written and recorded at the end of this turn. */
export function isAnswered(call: Staged): void {
  answered.push(call)
  wait()
}

function wait(): void {
  if (due) return
  due = true
  setImmediate(finishTurn)
}

/** Does now what would be done at the end of the turn. */
export function finishTurn(): void {
  if (begun.length + answered.length === 0) return
  const calls = begun
  begun = []
  due = true // what is answered meanwhile is written below
  try {
    for (const call of calls) call.compute()
    answer()
  } finally {
    due = false
    if (begun.length + answered.length > 0) wait()
  }
}

function answer(): void {
  const calls = answered
  if (calls.length === 0) return
  answered = []
  for (const call of calls) call.write()
  for (const call of calls) call.record()
}
