/** RFC 6901 JSON pointers. */
export const pointerTo = (path: readonly PropertyKey[]): string => path.map(step).join('')

const step = (part: PropertyKey): string => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** Longest pointer of a fault, in UTF-16 code units. No documented field has a longer one; a name that is made up may. */
const LONGEST_POINTER = 512

/** The pointer to a place that the sender named: to the nearest place around it where it would be too long to be told. */
export function pointerNear(path: readonly PropertyKey[]): string {
  let pointer = ''
  for (const part of path) {
    if (String(part).length > LONGEST_POINTER) break
    const longer = pointer + step(part)
    if (longer.length > LONGEST_POINTER) break
    pointer = longer
  }
  return pointer
}

/** `baseline.dlco` becomes `/baseline/dlco`. */
export const pointerToField = (dotted: string): string => pointerTo(dotted.split('.'))

/** `/esr/value` becomes `esr.value`; the whole document is called `the request body`. */
export const nameOf = (pointer: string): string =>
  pointer === ''
    ? 'the request body'
    : pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')
