/** Whether instruments answer with the versions that these types were written for, wherever in an answer their results stand. */
import type { Slug } from './results.js'
import { VERSIONS } from './types.js'

export interface VersionMismatch {
  readonly instrument: Slug
  readonly expected: string
  readonly version: string
}

interface Part {
  readonly result?: unknown
}
type Parts = Readonly<Record<string, Part>>

/** One result, a panel of them, or a series. */
interface Answer {
  readonly instrument?: Slug
  readonly version?: string
  readonly results?: Parts
  readonly visits?: readonly Part[]
  readonly changes?: readonly (Measured & { readonly instruments?: Readonly<Record<string, Measured>> })[]
}
interface Measured {
  readonly measures?: Parts
}

const majorOf = (version: string): string => version.split('.')[0] ?? ''

/** Tells once of each instrument. */
export function versionsHeeded(
  onVersionMismatch: ((mismatch: VersionMismatch) => void) | undefined,
): (answer: unknown) => void {
  if (!onVersionMismatch) return () => undefined
  const told = new Set<Slug>()
  const heed = (answer: unknown): void => {
    const { instrument, version, results = {}, visits = [], changes = [] } = (answer ?? {}) as Answer
    if (instrument !== undefined && version !== undefined) {
      // A newer service may have more instruments.
      const expected: string | undefined = VERSIONS[instrument]
      if (expected === undefined || majorOf(version) === majorOf(expected) || told.has(instrument)) return
      told.add(instrument)
      onVersionMismatch({ instrument, expected, version })
      return
    }
    const measures = changes.flatMap((change) => [change, ...Object.values(change.instruments ?? {})])
    const parts = [results, ...measures.map((each) => each.measures ?? {})].flatMap((each) => Object.values(each))
    for (const { result } of [...parts, ...visits]) heed(result)
  }
  return heed
}
