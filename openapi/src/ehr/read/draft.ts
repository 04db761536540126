/** What reading hands from step to step: what was asked, what was found, and from where. */
import type { Candidate } from './candidates.js'
import type { FormAnswers } from './form.js'
import type { Issue, Note } from './issue.js'
import { setAt } from './members.js'
import { compareTimes, type Time } from './time.js'
import type { VisitChoice } from './visits.js'

/** What a caller says beside the record. */
export interface Asked extends VisitChoice {
  /** Whom everything is about: nobody else is read. */
  readonly subject?: string | undefined
  /** Whether a resource of somebody else is a fault. */
  readonly isStrict?: boolean
  readonly asOf?: Time | undefined
  /** Plain values by member of the request, with their places. */
  readonly plain: Readonly<Record<string, unknown>>
  readonly plainPlaces: ReadonlyMap<string, string>
}

/** Where a value of the request comes from. */
export interface Source {
  readonly path: string
  readonly expression: string
  readonly reference?: string | undefined
  readonly time?: Time | undefined
  readonly candidate?: Candidate | undefined
  readonly field: string
}

export interface Reading {
  readonly input: Record<string, unknown>
  readonly sources: readonly Source[]
  readonly issues: readonly Issue[]
  readonly notes: readonly Note[]
  readonly subject: string | undefined
  readonly isPreliminary: boolean
  /** Of the newest value used. */
  readonly newest: Time | undefined
  readonly form: FormAnswers | undefined
}

export interface Draft {
  readonly issues: Issue[]
  readonly notes: Note[]
  readonly sources: Source[]
  readonly input: Record<string, unknown>
  newest: Time | undefined
}

/** Takes a value over from the record, unless a plain one was sent. */
export function put(
  draft: Draft,
  asked: Asked,
  source: Source,
  value: unknown,
  path: readonly string[] = source.path.split('.'),
): void {
  if (isPlain(asked, path)) {
    draft.notes.push({
      code: 'record_value_not_used',
      pointer: `/${path.join('/')}`,
      message: `${source.field}: the plain value is used, not that of the record.`,
    })
    return
  }
  const before = draft.sources.findIndex(({ path: other }) => other === source.path)
  if (before !== -1) draft.sources.splice(before, 1)
  setAt(draft.input, path, value)
  draft.sources.push(source)
  if (source.time && (!draft.newest || compareTimes(source.time, draft.newest) > 0)) draft.newest = source.time
}

/** Whether a caller sent the value, or something that holds it. */
export function isPlain({ plain }: Asked, path: readonly string[]): boolean {
  let node: unknown = plain
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return false
    node = (node as Readonly<Record<string, unknown>>)[key]
  }
  return node !== undefined
}
