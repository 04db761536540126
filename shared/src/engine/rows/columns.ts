/**
 * The columns of a CSV batch, from the request's JSON schema: `esr`, `esr_unit`, `esr_comparator` for a quantity,
 * `baseline.total` for a member, `aids` for a list whose items stand between bars. An empty cell is a missing value; a
 * lone bar is an empty list (decision 27).
 */
import type { Instrument } from '../../contract/instrument.js'
import { pointerTo } from '../../language/pointer.js'
import { type Parsed, parseJson } from '../json.js'
import { alternatives, inputSchemaOf, type JsonSchema, resolved } from '../json-schema.js'

/**
 * `json` is a list of objects, written as JSON. `either` takes numbers and texts, some of which look alike, as the
 * grades of two scales do.
 */
type Kind = 'number' | 'either' | 'boolean' | 'text' | 'list' | 'json'

export interface Column {
  readonly name: string
  /** Where the value stands in the request. */
  readonly path: readonly string[]
  readonly kind: Kind
  /**
   * A unit or a limit beside a value: without the value it is passed over, so that a column of units may be filled throughout
   * (decision 27).
   */
  readonly isAnnotation: boolean
}

/** Separates the items of a list. */
const BAR = '|'

export const ID_COLUMN = 'id'

const known = new WeakMap<object, readonly Column[]>()

/** Made once for each instrument: of a large one that takes longer than hundreds of rows. */
export function columnsOf(instrument: Columned): readonly Column[] {
  let columns = known.get(instrument.request)
  if (!columns) {
    columns = columnsFrom(instrument)
    known.set(instrument.request, columns)
  }
  return columns
}

interface Columned extends Pick<Instrument, 'slug' | 'request'> {
  readonly unprefixed?: string
}

function columnsFrom(instrument: Columned): readonly Column[] {
  const root = inputSchemaOf(instrument.request)
  const before = `${instrument.unprefixed}.`
  const columns = below(root, [], root).map((column) =>
    column.name.startsWith(before) ? { ...column, name: column.name.slice(before.length) } : column,
  )
  const names = new Set([ID_COLUMN, ...columns.map(({ name }) => name)])
  if (names.size !== columns.length + 1) throw new Error(`${instrument.slug}: two columns have one name`)
  return columns
}

const named = (path: readonly string[]): string => path.join('.')

function below(schema: JsonSchema, path: readonly string[], root: JsonSchema): readonly Column[] {
  const nodes = alternatives(schema).flatMap((node) => alternatives(resolved(node, root.$defs)))
  const members = new Map<string, JsonSchema[]>()
  for (const node of nodes)
    for (const [key, child] of Object.entries(node.properties ?? {}))
      members.set(key, [...(members.get(key) ?? []), child])
  if (members.size === 0) return [{ name: named(path), path, kind: kindOf(nodes, root), isAnnotation: false }]
  const isQuantity = members.has('value') && members.has('unit')
  return [...members].flatMap(([key, schemas]): readonly Column[] => {
    if (!isQuantity) return below({ anyOf: schemas }, [...path, key], root)
    const kind = kindOf(
      schemas.flatMap((child) => alternatives(resolved(child, root.$defs))),
      root,
    )
    const name = key === 'value' ? named(path) : `${named(path)}_${key}`
    return [{ name, path: [...path, key], kind, isAnnotation: key !== 'value' && key !== 'comparator' }]
  })
}

function kindOf(nodes: readonly JsonSchema[], root: JsonSchema): Kind {
  const types = new Set(nodes.flatMap((node) => node.type ?? (node.enum ?? []).map((option) => typeof option)))
  if (types.has('array')) {
    const items = nodes.flatMap((node) => (node.items ? alternatives(resolved(node.items, root.$defs)) : []))
    return items.some((item) => item.properties !== undefined) ? 'json' : 'list'
  }
  if (types.has('boolean')) return 'boolean'
  if (!types.has('number') && !types.has('integer')) return 'text'
  return types.has('string') ? 'either' : 'number'
}

