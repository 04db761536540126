/** The screening's part of the OpenAPI document: the request from the protocol's inputs, every criterion by name. */
import { describeAbsences } from '@activity-scores/shared/contract/absence'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pascalCase } from '@activity-scores/shared/contract/result-schema'
import type { Components } from '@activity-scores/shared/document/components'
import { commonProblems, inFullOrShort, problemResponse, requestHeaders } from '@activity-scores/shared/document/parts'
import { toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { takingBothLitres } from '@activity-scores/shared/engine/litre'
import type { Screening } from './answer/model.js'
import { screenRequest } from './answer/request.js'
import { minimalScreeningSchema, screeningSchema } from './answer/result-schema.js'
import { SCREEN_TAG, type ScreenExecutor, screenPath } from './executor.js'
import { ProtocolSchema } from './protocol/schema.js'

export const PROTOCOLS_PATH = '/v1/protocols'
export const protocolPath = (id: string): string => `${PROTOCOLS_PATH}/${id}`

export function screenPaths(
  executor: ScreenExecutor,
  instruments: readonly Instrument[],
  components: Components,
): Readonly<Record<string, object>> {
  const { protocol } = executor.plan()
  const path = screenPath(protocol.id)
  const name = `Screen${pascalCase(protocol.id)}`
  const answer = (request: unknown): Screening => {
    const done = executor.fromValue(request, { form: 'full', requestId: '' })
    if (done instanceof Promise) throw new Error('an embedded executor answers at once')
    return JSON.parse(String(done.body)) as Screening
  }
  const examples = protocol.examples.map((example) => ({ ...example, answer: answer(example.request) }))
  const shown = <Key extends string>(key: Key, of: (example: (typeof examples)[number]) => unknown) =>
    Object.fromEntries(examples.map((example) => [example.name, { summary: example.title, [key]: of(example) }]))
  const input = components.put(
    `${name}Input`,
    takingBothLitres(toJsonSchema(screenRequest(protocol, instruments), 'input')),
  )
  return {
    [path]: {
      post: {
        operationId: `screen-${protocol.id}`,
        tags: [SCREEN_TAG],
        summary: `${protocol.title}: the eligibility criteria, three-valued`,
        description: [
          'Every criterion of the chosen arm with state, rule, reading, what it was decided on and what is missing. A statement of the criteria, not advice.',
          '',
          ...protocol.notes.map((note) => `- ${note}`),
          ...describeAbsences(protocol).map((line) => `- ${line}`),
          '',
          '| criterion | kind | rule | source |',
          '|---|---|---|---|',
          ...protocol.criteria.map(
            ({ id, kind, title, says, source }) => `| \`${id}\` ${title} | ${kind} | ${says} | ${source} |`,
          ),
        ].join('\n'),
        parameters: requestHeaders,
        requestBody: {
          required: true,
          content: { 'application/json': { schema: input, examples: shown('value', ({ request }) => request) } },
        },
        responses: {
          '200': {
            description: 'The verdict and every criterion',
            content: {
              'application/json': {
                schema: inFullOrShort(
                  components.add(`${name}Result`, screeningSchema(protocol), 'output'),
                  components.add(`${name}MinimalResult`, minimalScreeningSchema(protocol), 'output'),
                ),
                examples: shown('value', (example) => example.answer),
              },
              'text/markdown': {
                schema: { type: 'string', description: 'The report' },
                example: examples[0]?.answer.report ?? '',
              },
              'text/plain': { schema: { type: 'string' }, example: `${examples[0]?.answer.text ?? ''}\n` },
            },
          },
          ...commonProblems(path),
          '422': problemResponse('invalid_input', path, 'asOf is required. Send a date such as "2026-03-01".'),
        },
      },
    },
  }
}

/** The catalogue of protocols. */
export function protocolPaths(
  executors: readonly ScreenExecutor[],
  components: Components,
): Readonly<Record<string, object>> {
  const summaries = { protocols: executors.map((executor) => protocolSummary(executor)) }
  const json = (schema: object, example?: unknown) => ({
    'application/json': { schema, ...(example === undefined ? {} : { example }) },
  })
  const get = (
    operationId: string,
    path: string,
    summary: string,
    content: object,
    parameters: readonly object[] = [],
  ) => ({
    get: {
      operationId,
      tags: [SCREEN_TAG],
      summary,
      ...(parameters.length > 0 ? { parameters } : {}),
      responses: {
        '200': { description: summary, content },
        '405': problemResponse(
          'method_not_allowed',
          path,
          'This path takes GET, HEAD. Send the request with that method.',
        ),
        ...(parameters.length > 0
          ? { '404': problemResponse('not_found', protocolPath('unknown'), 'There is nothing at this path.') }
          : {}),
      },
    },
  })
  const text = { type: 'string' }
  const list = {
    type: 'object',
    properties: {
      protocols: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: text,
            version: text,
            title: text,
            arms: { type: 'array', items: text },
            criteria: { type: 'integer' },
            path: text,
          },
          required: ['id', 'version', 'title', 'arms', 'criteria', 'path'],
          additionalProperties: false,
        },
      },
    },
    required: ['protocols'],
    additionalProperties: false,
  }
  return {
    [PROTOCOLS_PATH]: get(
      'protocols',
      PROTOCOLS_PATH,
      'The protocols that patients can be screened for',
      json(list, summaries),
    ),
    [`${PROTOCOLS_PATH}/{protocol}`]: get(
      'protocol',
      `${PROTOCOLS_PATH}/{protocol}`,
      'One protocol as data: inputs, instruments, readings, criteria',
      json(components.add('Protocol', ProtocolSchema, 'output')),
      [
        {
          name: 'protocol',
          in: 'path',
          required: true,
          schema: { type: 'string', enum: executors.map((executor) => executor.plan().protocol.id) },
        },
      ],
    ),
  }
}

export const protocolSummary = (executor: ScreenExecutor): object => {
  const { id, version, title, arms, criteria } = executor.plan().protocol
  return { id, version, title, arms: arms.map((arm) => arm.id), criteria: criteria.length, path: screenPath(id) }
}
