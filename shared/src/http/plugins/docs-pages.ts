/**
 * The documents and Swagger UI as bytes. The pages are rendered once each by the plugin, in a Fastify application of its own
 * that no request reaches: streams, ranges and refusals of that application would not be ours.
 */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyInstance } from 'fastify'
import { buildDocument, type ExtraOperation } from '../../document/document.js'
import type { groupsOf } from '../../document/groups.js'
import { type OpenApiDocument, slice } from '../../document/slice.js'
import { yamlOf } from '../../document/yaml.js'
import { pathOf } from '../../engine/executor.js'
import type { InstrumentSet } from '../../engine/instrument-set.js'
import { ours } from '../../engine/own-work.js'
import { batchPathOf } from '../../engine/rows/limits.js'
import { documentPathOf, OTHERS_PATH } from './docs-paths.js'
import { StaticFile } from './files.js'

export interface DocsOptions {
  readonly title: string
  readonly instrumentSet: InstrumentSet
  readonly operations: readonly ExtraOperation[]
  /** The document as text, where it need not be made. */
  readonly written?: (() => Promise<string>) | undefined
}

export interface DocsPages {
  /** The whole document. */
  readonly json: StaticFile
  /** Made at the first look, a piece at a time between requests. */
  yaml(): Promise<StaticFile>
  /** One instrument with every example, which opens in a tenth of the time of the whole. */
  one(slug: string): Promise<StaticFile>
  /** What is not about one instrument: panel, screening, catalogue, health. */
  others(): StaticFile
  /** The page below `/docs`, if there is one; `''` and `'/'` are the first. */
  page(path: string): Promise<StaticFile | undefined>
  close(): Promise<void>
}

const JSON_TYPE = 'application/json; charset=utf-8'
const YAML_TYPE = 'application/yaml; charset=utf-8'

/** Names that files of the plugin have; none leads elsewhere, and each is kept once. */
const PAGE = /^(?:|\/|\/static\/(?:theme\/)?\w[\w.-]*)$/

/** No caller is refused for the time that this takes (decision 89). */
const textOf = (...of: Parameters<typeof buildDocument>): string => ours(() => JSON.stringify(buildDocument(...of)))

export async function buildPages({ title, instrumentSet, operations, written }: DocsOptions): Promise<DocsPages> {
  const text = written ? await written() : textOf(title, await instrumentSet.all(), operations)
  const json = new StaticFile(JSON_TYPE, text)
  const whole = (): OpenApiDocument => ours(() => JSON.parse(json.bytes.toString()) as OpenApiDocument)
  const app = await swaggerPages(whole(), instrumentSet.slugs)
  let yaml: Promise<StaticFile> | undefined
  let others: StaticFile | undefined
  const documents = new Map<string, Promise<StaticFile>>()
  const pages = new Map<string, Promise<StaticFile | undefined>>()
  return {
    json,
    yaml: () => (yaml ??= yamlOf(whole()).then((made) => new StaticFile(YAML_TYPE, made))),
    one(slug) {
      const existing = documents.get(slug)
      if (existing) return existing
      const made = Promise.resolve(instrumentSet.load(slug)).then((instrument) => {
        return new StaticFile(JSON_TYPE, textOf(instrument.title, [instrument], [], 'full'))
      })
      documents.set(slug, made)
      made.catch(() => documents.delete(slug))
      return made
    },
    others() {
      others ??= ours(() => new StaticFile(JSON_TYPE, JSON.stringify(othersOf(whole(), instrumentSet.slugs))))
      return others
    },
    page(path) {
      if (!PAGE.test(path)) return Promise.resolve(undefined)
      const existing = pages.get(path)
      if (existing) return existing
      const page = render(app, path)
      pages.set(path, page)
      // Names of files that are not there are without number.
      page.then((found) => found ?? pages.delete(path)).catch(() => pages.delete(path))
      return page
    },
    close: () => app.close(),
  }
}

function othersOf(document: OpenApiDocument, slugs: readonly string[]): OpenApiDocument {
  const ofInstruments = new Set(slugs.flatMap((slug) => [pathOf(slug), batchPathOf(slug)]))
  return slice(document, OTHERS_NAME, (path) => !ofInstruments.has(path))
}

const OTHERS_NAME = 'Panel, screening, catalogue, health'

async function render(app: FastifyInstance, path: string): Promise<StaticFile | undefined> {
  const { statusCode, headers, rawPayload } = await app.inject(`/docs${path}`)
  return statusCode === 200 ? new StaticFile(String(headers['content-type']), rawPayload) : undefined
}

/** A document for each instrument, in the order of the tags; all in one, which takes long to open, is the last. */
async function swaggerPages(document: OpenApiDocument, slugs: readonly string[]): Promise<FastifyInstance> {
  const tags = (document['tags'] ?? []) as ReturnType<typeof groupsOf>['tags']
  const ofInstruments = tags.filter(({ name }) => slugs.includes(name))
  const app = fastify({ logger: false })
  await app.register(swagger, { mode: 'static', specification: { document: { openapi: '3.1.1' } as never } })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    logo: { type: 'image/svg+xml', content: Buffer.from(LOGO), href: '/docs' } as never,
    uiConfig: {
      urls: [
        ...ofInstruments.map(({ name, description }) => ({ url: documentPathOf(name), name: description })),
        { url: OTHERS_PATH, name: OTHERS_NAME },
        { url: '/openapi.json', name: 'Everything (slow to open)' },
      ],
      deepLinking: true,
      filter: true,
      tryItOutEnabled: true,
      displayRequestDuration: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
    } as never,
    theme: { title: 'Activity Scores', css: [{ filename: 'compact.css', content: COMPACT }] },
  })
  await app.ready()
  return app
}

/** From the head of an operation to Execute is one screen. */
const COMPACT = `
.swagger-ui .info { margin: 20px 0; }
.swagger-ui .scheme-container { padding: 8px 0; margin: 0; }
.swagger-ui .filter .operation-filter-input { margin: 10px 0; }
.swagger-ui .opblock-description-wrapper { margin: 0; padding: 8px 20px; }
.swagger-ui .opblock .opblock-section-header { min-height: 40px; padding: 4px 20px; }
.swagger-ui .parameters-container .table-container { padding: 4px 20px; }
.swagger-ui .parameters-container thead { display: none; }
.swagger-ui .parameters-container tbody td { padding: 2px 0; }
.swagger-ui .parameters-container .parameter__name, .swagger-ui .parameters-container .markdown p { font-size: 13px; margin: 0; }
.swagger-ui .parameters-container .parameter__type { display: none; }
.swagger-ui .parameters-container .parameter__in { padding: 0; }
.swagger-ui .parameters-container input[type=text] { margin: 2px 0; padding: 4px 8px; }
.swagger-ui .opblock-section-request-body .opblock-description-wrapper { padding: 8px 20px; }
.swagger-ui textarea.body-param__text { min-height: 190px; }
.swagger-ui .execute-wrapper { padding: 8px 20px; }
`

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 40" width="240" height="40"><text x="0" y="28" fill="#fff" font-family="sans-serif" font-size="24" font-weight="bold">Activity Scores</text></svg>'
