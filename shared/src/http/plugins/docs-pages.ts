/**
 * The document and Swagger UI as bytes. The pages are rendered once each by the plugin, in a Fastify application of its own
 * that no request reaches: streams, ranges and refusals of that application would not be ours.
 */
import { createHash } from 'node:crypto'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify from 'fastify'
import { buildDocument, type ExtraOperation } from '../../document/document.js'
import { yamlOf } from '../../document/yaml.js'
import type { Lineup } from '../../engine/lineup.js'
import { ours } from '../../engine/own-work.js'
import { sharedBytes } from '../direct/shared-bytes.js'

export interface DocsOptions {
  readonly title: string
  readonly lineup: Lineup
  readonly operations: readonly ExtraOperation[]
  /** The document as text, where it need not be made. */
  readonly written?: (() => Promise<string>) | undefined
}

/**
 * Everything Swagger UI needs comes from this server; no `upgrade-insecure-requests`, so that plain http works too
 * (decision 35).
 */
const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'; style-src 'self' 'unsafe-inline'"

export interface DocsPage {
  readonly type: string
  readonly bytes: Buffer
  /** Value of Content-Security-Policy. */
  readonly policy: string
  /** Of a file, as a browser that has it names it: two megabytes are not sent again. */
  readonly tag: string | undefined
}

export interface DocsPages {
  readonly json: Buffer
  /** Made at the first look, a piece at a time between requests. */
  yaml(): Promise<Buffer>
  /** The page below `/docs`, if there is one; `''` and `'/'` are the first. */
  page(path: string): Promise<DocsPage | undefined>
  close(): Promise<void>
}

/** Names that files of the plugin have; none leads elsewhere, and each is kept once. */
const PAGE = /^(?:|\/|\/static\/\w[\w.-]*)$/

/** No caller is refused for the time that this takes: seconds (decision 89). */
const textOf = (...of: Parameters<typeof buildDocument>): string => ours(() => JSON.stringify(buildDocument(...of)))

export async function buildPages({ title, lineup, operations, written }: DocsOptions): Promise<DocsPages> {
  const text = written ? await written() : textOf(title, await lineup.all(), operations)
  const app = fastify({ logger: false })
  await app.register(swagger, { mode: 'static', specification: { document: { openapi: '3.1.1' } as never } })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
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
  const render = async (path: string): Promise<DocsPage | undefined> => {
    const { statusCode, headers, rawPayload } = await app.inject(`/docs${path}`)
    if (statusCode !== 200) return undefined
    const isFile = path.startsWith('/static/')
    const tag = isFile ? `"${createHash('sha256').update(rawPayload).digest('base64url')}"` : undefined
    return { type: String(headers['content-type']), bytes: sharedBytes(rawPayload), policy: POLICY, tag }
  }
  const pages = new Map<string, Promise<DocsPage | undefined>>()
  const json = sharedBytes(text)
  let yaml: Promise<Buffer> | undefined
  return {
    json,
    yaml: () => (yaml ??= yamlOf(ours(() => JSON.parse(json.toString()) as object)).then(sharedBytes)),
    page(path) {
      if (!PAGE.test(path)) return Promise.resolve(undefined)
      const existing = pages.get(path)
      if (existing) return existing
      const page = render(path)
      pages.set(path, page)
      // Names of files that are not there are without number.
      page.then((found) => found ?? pages.delete(path)).catch(() => pages.delete(path))
      return page
    },
    close: () => app.close(),
  }
}
