/** The series' part of the OpenAPI document: the same for every instrument of one visit. */
import type { Instrument } from '../contract/instrument.js'
import { pascalCase } from '../contract/result-schema.js'
import type { Answer } from '../engine/executor.js'
import type { JsonSchema } from '../engine/json-schema.js'
import { comparesVisits } from '../engine/series/comparison.js'
import { seriesOfOne } from '../engine/series/executor.js'
import { FEWEST_VISITS, MOST_VISITS, seriesPathOf } from '../engine/series/visits.js'
import type { Components, Reference } from './components.js'
import { commonProblems, fullAndMinimal, requestHeaders, serviceProblems } from './parts.js'

const schemaNamed = (name: string): Reference => ({ $ref: `#/components/schemas/${name}` })

export const closed = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

/** Of a visit without a result. */
const STATUSES = [400, 413, 422, 429, 500, 502, 503, 504]

const DAY: JsonSchema = { type: 'string', format: 'date' }
const TEXTS: JsonSchema = { type: 'array', items: { type: 'string' } }

/** Visits of a request, each with its day. */
export const visitList = (fields: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'array',
  items: closed({ date: DAY, ...fields }),
  minItems: FEWEST_VISITS,
  maxItems: MOST_VISITS,
})

/** Visits of an answer: a result or a problem each. */
export const answeredVisits = (components: Components, result: JsonSchema): JsonSchema => ({
  type: 'array',
  items: {
    oneOf: [
      closed({ date: DAY, status: { const: 200 }, result }),
      components.put(
        'VisitProblem',
        closed({ date: DAY, status: { type: 'integer', enum: STATUSES }, problem: schemaNamed('Problem') }),
      ),
    ],
  },
})

/** What is told of one instrument between two visits, beside their days. */
export const CHANGE: Readonly<Record<string, JsonSchema>> = {
  score: {
    anyOf: [
      closed({
        value: { type: ['number', 'null'] },
        reported: { type: ['string', 'null'] },
        unit: { type: 'string' },
        bounds: { anyOf: [schemaNamed('Bounds'), { type: 'null' }] },
      }),
      { type: 'null' },
    ],
  },
  reasons: { ...TEXTS, description: 'Why the value is null' },
  measures: {
    type: 'object',
    description: 'By slug: `result`, `problem` or `reasons`',
    additionalProperties: { type: 'object' },
  },
}

/** Which visits a change is between. */
export const BETWEEN: Readonly<Record<string, JsonSchema>> = {
  from: DAY,
  to: DAY,
  since: { type: 'array', items: { type: 'string', enum: ['first', 'previous'] } },
  days: { type: 'integer' },
}

const seriesOf = (components: Components, result: JsonSchema): JsonSchema =>
  closed({
    instrument: { type: 'string' },
    visits: answeredVisits(components, result),
    changes: { type: 'array', items: components.put('SeriesChange', closed({ ...BETWEEN, ...CHANGE })) },
  })

const TWO_VISITS = 'two-visits'

export const SERIES_TAG = 'series'

const IN_SHORT = 'See "Series" above.'

/** Of one instrument; nothing of one that compares visits itself. */
export function seriesPath(instrument: Instrument, components: Components): Readonly<Record<string, object>> {
  if (comparesVisits(instrument)) return {}
  const { slug, changes = [] } = instrument
  const name = pascalCase(slug)
  const measures = changes.map(({ by }) => `\`${by}\``)
  const operation = seriesOperation(components, {
    id: `${slug}-series`,
    tag: slug,
    summary: 'Visits of one patient',
    description: `See "Series" above. ${measures.length > 0 ? `Compared by ${measures.join(', ')}.` : ''}`,
    input: schemaNamed(`${name}Input`),
    result: schemaNamed(`${name}Result`),
  })
  return { [seriesPathOf(slug)]: { post: operation } }
}

