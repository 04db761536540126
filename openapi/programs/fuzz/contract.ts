/** Whether an answer is one that the document promises. */
import { isDeepStrictEqual } from 'node:util'
import type { JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Draft } from './draw.js'
import type { Content, Document, Operation } from './operations.js'

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly text: string
}

const JSON_MEDIA = 'application/json'
const PROBLEM_MEDIA = 'application/problem+json'
const LINES_MEDIA = 'application/x-ndjson'
const SERVER_FAULT = 500
const METHOD_NOT_ALLOWED = 405
const NOT_A_PAGE = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']

export class Contract {
  // A second pass over the code of a check takes longer than all that it is asked.
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, code: { optimize: false } })
  readonly #compiled = new Map<JsonSchema, ValidateFunction>()

  constructor({ components }: Document) {
    // Schemas are held by the document, so that a reference in one of them is looked up there.
    this.#ajv.addSchema({ $id: 'document', components })
  }

  /** What is wrong with an answer; nothing where the document is kept. */
  breaches(operation: Operation, draft: Draft, reply: Reply): readonly string[] {
    const found: string[] = []
    const { status, text } = reply
    if (status >= SERVER_FAULT) return [`answered ${status}: ${text.slice(0, 300)}`]
    if (typeof reply.headers['x-request-id'] !== 'string') found.push('no X-Request-Id')
    const media = String(reply.headers['content-type'] ?? '').split(';', 1)[0] ?? ''
    if (operation.kind === 'page' && NOT_A_PAGE.includes(draft.method)) {
      if (status !== METHOD_NOT_ALLOWED) found.push(`${draft.method} was answered ${status}`)
    }
    const documented = operation.answers[String(status)]
    if (!documented) return [...found, `status ${status} is not documented: ${text.slice(0, 300)}`]
    const schema = schemaOf(documented.content?.[media], reply, draft)
    if (!schema) return [...found, `status ${status} with ${media} is not documented`]
    if (draft.method === 'HEAD') return found
    if (media === JSON_MEDIA || media === PROBLEM_MEDIA) {
      const value = read(text)
      found.push(...this.#off(schema, value, `status ${status}`))
      if (media === PROBLEM_MEDIA && (value as { readonly status?: unknown } | null)?.status !== status)
        found.push('the problem has another status than the answer')
      found.push(...this.#ofParts(operation, value))
    }
    if (media === LINES_MEDIA) found.push(...this.#ofLines(operation, reply))
    if (operation.kind === 'single' && status === 200) found.push(...this.#ofAccepted(operation, draft))
    return found
  }

  /** Schemas that were compiled, so that a run can tell what it looked at. */
  get schemas(): number {
    return this.#compiled.size
  }

  #off(schema: JsonSchema, value: unknown, where: string): readonly string[] {
    const check = this.#check(schema)
    if (check(value)) return []
    const [error] = check.errors ?? []
    return [`${where}: off its schema at ${error?.instancePath || 'its root'}, ${error?.message}`]
  }

  #check(schema: JsonSchema): ValidateFunction {
    const known = this.#compiled.get(schema)
    if (known) return known
    const within = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object
    const made = this.#ajv.compile(within)
    this.#compiled.set(schema, made)
    return made
  }

  /** Rows of a batch and results of a panel have a status of their own. */
  #ofParts({ kind }: Operation, value: unknown): readonly string[] {
    const parts = kind === 'batch' ? value : (value as { readonly results?: object } | null)?.results
    if (typeof parts !== 'object' || parts === null) return []
    return Object.values(parts).flatMap((part) => {
      const { status } = part as { readonly status?: unknown }
      return typeof status === 'number' && status >= SERVER_FAULT
        ? [`a part of it failed: ${JSON.stringify(part)}`]
        : []
    })
  }

  /** The lines of a stream are what the items of the array are. */
  #ofLines(operation: Operation, reply: Reply): readonly string[] {
    const { items } = schemaOf(operation.answers['200']?.content?.[JSON_MEDIA], reply) ?? {}
    if (!items) return ['the rows of an array are not documented']
    const rows = reply.text.split('\n').filter(Boolean).map(read)
    return [...rows.flatMap((row, i) => this.#off(items, row, `line ${i}`)), ...this.#ofParts(operation, rows)]
  }

  /** What was computed must be a body that the document allows. */
  #ofAccepted(operation: Operation, draft: Draft): readonly string[] {
    const schema = operation.body[JSON_MEDIA]?.schema
    const value = bodyOf(draft)
    if (!schema || isDeepStrictEqual(value, UNREADABLE)) return ['computed what is not JSON']
    return this.#off(schema, value, 'computed a body that the document does not allow')
  }
}

/** The schema of an answer: of its short form where that was applied, or of less where `detail` asked for that. */
function schemaOf(content: Content | undefined, { headers, status }: Reply, draft?: Draft): JsonSchema | undefined {
  const isShort = String(headers['preference-applied'] ?? '').includes('return=minimal')
  if (isShort) return content?.['x-minimal'] ?? content?.schema
  const brief = status === 200 && draft ? content?.['x-brief'] : undefined
  return brief && draft && asksForLess(bodyOf(draft)) ? brief : content?.schema
}

const asksForLess = (body: unknown): boolean =>
  ['verdict', 'open'].includes((body as { readonly detail?: string } | null)?.detail ?? '')

/** The byte order mark of UTF-8 is taken off. */
const bodyOf = ({ body, encoding }: Draft): unknown =>
  read(
    Buffer.from(body, encoding)
      .toString()
      .replace(/^\uFEFF/, ''),
  )

const UNREADABLE = { unreadable: true }

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return UNREADABLE
  }
}
