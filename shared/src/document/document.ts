/**
 * The OpenAPI 3.1 document as a pure function of the instruments: the same for a lone service, the embedded gateway and
 * the proxying gateway. Answers shown as examples are computed here from the examples' requests.
 */
import type { Instrument } from '../contract/instrument.js'
import { MinimalResultSchema, pascalCase, resultSchema, StateSchema, WarningSchema } from '../contract/result-schema.js'
import { type Executor, embed, pathOf, referencesOf, resultOf } from '../engine/executor.js'
import { PROBLEM_MEDIA, ProblemSchema } from '../engine/problems.js'
import { batchPath } from './batch.js'
import { Components } from './components.js'
import { commonProblems, inFullOrShort, requestHeaders, SECURITY, SECURITY_SCHEMES, serviceProblems } from './parts.js'
import { systemPaths } from './system.js'
import { describeInstrument, INTRODUCTION } from './text.js'

export interface OpenApiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, object>>
  readonly [member: string]: unknown
}

/** An operation over several instruments, such as the panel: its routes and its part of the document. */
export interface ExtraOperation {
  /** Null where another operation brings the same tag. */
  readonly tag: { readonly name: string; readonly description: string } | null
  /** Answers at `/v1/{slug}` like an instrument. */
  readonly executor: Executor
  paths(components: Components): Readonly<Record<string, object>>
  /** Pages of JSON beside it, by URL; each is made when it is first asked for. */
  readonly pages?: Readonly<Record<string, () => object | Promise<object>>>
}

function computeOperation(instrument: Instrument, components: Components): object {
  const path = pathOf(instrument.slug)
  const name = pascalCase(instrument.slug)
  const references = referencesOf(instrument)
  const examples = instrument.examples.map((example) => {
    const result = resultOf(instrument, references, example.request)
    return { ...example, result }
  })
  const refused = embed(instrument).fromValue({ unknownField: 1 }, { form: 'full', requestId: '' })
  if (refused instanceof Promise) throw new Error('an embedded executor answers at once')
  return {
    operationId: instrument.slug,
    tags: [instrument.slug],
    summary: instrument.title,
    description: describeInstrument(instrument),
    parameters: requestHeaders,
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
            schema: inFullOrShort(components.add(`${name}Result`, resultSchema(instrument), 'output')),
            examples: Object.fromEntries(
              examples.map(({ name: key, title, result }) => [key, { summary: title, value: result }]),
            ),
          },
          'text/plain': { schema: { type: 'string' }, example: `${examples[0]?.result.text ?? ''}\n` },
        },
      },
      ...commonProblems(path),
      ...serviceProblems(instrument.slug, path),
      '422': {
        description: 'The input is not valid (`invalid_input`); `errors` lists every fault',
        content: {
          [PROBLEM_MEDIA]: {
            schema: { $ref: '#/components/schemas/Problem' },
            example: JSON.parse(String(refused.body)) as object,
          },
        },
      },
    },
  }
}

export function buildDocument(
  title: string,
  instruments: readonly Instrument[],
  operations: readonly ExtraOperation[],
): OpenApiDocument {
  const components = new Components()
  components.add('Problem', ProblemSchema, 'output')
  components.add('State', StateSchema, 'output')
  components.add('Warning', WarningSchema, 'output')
  components.add('MinimalResult', MinimalResultSchema, 'output')
  const paths: Record<string, object> = {}
  for (const instrument of instruments) {
    paths[pathOf(instrument.slug)] = { post: computeOperation(instrument, components) }
    Object.assign(paths, batchPath(instrument, components))
  }
  for (const operation of operations) Object.assign(paths, operation.paths(components))
  Object.assign(paths, systemPaths(instruments, components))
  for (const { post } of Object.values(paths) as { post?: object }[])
    if (post) Object.assign(post, { security: SECURITY })
  return {
    openapi: '3.1.1',
    info: {
      title,
      version: '0.1.0',
      summary: 'Rheumatology disease-activity scores with their working, citations and three-valued criteria',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    security: [],
    tags: [
      ...instruments.map(({ slug, title: name, summary }) => ({ name: slug, description: `${name}. ${summary}` })),
      ...operations.flatMap((operation) => operation.tag ?? []),
      { name: 'catalogue', description: 'What is served here, described for machines' },
      { name: 'operations', description: 'Health and metrics of this process' },
    ],
    paths,
    components: { schemas: components.schemas, securitySchemes: SECURITY_SCHEMES },
  }
}
