/** The operations of an OpenAPI document, as far as requests are drawn from them and answers are held against them. */
import { type JsonSchema, resolved } from '@activity-scores/shared/engine/json-schema'

export interface Content {
  readonly schema: JsonSchema
  /** Of what `Prefer: return=minimal` leaves. */
  readonly 'x-minimal'?: JsonSchema
  /** Of what `detail` of a screening leaves, where less was asked for. */
  readonly 'x-brief'?: JsonSchema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

type Contents = Readonly<Record<string, Content>>

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: JsonSchema
}

interface Answer {
  readonly content?: Contents
}

type Named<Part> = Readonly<Record<string, Part>>
type OrReference<Part> = Part | { readonly $ref: string }

interface Described {
  readonly operationId: string
  readonly parameters?: readonly OrReference<Parameter>[]
  readonly requestBody?: { readonly content: Contents }
  readonly responses: Named<OrReference<Answer>>
}

export interface Document {
  readonly paths: Named<Named<Described>>
  readonly components: {
    readonly schemas: Named<JsonSchema>
    readonly responses: Named<Answer>
    readonly parameters: Named<Parameter>
  }
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
  readonly answers: Named<Answer>
}

export const operationsOf = ({ paths, components }: Document): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, described]): Operation => ({
        id: described.operationId,
        kind: kindOf(method, path),
        method: method.toUpperCase(),
        path,
        paths: (described.parameters ?? [])
          .map((parameter) => meant(parameter, components.parameters))
          .filter((parameter) => parameter.in === 'path')
          .reduce<readonly string[]>(
            (all, { name, schema }) =>
              all.flatMap((one) => (schema.enum ?? []).map((value) => one.replace(`{${name}}`, String(value)))),
            [path],
          ),
        body: described.requestBody?.content ?? {},
        answers: Object.fromEntries(
          Object.entries(described.responses).map(([status, answer]) => [status, meant(answer, components.responses)]),
        ),
      }),
    ),
  )

/** What a reference stands for, itself where it is none. */
const meant = <Part extends object>(part: OrReference<Part>, parts: Named<Part>): Part =>
  '$ref' in part ? (parts[part.$ref.split('/').at(-1) ?? ''] as Part) : part

function kindOf(method: string, path: string): Kind {
  if (method !== 'post') return 'page'
  if (path.endsWith('/batch')) return 'batch'
  const isOfSeveral = path === '/v1/panel' || path.endsWith('/series') || path.startsWith('/v1/screen/')
  return isOfSeveral ? 'several' : 'single'
}

/** A schema with the components that it refers to in their places. Requests here refer to nothing that refers back. */
export function inlined<Node>(node: Node, document: Document): Node {
  if (Array.isArray(node)) return node.map((item) => inlined(item, document)) as Node
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(resolved(node as JsonSchema, document.components.schemas))
  return Object.fromEntries(entries.map(([key, value]) => [key, inlined(value, document)])) as Node
}
