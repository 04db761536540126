/** The panel's part of the OpenAPI document. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pascalCase } from '@activity-scores/shared/contract/result-schema'
import { lines, list, ROWS_OF_LINES, rowList, rowSchemas, text } from '@activity-scores/shared/document/batch'
import type { Components } from '@activity-scores/shared/document/components'
import {
  batchHeaders,
  batchProblems,
  commonProblems,
  fullAndMinimal,
  problemResponse,
  requestHeaders,
} from '@activity-scores/shared/document/parts'
import { shapeOf } from '@activity-scores/shared/document/share'
import { embed } from '@activity-scores/shared/engine/executor'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { type JsonSchema, toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { takingBothLitres } from '@activity-scores/shared/engine/litre'
import { batchPathOf } from '@activity-scores/shared/engine/rows/limits'
import { examples } from './examples.js'
import { PANEL_PATH, PANEL_TAG, panelOf } from './executor.js'
import { panelRequest } from './request.js'

export function panelPaths(
  instruments: readonly Instrument[],
  components: Components,
): Readonly<Record<string, object>> {
  const executor = panelOf(instrumentSetOf(instruments), instruments.map(embed))
  const answer = (body: unknown): unknown => {
    const done = executor.fromValue(body, { form: 'full', requestId: '' })
    if (done instanceof Promise) throw new Error('embedded executors answer at once')
    return JSON.parse(String(done.body))
  }
  const input = components.put('PanelInput', pooled(instruments, components))
  const response = components.put(
    'PanelResult',
    resultOf(instruments, ({ slug }) => `${pascalCase(slug)}Result`),
  )
  const minimal = components.put(
    'PanelMinimalResult',
    resultOf(instruments, () => 'MinimalResult'),
  )
  return {
    [PANEL_PATH]: {
      post: {
        operationId: 'panel',
        tags: ['panel'],
        summary: 'Several instruments from one pooled set of inputs',
        description: [
          'The same clinical concept has the same field name in every instrument, so one object serves several. Each instrument takes the fields that it knows',
          'and answers, or fails, alone. Inputs that none of the instruments uses are listed in `unused` as pointers: look there for a misspelt field. A pool with so many others that naming them takes more than 16 kB is refused.',
          "Pointers in a `problem` are relative to that instrument's own request. Formulas, units, ranges and citations stand with each instrument.",
          'With `derive: true` results fill inputs of other instruments that were not sent: joint counts those of the scores, scores those of a response (`followUp`). What was sent is never replaced, what is not computed, or has bounds since it could be another value, fills nothing; `derived` tells what was filled and `warnings` what was sent and differs.',
        ].join('\n'),
        parameters: requestHeaders(components),
        requestBody: { required: true, content: { 'application/json': { schema: input, examples } } },
        responses: {
          '200': {
            description: 'A result or a problem for each instrument',
            content: {
              'application/json': {
                ...fullAndMinimal(response, minimal),
                examples: Object.fromEntries(
                  Object.entries(examples).map(([name, { summary, value }]) => [
                    name,
                    { summary, value: answer(value) },
                  ]),
                ),
              },
              'text/plain': { schema: { type: 'string', description: 'One line an instrument' } },
            },
          },
          ...commonProblems(components),
          '422': problemResponse('invalid_input', PANEL_PATH, 'instruments.0 is not one of the allowed values.'),
        },
      },
    },
    [batchPathOf(PANEL_TAG)]: { post: batchOperation(components, answer) },
  }
}

const cohort = [
  { id: 'v1', input: examples['rheumatoid-arthritis'].value },
  { id: 'v2', input: { instruments: ['cdai'], inputs: { tenderJointCount28: 4 } } },
]
const BATCHES = {
  cohort: { summary: 'Two visits, each with its own instruments', value: cohort },
  'from-joints': {
    summary: 'What was examined gives counts and scores in each row',
    value: [{ id: 'v1', input: { ...examples['visit-from-joints'].value, instruments: ['joint-counts', 'cdai'] } }],
  },
  'one-is-refused': {
    summary: 'A row that is refused alone, and a number as id',
    value: [
      { id: 1, input: { inputs: { age: 60 } } },
      { id: 2, input: { inputs: { tenderJointCount28: 3, cdai: 1 } } },
    ],
  },
}

/** The same rows as those of an instrument; there are no columns for so many fields. */
function batchOperation(components: Components, answer: (body: unknown) => unknown): object {
  const ofRow = rowSchemas('Panel', components, { minimal: 'PanelMinimal' })
  const answered = cohort.map(({ id, input }) => ({ id, status: 200, result: answer(input) }))
  return {
    operationId: 'panel-batch',
    tags: ['panel'],
    summary: 'Panels of many rows in one request',
    description:
      'Every row is answered as by `/v1/panel` and fails alone; see "Batches" above. A row counts as many rows as instruments were computed for it. There is no CSV.',
    parameters: batchHeaders(components),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: rowList(ofRow.request),
          examples: BATCHES,
        },
        'application/x-ndjson': text(ROWS_OF_LINES, lines(cohort.map((row) => JSON.stringify(row)))),
      },
    },
    responses: {
      '200': {
        description: 'An answer to each row, in the order of the rows',
        content: {
          'application/json': {
            ...fullAndMinimal(list(ofRow.answer), list(ofRow.minimal)),
            examples: { cohort: { summary: 'Two visits', value: answered } },
          },
          'application/x-ndjson': text('One answer a line, each as in an array'),
          'text/plain': text('One line a row: those of its instruments, with ` | ` between them'),
        },
      },
      ...commonProblems(components),
      ...batchProblems(components),
    },
  }
}

