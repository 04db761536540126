/** Bytes that many answers have in common: one copy in the process, however many read them, or do not (decision 85). */

const common = new WeakSet<object>()

/** The text as bytes that are never changed, and that an answer may be without being a copy. */
export function sharedBytes(text: string | Buffer): Buffer {
  const bytes = Buffer.from(text)
  common.add(bytes)
  return bytes
}

export const isShared = (chunk: unknown): boolean => typeof chunk === 'object' && chunk !== null && common.has(chunk)
