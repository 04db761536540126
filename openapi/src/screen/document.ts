/** The screening's part of the OpenAPI document: the request from the protocol's inputs, every criterion by name. */
import { describeAbsences } from '@activity-scores/shared/contract/absence'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pascalCase } from '@activity-scores/shared/contract/result-schema'
import type { Components } from '@activity-scores/shared/document/components'
import { commonProblems, fullAndMinimal, problemResponse, requestHeaders } from '@activity-scores/shared/document/parts'
import { type JsonSchema, toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { takingBothLitres } from '@activity-scores/shared/engine/litre'
import type { Screening } from './answer/model.js'
import { screenRequest } from './answer/request.js'
import { briefScreeningSchema, minimalScreeningSchema, screeningSchema } from './answer/result-schema.js'
import { ArmInputsSchema } from './arm-inputs.js'
import { SCREEN_TAG, type ScreenExecutor, screenPath } from './executor.js'
import { type Protocol, ProtocolSchema } from './protocol/schema.js'

export const PROTOCOLS_PATH = '/v1/protocols'
/** The JSON Schema of a protocol file, for editors. */
export const protocolSchema = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Protocol of a trial',
  ...toJsonSchema(ProtocolSchema, 'input'),
})

export const protocolPath = (id: string): string => `${PROTOCOLS_PATH}/${id}`

export function screenPaths(
  executor: ScreenExecutor,
  instruments: readonly Instrument[],
  components: Components,
): Readonly<Record<string, object>> {
  const { protocol } = executor.plan()
  const path = screenPath(protocol.id)
  const name = `Screen${pascalCase(protocol.id)}`
  const examples = examplesOf(executor)
  const whole = takingBothLitres(toJsonSchema(screenRequest(protocol, instruments), 'input'))
  const input = components.put(`${name}Input`, { ...whole, properties: withParts(name, whole, components) })
  return {
    [path]: {
      post: {
        operationId: `screen-${protocol.id}`,
        tags: [SCREEN_TAG],
        summary: `${protocol.title}: the eligibility criteria, three-valued`,
        description: descriptionOf(protocol),
        parameters: requestHeaders(components),
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: input, examples: shown(examples, ({ request }) => request) },
          },
        },
        responses: {
          '200': {
            description: 'The verdict and every criterion',
            content: answersOf(name, protocol, examples, components),
          },
          ...commonProblems(components),
          '422': problemResponse('invalid_input', path, 'asOf is required. Send a date such as "2026-03-01".'),
        },
      },
    },
  }
}

/** The large members by names of their own: a row of a batch has them, too. */
const PARTS = ['inputs', 'dates', 'visits', 'readings', 'sources']

const withParts = (
  name: string,
  { properties = {} }: JsonSchema,
  components: Components,
): NonNullable<JsonSchema['properties']> =>
  Object.fromEntries(
    Object.entries(properties).map(([member, schema]) => [
      member,
      PARTS.includes(member) ? components.put(`${name}${pascalCase(member)}`, schema) : schema,
    ]),
  )

interface Example {
  readonly name: string
  readonly title: string
  readonly request: unknown
  readonly answer: Screening
}

/** Examples of the protocol, answered by the real code. */
function examplesOf(executor: ScreenExecutor): readonly Example[] {
  const answer = (request: unknown): Screening => {
    const done = executor.fromValue(request, { form: 'full', requestId: '' })
    if (done instanceof Promise) throw new Error('an embedded executor answers at once')
    return JSON.parse(String(done.body)) as Screening
  }
  return executor.plan().protocol.examples.map((example) => ({ ...example, answer: answer(example.request) }))
}

const smallestOf = (examples: readonly Example[]): readonly Example[] => {
  const sized = examples.map((example) => ({ example, size: JSON.stringify(example.answer).length }))
  return sized
    .sort((a, b) => a.size - b.size)
    .slice(0, 1)
    .map(({ example }) => example)
}

const shown = (examples: readonly Example[], of: (example: Example) => unknown) =>
  Object.fromEntries(examples.map((example) => [example.name, { summary: example.title, value: of(example) }]))

