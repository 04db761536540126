/** The parts that a host is put together from: the bare application, forms of pages, and who else can be asked. */
import fastify, { type FastifyInstance } from 'fastify'
import { embedFrom } from '../engine/instrument-set.js'
import type { Companions } from '../engine/series/executor.js'
import type { Observer } from '../telemetry/observe.js'
import { UNMATCHED } from '../telemetry/tracing.js'
import { type DirectRoute, mountDirect } from './direct/call.js'
import { requestIdOf } from './direct/fields.js'
import type { Memory } from './direct/memory.js'
import type { Clocks } from './direct/receive.js'
import { respelling } from './face.js'
import type { HostOptions, PageHost } from './host-options.js'
import { connectionFault, frameworkErrorHandler, headFaultHandler } from './plugins/errors.js'
import { serverFactory } from './server.js'

type Common = Pick<DirectRoute, 'admission' | 'clocks' | 'failed' | 'bodyLimit'>

export const formMounter =
  (app: FastifyInstance, observer: Observer, common: Common): PageHost['mountForm'] =>
  (url, { pattern, ...form }) => {
    const observed = { record: observer.recorder('POST', pattern), begin: observer.spans('POST', pattern) }
    mountDirect(app, { url, ...form, ...common, ...observed })
  }

export function applicationOf(
  { config, faces = [] }: HostOptions,
  observer: Observer,
  memory: Memory,
  clocks: Clocks,
): FastifyInstance {
  return fastify({
    // The log is ours: Fastify's own would add listeners to every request and quote error messages.
    logger: false,
    serverFactory: serverFactory(config, headFaultHandler(observer), memory, clocks),
    genReqId: requestIdOf,
    requestIdHeader: false,
    frameworkErrors: frameworkErrorHandler(observer.route(UNMATCHED)),
    clientErrorHandler: connectionFault,
    return503OnClosing: false,
    ...respelling(faces),
  })
}

/** What is served answers for itself, the rest of what there is in this process. */
export function companionsOf({ instrumentSet, companions = instrumentSet, executors }: HostOptions): Companions {
  const bySlug = new Map(executors.map((executor) => [executor.slug, executor]))
  return {
    instrumentSet: companions,
    executorOf(slug) {
      const executor = bySlug.get(slug) ?? embedFrom(companions, slug)
      bySlug.set(slug, executor)
      return executor
    },
  }
}
