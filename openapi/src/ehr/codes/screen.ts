/** Which criteria of a protocol a record can decide, as it was checked with every input that is mapped. */

interface Answerable {
  /** All inputs can come from a record. */
  readonly record: readonly string[]
  /** Some of them; the rest is asked for. */
  readonly partly: readonly string[]
}

const ANSWERABLE: Readonly<Record<string, Answerable>> = {
  nct06464679: {
    record: ['C-2', 'C-4', 'C-5', 'C-6', 'C-7', 'C-8', 'CX-8a', 'CX-8b', 'RA-1c', 'RA-3', 'RA-4.3', 'SSc-4', 'pSS-2'],
    partly: ['C-1', 'C-3', 'CX-7', 'CX-8c', 'CX-8d', 'RA-2', 'SSc-2', 'IIM-2'],
  },
}

/** As it was checked; undefined of a protocol that is not listed. */
export const checkedAnswerable = (protocol: string, criterion: string): 'record' | 'partly' | 'never' | undefined => {
  const listed = Object.hasOwn(ANSWERABLE, protocol) ? ANSWERABLE[protocol] : undefined
  if (!listed) return undefined
  if (listed.record.includes(criterion)) return 'record'
  return listed.partly.includes(criterion) ? 'partly' : 'never'
}
