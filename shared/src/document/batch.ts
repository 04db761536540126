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
import { BATCH_ADVICE } from '../engine/rows/media.js'
import { Rows } from '../engine/rows/row.js'
import { LONGEST_ID } from '../engine/rows/row-id.js'
import type { Result } from '../language/outcome.js'
import type { Components } from './components.js'
import { batchHeaders, commonProblems, inFullOrShort, problemResponse, serviceProblems } from './parts.js'

interface Row {
  readonly id?: string | number
  readonly input: unknown
}

export function batchPath(instrument: Instrument, components: Components): Readonly<Record<string, object>> {
  const path = batchPathOf(instrument.slug)
  const examples = examplesOf(instrument)
  const cohort = examples.cohort.value
  const ofRow = schemas(instrument, components)
  return {
    [path]: {
      post: {
        operationId: `${instrument.slug}-batch`,
        tags: [instrument.slug],
        summary: `${instrument.title}: many rows in one request`,
        description: describe(instrument),
        parameters: batchHeaders,
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: list(ofRow.request, { maxItems: MOST_ROWS }), examples },
            'application/x-ndjson': text(
              `One row a line, each at most ${LONGEST_LINE} bytes, as many as you like`,
              lines([...cohort, REFUSED_ROW].map((row) => JSON.stringify(row))),
            ),
            'text/csv': text(
              'The first line names the columns; an empty cell is a missing value',
              table(instrument, cohort),
            ),
          },
        },
        responses: {
          '200': {
            description: 'An answer to each row, in the order of the rows',
            content: answersTo(instrument, examples.cohort, list(ofRow.answer)),
          },
          ...commonProblems(path),
          ...serviceProblems(instrument.slug, path),
          '413': problemResponse('body_too_large', path, BATCH_ADVICE.body_too_large),
          '415': problemResponse('unsupported_media_type', path, BATCH_ADVICE.unsupported_media_type),
          '422': problemResponse(
            'invalid_input',
            path,
            'The body is not an array. Send a JSON array of rows { "id": ..., "input": { ... } }.',
          ),
        },
      },
    },
  }
}

interface Example {
  readonly summary: string
  readonly value: readonly Row[]
}

function examplesOf({ examples }: Instrument): Readonly<Record<'cohort' | 'all-examples' | 'other-ids', Example>> {
  const [first] = examples
  return {
    cohort: {
      summary: 'Two rows, each answered beside its id',
      value: examples.slice(0, 2).map(({ request }, i) => ({ id: `p${i + 1}`, input: request })),
    },
    'all-examples': {
      summary: 'Every example of the instrument, named by its name',
      value: examples.map(({ name, request }) => ({ id: name, input: request })),
    },
    'other-ids': {
      summary: 'A number as id, and none',
      value: [{ id: 7, input: first?.request }, { input: first?.request }],
    },
  }
}

/** Refused alone, after rows that are not. */
const REFUSED_ROW: Row = { id: 'p3', input: { unknownField: 1 } }

/** The answer to a cohort in each of its forms, by the real code. */
function answersTo(instrument: Instrument, { summary, value: cohort }: Example, schema: JsonSchema): object {
  const rows = rowsOf(instrument, batchPathOf(instrument.slug))
  const answers = cohort.map((row) => JSON.parse(rows.ofValue(row)) as unknown)
  return {
    'application/json': { schema, examples: { cohort: { summary, value: answers } } },
    'application/x-ndjson': text('One answer a line', lines([...cohort, REFUSED_ROW].map((row) => rows.ofValue(row)))),
    'text/csv': text('One line a row', tableAnswer(instrument, cohort, rows)),
    'text/plain': text('The line `text` of each result', lines(cohort.map((row) => textOf(rows, row)))),
  }
}

const text = (description: string, example: string) => ({ schema: { type: 'string', description }, example })
const lines = (values: readonly string[]): string => values.map((line) => `${line}\n`).join('')

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

function textOf(rows: Rows, row: Row): string {
  const { result } = JSON.parse(rows.ofValue(row)) as { readonly result?: Result }
  return result?.text ?? ''
}

function describe(instrument: Instrument): string {
  const columns = columnsOf(instrument).map(({ name }) => `\`${name}\``)
  return [
    'Every row is computed as by the single route and fails alone. Order is kept. The `id` is yours: a text of at most',
    `${LONGEST_ID} characters or a number up to 2^53; it comes back as it was sent, \`null\` if there was none. A number that would come back`,
    "in other characters (`1.0`, `1e2`, one of too many digits) is refused: send it as text. Pointers of a row's problem are relative",
    "to that row's `input`, as on the single route; those of `invalid_row` to the row itself.",
    '',
    `- \`application/json\`: an array of at most ${MOST_ROWS} rows, answered by an array.`,
    `- \`application/x-ndjson\`: a stream without a limit of rows, answered while it is sent. A line that is not a row, or not UTF-8, is that line's problem alone (status 400). Blank lines are skipped.`,
    '- `text/csv`: columns by name in any order, separated by commas. An empty cell is a missing value; a unit without a value is passed over. Items of a list are separated by `|`, and `|` alone is an empty list; a list of objects is written as JSON. Numbers are written as in JSON. A column that is not known refuses the whole request. Nothing is read from a line on that is not UTF-8 or no CSV: the last row of the answer says so. An `id` comes back byte for byte, also one that a spreadsheet would compute; `Prefer: csv=spreadsheet` puts an apostrophe before each text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. Figures stay as they are.',
    '',
    `CSV columns: \`${ID_COLUMN}\`, ${columns.join(', ')}.`,
  ].join('\n')
}

function schemas({ slug }: Instrument, components: Components) {
  const name = pascalCase(slug)
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
  const reference = (part: string): JsonSchema => ({ $ref: `#/components/schemas/${part}` })
  const row = closed({ id, input: reference(`${name}Input`) }, ['input'])
  const request = components.put(`${name}Row`, row)
  const result = closed({ id, status: { const: 200 }, result: inFullOrShort(reference(`${name}Result`)) }, [
    'id',
    'status',
    'result',
  ])
  const status: JsonSchema = { type: 'integer', minimum: 400, maximum: 599 }
  const refused = closed({ id, status, problem: reference('Problem') }, ['id', 'status', 'problem'])
  return { request, answer: components.put(`${name}RowAnswer`, { oneOf: [result, refused] }) }
}

const list = (items: JsonSchema, limits: Readonly<Record<string, number>> = {}): JsonSchema => ({
  type: 'array',
  items,
  ...limits,
})

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
