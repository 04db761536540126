/**
 * Strict JSON reading. `JSON.parse` keeps the last of two equal keys, which would compute a number nobody sent; here
 * that is an error. The check costs one pass: a text without repeated keys has as many colons outside strings as its
 * value has keys.
 */
import type { Fault } from './instrument.js'
import { pointerTo } from './pointer.js'

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'invalid_json' | 'duplicate_key'; readonly faults: readonly Fault[] }

export function parseJson(text: string): Parsed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return {
      ok: false,
      code: 'invalid_json',
      faults: [{ pointer: '', code: 'invalid_json', message: describe(text, error) }],
    }
  }
  const keys = countKeys(value)
  // Colons inside strings can only add to the count, so that no text with a repeated key passes the first comparison.
  return countAllColons(text) === keys || countColons(text) === keys
    ? { ok: true, value }
    : { ok: false, code: 'duplicate_key', faults: findDuplicates(text) }
}

const QUOTE = 34
const COLON = 58
const BACKSLASH = 92

function countAllColons(text: string): number {
  let colons = 0
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) colons++
  return colons
}

function countColons(text: string): number {
  let colons = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === COLON) colons++
    else if (code === QUOTE) i = endOfString(text, i)
  }
  return colons
}

/** Index of the quote that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return end
    end = text.indexOf('"', end + 1)
  }
  return text.length
}

/** With a list of what is still to be visited: recursion would end on a few thousand brackets. */
function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const open: object[] = [value]
  let keys = 0
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) {
      for (const item of node) if (typeof item === 'object' && item !== null) open.push(item)
      continue
    }
    const record = node as Readonly<Record<string, unknown>>
    for (const key in record) {
      keys++
      const member = record[key]
      if (typeof member === 'object' && member !== null) open.push(member)
    }
  }
  return keys
}

/** Walks the tokens of a text that is known to be valid JSON and names each key that its object has seen before. */
function findDuplicates(text: string): readonly Fault[] {
  const faults: Fault[] = []
  const path: { seen: Set<string> | null; at: string }[] = []
  let pending: string | null = null
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gs)) {
    const here = path.at(-1)
    if (token === '{') path.push({ seen: new Set(), at: '' })
    else if (token === '[') path.push({ seen: null, at: '0' })
    else if (token === '}' || token === ']') path.pop()
    else if (token === ',' && here && !here.seen) here.at = String(Number(here.at) + 1)
    else if (token === ':' && here?.seen && pending !== null) {
      const key = JSON.parse(pending) as string
      here.at = key
      if (here.seen.has(key)) faults.push(duplicate(path.map((level) => level.at)))
      here.seen.add(key)
    }
    pending = token.startsWith('"') ? token : null
  }
  return faults
}

const duplicate = (path: readonly string[]): Fault => ({
  pointer: pointerTo(path),
  code: 'duplicate_key',
  message:
    'This key stands more than once in one object. Send each key once: which of the values was meant cannot be known.',
})

/** Where the text stops being JSON; never a piece of the text itself. */
function describe(text: string, error: unknown): string {
  if (text.trim() === '') return 'The body is empty. Send one JSON object.'
  if (text.startsWith(BYTE_ORDER_MARK))
    return 'The body is not JSON: it starts with a byte order mark. Send UTF-8 without one.'
  const at = placeOf(text, error)
  if (at === null) return 'The body is not JSON: it ends too early. Check for a missing bracket or quote at its end.'
  const before = text.slice(0, at).split('\n')
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  return `The body is not JSON: it goes wrong at ${place}. Numbers are written 4.5, not 4,5; keys and texts stand in double quotes; NaN and trailing commas do not exist in JSON.`
}

const BYTE_ORDER_MARK = '\uFEFF'

/** Index of the first character that cannot stand where it does; null where the text only ends too early. */
function placeOf(text: string, error: unknown): number | null {
  const message = messageOf(error)
  if (!quotesTheText(message)) {
    const at = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length)
    return at < text.trimEnd().length ? at : null
  }
  // V8 quotes the text here instead of giving the place: it is the end of the longest beginning not refused like this.
  let good = 0
  let bad = text.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (quotesTheText(messageOf(failureOf(text.slice(0, middle))))) bad = middle
    else good = middle
  }
  return bad - 1
}

const quotesTheText = (message: string): boolean => message.endsWith('is not valid JSON')
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')

function failureOf(text: string): unknown {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error
  }
}
