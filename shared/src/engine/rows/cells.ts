/** The columns of a CSV answer: the figures of a result, one column a criterion, and what was wrong with a row. */
import { stringify } from 'csv-stringify/sync'
import type { Instrument } from '../../contract/instrument.js'
import type { Result } from '../../language/outcome.js'
import type { Problem } from '../problems.js'

const BEFORE = ['id', 'status', 'instrument', 'computed', 'score', 'reported', 'unit', 'lower', 'upper', 'category']
const AFTER = ['missing', 'warnings', 'text', 'problem']

export function answerColumns({ slug, criteria }: Pick<Instrument, 'slug' | 'criteria'>, minimal: boolean) {
  const names = [...BEFORE, ...criteria.map(({ id }) => id), ...AFTER.filter((name) => !minimal || name !== 'text')]
  if (new Set(names).size !== names.length) throw new Error(`${slug}: a criterion has the name of a column`)
  return names
}

export type Cells = Readonly<Record<string, string | number>>

interface Writing {
  readonly columns: readonly string[]
  readonly header: boolean
  /** Whether cells that a spreadsheet would compute are written so that it shows them (decision 84). */
  readonly spreadsheet: boolean
}

export const writeTable = (cells: readonly Cells[], { columns, header, spreadsheet }: Writing): string =>
  stringify([...cells], {
    columns: [...columns],
    header,
    // The library knows which: texts that begin with = + - @, a tab or a carriage return get an apostrophe before them.
    ...(spreadsheet ? { escape_formulas: true, cast: { string: asText } } : {}),
  })

/** A figure that is reported as text, for its decimals, is no formula. */
const asText = (value: string, { column }: { readonly column?: string | number }) =>
  column === 'reported' && /^-[\d.]+$/.test(value) ? { value, escape_formulas: false } : value

const numeral = (value: number | null | undefined): number | '' => value ?? ''

/** The cells of a result, by column. */
export function resultCells(id: string, result: Result): Cells {
  const { score, category, criteria, missing, warnings } = result
  return {
    id,
    status: '200',
    instrument: result.instrument,
    computed: result.status,
    score: numeral(score?.value),
    reported: score?.reported ?? '',
    unit: score?.unit ?? '',
    lower: numeral(score?.bounds?.lower),
    upper: numeral(score?.bounds?.upper),
    category: category?.code ?? '',
    ...Object.fromEntries(criteria.map((criterion) => [criterion.id, criterion.state])),
    missing: missing.join('|'),
    warnings: warnings.map(({ code }) => code).join('|'),
    text: result.text,
  }
}

/** The cells of a row that was refused; `unread` has the columns whose cells should be numbers and cannot be read as such. */
export function problemCells(
  id: string,
  slug: string,
  { status, errors }: Problem,
  unread: ReadonlyMap<string, string>,
): Cells {
  const messages = errors.map(({ pointer, code, message }) => {
    const column = code === 'wrong_type' || code === 'invalid' ? unread.get(pointer) : undefined
    if (column !== undefined)
      return `${column} is not a number. Write digits with a decimal point, such as 4.5: no comma, no blanks, no unit; < and > stand in the column of the comparator, where there is one.`
    return message
  })
  return { id, status: String(status), instrument: slug, problem: messages.join(' ') }
}
