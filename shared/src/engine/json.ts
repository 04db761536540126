/**
 * Strict JSON reading. `JSON.parse` keeps the last of two equal keys, which would compute a number nobody sent; here
 * that is an error. The check costs one pass: a text without repeated keys has as many colons outside strings as its
 * value has keys. The work is linear in the text, and the faults that are named do not grow with it (decision 7).
 */
import type { Fault } from '../contract/instrument.js'
import { pointerNear } from '../language/pointer.js'
import { areTooMany } from './faults.js'
import { placeOfFault } from './json-place.js'
import { countAll, countColons, DEEPEST, eachMember, findColons, isDeep, type Level } from './json-scan.js'
import { decode, whyNotUtf8 } from './utf8.js'

export type Unread = 'not_utf8' | 'too_deep' | 'invalid_json' | 'duplicate_key'

export type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | { readonly ok: false; readonly code: Unread; readonly faults: readonly Fault[] }

/** Reads a body as it came from the socket. */
export function parseBody(body: Buffer): Parsed {
  const text = decode(body)
  return text === undefined ? refused('not_utf8', whyNotUtf8(body)) : parseJson(text)
}

export function parseJson(text: string): Parsed {
  // In strings they only add to the counts: no text with a repeated key, and none that is deep, passes by them.
  const { all: colons, perhapsOutside } = findColons(text)
  // An object within another takes a colon, and an array a bracket of its own.
  if (colons + countAll(text, '[') >= DEEPEST && isDeep(text)) return refused('too_deep', TOO_DEEP)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refused('invalid_json', describe(text))
  }
  const keys = typeof value === 'object' && value !== null ? countKeys(value, 1) : 0
  if (keys === Number.POSITIVE_INFINITY) return refused('too_deep', TOO_DEEP)
  return perhapsOutside === keys || countColons(text) === keys
    ? { ok: true, value, text }
    : { ok: false, code: 'duplicate_key', faults: findDuplicates(text) }
}

const refused = (code: Unread, message: string): Parsed => ({
  ok: false,
  code,
  faults: [{ pointer: '', code, message }],
})

const TOO_DEEP = `Brackets stand in one another deeper than ${DEEPEST} levels, which no valid request needs. Send the documented fields only, without wrapping them.`

/** Infinite where the value is deeper than is taken. */
function countKeys(node: object, depth: number): number {
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY
  let keys = 0
  if (Array.isArray(node)) {
    for (let i = 0; i < node.length; i++) {
      const item: unknown = node[i]
      if (typeof item === 'object' && item !== null) keys += countKeys(item, depth + 1)
    }
    return keys
  }
  const record = node as Readonly<Record<string, unknown>>
  for (const key in record) {
    keys++
    const member = record[key]
    if (typeof member === 'object' && member !== null) keys += countKeys(member, depth + 1)
  }
  return keys
}

/** Names the keys that their object has seen before, in a text that is known to be JSON. */
function findDuplicates(text: string): readonly Fault[] {
  const faults: Fault[] = []
  eachMember(text, (path) => {
    const here = path.at(-1) as Level
    if (!here.keys) here.keys = new Set([here.at])
    else if (here.keys.has(here.at)) faults.push(duplicate(pointerNear(path.map(({ at }) => at))))
    else here.keys.add(here.at)
    return areTooMany(faults) ? 'stop' : 'go on'
  })
  return faults
}

const duplicate = (pointer: string): Fault => ({
  pointer,
  code: 'duplicate_key',
  message:
    'This key stands more than once in one object. Send each key once: which of the values was meant cannot be known.',
})

/** Where the text stops being JSON; never a piece of the text itself. */
function describe(text: string): string {
  if (text.trim() === '') return 'The body is empty. Send one JSON object.'
  if (text.startsWith(BYTE_ORDER_MARK))
    return 'The body is not JSON: it starts with a byte order mark. Send UTF-8 without one.'
  const at = placeOfFault(text)
  if (at >= text.trimEnd().length)
    return 'The body is not JSON: it ends too early. Check for a missing bracket or quote at its end.'
  const before = text.slice(0, at)
  const place = `line ${countAll(before, '\n') + 1}, column ${at - before.lastIndexOf('\n')}`
  return `The body is not JSON: it goes wrong at ${place}. Numbers are written 4.5, not 4,5; keys and texts stand in double quotes; NaN and trailing commas do not exist in JSON.`
}

const BYTE_ORDER_MARK = '\uFEFF'
