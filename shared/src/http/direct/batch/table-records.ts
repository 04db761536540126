/** The records of a CSV body. */
import { Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { type Problem, problem } from '../../../engine/problems.js'
import { LONGEST_LINE } from '../../../engine/rows/limits.js'
import { type TableFault, WholeRecords } from '../../../engine/rows/whole-records.js'
import type { Exchange } from './exchange.js'

export interface Records extends AsyncIterable<readonly string[]> {
  /** What ended the reading before the end of the body. */
  readonly broken: Problem | undefined
}

/**
 * The records of the request up to the first that cannot be read: quotes that do not match leave open where the next one
 * starts. Leaving the loop leaves the request as it is.
 */
export function readRecords({ request, path }: Exchange, onChunk: () => void): Records {
  let broken: { readonly after: number; readonly why: Problem } | undefined
  const whole = new WholeRecords(LONGEST_LINE)
  const parser = parse({
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    record_delimiter: ['\n', '\r\n'],
    skip_records_with_error: true,
    on_skip: (error) => {
      // Where the table was cut, a quote that is open is none of its faults.
      if (whole.fault && error?.code === 'CSV_QUOTE_NOT_CLOSED') return
      broken ??= { after: parser.info.records, why: unreadable((error as LinedError | undefined)?.lines, path) }
    },
  })
  request.on('data', onChunk)
  request.on('error', (error) => parser.destroy(error))
  request.pipe(whole).pipe(inPieces()).pipe(parser)
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
      const { fault } = whole
      return broken?.why ?? (fault && problemOf(fault, path))
    },
  }
}

/**
 * The parser makes all records of a chunk before it looks whether anybody takes them: thousands of short ones fit into
 * 64 KiB.
 */
const PIECE = 4096

const inPieces = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length; at += PIECE) this.push(chunk.subarray(at, at + PIECE))
      done()
    },
  })

interface LinedError {
  readonly lines?: unknown
}

const problemOf = (fault: TableFault, path: string): Problem =>
  fault.code === 'not_utf8'
    ? problem('not_utf8', path, `${fault.why} Nothing from that line on was read.`)
    : unreadable(fault.line, path)

function unreadable(line: unknown, path: string): Problem {
  const message = `The body is not CSV from line ${line ?? 'unknown'} on, and nothing after it was read. Check the double quotes: a cell with a comma, a quote or a line end stands in quotes, and a quote inside it is doubled. A row has at most ${LONGEST_LINE} bytes.`
  return problem('invalid_csv', path, message)
}
