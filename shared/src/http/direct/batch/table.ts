/** CSV in and out: each record becomes the request that its cells stand for, and goes the way of every other row. */
import { areTooMany } from '../../../engine/faults.js'
import { meantName } from '../../../engine/hints.js'
import { inputProblem, type Problem, problem } from '../../../engine/problems.js'
import { type Cells, problemCells } from '../../../engine/rows/cells.js'
import { type Column, columnsOf, ID_COLUMN, type RefusedCell, readCells } from '../../../engine/rows/columns.js'
import type { Rows } from '../../../engine/rows/row.js'
import { LONGEST_ID } from '../../../engine/rows/row-id.js'
import type { TableShape } from '../../../engine/rows/table-shape.js'
import type { Clock } from '../receive.js'
import { Slices } from '../slices.js'
import { type Exchange, isGone } from './exchange.js'
import { SenderClock, TableAnswer } from './table-answer.js'
import { readRecords } from './table-records.js'

const NOTHING_UNREAD: ReadonlyMap<string, string> = new Map()

export async function answerTable(exchange: Exchange, table: TableShape, rows: Rows, clock: Clock): Promise<number> {
  const { request, path } = exchange
  const sender = new SenderClock(exchange, clock)
  const records = readRecords(exchange, () => sender.heard())
  const answer = new TableAnswer(exchange, table, rows, sender)
  const slices = new Slices()
  let header: Header | undefined
  await slices.next()
  for await (const cells of records) {
    if (!header) {
      const found = headerOf(table, cells)
      if ('faults' in found) return answer.refuse(inputProblem('invalid_input', path, found.faults))
      header = found
      answer.addHeader()
      continue
    }
    answer.add(answerRecord(header, table, rows, cells, path))
    if (answer.isFull) {
      await answer.flush()
      if (isGone(exchange)) return 200
    }
    if (slices.over) {
      await slices.next()
      if (isGone(exchange)) return 200
      sender.worked()
    }
  }
  const { broken } = records
  if (broken && !header) return answer.refuse(broken)
  if (broken) answer.add(problemCells('', table.slug, broken, NOTHING_UNREAD))
  request.unpipe()
  request.resume()
  if (!header)
    return answer.refuse(problem('invalid_csv', path, `The body is empty. Its first line names the columns.`))
  await answer.flush()
  if (isGone(exchange)) return 200
  answer.end()
  return 200
}

interface Header {
  /** Columns as they stand; null for the id. */
  readonly columns: readonly (Column | null)[]
  readonly idAt: number
}

type HeaderFault = { readonly pointer: string; readonly code: string; readonly message: string }

function headerOf(table: TableShape, names: readonly string[]): Header | { readonly faults: readonly HeaderFault[] } {
  const columns = new Map(columnsOf(table).map((column) => [column.name, column]))
  const faults: HeaderFault[] = []
  const seen = new Set<string>()
  names.forEach((name, i) => {
    if (areTooMany(faults)) return
    if (seen.has(name)) faults.push(fault(i, 'duplicate_column', 'This column stands twice. Send each column once.'))
    else if (name !== ID_COLUMN && !columns.has(name))
      faults.push(fault(i, 'unknown_column', unknownColumn(name, faults, columns)))
    seen.add(name)
  })
  if (faults.length > 0) return { faults }
  return { columns: names.map((name) => columns.get(name) ?? null), idAt: names.indexOf(ID_COLUMN) }
}

/** The first unknown column is told all names. None is quoted: without a first line of names it is a value of a patient. */
function unknownColumn(name: string, before: readonly HeaderFault[], columns: ReadonlyMap<string, Column>): string {
  const meant = meantName(name, [...columns.keys()])
  const what = `Unknown column${meant === undefined ? '' : `; perhaps ${meant} is meant`}. Correct its name or leave it out; separate columns by commas.`
  return before.some(({ code }) => code === 'unknown_column')
    ? what
    : `${what} The columns here are ${[ID_COLUMN, ...columns.keys()].join(', ')}.`
}

const fault = (index: number, code: string, what: string): HeaderFault => ({
  pointer: '',
  code,
  message: `Column ${index + 1}: ${what}`,
})

function answerRecord(
  { columns, idAt }: Header,
  table: TableShape,
  rows: Rows,
  cells: readonly string[],
  path: string,
): Cells {
  const { slug } = table
  const id = cells[idAt] ?? ''
  const faults =
    cells.length !== columns.length
      ? `The row has ${cells.length} cells and the header ${columns.length}. Write every cell, empty where the value is missing, and texts with commas in double quotes.`
      : id.length > LONGEST_ID
        ? `id must be a text of at most ${LONGEST_ID} characters.`
        : undefined
  if (faults !== undefined) {
    const refused = problem('invalid_row', path, faults)
    return problemCells(id.length > LONGEST_ID ? '' : id, slug, refused, NOTHING_UNREAD)
  }
  const { input, unread, ambiguous, refused: cell } = readCells(columns, cells)
  if (cell) return problemCells(id, slug, cellProblem(cell, path), NOTHING_UNREAD)
  let { status, body } = rows.answer(input)
  if (status !== 200 && ambiguous) {
    // No row is right in both ways: which one is meant is for the instrument to say, not for us.
    const asText = rows.answer(readCells(columns, cells, 'text').input)
    if (asText.status === 200) ({ status, body } = asText)
  }
  const answer = JSON.parse(String(body)) as unknown
  return status === 200 ? table.cells(id, answer) : problemCells(id, slug, answer as Problem, unread)
}

/** What is wrong with a text of JSON, under the name of its column. */
const cellProblem = ({ column, parsed: { code, faults } }: RefusedCell, path: string): Problem =>
  inputProblem(
    code,
    path,
    faults.map((fault) => ({ ...fault, message: `${column}${fault.pointer}: ${fault.message}` })),
  )
