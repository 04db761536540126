/** Members of a request by their paths. */

/** What is sent counts before what was found; quantities are whole. */
export function merge(into: Record<string, unknown>, from: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(from)) {
    const before = into[key]
    if (isRecord(before) && isRecord(value) && !('unit' in value)) merge(before, value)
    else if (value !== undefined) into[key] = value
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function setAt(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let node = into
  const last = path.length - 1
  for (let i = 0; i < last; i++) {
    const key = path[i] as string
    if (!isRecord(node[key])) node[key] = {}
    node = node[key] as Record<string, unknown>
  }
  node[path[last] ?? ''] = value
}

export function valueAt(from: unknown, path: readonly string[]): unknown {
  let node = from
  for (const key of path) node = isRecord(node) ? node[key] : undefined
  return node
}

export function removeAt(from: Record<string, unknown>, path: readonly string[]): void {
  const holder = valueAt(from, path.slice(0, -1))
  if (isRecord(holder)) delete holder[path.at(-1) ?? '']
}
