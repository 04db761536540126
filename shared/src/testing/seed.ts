/**
 * The one seed of a run: `SEED=7` in front of a command repeats what an earlier one drew. For tests and tools, not for
 * services.
 */
import { randomInt } from 'node:crypto'

const LARGEST = 2 ** 31 - 1

/** The seed that a text names, or a new one; anything else is refused, so that no run seems to be repeated that is not. */
export function seedFrom(text: string | undefined, otherwise: () => number = () => randomInt(LARGEST)): number {
  if (text === undefined || text === '') return otherwise()
  const seed = Number(text)
  if (!/^\d+$/.test(text) || seed > LARGEST)
    throw new Error(`A seed is a whole number from 0 to ${LARGEST}, found "${text}": SEED=7 npm test`)
  return seed
}

export const SEED = seedFrom(process.env['SEED'])