export interface Read {
  readonly input: Readonly<Record<string, unknown>>
  /** Cells that should be numbers and cannot be read as such: their columns, by pointer into the request. */
  readonly unread: ReadonlyMap<string, string>
  /** Whether some cell is a numeral where the instrument takes numbers and texts of digits, such as the grades of two scales. */
  readonly ambiguous: boolean
  /** A cell of JSON that is no value: it is nested too deep, or has a key twice. */
  readonly refused: RefusedCell | undefined
}

export interface RefusedCell {
  readonly column: string
  readonly parsed: Parsed & { readonly ok: false }
}

/** A number as JSON writes it: no comma, no blank, no leading zero, no unit. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const NOTHING_UNREAD: ReadonlyMap<string, string> = new Map()

/**
 * The request that a row of cells stands for. What cannot be read stays a text, which the instrument refuses. A numeral
 * that may be either is a number, or a text if `numerals` says so.
 */
export function readCells(
  columns: readonly (Column | null)[],
  cells: readonly string[],
  numerals: 'number' | 'text' = 'number',
): Read {
  const input: Record<string, unknown> = {}
  let unread: Map<string, string> | undefined
  let ambiguous = false
  let refused: RefusedCell | undefined
  const annotations: number[] = []
  const put = ({ kind, path, name }: Column, cell: string): void => {
    const isNumber = NUMBER.test(cell)
    if (kind === 'number' && !isNumber) {
      unread ??= new Map()
      unread.set(pointerTo(path), name)
    }
    if (kind === 'either' && isNumber) ambiguous = true
    if (kind === 'json') {
      const parsed = parseJson(cell)
      if (!parsed.ok && parsed.code !== 'invalid_json') refused ??= { column: name, parsed }
      place(input, path, parsed.ok ? parsed.value : cell)
      return
    }
    const asNumber = isNumber && (kind === 'number' || (kind === 'either' && numerals === 'number'))
    place(input, path, asNumber ? Number(cell) : cellValue(kind, cell))
  }
  columns.forEach((column, i) => {
    const cell = cells[i] ?? ''
    if (!column || cell === '') return
    if (column.isAnnotation) annotations.push(i)
    else put(column, cell)
  })
  for (const i of annotations) {
    const column = columns[i]
    if (column && holderOf(input, column.path)) put(column, cells[i] ?? '')
  }
  return { input, unread: unread ?? NOTHING_UNREAD, ambiguous, refused }
}

function cellValue(kind: Kind, cell: string): unknown {
  switch (kind) {
    case 'boolean':
      return cell === 'true' ? true : cell === 'false' ? false : cell
    case 'list':
      return cell === BAR ? [] : cell.split(BAR)
    default:
      return cell
  }
}

type Holder = Record<string, unknown>

function place(input: Holder, path: readonly string[], value: unknown): void {
  let holder = input
  for (const key of path.slice(0, -1)) {
    holder[key] ??= {}
    holder = holder[key] as Holder
  }
  holder[path.at(-1) ?? ''] = value
}

/** The object that a value would stand in, if it is there. */
const holderOf = (input: Holder, path: readonly string[]): Holder | undefined =>
  path.slice(0, -1).reduce<Holder | undefined>((holder, key) => holder?.[key] as Holder | undefined, input)

/** The cells that say what a request says: the other way round, for examples and tests. */
export function writeCells(columns: readonly Column[], request: unknown): readonly string[] {
  return columns.map(({ path, kind }) => {
    const holder = holderOf(request as Holder, path)
    const value = holder?.[path.at(-1) ?? '']
    if (value === undefined || value === null) return ''
    if (kind === 'json') return JSON.stringify(value)
    if (kind !== 'list' || !Array.isArray(value)) return String(value)
    return value.length === 0 ? BAR : value.join(BAR)
  })
}