/** Every field of every instrument; a field of which two instruments take different values has both as alternatives. */
function pooled(instruments: readonly Instrument[], components: Components): JsonSchema {
  const fields = new Map<string, JsonSchema[]>()
  for (const { request } of instruments)
    for (const [name, schema] of Object.entries(toJsonSchema(request, 'input').properties ?? {})) {
      const known = fields.get(name) ?? []
      if (!known.some((other) => shapeOf(other) === shapeOf(schema))) fields.set(name, [...known, schema])
    }
  const properties = Object.fromEntries(
    [...fields].map(([name, [first, ...others]]) => [
      name,
      others.length === 0 ? (first ?? {}) : { anyOf: [first, ...others] },
    ]),
  )
  const request = toJsonSchema(panelRequest(instruments.map(({ slug }) => slug)), 'input')
  const pool = { ...request.properties?.['inputs'], properties: properties as Record<string, JsonSchema> }
  const inputs = components.put('PooledInputs', takingBothLitres(pool))
  return { ...request, properties: { ...request.properties, inputs } }
}

/** Of an instrument that did not answer with a result. */
const PROBLEM_STATUSES = [400, 413, 422, 429, 500, 502, 503, 504]

/** `of` names the schema of the result of each instrument. */
function resultOf(instruments: readonly Instrument[], of: (instrument: Instrument) => string): JsonSchema {
  const either = (instrument: Instrument): JsonSchema => ({
    oneOf: [
      closed({
        status: { const: 200 },
        result: { $ref: `#/components/schemas/${of(instrument)}` },
      }),
      closed({
        status: { type: 'integer', enum: PROBLEM_STATUSES },
        problem: { $ref: '#/components/schemas/Problem' },
      }),
    ],
  })
  const results = Object.fromEntries(instruments.map((instrument) => [instrument.slug, either(instrument)]))
  const always = closed({
    results: { type: 'object', properties: results, additionalProperties: false, description: 'By slug' },
    unused: {
      type: 'array',
      items: { type: 'string' },
      description: 'Pointers of inputs that none of the instruments uses',
    },
  })
  return {
    ...always,
    properties: { ...always.properties, ...CHAINED },
    description: 'A result or a problem for each instrument, and the inputs that nobody used',
  }
}

const closed = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

/** What a panel says besides where it was asked to derive. */
const CHAINED: Readonly<Record<string, JsonSchema>> = {
  derived: {
    type: 'array',
    items: closed({
      pointer: { type: 'string' },
      value: { type: 'number' },
      from: { type: 'string', description: 'Slug of the instrument whose result it is' },
    }),
    description: 'With `derive`: inputs that were not sent and that results filled',
  },
  warnings: {
    type: 'array',
    items: closed({
      code: { type: 'string', const: 'sent_differs_from_derived' },
      pointer: { type: 'string' },
      message: { type: 'string' },
    }),
    description: 'With `derive`: inputs that were sent and used though a result gives another value',
  },
}
