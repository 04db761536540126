/** What a host is made of: instruments and who answers for them, faces, pages, documents. */
import type { FastifyInstance } from 'fastify'
import type { ExtraOperation } from '../document/document.js'
import type { Executor } from '../engine/executor.js'
import type { InstrumentSet } from '../engine/instrument-set.js'
import type { Logger } from '../telemetry/logging.js'
import type { Gauge } from '../telemetry/metrics.js'
import type { Relay } from './direct/batch/relay.js'
import type { DirectRoute } from './direct/call.js'
import type { Face } from './face.js'
import type { Translation } from './plugins/catalogue.js'
import type { Handler as PageHandler } from './plugins/pages.js'
import type { HostConfig } from './variables.js'

export interface HostOptions {
  readonly title: string
  readonly config: HostConfig
  readonly logger: Logger
  readonly instrumentSet: InstrumentSet
  /** One executor for each instrument, embedded or remote. */
  readonly executors: readonly Executor[]
  /** Of those that answer elsewhere, what hands their batches on; by slug. */
  readonly relays?: ReadonlyMap<string, Relay>
  /** All instruments that there are, where the process serves some of them: a series may need another one. */
  readonly companions?: InstrumentSet
  /** URL of the module whose default export is an instrument; with it, worker threads can compute batches. */
  readonly moduleOf?: (slug: string) => string
  /** State of each instrument by slug, for readiness. */
  readonly health?: () => Promise<Readonly<Record<string, string>>>
  /** Shown at `/metrics` beside what every process shows. */
  readonly gauges?: readonly Gauge[]
  /** The OpenAPI document as text, where it need not be made. */
  readonly writtenDocument?: () => Promise<string>
  /** Operations over several instruments, such as the panel. */
  readonly operations?: readonly ExtraOperation[]
  /** Further ways to call, such as FHIR. */
  readonly faces?: readonly Face[]
  /** Pages for people, where there are any. */
  readonly pages?: Pages | undefined
}

/** Pages beside the API. */
export interface Pages {
  /** At `/` for browsers; programs get JSON there. */
  readonly front: PageHandler
  /** Labels of the catalogue in other languages. */
  readonly translation: Translation
  mount(host: PageHost): void
}

export interface PageHost {
  readonly app: FastifyInstance
  /** A form that is sent without script: let in, limited and recorded like a call. */
  mountForm(url: string, form: FormRoute): void
}

export interface FormRoute extends Pick<DirectRoute, 'executor' | 'media' | 'fixed'> {
  /** Path under which it is recorded. */
  readonly pattern: string
}
