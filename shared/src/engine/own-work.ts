/**
 * Work of this process that no call asked for: compiling, documents. Whoever judges how long callers keep the process busy
 * takes it off. By the processor's time, what another process takes from this one is nobody's work here (decision 65).
 */

let spent = 0
let lasted = 0
let depth = 0

/** Of this process, in ms. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Does a piece of our own work; it ends before this returns. */
export function ours<T>(work: () => T): T {
  if (depth > 0) return work()
  depth++
  const before = processorTime()
  const began = performance.now()
  try {
    return work()
  } finally {
    depth--
    spent += processorTime() - before
    lasted += performance.now() - began
  }
}

/** What our own work has taken of the processor since the start, in ms. */
export const ownTime = (): number => spent

/** The same by the clock. */
export const ownClock = (): number => lasted
