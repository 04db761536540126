/**
 * The instruments of a process: their slugs at once, each of them when it is first needed. What serves one instrument does
 * not wait for the others to be loaded; what is about all of them (documents, panel, screening) loads them all (decision 63).
 */
import type { Instrument } from '../contract/instrument.js'
import { type Answer, type Executor, embed } from './executor.js'

export interface InstrumentSet {
  readonly slugs: readonly string[]
  load(slug: string): Instrument | Promise<Instrument>
  /** All of them in the order of the slugs; at once where they are loaded already. */
  all(): readonly Instrument[] | Promise<readonly Instrument[]>
}

/** Instruments that are loaded already. */
export function instrumentSetOf(instruments: readonly Instrument[]): InstrumentSet {
  const bySlug = new Map(instruments.map((instrument) => [instrument.slug, instrument]))
  return {
    slugs: [...bySlug.keys()],
    load: (slug) => known(bySlug.get(slug), slug),
    all: () => instruments,
  }
}

export type Loader = () => Promise<{ readonly default: Instrument }>

/** Instruments whose modules are loaded one by one. */
export function instrumentSetFrom(loaders: Readonly<Record<string, Loader>>): InstrumentSet {
  const slugs = Object.keys(loaders).sort()
  const loaded = new Map<string, Instrument>()
  const load = (slug: string): Instrument | Promise<Instrument> => {
    const instrument = loaded.get(slug)
    if (instrument) return instrument
    const loader = loaders[slug]
    if (!loader) throw new Error(`no instrument ${slug}`)
    return loader().then((module) => {
      loaded.set(slug, module.default)
      return module.default
    })
  }
  let everything: readonly Instrument[] | undefined
  return {
    slugs,
    load,
    all() {
      if (everything) return everything
      return Promise.all(slugs.map(load)).then((instruments) => {
        everything = instruments
        return instruments
      })
    },
  }
}

function known(instrument: Instrument | undefined, slug: string): Instrument {
  if (!instrument) throw new Error(`no instrument ${slug}`)
  return instrument
}

/** Computes in this process, with an instrument that the first call loads if nothing has. */
export function embedFrom(instrumentSet: InstrumentSet, slug: string): Executor {
  let executor: Executor | undefined
  const ready = (): Executor | Promise<Executor> => {
    if (executor) return executor
    const instrument = instrumentSet.load(slug)
    const use = (loaded: Instrument): Executor => {
      executor ??= embed(loaded)
      return executor
    }
    return instrument instanceof Promise ? instrument.then(use) : use(instrument)
  }
  const later = (ask: (executor: Executor) => Answer | Promise<Answer>): Answer | Promise<Answer> => {
    const known = ready()
    return known instanceof Promise ? known.then(ask) : ask(known)
  }
  return {
    slug,
    async prepare() {
      await (await ready()).prepare?.()
    },
    fromValue: (body, context) =>
      executor ? executor.fromValue(body, context) : later((each) => each.fromValue(body, context)),
    fromBytes: (body, context) =>
      executor ? executor.fromBytes(body, context) : later((each) => each.fromBytes(body, context)),
  }
}

/** Does something with all instruments: at once where they are loaded, else when they are. */
export function withAll<Value>(
  instrumentSet: InstrumentSet,
  use: (instruments: readonly Instrument[]) => Value,
): Value | Promise<Value> {
  const all = instrumentSet.all()
  return all instanceof Promise ? all.then(use) : use(all)
}

/** All instruments, where they are known to be loaded: documents are made after that. */
export function loaded(instrumentSet: InstrumentSet): readonly Instrument[] {
  const all = instrumentSet.all()
  if (all instanceof Promise) throw new Error('the instruments are not loaded yet')
  return all
}
