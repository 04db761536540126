/** The batch's part of the OpenAPI document, the same for every instrument; its examples are answered by the real code. */
import { stringify } from 'csv-stringify/sync'
import type { Instrument } from '../contract/instrument.js'
import { pascalCase } from '../contract/result-schema.js'
import { embed } from '../engine/executor.js'
import type { JsonSchema } from '../engine/json-schema.js'
import type { Problem } from '../engine/problems.js'
import { answerColumns, problemCells, resultCells } from '../engine/rows/cells.js'
import { columnsOf, ID_COLUMN, writeCells } from '../engine/rows/columns.js'
import { batchPathOf, LONGEST_LINE, MOST_ROWS } from '../engine/rows/limits.js'
import { Rows } from '../engine/rows/row.js'
import { LONGEST_ID } from '../engine/rows/row-id.js'
import type { Result } from '../language/outcome.js'
import type { Components } from './components.js'
import type { Detail } from './detail.js'
import { batchHeaders, batchProblems, commonProblems, fullAndMinimal, serviceProblems } from './parts.js'

interface Row {
  readonly id?: string | number
  readonly input: unknown
}

export function batchPath(
  instrument: Instrument,
  components: Components,
  detail: Detail,
): Readonly<Record<string, object>> {
  const path = batchPathOf(instrument.slug)
  const ofRow = rowSchemas(pascalCase(instrument.slug), components)
  const examples = requestExamples(instrument, detail)
  return {
    [path]: {
      post: {
        operationId: `${instrument.slug}-batch`,
        tags: [instrument.slug],
        summary: `${instrument.title}: many rows in one request`,
        description: describe(instrument, detail),
        parameters: batchHeaders(components),
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: rowList(ofRow.request), examples },
            'application/x-ndjson': text(
              ROWS_OF_LINES,
              lines([...cohort(instrument).slice(0, 1), REFUSED].map((row) => JSON.stringify(row))),
            ),
            'text/csv': text(
              'The first line names the columns; an empty cell is a missing value',
              table(instrument, cohort(instrument).slice(0, 1)),
            ),
          },
        },
        responses: {
          '200': {
            description: 'An answer to each row, in the order of the rows',
            content: answers(instrument, fullAndMinimal(list(ofRow.answer), list(ofRow.minimal)), examples, detail),
          },
          ...commonProblems(components),
          ...serviceProblems(components),
          ...batchProblems(components),
        },
      },
    },
  }
}

export const ROWS_OF_LINES = `One row a line, each at most ${LONGEST_LINE} bytes, as many as you like`

const ONE_ROW = 'one-row'

type Examples = Readonly<Record<string, { readonly summary: string; readonly value: readonly Row[] }>>

/** What is not about the instrument itself stands in the whole document alone. */
function requestExamples(instrument: Instrument, detail: Detail): Examples {
  const [smallest] = cohort(instrument)
  const otherIds = {
    summary: 'A number as id, and none',
    value: [{ id: 7, input: smallest?.input }, { input: smallest?.input }],
  }
  return {
    cohort: { summary: 'Two rows, each answered beside its id', value: cohort(instrument) },
    [ONE_ROW]: { summary: 'One row', value: cohort(instrument).slice(0, 1) },
    ...(detail === 'full' ? {} : { 'other-ids': otherIds }),
  }
}

/** Refused alone, in the cohort of a stream. */
const REFUSED: Row = { id: 'p3', input: { unknownField: 1 } }

/** Rows are small in the document: the single route has all of the examples. */
function cohort({ examples }: Instrument): readonly Row[] {
  const sized = examples.map(({ request }) => ({ request, size: JSON.stringify(request).length }))
  return sized
    .sort((one, other) => one.size - other.size)
    .slice(0, 2)
    .map(({ request }, i) => ({ id: `p${i + 1}`, input: request }))
}

/** In each media type, answered by the real code. The single route has the results of all examples. */
function answers(instrument: Instrument, schema: object, examples: Examples, detail: Detail): object {
  const rows = rowsOf(instrument, batchPathOf(instrument.slug))
  const { summary = '', value = [] } = examples[ONE_ROW] ?? {}
  const shown = { summary, value: value.map((row) => JSON.parse(answerOf(rows, row)) as unknown) }
  const example = (make: () => string): string | undefined => (detail === 'full' ? make() : undefined)
  return {
    'application/json': { ...schema, examples: { [ONE_ROW]: shown } },
    'application/x-ndjson': text(
      'One answer a line, each as in an array; the example is a row that is refused',
      example(() => `${answerOf(rows, REFUSED)}\n`),
    ),
    'text/csv': text(
      'One line a row',
      example(() => tableAnswer(instrument, cohort(instrument).slice(0, 1), rows)),
    ),
    'text/plain': text(
      'The line `text` of each result',
      example(() => lines(cohort(instrument).map((row) => textOf(rows, row)))),
    ),
  }
}

