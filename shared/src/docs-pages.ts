/** The document and Swagger UI, as a Fastify application of their own that the host's `/docs` routes hand requests to. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyInstance } from 'fastify'
import type { DocsOptions } from './docs.js'
import { buildDocument } from './document.js'

/** Everything Swagger UI needs comes from this server; no `upgrade-insecure-requests`, so that plain http works too. */
const DOCS_CSP =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'; style-src 'self' 'unsafe-inline'"

export interface DocsPages {
  readonly app: FastifyInstance
  readonly json: string
  yaml(): string
}

export async function buildPages({ title, lineup, operations, written }: DocsOptions): Promise<DocsPages> {
  const document = written
    ? (JSON.parse(await written()) as object)
    : buildDocument(title, await lineup.all(), operations)
  const app = fastify({ logger: false })
  // The plugin's own document type is narrower than OpenAPI 3.1 (it lacks `summary` of info and 3.1 schemas).
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: DOCS_CSP,
    uiConfig: {
      deepLinking: true,
      tryItOutEnabled: true,
      displayRequestDuration: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
    },
    theme: { title: 'Activity Scores' },
  })
  await app.ready()
  return { app, json: JSON.stringify(document), yaml: () => app.swagger({ yaml: true }) }
}
