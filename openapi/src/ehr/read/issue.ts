/** What is wrong with what was sent, and what its reader should know; both with the place where it stands. */

/** Issue types of FHIR R4 that are used here. */
export type IssueType =
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'conflict'
  | 'multiple-matches'
  | 'not-supported'
  | 'not-found'
  | 'login'
  | 'forbidden'
  | 'too-costly'
  | 'throttled'
  | 'transient'
  | 'timeout'
  | 'exception'
  | 'processing'

export interface Issue {
  readonly status: number
  readonly type: IssueType
  /** Stable code of ours. */
  readonly code: string
  readonly text: string
  /** FHIRPath into what was sent. */
  readonly expression?: string | undefined
  /** Name of the field it is about. */
  readonly field?: string | undefined
  /** Reference of the resource it is about. */
  readonly reference?: string | undefined
}

/** A warning of reading: it stands beside those of the instrument. */
export interface Note {
  readonly code: string
  /** JSON pointer to the field of the request; empty for the whole record. */
  readonly pointer: string
  readonly message: string
}

/** A note without its field. */
export interface Said {
  readonly code: string
  readonly message: string
}

/** Something of the caller's words as it may stand in an answer. */
export function quoted(text: unknown): string {
  const written = typeof text === 'string' ? text : String(JSON.stringify(text))
  return JSON.stringify(written.length > LONGEST_QUOTE ? `${written.slice(0, LONGEST_QUOTE)}...` : written)
}

const LONGEST_QUOTE = 60

export const malformed = (code: string, text: string, expression?: string): Issue => ({
  status: 400,
  type: 'structure',
  code,
  text,
  expression,
})

/** Something whose meaning a modifier may change: it is refused as a whole. */
export const notUnderstood = (what: string, why: string, expression: string): Issue => ({
  status: 422,
  type: 'not-supported',
  code: 'modifier_not_understood',
  text: `${what} cannot be read: ${why} Send it without.`,
  expression,
})

export const refusedValue = (code: string, text: string, about: Partial<Issue> = {}): Issue => ({
  status: 422,
  type: 'value',
  code,
  text,
  ...about,
})
