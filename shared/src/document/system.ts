/** The part of the document that is about the process itself: catalogue, health, metrics, the document. */
import * as z from 'zod'
import { absenceShape } from '../contract/absence-shape.js'
import { CONDITIONS, type Instrument } from '../contract/instrument.js'
import type { JsonSchema } from '../engine/json-schema.js'
import { type ProblemCode, problemKinds } from '../engine/problems.js'
import { catalogueEntry } from './catalogue.js'
import type { Components } from './components.js'
import { identityProblems, problemResponse, SECURITY } from './parts.js'

const text = z.string()

const SummarySchema = z.strictObject({
  slug: text,
  condition: z.enum(Object.keys(CONDITIONS)).describe('The disease that it is about; `any` where it serves several'),
  title: text,
  version: text,
  summary: text,
  path: text.describe('Where to POST the input'),
  series: z.boolean().describe('Whether visits of it can be sent to `/v1/{slug}/series`'),
})

const limit = z.number().nullable()

const EntrySchema = z.strictObject({
  ...SummarySchema.shape,
  formula: text.describe('Markdown'),
  population: text,
  notFor: z.array(text),
  rights: text.nullable(),
  provenance: z.array(text).describe('Conventions where no source settles a question, and what was not verified'),
  inputs: z.array(
    z.strictObject({
      name: text,
      title: text.describe('Label for people'),
      required: z.boolean(),
      description: text,
      schema: z.looseObject({}).describe('JSON Schema of the field with units and ranges'),
    }),
  ),
  units: z.record(text, text).describe('Every unit code that the request takes, and its label for people'),
  rules: z.array(text).describe('Rules between fields'),
  ...absenceShape,
  provides: z
    .array(
      z.strictObject({
        from: text.describe('Dotted path in the result'),
        fills: z.array(text).describe('Dotted paths of inputs of other instruments'),
        where: z.strictObject({ at: text, is: z.union([text, z.boolean()]) }).optional(),
      }),
    )
    .describe('Values of its result that a panel hands to other instruments where `derive` is true'),
  changes: z
    .array(
      z.strictObject({
        by: text.describe('Slug of the instrument that compares'),
        sent: z.array(text).optional().describe('Fields that are handed on as they were sent'),
        with: z
          .record(text, z.union([text, z.boolean()]))
          .optional()
          .describe('The same in every comparison'),
      }),
    )
    .describe('Instruments that compare two visits of it in a series'),
  alike: z.array(text).describe('What of two results must be the same for their scores to be subtracted'),
  bands: z.array(
    z.strictObject({
      id: text,
      source: text,
      bands: z.array(
        z.strictObject({
          code: text,
          label: text,
          lower: limit,
          lowerIncluded: z.boolean(),
          upper: limit,
          upperIncluded: z.boolean(),
        }),
      ),
    }),
  ),
  criteria: z.array(z.strictObject({ id: text, rule: text, source: text })),
  citations: z.array(z.strictObject({ text, id: text.optional(), verified: z.boolean() })),
  examples: z.array(z.strictObject({ name: text, title: text, source: text, request: z.looseObject({}) })),
  requestSchema: z.looseObject({}).describe('JSON Schema of the whole input'),
})

export const CatalogueSchema = z.strictObject({ instruments: z.array(SummarySchema) })
export const CatalogueEntrySchema = EntrySchema

const HealthSchema = z.strictObject({
  status: z.enum(['starting', 'ready', 'stopping']),
  instruments: z
    .record(text, z.enum(['embedded', 'ready', 'unreachable']))
    .describe('State of each instrument by slug'),
})

/** A page is read by people: its problems are named without their codes. */
const problemOf = (code: ProblemCode, path: string, detail: string): object =>
  problemResponse(code, path, detail, problemKinds[code].title)

interface Page {
  readonly id: string
  readonly path: string
  readonly tag: 'catalogue' | 'operations'
  readonly summary: string
  readonly content: object
  readonly parameters?: readonly object[]
  /** Answers of other statuses. */
  readonly others?: object
}

/** A path that is only read. */
const get = ({ id, path, tag, summary, content, parameters, others }: Page) => ({
  get: {
    operationId: id,
    tags: [tag],
    summary,
    ...(parameters ? { parameters } : {}),
    responses: {
      '200': { description: summary, content },
      '405': problemOf('method_not_allowed', path, 'This path takes GET, HEAD. Send the request with that method.'),
      ...others,
    },
  },
})

const json = (schema: JsonSchema, example?: unknown) => ({
  'application/json': { schema, ...(example === undefined ? {} : { example }) },
})

export function systemPaths(
  instruments: readonly Instrument[],
  components: Components,
): Readonly<Record<string, object>> {
  // Components stand in the document in the order in which they are added.
  const health = healthPaths(components)
  return { ...cataloguePaths(instruments, components), ...health, '/metrics': metricsPage(components) }
}

function cataloguePaths(instruments: readonly Instrument[], components: Components) {
  const [first] = instruments
  const slugs = instruments.map(({ slug }) => slug)
  const entry = get({
    id: 'instrument',
    path: '/v1/instruments/{slug}',
    tag: 'catalogue',
    summary: 'One instrument: inputs with units and ranges, formula, bands, citations, examples',
    content: json(components.add('CatalogueEntry', EntrySchema, 'output'), first && catalogueEntry(first)),
    parameters: [{ name: 'slug', in: 'path', required: true, schema: { type: 'string', enum: slugs } }],
    others: {
      '404': problemOf('unknown_instrument', '/v1/instruments/unknown', 'No instrument of this name is served here.'),
    },
  })
  return {
    '/v1/instruments': get({
      id: 'instruments',
      path: '/v1/instruments',
      tag: 'catalogue',
      summary: 'The instruments served here',
      content: json(components.add('Catalogue', CatalogueSchema, 'output')),
    }),
    '/v1/instruments/{slug}': entry,
  }
}

function healthPaths(components: Components) {
  const health = components.add('Health', HealthSchema, 'output')
  return {
    '/health/live': get({
      id: 'live',
      path: '/health/live',
      tag: 'operations',
      summary: 'The process is alive',
      content: json({ type: 'object', properties: { status: { const: 'live' } }, required: ['status'] }),
    }),
    '/health/ready': get({
      id: 'ready',
      path: '/health/ready',
      tag: 'operations',
      summary: 'Ready for requests, with the state of each instrument',
      content: json(health),
      others: {
        '503': { description: 'Starting: not everything is compiled yet; or stopping', content: json(health) },
      },
    }),
  }
}

function metricsPage(components: Components) {
  const page = get({
    id: 'metrics',
    path: '/metrics',
    tag: 'operations',
    summary: 'Prometheus metrics',
    content: { 'text/plain': { schema: { type: 'string' } } },
    others: identityProblems(components),
  })
  return { get: { ...page.get, security: SECURITY } }
}
