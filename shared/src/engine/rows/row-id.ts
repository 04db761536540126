/** The id of a row: it names the row to whoever sent it, so that it comes back as it came or is refused (decision 84). */
import { eachMember } from '../json-scan.js'

/** Longest text id, in UTF-16 code units as JavaScript and JSON Schema implementations count. */
export const LONGEST_ID = 128

export type RowId = string | number | null

export const ID_RULE = `id must be a text of at most ${LONGEST_ID} characters, or a number that comes back as it is written: up to 9007199254740991, and 1 rather than 1.0 or 1e0. Send any other as text, in double quotes.`

/** Whether a value can be an id; a number also has to be written as it comes back (decision 26). */
export const isId = (id: unknown): id is RowId | undefined =>
  id == null ||
  (typeof id === 'string' ? id.length <= LONGEST_ID : typeof id === 'number' && Math.abs(id) <= Number.MAX_SAFE_INTEGER)

const numberIn = (row: unknown): number | undefined => {
  const id: unknown = (row as { readonly id?: unknown } | null)?.id
  return typeof id === 'number' ? id : undefined
}

/** The most usual line: the id comes first, as few enough digits. */
const WHOLE_FIRST = /^\s*\{\s*"id"\s*:\s*(?:0|-?[1-9]\d{0,14})\s*[,}]/

/**
 * A numeral that may come back as another: a negative zero, a fraction, a power of ten, more digits than a double
 * surely holds.
 */
const DOUBTFUL = /"id"\s*:\s*(?:-0|-?\d*[.eE]|-?\d{16})/
/** How `id` begins or goes on where it is written with escapes. */
const ESCAPE = '\\u00'

const isDoubtful = (text: string): boolean => DOUBTFUL.test(text) || text.includes(ESCAPE)

/** Whether the id of a row, if it is a number, comes back as the line has it. */
export function isSentBack(row: unknown, line: string): boolean {
  const id = numberIn(row)
  if (id === undefined || WHOLE_FIRST.test(line) || !isDoubtful(line)) return true
  return numerals(line, 1).get(0) === String(id)
}

/** Tells of the rows of an array whether their ids come back as the body has them. */
export function sentBack(rows: readonly unknown[], body: string): (row: unknown, index: number) => boolean {
  if (!rows.some((row) => numberIn(row) !== undefined) || !isDoubtful(body)) return () => true
  const written = numerals(body, 2)
  return (row, index) => {
    const id = numberIn(row)
    return id === undefined || written.get(index) === String(id)
  }
}

const NUMERAL = /\s*([-+.\deE]+)/y

/** The ids that are numbers as they are written, by the index of their row; rows stand at a depth. */
function numerals(text: string, depth: number): ReadonlyMap<number, string> {
  const written = new Map<number, string>()
  eachMember(text, (path, value) => {
    if (path.length !== depth || path.at(-1)?.at !== 'id') return 'go on'
    NUMERAL.lastIndex = value
    const numeral = NUMERAL.exec(text)?.[1]
    if (numeral !== undefined) written.set(depth === 1 ? 0 : Number(path[0]?.at), numeral)
    return 'go on'
  })
  return written
}
