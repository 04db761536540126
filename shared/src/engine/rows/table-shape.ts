/** What a CSV batch is made of: the columns that are read, those that are answered, and the cells of an answer. */
import type * as z from 'zod'
import type { Instrument } from '../../contract/instrument.js'
import type { Result } from '../../language/outcome.js'
import { answerColumns, type Cells, resultCells } from './cells.js'

export interface TableShape {
  readonly slug: string
  readonly request: z.ZodType
  /** A member of the request whose own members are columns without its name before them. */
  readonly unprefixed?: string
  columns(minimal: boolean): readonly string[]
  cells(id: string, answer: unknown): Cells
}

export const tableOf = (instrument: Instrument): TableShape => ({
  slug: instrument.slug,
  request: instrument.request,
  columns: (minimal) => answerColumns(instrument, minimal),
  cells: (id, answer) => resultCells(id, answer as Result),
})
