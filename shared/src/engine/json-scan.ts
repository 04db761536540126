/** What can be told of a JSON text without parsing it: how deep it may be, and where the members of its objects stand. */

/** Most levels of a body, the outermost brackets being the first. No request has more than ten (decision 83). */
export const DEEPEST = 64

const SPACE = 32
const QUOTE = 34
const COMMA = 44
const COLON = 58
const ARRAY = 91
const BACKSLASH = 92
const ARRAY_END = 93
const OBJECT = 123
const OBJECT_END = 125

export function countAll(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++
  return count
}

export interface Colons {
  readonly all: number
  /** Those with a quote or white space before them: in JSON each colon outside strings has, and few of those inside. */
  readonly perhapsOutside: number
}

export function findColons(text: string): Colons {
  let all = 0
  let perhapsOutside = 0
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    all++
    const before = text.charCodeAt(at - 1)
    if (before === QUOTE || before <= SPACE) perhapsOutside++
  }
  return { all, perhapsOutside }
}

/** Colons outside strings. */
export function countColons(text: string): number {
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

/**
 * Whether brackets are seen to stand deeper than is taken. Brackets in strings are not told apart at first, which is much
 * quicker; those that make a text look deeper are, those that hide its depth are left to whoever walks its value.
 */
export const isDeep = (text: string): boolean => looksDeep(text) && isDeepOutsideStrings(text)

const NEVER = Number.POSITIVE_INFINITY

function next(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from)
  return at === -1 ? NEVER : at
}

function looksDeep(text: string): boolean {
  let object = next(text, '{', 0)
  let objectEnd = next(text, '}', 0)
  let array = next(text, '[', 0)
  let arrayEnd = next(text, ']', 0)
  for (let depth = 0; depth <= DEEPEST; ) {
    const least = Math.min(array, arrayEnd)
    if (object < objectEnd && object < least) {
      depth++
      object = next(text, '{', object + 1)
    } else if (objectEnd < least) {
      depth--
      objectEnd = next(text, '}', objectEnd + 1)
    } else if (array < arrayEnd) {
      depth++
      array = next(text, '[', array + 1)
    } else if (arrayEnd < NEVER) {
      depth--
      arrayEnd = next(text, ']', arrayEnd + 1)
    } else return false
  }
  return true
}

function isDeepOutsideStrings(text: string): boolean {
  let depth = 0
  for (let i = 0; i < text.length && depth <= DEEPEST; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) i = endOfString(text, i)
    else if (code === OBJECT || code === ARRAY) depth++
    else if (code === OBJECT_END || code === ARRAY_END) depth--
  }
  return depth > DEEPEST
}

/** One level of the path to a member: its key, or the index of an item. */
export interface Level {
  readonly isArray: boolean
  at: string | number
  /** For whoever wants to remember the keys of the object. */
  keys?: Set<string | number>
}

/**
 * Visits the members of all objects of a text that is known to be JSON and not deep, in their order: the path to each, its
 * own key last, and where its value begins. Stops where `visit` says so.
 */
export function eachMember(text: string, visit: (path: readonly Level[], value: number) => 'go on' | 'stop'): void {
  const path: Level[] = []
  let key = ''
  for (let i = 0; i < text.length; i++) {
    const here = path.at(-1)
    switch (text.charCodeAt(i)) {
      case QUOTE: {
        const start = i
        i = endOfString(text, start)
        // A text in an array is no key.
        if (here && !here.isArray) key = text.slice(start, i + 1)
        break
      }
      case OBJECT:
        path.push({ isArray: false, at: '' })
        break
      case ARRAY:
        path.push({ isArray: true, at: 0 })
        break
      case OBJECT_END:
      case ARRAY_END:
        path.pop()
        break
      case COMMA:
        if (here?.isArray) here.at = Number(here.at) + 1
        break
      case COLON:
        if (here) here.at = key.includes('\\') ? (JSON.parse(key) as string) : key.slice(1, -1)
        if (visit(path, i + 1) === 'stop') return
        break
    }
  }
}