/** Of all instruments of one visit in one: where each has its own document, they are written out. */
export function seriesPaths(
  instruments: readonly Instrument[],
  components: Components,
): Readonly<Record<string, object>> {
  const ofOneVisit = instruments.filter((instrument) => !comparesVisits(instrument))
  const [first] = ofOneVisit
  if (!first) return {}
  const shown = ofOneVisit.find(({ changes }) => changes) ?? first
  const examples = twoVisits(shown)
  const operation = seriesOperation(components, {
    id: 'series',
    tag: SERIES_TAG,
    summary: 'Visits of one patient, and what changed between them',
    description: `${IN_SHORT}\n\n\`GET /v1/instruments/{slug}/openapi.json\` has the inputs and results of each instrument in their places. The examples are of \`${shown.slug}\`.`,
    slugs: { shown: shown.slug, all: ofOneVisit.map(({ slug }) => slug) },
    input: { type: 'object' },
    result: { type: 'object' },
    examples,
    answers: answersTo(shown, instruments, examples),
  })
  return { [seriesPathOf('{slug}')]: { post: operation } }
}

interface Series {
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  /** Where the instrument is a part of the path. */
  readonly slugs?: { readonly shown: string; readonly all: readonly string[] }
  readonly input: JsonSchema
  readonly result: JsonSchema
  readonly examples?: Examples
  readonly answers?: Examples
}

type Examples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>

const inShort = (components: Components, answer: JsonSchema, examples: Examples): object => ({
  ...fullAndMinimal(answer, components.put('MinimalSeries', seriesOf(components, schemaNamed('MinimalResult')))),
  examples,
})

function seriesOperation(components: Components, series: Series): object {
  const answer = seriesOf(components, series.result)
  return {
    operationId: series.id,
    tags: [series.tag],
    summary: series.summary,
    description: series.description,
    parameters: [
      ...(series.slugs
        ? [
            {
              name: 'slug',
              in: 'path',
              required: true,
              schema: { type: 'string', enum: series.slugs.all },
              example: series.slugs.shown,
            },
          ]
        : []),
      ...requestHeaders(components),
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: closed({ visits: visitList({ input: series.input }) }),
          ...(series.examples ? { examples: series.examples } : {}),
        },
      },
    },
    responses: {
      '200': {
        description: 'Results and changes',
        content: {
          'application/json': {
            ...(series.examples ? inShort(components, answer, series.answers ?? {}) : { schema: answer }),
          },
          'text/plain': { schema: { type: 'string' } },
        },
      },
      ...commonProblems(components),
      ...serviceProblems(components),
    },
  }
}

/** Visits with what the examples of the instrument are about. */
function twoVisits({ examples }: Instrument): Examples {
  // The smallest that there are: what is beside them is of any size.
  const bySize = examples.map((each) => ({ ...each, size: JSON.stringify(each.request).length }))
  const [first, second = first] = bySize.sort((one, other) => one.size - other.size)
  const on = (date: string, input: unknown) => ({ date, input })
  const earlier = on('2026-01-12', first?.request)
  const later = on('2026-04-13', second?.request)
  return {
    [TWO_VISITS]: { summary: 'Two visits', value: { visits: [earlier, later] } },
    'nothing-changed': { summary: 'The same again', value: { visits: [earlier, on('2026-04-13', first?.request)] } },
    'three-visits': {
      summary: 'Two changes from the first visit and one between the others',
      value: { visits: [earlier, later, on('2026-07-13', first?.request)] },
    },
  }
}

/** Answered by the real code, where what compares the visits is there, too. */
function answersTo(instrument: Instrument, instruments: readonly Instrument[], examples: Examples): Examples {
  const bySlug = new Map(instruments.map((each) => [each.slug, each]))
  if ((instrument.changes ?? []).some(({ by }) => !bySlug.has(by))) return {}
  const executor = seriesOfOne(
    instrument,
    instruments.filter(({ slug }) => instrument.changes?.some(({ by }) => by === slug)),
  )
  const answer = ({ summary, value }: Examples[string]) => ({
    summary,
    value: JSON.parse(String((executor(value) as Answer).body)) as unknown,
  })
  return { [TWO_VISITS]: answer(examples[TWO_VISITS] as Examples[string]) }
}