export const text = (description: string, example?: string): object => ({
  schema: { type: 'string', description },
  ...(example === undefined ? {} : { example }),
})

export const lines = (values: readonly string[]): string => values.map((line) => `${line}\n`).join('')

const rowsOf = (instrument: Instrument, path: string): Rows =>
  new Rows({
    executor: embed(instrument),
    form: 'full',
    requestId: '',
    path,
    failed(error) {
      throw error
    },
  })

/** Embedded executors answer at once. */
const answerOf = (rows: Rows, row: Row): string => rows.ofValue(row) as string

function textOf(rows: Rows, row: Row): string {
  const { result } = JSON.parse(answerOf(rows, row)) as { readonly result?: Result }
  return result?.text ?? ''
}

function describe(instrument: Instrument, detail: Detail): string {
  const what = 'Every row is computed as by the single route and fails alone; see "Batches" above.'
  if (detail === 'overview') return what
  const columns = columnsOf(instrument).map(({ name }) => `\`${name}\``)
  return `${what}\n\nCSV columns: \`${ID_COLUMN}\`, ${columns.join(', ')}.`
}

const reference = (part: string): JsonSchema => ({ $ref: `#/components/schemas/${part}` })

/** The schemas of rows and their answers, beside those of `{name}Input` and `{name}Result`; `minimal` is that of a short result. */
/** Of components, where they are not called after the instrument. */
interface RowNames {
  readonly input?: string
  /** What a row may be answered with, whole and in short. */
  readonly results?: readonly string[]
  readonly minimals?: readonly string[]
  /** How the row in short begins. */
  readonly minimal?: string
}

export function rowSchemas(name: string, components: Components, names: RowNames = {}) {
  const { input = `${name}Input`, results = [`${name}Result`], minimal = 'Minimal' } = names
  const { minimals = [`${minimal}Result`] } = names
  const id = components.put('BatchId', {
    anyOf: [{ type: 'string', maxLength: LONGEST_ID }, { type: 'number' }, { type: 'null' }],
    description: 'Your name of the row',
  })
  const closed = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  })
  const row = closed({ id, input: reference(input) }, ['input'])
  const request = components.put(`${name}Row`, row)
  const answered = (result: JsonSchema): JsonSchema =>
    closed({ id, status: { const: 200 }, result }, ['id', 'status', 'result'])
  const refused = components.put(
    'RowProblem',
    closed({ id, status: { type: 'integer', enum: ROW_STATUSES }, problem: reference('Problem') }, [
      'id',
      'status',
      'problem',
    ]),
  )
  const either = (name: string, result: JsonSchema): JsonSchema =>
    components.put(`${name}RowAnswer`, { oneOf: [components.put(`${name}RowResult`, answered(result)), refused] })
  return {
    request,
    answer: either(name, oneOfThese(results)),
    minimal: either(minimal, oneOfThese(minimals)),
  }
}

const oneOfThese = (names: readonly string[]): JsonSchema =>
  names.length === 1 ? reference(names[0] ?? '') : { anyOf: names.map(reference) }

/** Of a row that is refused; 200 is one that is answered. */
const ROW_STATUSES = [400, 422, 500]

export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
export const rowList = (items: JsonSchema): JsonSchema => ({ ...list(items), maxItems: MOST_ROWS })

/** A CSV of the rows, with the columns that they use. */
function table(instrument: Instrument, rows: readonly Row[]): string {
  const columns = columnsOf(instrument)
  const cells = rows.map(({ input }) => writeCells(columns, input))
  const used = columns.map((_, i) => i).filter((i) => cells.some((row) => row[i] !== ''))
  return stringify([
    [ID_COLUMN, ...used.map((i) => columns[i]?.name ?? '')],
    ...rows.map(({ id }, k) => [String(id ?? ''), ...used.map((i) => cells[k]?.[i] ?? '')]),
  ])
}

function tableAnswer(instrument: Instrument, values: readonly Row[], rows: Rows): string {
  const cells = values.map(({ id, input }) => {
    const { status, body } = rows.answer(input)
    const answer = JSON.parse(String(body)) as unknown
    const key = String(id ?? '')
    return status === 200
      ? resultCells(key, answer as Result)
      : problemCells(key, instrument.slug, answer as Problem, new Map())
  })
  return stringify(cells, { header: true, columns: answerColumns(instrument, false) })
}
