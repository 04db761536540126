/**
 * `/openapi.json`, `/openapi.yaml`, Swagger UI at `/docs`, and `/` which leads a browser there. The document and the pages
 * are made at the first look at them: a service that only computes never loads them.
 */
import type { FastifyInstance } from 'fastify'
import { preferredType } from '../direct/negotiate.js'
import type { DocsOptions, DocsPages } from './docs-pages.js'
import { sendNotFound } from './errors.js'
import { type Handler, mountPage } from './pages.js'

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

  const json: Handler = async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send((await pages()).json)
  const yaml: Handler = async (_request, reply) =>
    reply.type('application/yaml; charset=utf-8').send(await (await pages()).yaml())
  mountPage(app, '/openapi.json', json)
  mountPage(app, '/openapi.yaml', yaml)
  mountPage(app, '/', (request, reply) => {
    const wanted = preferredType(request.headers, ['application/json', 'text/html'])
    if (wanted === 'text/html') return reply.redirect('/docs')
    return reply.send({
      documentation: '/docs',
      openapi: '/openapi.json',
      instruments: '/v1/instruments',
      health: '/health/ready',
    })
  })
  const show: Handler = async (request, reply) => {
    const { '*': file } = request.params as { readonly '*'?: string }
    const page = await (await pages()).page(file === undefined ? '' : `/${file}`)
    if (!page) return sendNotFound(request, reply)
    reply.header('content-security-policy', page.policy)
    if (page.tag !== undefined) {
      reply.header('etag', page.tag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === page.tag) return reply.code(304).send()
    }
    return reply.type(page.type).send(page.bytes)
  }
  mountPage(app, '/docs', show)
  mountPage(app, '/docs/*', show)
  // What Swagger UI asks for.
  mountPage(app, '/docs/json', json)
  mountPage(app, '/docs/yaml', yaml)
  app.addHook('onClose', async () => {
    await (await made)?.close()
  })
}
