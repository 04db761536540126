/** Keeps the process busy. */
import { processorTime } from '../src/engine/own-work.js'

/** By the processor's time, which is the guard's: a neighbour on the core makes it last longer. */
export const busy = (milliseconds: number): void => {
  const until = processorTime() + milliseconds
  while (processorTime() < until);
}
