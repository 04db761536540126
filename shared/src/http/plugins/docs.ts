/**
 * `/openapi.json`, `/openapi.yaml`, the document of each instrument, Swagger UI at `/docs`, and `/` which leads a browser there.
 * Documents and pages are made at the first look at them, or before a gateway says that it is ready: a service that only
 * computes never loads them.
 */
import type { FastifyInstance } from 'fastify'
import { preferredType } from '../direct/negotiate.js'
import type { DocsOptions, DocsPages } from './docs-pages.js'
import { documentPathOf, OTHERS_PATH } from './docs-paths.js'
import { sendNotFound } from './errors.js'
import { type StaticFile, sendFile } from './files.js'
import { type Handler, mountPage } from './pages.js'

/** Everything Swagger UI needs comes from this server; no `upgrade-insecure-requests`, so that plain http works too (decision 35). */
const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'; style-src 'self' 'unsafe-inline'"

export interface Docs {
  /** Makes what the first look at documents would wait for, and hold others up with: 0.2 to 0.5 s of loading and first runs. */
  prepare(): Promise<void>
}

/** `front`: the page at `/` for browsers, where there is one; else they are led to the documentation. */
export function mountDocs(app: FastifyInstance, options: DocsOptions, front: Handler = toDocs): Docs {
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
  mountDocuments(app, pages, options.instrumentSet.slugs)
  mountSwaggerUi(app, pages)
  mountPage(app, '/', rootOf(front))
  app.addHook('onClose', async () => {
    await (await made)?.close()
  })
  return {
    async prepare() {
      const { one, page } = await pages()
      const [first] = options.instrumentSet.slugs
      if (first !== undefined) await one(first)
      await page('')
    },
  }
}

type Pages = () => Promise<DocsPages>

function mountDocuments(app: FastifyInstance, pages: Pages, slugs: readonly string[]): void {
  const mount = (url: string, of: (made: DocsPages) => StaticFile | Promise<StaticFile>): void =>
    mountPage(app, url, async (request, reply) => sendFile(request, reply, await of(await pages())))
  // The second of each is what Swagger UI asks for where it is told nothing else.
  for (const url of ['/openapi.json', '/docs/json']) mount(url, ({ json }) => json)
  for (const url of ['/openapi.yaml', '/docs/yaml']) mount(url, (made) => made.yaml())
  for (const slug of slugs) mount(documentPathOf(slug), (made) => made.one(slug))
  mount(OTHERS_PATH, (made) => made.others())
}

function mountSwaggerUi(app: FastifyInstance, pages: Pages): void {
  const show: Handler = async (request, reply) => {
    const { '*': name } = request.params as { readonly '*'?: string }
    const page = await (await pages()).page(name === undefined ? '' : `/${name}`)
    if (!page) return sendNotFound(request, reply)
    return sendFile(request, reply.header('content-security-policy', POLICY), page)
  }
  mountPage(app, '/docs', show)
  mountPage(app, '/docs/*', show)
}

const toDocs: Handler = (_request, reply) => reply.redirect('/docs')

const rootOf =
  (front: Handler): Handler =>
  (request, reply) => {
    const wanted = preferredType(request.headers, ['application/json', 'text/html'])
    if (wanted === 'text/html') return front(request, reply)
    return reply.send({
      documentation: '/docs',
      openapi: '/openapi.json',
      instruments: '/v1/instruments',
      health: '/health/ready',
    })
  }
