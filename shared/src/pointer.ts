/** RFC 6901 JSON pointers. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** `baseline.dlco` becomes `/baseline/dlco`. */
export const pointerToField = (dotted: string): string => pointerTo(dotted.split('.'))

/** `/esr/value` becomes `esr.value`; the whole document is called `the request body`. */
export const nameOf = (pointer: string): string =>
  pointer === ''
    ? 'the request body'
    : pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')
