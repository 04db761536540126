/**
 * Bytes as text. What is not UTF-8 is refused and never mended: replaced by one character, two names become the same
 * (decision 84).
 */
import { isUtf8 } from 'node:buffer'

/** Stands for what a decoder cannot read; a text may also hold it rightly. */
const REPLACEMENT = '\uFFFD'
const MARK = 0xfeff

/** The text of the bytes, without a byte order mark at their start; nothing where they are not UTF-8. */
export function decode(bytes: Buffer): string | undefined {
  const text = bytes.toString()
  if (!isWhole(text, bytes)) return undefined
  return text.charCodeAt(0) === MARK ? text.slice(1) : text
}

/** Whether a text says all that its bytes say: they are UTF-8. */
export const isWhole = (text: string, bytes: Uint8Array): boolean => !text.includes(REPLACEMENT) || isUtf8(bytes)

/** The longer ones first: that of UTF-32 LE begins with that of UTF-16 LE. */
const FOREIGN_MARKS: readonly (readonly [name: string, mark: readonly number[]])[] = [
  ['UTF-32 LE', [0xff, 0xfe, 0, 0]],
  ['UTF-32 BE', [0, 0, 0xfe, 0xff]],
  ['UTF-16 LE', [0xff, 0xfe]],
  ['UTF-16 BE', [0xfe, 0xff]],
]

/** The encoding that the byte order mark at the start names, where it is not UTF-8. */
export const foreignMark = (bytes: Uint8Array): string | undefined =>
  FOREIGN_MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0]

const MARK_BYTES = Buffer.from('\uFEFF')

/** The bytes without the byte order mark of UTF-8 at their start. */
export const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === MARK_BYTES[0] && MARK_BYTES.equals(bytes.subarray(0, MARK_BYTES.length))
    ? bytes.subarray(MARK_BYTES.length)
    : bytes

const SAVE = 'Save it as UTF-8, in a spreadsheet as "CSV UTF-8", and send it again.'

/** What is wrong with bytes that are not UTF-8; `before` lines came before them. */
export function whyNotUtf8(bytes: Buffer, before = 0): string {
  const mark = before === 0 ? foreignMark(bytes) : undefined
  if (mark !== undefined) return `The body is ${mark}, as its byte order mark says, and not UTF-8. ${SAVE}`
  return `Line ${before + lineEnds(bytes.subarray(0, validUntil(bytes))) + 1} is not UTF-8. ${SAVE}`
}

const NEWLINE = 10

function lineEnds(bytes: Uint8Array): number {
  let ends = 0
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === NEWLINE) ends++
  return ends
}

/** Where the bytes, which are not UTF-8 as a whole, stop being UTF-8: found by halves, each of which is checked quickly. */
function validUntil(bytes: Buffer): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isUtf8(bytes.subarray(0, startOfCharacter(bytes, middle)))) good = middle
    else bad = middle
  }
  return startOfCharacter(bytes, good)
}

/** The start of the character that the byte belongs to, as far as it belongs to one. */
function startOfCharacter(bytes: Buffer, at: number): number {
  for (let back = 0; back < LONGEST_CHARACTER; back++) {
    const byte = bytes[at - back] ?? 0
    if (byte >= 0xc0) return at - back
    if (byte < 0x80) return at
  }
  return at
}

/** In bytes. */
const LONGEST_CHARACTER = 4
