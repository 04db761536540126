/**
 * Where a text stops being JSON. The parser of the engine does not say it of every fault, and asking it again and again about
 * shorter texts takes its time many times over (decision 83).
 */

const QUOTE = 34
const BACKSLASH = 92
const MINUS = 45
const PLUS = 43
const DOT = 46
const ZERO = 48
const FIRST_PRINTED = 32

const isDigit = (code: number): boolean => code >= ZERO && code <= 57
const isHex = (code: number): boolean => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102)
const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

/** What may stand at a place; `first` is what may also be a closing bracket. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma'

/** Index of the first character that cannot stand where it does; the length of the text where it only ends too early. */
export function placeOfFault(text: string): number {
  /** Closing brackets of what is open. */
  const open: string[] = []
  let expected: Expected = 'value'
  let at = 0
  for (;;) {
    while (isBlank(text.charCodeAt(at))) at++
    if (at >= text.length) return text.length
    const character = text[at] as string
    const closes = open.at(-1)
    if (expected === 'colon') {
      if (character !== ':') return at
      expected = 'value'
      at++
    } else if (character === closes && expected !== 'value' && expected !== 'key') {
      open.pop()
      expected = 'comma'
      at++
    } else if (expected === 'comma') {
      if (character !== ',' || closes === undefined) return at
      expected = closes === '}' ? 'key' : 'value'
      at++
    } else if (expected === 'key' || expected === 'first key') {
      if (character !== '"') return at
      const end = endOfString(text, at)
      if (end < 0) return ~end
      at = end
      expected = 'colon'
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']')
      expected = character === '{' ? 'first key' : 'first value'
      at++
    } else {
      const end = endOfScalar(text, at)
      if (end < 0) return ~end
      at = end
      expected = 'comma'
    }
  }
}

/** Index after the string, number or name at a place; `~index` of the character that is wrong in it. */
function endOfScalar(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === QUOTE) return endOfString(text, at)
  if (code === MINUS || isDigit(code)) return endOfNumber(text, at)
  const name = NAMES.find((each) => each[0] === text[at])
  if (name === undefined) return ~at
  for (let i = 0; i < name.length; i++) if (text[at + i] !== name[i]) return ~(at + i)
  return at + name.length
}

const NAMES = ['true', 'false', 'null']

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    if (code < FIRST_PRINTED) return ~at
    if (code !== BACKSLASH) continue
    at++
    if (text[at] === 'u') {
      for (const end = at + 4; at < end; at++) if (!isHex(text.charCodeAt(at + 1))) return ~(at + 1)
    } else if (!ESCAPED.has(text[at])) return ~at
  }
  return ~text.length
}

const ESCAPED: ReadonlySet<string | undefined> = new Set('"\\/bfnrt')

function endOfNumber(text: string, start: number): number {
  let at = text.charCodeAt(start) === MINUS ? start + 1 : start
  if (text.charCodeAt(at) === ZERO) at++
  else {
    at = endOfDigits(text, at)
    if (at < 0) return at
  }
  if (text.charCodeAt(at) === DOT) {
    at = endOfDigits(text, at + 1)
    if (at < 0) return at
  }
  if (text[at] === 'e' || text[at] === 'E') {
    const sign = text.charCodeAt(at + 1)
    at = endOfDigits(text, sign === PLUS || sign === MINUS ? at + 2 : at + 1)
  }
  return at
}

/** At least one digit. */
function endOfDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  return at > start ? at : ~at
}
