/** What the tools can be asked for: instruments, and protocols of screenings. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import type { Executor } from '@activity-scores/shared/engine/executor'
import { type InstrumentSet, withAll } from '@activity-scores/shared/engine/instrument-set'
import { nearest } from '@activity-scores/shared/engine/nearest'
import type { ScreenExecutor } from '../screen/executor.js'
import { refusal, type ToolAnswer } from './tool.js'

export interface OfferOptions {
  readonly instrumentSet: InstrumentSet
  /** One for each instrument, embedded or remote. */
  readonly executors: readonly Executor[]
  readonly panel: Executor
  /** Screenings by protocol. */
  readonly screens: ReadonlyMap<string, ScreenExecutor>
}

export interface Offer {
  readonly slugs: readonly string[]
  readonly protocols: readonly string[]
  readonly panel: Executor
  executorOf(slug: string): Executor | undefined
  screenOf(protocol: string): ScreenExecutor | undefined
  /** At once where the instruments are loaded. */
  withAll<Value>(use: (instruments: readonly Instrument[]) => Value): Value | Promise<Value>
}

export function offerOf({ instrumentSet, executors, panel, screens }: OfferOptions): Offer {
  const bySlug = new Map(executors.map((executor) => [executor.slug, executor]))
  return {
    slugs: instrumentSet.slugs,
    protocols: [...screens.keys()],
    panel,
    executorOf: (slug) => bySlug.get(slug),
    screenOf: (protocol) => screens.get(protocol),
    withAll: (use) => withAll(instrumentSet, use),
  }
}

const NEAREST = 3
/** A longer name is no misspelling. */
const LONGEST_MEANT = 64

/** Names those that were perhaps meant; the one that was sent is not repeated. */
export function unknown(what: string, sent: string, known: readonly string[]): ToolAnswer {
  const names = nearest(sent.slice(0, LONGEST_MEANT), known, NEAREST)
  return refusal(
    'unknown_instrument',
    `No ${what} of this name. The nearest: ${names.join(', ')}. The tool find with an empty query lists all.`,
  )
}
