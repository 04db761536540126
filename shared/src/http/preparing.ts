/** Compiles and loads everything, a little at a time between requests (decision 89). */
import { setImmediate, setTimeout } from 'node:timers/promises'
import { ConfigError } from '../config/error.js'
import type { Executor } from '../engine/executor.js'
import type { InstrumentSet } from '../engine/instrument-set.js'

/** Time that first calls have before the rest is loaded and compiled. */
const FIRST_CALLS_MS = 100

export async function prepareAll(instrumentSet: InstrumentSet, executors: readonly Executor[]): Promise<void> {
  // Those who waited for the port come first; what they need is loaded for them.
  await setTimeout(FIRST_CALLS_MS)
  for (const slug of instrumentSet.slugs) await prepared(slug, async () => instrumentSet.load(slug))
  for (const executor of executors) await prepared(executor.slug, async () => executor.prepare?.())
}

/**
 * Prepares a part in a turn of its own. A process without it is not started: it would answer with failures for as long
 * as it runs.
 */
async function prepared(slug: string, prepare: () => Promise<unknown>): Promise<void> {
  await setImmediate()
  try {
    await prepare()
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new Error(`${slug} cannot be prepared`, { cause: error })
  }
}
