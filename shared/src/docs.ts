/**
 * `/openapi.json`, `/openapi.yaml`, Swagger UI at `/docs`, and `/` which leads a browser there. The document and the pages
 * are made at the first look at them: a service that only computes never loads them.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import type { DocsPages } from './docs-pages.js'
import type { ExtraOperation } from './document.js'
import type { Lineup } from './lineup.js'
import { mountPage } from './routes.js'

export interface DocsOptions {
  readonly title: string
  readonly lineup: Lineup
  readonly operations: readonly ExtraOperation[]
  /** The document as text, where it need not be made. */
  readonly written?: (() => Promise<string>) | undefined
}

export function mountDocs(app: FastifyInstance, options: DocsOptions): void {
  let made: Promise<DocsPages> | undefined
  const pages = (): Promise<DocsPages> => {
    made ??= import('./docs-pages.js')
      .then((module) => module.buildPages(options))
      .catch((error: unknown) => {
        // The next look tries again.
        made = undefined
        throw error
      })
    return made
  }

  mountPage(app, '/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send((await pages()).json),
  )
  mountPage(app, '/openapi.yaml', async (_request, reply) =>
    reply.type('application/yaml; charset=utf-8').send((await pages()).yaml()),
  )
  mountPage(app, '/', (request, reply) => {
    const wanted = new Negotiator(request).mediaType(['application/json', 'text/html'])
    if (wanted === 'text/html') return reply.redirect('/docs')
    return reply.send({
      documentation: '/docs',
      openapi: '/openapi.json',
      instruments: '/v1/instruments',
      health: '/health/ready',
    })
  })
  const show = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { app: ui } = await pages()
    for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value as string)
    reply.hijack()
    ui.routing(request.raw, reply.raw)
  }
  for (const url of ['/docs', '/docs/*']) {
    mountPage(app, url, show)
  }
  app.addHook('onClose', async () => {
    await (await made)?.app.close()
  })
}
