/** CSV in and out: each record becomes the request that its cells stand for, and goes the way of every other row. */
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import type { Instrument } from '../instrument.js'
import { inputProblem, type Problem, problem } from '../problems.js'
import type { Clock } from '../receiving.js'
import type { Result } from '../result.js'
import { type Column, columnsOf, ID_COLUMN, readCells } from './columns.js'
import { accept, drained, type Exchange, isGone, refuseAll } from './exchange.js'
import { READER_PATIENCE } from './lines.js'
import { LONGEST_ID, LONGEST_LINE, type Rows } from './row.js'
import { answerColumns, type Cells, problemCells, resultCells } from './table-answer.js'
import { Slices } from './turns.js'

/** Rows written at once. */
const BLOCK = 128

const NONE: ReadonlyMap<string, string> = new Map()

export async function answerTable(
  exchange: Exchange,
  instrument: Instrument,
  rows: Rows,
  clock: Clock,
): Promise<number> {
  const { request, response, form, path } = exchange
  let reading = true
  const records = read(exchange, () => {
    if (reading) clock.restart(1)
  })
  const pause = (patience: number): void => {
    reading = false
    clock.restart(patience)
  }
  const goOn = (): void => {
    clock.restart(1)
    reading = true
  }
  const slices = new Slices()
  const columns = answerColumns(instrument, form === 'minimal')
  let block: string[] = []
  const table = (cells: readonly Cells[], header = false): string =>
    form === 'text' ? '' : stringify([...cells], { columns, header })
  const flush = async (): Promise<void> => {
    const text = block.join('')
    block = []
    if (text === '' || isGone(exchange)) return
    const inNextWindow = exchange.account?.draw(rows.counted())
    if (inNextWindow) {
      pause(Number.POSITIVE_INFINITY)
      await inNextWindow
      if (isGone(exchange)) return
      goOn()
    }
    if (!response.headersSent) accept(exchange)
    if (response.write(text)) return
    pause(READER_PATIENCE)
    await drained(exchange)
    goOn()
  }
  const refuseTable = (why: Problem): number => {
    request.unpipe()
    request.resume()
    refuseAll(exchange, why)
    return why.status
  }
  let header: Header | undefined
  let pending: Cells[] = []
  const settle = (): void => {
    if (pending.length > 0) block.push(table(pending))
    pending = []
  }
  const add = (cells: Cells): void => {
    if (form !== 'text') pending.push(cells)
    else
      block.push(cells['status'] === '200' ? `${cells['text']}\n` : `problem ${cells['status']}: ${cells['problem']}\n`)
  }
  await slices.next()
  for await (const cells of records) {
    if (!header) {
      const found = headerOf(instrument, cells)
      if ('faults' in found) return refuseTable(inputProblem('invalid_input', path, found.faults))
      header = found
      block.push(table([], true))
      continue
    }
    add(answerRecord(header, instrument.slug, rows, cells, path))
    if (pending.length + block.length >= BLOCK) {
      settle()
      await flush()
      if (isGone(exchange)) return 200
    }
    if (slices.over) {
      await slices.next()
      if (isGone(exchange)) return 200
    }
  }
  const { broken } = records
  if (broken && !header) return refuseTable(broken)
  if (broken) add(problemCells('', instrument.slug, broken, NONE))
  request.unpipe()
  request.resume()
  if (!header) return refuseTable(problem('invalid_csv', path, `The body is empty. Its first line names the columns.`))
  settle()
  await flush()
  if (!isGone(exchange)) response.end()
  return 200
}

interface Records extends AsyncIterable<readonly string[]> {
  /** What ended the reading before the end of the body. */
  readonly broken: Problem | undefined
}

/**
 * The records of the request up to the first that cannot be read: quotes that do not match leave open where the next one
 * starts. Leaving the loop leaves the request as it is.
 */
function read({ request, path }: Exchange, heard: () => void): Records {
  let broken: { readonly after: number; readonly why: Problem } | undefined
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    record_delimiter: ['\n', '\r\n'],
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= { after: parser.info.records, why: unreadable(error, path) }
    },
  })
  request.on('data', heard)
  request.on('error', (error) => parser.destroy(error))
  request.pipe(parser)
  return {
    async *[Symbol.asyncIterator]() {
      let seen = 0
      for await (const record of parser) {
        if (broken && seen === broken.after) return
        seen++
        yield record as readonly string[]
      }
    },
    get broken() {
      return broken?.why
    },
  }
}

interface Header {
  /** Columns as they stand; null for the id. */
  readonly columns: readonly (Column | null)[]
  readonly idAt: number
}

type HeaderFault = { readonly pointer: string; readonly code: string; readonly message: string }

function headerOf(
  instrument: Instrument,
  names: readonly string[],
): Header | { readonly faults: readonly HeaderFault[] } {
  const known = new Map(columnsOf(instrument).map((column) => [column.name, column]))
  const faults = names.flatMap((name, i): readonly HeaderFault[] => {
    if (names.indexOf(name) !== i)
      return [fault(i, 'duplicate_column', 'This column stands twice. Send each column once.')]
    if (name === ID_COLUMN || known.has(name)) return []
    const message = `Unknown column. Correct its name or leave it out; separate columns by commas. The columns here are ${[ID_COLUMN, ...known.keys()].join(', ')}.`
    return [fault(i, 'unknown_column', message)]
  })
  if (faults.length > 0) return { faults }
  return { columns: names.map((name) => known.get(name) ?? null), idAt: names.indexOf(ID_COLUMN) }
}

const fault = (index: number, code: string, what: string): HeaderFault => ({
  pointer: '',
  code,
  message: `Column ${index + 1}: ${what}`,
})

function answerRecord(
  { columns, idAt }: Header,
  slug: string,
  rows: Rows,
  cells: readonly string[],
  path: string,
): Cells {
  const id = cells[idAt] ?? ''
  const faults =
    cells.length !== columns.length
      ? `The row has ${cells.length} cells and the header ${columns.length}. Write every cell, empty where the value is missing, and texts with commas in double quotes.`
      : id.length > LONGEST_ID
        ? `id must be a text of at most ${LONGEST_ID} characters.`
        : undefined
  if (faults !== undefined) {
    const refused = problem('invalid_row', path, faults)
    return problemCells(id.length > LONGEST_ID ? '' : id, slug, refused, NONE)
  }
  const { input, unread, ambiguous } = readCells(columns, cells)
  let { status, body } = rows.answer(input)
  if (status !== 200 && ambiguous) {
    // No row is right in both ways: which one is meant is for the instrument to say, not for us.
    const asText = rows.answer(readCells(columns, cells, 'text').input)
    if (asText.status === 200) ({ status, body } = asText)
  }
  const answer = JSON.parse(String(body)) as unknown
  return status === 200 ? resultCells(id, answer as Result) : problemCells(id, slug, answer as Problem, unread)
}

function unreadable(error: unknown, path: string): Problem {
  const line = String((error as { readonly lines?: unknown } | undefined)?.lines ?? 'unknown')
  const message = `The body is not CSV from line ${line} on, and nothing after it was read. Check the double quotes: a cell with a comma, a quote or a line end stands in quotes, and a quote inside it is doubled. A row has at most ${LONGEST_LINE} bytes.`
  return problem('invalid_csv', path, message)
}
