/** Every instrument of a process with what the EHR faces know of it, each made when it is first needed. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import type { Executor } from '@activity-scores/shared/engine/executor'
import type { InstrumentSet } from '@activity-scores/shared/engine/instrument-set'
import type { Codes } from './codes/codes.js'
import type { Operation } from './fhir/model.js'
import { readingModel } from './read/model.js'

export interface Operations {
  of(slug: string): Operation | Promise<Operation>
  all(): Promise<readonly Operation[]>
}

export function operationsOf(
  instrumentSet: InstrumentSet,
  executors: readonly Executor[],
  codes: Codes,
  emitsSnomed: boolean,
): Operations {
  const bySlug = new Map(executors.map((executor) => [executor.slug, executor]))
  const made = new Map<string, Operation>()
  const make = (instrument: Instrument): Operation => {
    const { slug } = instrument
    const executor = bySlug.get(slug)
    if (!executor) throw new Error(`nothing computes ${slug}`)
    const operation = made.get(slug) ?? { instrument, executor, emitsSnomed, model: readingModel(instrument, codes) }
    made.set(slug, operation)
    return operation
  }
  return {
    of(slug) {
      const known = made.get(slug)
      if (known) return known
      const instrument = instrumentSet.load(slug)
      return instrument instanceof Promise ? instrument.then(make) : make(instrument)
    },
    all: async () => (await instrumentSet.all()).map(make),
  }
}
