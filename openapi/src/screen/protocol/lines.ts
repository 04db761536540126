/** Where in a JSON text a value stands. Read only when something is wrong with it. */

/** The line, counted from 1, of the value that a path leads to, or of the nearest holder that there is (decision 57). */
export function linesOf(text: string): (path: readonly PropertyKey[]) => number {
  const starts = startsOf(text)
  return (path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const at = starts.get(JSON.stringify(path.slice(0, length).map(String)))
      if (at !== undefined) return text.slice(0, at).split('\n').length
    }
    return 1
  }
}

/** Offset of every value by the JSON of its path. The text is known to be JSON. */
function startsOf(text: string): ReadonlyMap<string, number> {
  const starts = new Map<string, number>()
  let at = 0
  const skip = (): void => {
    while (at < text.length && ' \t\r\n,:'.includes(text[at] as string)) at += 1
  }
  const string = (): string => {
    const from = at
    at += 1
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    at += 1
    return JSON.parse(text.slice(from, at)) as string
  }
  const value = (path: readonly string[]): void => {
    skip()
    starts.set(JSON.stringify(path), at)
    const opening = text[at]
    if (opening === '"') {
      string()
      return
    }
    if (opening !== '{' && opening !== '[') {
      while (at < text.length && !' \t\r\n,]}'.includes(text[at] as string)) at += 1
      return
    }
    at += 1
    for (let index = 0; ; index += 1) {
      skip()
      if (text[at] === '}' || text[at] === ']') break
      value([...path, opening === '{' ? string() : String(index)])
    }
    at += 1
  }
  value([])
  return starts
}
