/** How much of what is wrong is told: an answer does not grow with what was sent. */
import type { Fault } from '../contract/instrument.js'

/**
 * Most faults that are listed. No request with the documented fields has so many; thousands of unknown keys have
 * (decision 36).
 */
export const MOST_FAULTS = 500

/** Whoever looks for faults stops beyond the most: nobody is told of more (decision 83). */
export const areTooMany = ({ length }: readonly Fault[]): boolean => length > MOST_FAULTS

/**
 * Bytes of the faults in an answer. A refusal as a whole has at most 64 kB: what is left of them is for its other members,
 * the first message once more among them, and for the id of a row (decision 83).
 */
const LARGEST_LIST = 49_152

/** UTF-16 code units: most bytes that one can take in JSON, as in \u0000. */
const BYTES_A_UNIT = 6
/** At least those of `{"pointer":,"code":,"message":},`. */
const FRAME = 40

/** The first of the faults, as many as an answer names. */
export function listed(faults: readonly Fault[], bytes = LARGEST_LIST): readonly Fault[] {
  const first = areTooMany(faults) ? faults.slice(0, MOST_FAULTS) : faults
  let most = 0
  for (const { pointer, code, message } of first)
    most += (pointer.length + code.length + message.length) * BYTES_A_UNIT + FRAME
  if (most <= bytes) return first
  // Of many faults, many say the same.
  const sizes = new Map<string, number>()
  const sizeOf = (text: string): number => {
    let size = sizes.get(text)
    if (size === undefined) {
      size = Buffer.byteLength(JSON.stringify(text))
      sizes.set(text, size)
    }
    return size
  }
  let left = bytes
  const fitting = first.findIndex(({ pointer, code, message }) => {
    left -= sizeOf(pointer) + sizeOf(code) + sizeOf(message) + FRAME
    return left < 0
  })
  return fitting === -1 ? first : first.slice(0, fitting)
}

/** How many faults there are, and how many of them are named where that is not all. */
export function counted({ length }: readonly Fault[], named: number): string {
  const all = length > MOST_FAULTS ? `More than ${MOST_FAULTS} faults` : `${length} faults`
  return named < length ? `${all}, ${named} of them listed` : all
}
