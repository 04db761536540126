/** `/openapi.json`, `/openapi.yaml`, Swagger UI at `/docs`, and `/` which leads a browser there. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import Negotiator from 'negotiator'
import type { OpenApiDocument } from './document.js'
import { mountPage, refuseOtherMethods } from './routes.js'

/** Everything Swagger UI needs comes from this server; no `upgrade-insecure-requests`, so that plain http works too. */
const DOCS_CSP =
  "default-src 'self'; base-uri 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'"

export async function mountDocs(app: FastifyInstance, build: () => OpenApiDocument): Promise<void> {
  const document = build()
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
  refuseOtherMethods(app, '/docs', ['GET', 'HEAD'])
  const json = JSON.stringify(document)
  let yaml: string | undefined
  mountPage(app, '/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(json))
  mountPage(app, '/openapi.yaml', (_request, reply) => {
    yaml ??= app.swagger({ yaml: true })
    return reply.type('application/yaml; charset=utf-8').send(yaml)
  })
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
}