const descriptionOf = (protocol: Protocol): string =>
  [
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
  ].join('\n')

/** The answer in each of its forms. */
const answersOf = (name: string, protocol: Protocol, examples: readonly Example[], components: Components) => ({
  'application/json': {
    ...fullAndMinimal(
      components.add(`${name}Result`, screeningSchema(protocol), 'output'),
      components.add(`${name}MinimalResult`, minimalScreeningSchema(protocol), 'output'),
    ),
    // What `detail` "verdict" and "open" leave; as an alternative it would be a union in generated types (decision 101).
    'x-brief': components.add(`${name}BriefResult`, briefScreeningSchema(protocol), 'output'),
    // One answer, as of each instrument, and the smallest: all of them were a seventh of the whole document (decision 101).
    examples: shown(smallestOf(examples), ({ answer }) => answer),
  },
  'text/markdown': {
    schema: {
      type: 'string',
      description:
        'A screening log: a line a criterion, with its words, evidence, days, and columns for source document and signature',
    },
  },
  'text/html': { schema: { type: 'string', description: 'The same as a page that is printed on A4' } },
  'text/plain': { schema: { type: 'string' }, example: `${examples[0]?.answer.text ?? ''}\n` },
})

/** The catalogue of protocols. */
export function protocolPaths(
  executors: readonly ScreenExecutor[],
  components: Components,
): Readonly<Record<string, object>> {
  const ids = executors.map((executor) => executor.plan().protocol.id)
  const one = pageOf(
    'protocol',
    `${PROTOCOLS_PATH}/{protocol}`,
    'One protocol as data: inputs, instruments, readings, criteria',
    {
      schema: components.add('Protocol', ProtocolSchema, 'output'),
      // As an alternative it would be a union in generated types (decision 101).
      'x-arm': components.add('ArmInputs', ArmInputsSchema, 'output'),
    },
  )
  const arms = [...new Set(executors.flatMap((executor) => executor.plan().protocol.arms.map(({ id }) => id)))]
  const arm = {
    name: 'arm',
    in: 'query',
    required: false,
    description:
      'Answers what a form for this arm asks instead (`x-arm`): what every arm asks, what this arm asks besides, and what only tells more, in the order of a visit, with the labels and units of the catalogue',
    schema: { type: 'string', enum: arms },
    examples: {
      whole: { summary: 'The protocol as data' },
      ...Object.fromEntries(arms.map((id) => [id, { summary: `What the arm ${id} asks`, value: id }])),
    },
  }
  const slug = { name: 'protocol', in: 'path', required: true, schema: { type: 'string', enum: ids } }
  const unknown = problemResponse('not_found', protocolPath('unknown'), 'There is nothing at this path.')
  const { responses, ...page } = one
  return {
    [PROTOCOLS_PATH]: {
      get: pageOf('protocols', PROTOCOLS_PATH, 'The protocols that patients can be screened for', {
        schema: PROTOCOL_LIST,
        example: { protocols: executors.map((executor) => protocolSummary(executor)) },
      }),
    },
    [`${PROTOCOLS_PATH}/schema.json`]: {
      get: pageOf('protocol-schema', `${PROTOCOLS_PATH}/schema.json`, 'JSON Schema of a protocol file', {
        schema: { type: 'object' },
      }),
    },
    [`${PROTOCOLS_PATH}/{protocol}`]: {
      get: { ...page, parameters: [slug, arm], responses: { ...responses, '404': unknown } },
    },
  }
}

const pageOf = (operationId: string, path: string, summary: string, json: object) => ({
  operationId,
  tags: [SCREEN_TAG],
  summary,
  responses: {
    '200': { description: summary, content: { 'application/json': json } },
    '405': problemResponse('method_not_allowed', path, 'This path takes GET, HEAD. Send the request with that method.'),
  },
})

const text = { type: 'string' }
const PROTOCOL_LIST = {
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

export const protocolSummary = (executor: ScreenExecutor): object => {
  const { id, version, title, arms, criteria } = executor.plan().protocol
  return { id, version, title, arms: arms.map((arm) => arm.id), criteria: criteria.length, path: screenPath(id) }
}
