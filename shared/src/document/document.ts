/**
 * The OpenAPI 3.1 document as a pure function of the instruments: the same for a lone service, the embedded gateway and
 * the proxying gateway. Answers shown as examples are computed here from the examples' requests.
 */
import type { Instrument } from '../contract/instrument.js'
import {
  documentedResult,
  MinimalResultSchema,
  pascalCase,
  StateSchema,
  WarningSchema,
} from '../contract/result-schema.js'
import { type Executor, pathOf, referencesOf, resultOf } from '../engine/executor.js'
import type { JsonSchema } from '../engine/json-schema.js'
import { ProblemSchema } from '../engine/problems.js'
import type { TableShape } from '../engine/rows/table-shape.js'
import { seriesPathOf } from '../engine/series/visits.js'
import { batchPath } from './batch.js'
import { Components } from './components.js'
import type { Detail } from './detail.js'
import { groupsOf, type Tag } from './groups.js'
import { withoutLabels } from './labels.js'
import { commonProblems, fullAndMinimal, requestHeaders, SECURITY, SECURITY_SCHEMES, serviceProblems } from './parts.js'
import { SERIES_TAG, seriesPath, seriesPaths } from './series.js'
import { shareRepeated } from './share.js'
import { type OpenApiDocument, slice } from './slice.js'
import { systemPaths } from './system.js'
import { describeInstrument, FOLDED_INTRODUCTION, INTRODUCTION, shortDescription } from './text.js'

/** An operation over several instruments, such as the panel: its routes and its part of the document. */
export interface ExtraOperation {
  /** Null where another operation brings the same tag. */
  readonly tag: Tag | null
  /** Answers at `/v1/{slug}` like an instrument. */
  readonly executor: Executor
  /** What it is called in scopes, where it is not its slug. */
  readonly scope?: string
  /** How many times the body limit of other calls its bodies may have. */
  readonly bodies?: number
  /** Whether rows of it are answered at `/v1/{slug}/batch`. */
  readonly hasBatch?: boolean
  /** What answers rows of it, where that is not what answers a single call. */
  readonly batchExecutor?: Executor
  /** What tables of its rows are made of. */
  readonly table?: () => TableShape | Promise<TableShape>
  paths(components: Components): Readonly<Record<string, object>>
  /** Pages of JSON beside it, by URL; each is made when it is first asked for. */
  readonly pages?: Readonly<Record<string, JsonPage>>
}

/** A page of JSON, or one of which a parameter of the query chooses a variant. */
export type JsonPage = (() => object | Promise<object>) | VariedJson

export interface VariedJson {
  readonly parameter: string
  /** Values that the parameter may have. */
  readonly variants: () => readonly string[] | Promise<readonly string[]>
  /** Without a value, the page itself. */
  readonly make: (variant: string | undefined) => object | Promise<object>
}

function computeOperation(instrument: Instrument, components: Components, detail: Detail): object {
  const name = pascalCase(instrument.slug)
  const references = referencesOf(instrument)
  const examples = instrument.examples.map((example) => {
    const result = resultOf(instrument, references, example.request)
    return { ...example, result }
  })
  return {
    operationId: instrument.slug,
    tags: [instrument.slug],
    summary: instrument.title,
    description: detail === 'full' ? describeInstrument(instrument) : shortDescription(instrument),
    parameters: requestHeaders(components),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: components.add(`${name}Input`, instrument.request, 'input'),
          examples: Object.fromEntries(
            examples.map(({ name: key, title, source, request }) => [
              key,
              { summary: title, description: `Source: ${source}`, value: request },
            ]),
          ),
        },
      },
    },
    responses: {
      '200': {
        description: 'The result; `status` says whether it could be computed',
        content: {
          'application/json': {
            ...fullAndMinimal(components.add(`${name}Result`, documentedResult(instrument), 'output')),
            examples: Object.fromEntries(
              examples
                .slice(0, detail === 'full' ? undefined : 1)
                .map(({ name: key, title, result }) => [key, { summary: title, value: result }]),
            ),
          },
          'text/plain': { schema: { type: 'string' }, example: `${examples[0]?.result.text ?? ''}\n` },
        },
      },
      ...commonProblems(components),
      ...serviceProblems(components),
    },
  }
}

export function buildDocument(
  title: string,
  instruments: readonly Instrument[],
  operations: readonly ExtraOperation[],
  detail: Detail = 'overview',
): OpenApiDocument {
  const components = new Components()
  components.add('Problem', ProblemSchema, 'output')
  components.add('State', StateSchema, 'output')
  components.add('Warning', WarningSchema, 'output')
  components.add('MinimalResult', MinimalResultSchema, 'output')
  const paths: Record<string, object> = {}
  for (const instrument of instruments) {
    paths[pathOf(instrument.slug)] = { post: computeOperation(instrument, components, detail) }
    Object.assign(paths, batchPath(instrument, components, detail))
    if (detail === 'full') Object.assign(paths, seriesPath(instrument, components))
  }
  if (detail === 'overview') Object.assign(paths, seriesPaths(instruments, components))
  for (const operation of operations) Object.assign(paths, operation.paths(components))
  if (detail === 'overview') Object.assign(paths, systemPaths(instruments, components))
  for (const { post } of Object.values(paths) as { post?: object }[])
    if (post) Object.assign(post, { security: SECURITY })
  const isUsed = (name: string): boolean => name !== SERIES_TAG || seriesPathOf('{slug}') in paths
  const document = {
    openapi: '3.1.1',
    info: {
      title,
      version: '0.2.0',
      summary: (detail === 'full' ? instruments[0]?.summary : undefined) ?? SUMMARY,
      description: detail === 'full' ? FOLDED_INTRODUCTION : INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    security: [],
    ...groupsOf(
      instruments,
      [...SERIES, ...operations.flatMap((operation) => operation.tag ?? [])].filter(({ name }) => isUsed(name)),
    ),
    paths,
    components: {
      schemas: shareRepeated(detail === 'full' ? components.schemas : unlabelled(components.schemas)),
      responses: components.responses,
      parameters: components.parameters,
      securitySchemes: SECURITY_SCHEMES,
    },
  }
  return detail === 'full'
    ? slice({ ...document, components: inShort(document.components) }, title, () => true)
    : document
}

const SERIES: readonly Tag[] = [{ name: SERIES_TAG, description: 'Visits of one patient' }]

const unlabelled = (schemas: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutLabels(schema)]))

const SUMMARY = 'Rheumatology disease-activity scores with their working, citations and three-valued criteria'

/** Examples of answers that all operations have in common stand in the whole document alone. */
const inShort = <Parts extends { readonly responses: Readonly<Record<string, object>> }>(components: Parts): Parts => ({
  ...components,
  responses: JSON.parse(JSON.stringify(components.responses), (key, value) =>
    key === 'example' || key === 'examples' ? undefined : value,
  ) as Record<string, object>,
})
