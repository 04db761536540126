/** The operations of an OpenAPI document, as far as requests are drawn from them and answers are held against them. */
import { type JsonSchema, resolved } from '@activity-scores/shared/engine/json-schema'

interface Content {
  readonly schema: JsonSchema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

type Contents = Readonly<Record<string, Content>>

interface Described {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[]
  readonly requestBody?: { readonly content: Contents }
  readonly responses: Readonly<Record<string, { readonly content?: Contents }>>
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

/** One instrument's own route, a batch of rows, a call that is made of several, or a page that is only read. */
export type Kind = 'single' | 'batch' | 'several' | 'page'

export interface Operation {
  readonly id: string
  readonly kind: Kind
  readonly method: string
  /** As documented, with its parameters in braces. */
  readonly path: string
  /** Every path that it stands for. */
  readonly paths: readonly string[]
  readonly body: Contents
  readonly answers: Described['responses']
}

export const operationsOf = ({ paths }: Document): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, described]): Operation => ({
        id: described.operationId,
        kind: kindOf(method, path),
        method: method.toUpperCase(),
        path,
        paths: (described.parameters ?? [])
          .filter((parameter) => parameter.in === 'path')
          .reduce<readonly string[]>(
            (all, { name, schema }) =>
              all.flatMap((one) => (schema.enum ?? []).map((value) => one.replace(`{${name}}`, String(value)))),
            [path],
          ),
        body: described.requestBody?.content ?? {},
        answers: described.responses,
      }),
    ),
  )

function kindOf(method: string, path: string): Kind {
  if (method !== 'post') return 'page'
  if (path.endsWith('/batch')) return 'batch'
  return path === '/v1/panel' || path.startsWith('/v1/screen/') ? 'several' : 'single'
}

/** A schema with the components that it refers to in their places. Requests here refer to nothing that refers back. */
export function inlined<Node>(node: Node, document: Document): Node {
  if (Array.isArray(node)) return node.map((item) => inlined(item, document)) as Node
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(resolved(node as JsonSchema, document.components.schemas))
  return Object.fromEntries(entries.map(([key, value]) => [key, inlined(value, document)])) as Node
}
