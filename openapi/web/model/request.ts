/** From what was typed to the request and back. What was left empty is left out: nothing is filled in. */
import type { CompleteList } from './catalogue.js'
import {
  type Field,
  type GroupField,
  isShown,
  type ListField,
  lengthOf,
  type Option,
  type QuantityField,
  type Values,
} from './fields.js'
import { readNumber } from './numbers.js'

/** A control of its own says that a list is empty; without it an empty list is not known. */
export const NONE = '=none'

export interface Written {
  readonly input: Readonly<Record<string, unknown>>
  /** The control that a pointer of the answer means: empty entries of lists are not sent, so that indices may differ. */
  pathOf(pointer: string): string
}

interface Writing {
  readonly values: Values
  readonly language: string
  /** Lists that an empty object stands for, by path. */
  readonly empty: ReadonlySet<string>
  /** Prefix as sent -> prefix as typed. */
  readonly moved: Map<string, string>
}

export function requestOf(
  form: readonly Field[],
  values: Values,
  language: string,
  lists: readonly CompleteList[] = [],
): Written {
  const empty = lists.filter(({ where }) => {
    return where !== undefined && values[pathOfDotted(where.field)] === JSON.stringify(where.is)
  })
  const moved = new Map<string, string>()
  const paths = new Set(empty.map(({ list }) => pathOfDotted(list)))
  const input = objectOf(form, { values, language, empty: paths, moved }) ?? {}
  return {
    input,
    pathOf(pointer) {
      const path = pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
      const [sent, typed] = [...moved].find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`)) ?? ['', '']
      return sent === '' ? path : typed + path.slice(sent.length)
    },
  }
}

const pathOfDotted = (dotted: string): string => dotted.replaceAll('.', '/')

/** The last part of a path. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function objectOf(fields: readonly Field[], writing: Writing): Record<string, unknown> | undefined {
  const members = fields
    .filter((field) => isShown(field, writing.values))
    .map((field) => [nameOf(field.path), contentOf(field, writing)] as const)
    .filter(([, value]) => value !== undefined)
  return members.length === 0 ? undefined : Object.fromEntries(members)
}

function contentOf(field: Field, writing: Writing): unknown {
  const text = (writing.values[field.path] ?? '').trim()
  switch (field.kind) {
    case 'number':
      return text === '' ? undefined : readNumber(text, writing.language)
    case 'choice':
      return text === '' ? undefined : chosen(field.options, text)
    case 'text':
      return text === '' ? undefined : text
    case 'quantity':
      return quantityOf(field, writing)
    case 'many':
      return manyOf(field.path, field.options, writing.values)
    case 'group':
      return objectOf(field.fields, writing) ?? (writing.empty.has(field.path) ? {} : undefined)
    case 'list':
      return listOf(field, writing)
  }
}

/** What is none of the options is sent as it is, and refused. */
function chosen(options: readonly Option[], raw: string): unknown {
  const option = options.find((each) => each.raw === raw)
  return option ? option.value : raw
}

/** The unit beside a value. It is preselected only where no other is taken: a unit is never guessed. */
export const unitOf = ({ path, units }: QuantityField, values: Values): string =>
  values[`${path}/unit`] ?? (units.length === 1 ? (units[0]?.code ?? '') : '')

/** A unit or a limit alone is no value yet. */
function quantityOf(field: QuantityField, writing: Writing): unknown {
  const { path, members } = field
  const { values, language } = writing
  const text = (values[`${path}/value`] ?? '').trim()
  if (text === '') return undefined
  const unit = unitOf(field, values)
  return {
    value: readNumber(text, language),
    ...(unit === '' ? {} : { unit }),
    ...objectOf(members, writing),
  }
}

function manyOf(path: string, options: readonly Option[], values: Values): unknown {
  const ticked = options.filter(({ raw }) => (values[`${path}/${raw}`] ?? '') !== '')
  if (ticked.length > 0) return ticked.map(({ value }) => value)
  return values[`${path}/${NONE}`] ? [] : undefined
}

function listOf(list: ListField, writing: Writing): unknown {
  const rows: unknown[] = []
  for (let i = 0; i < lengthOf(list, writing.values); i++) {
    const row = objectOf(list.itemAt(i).fields, writing)
    if (row === undefined) continue
    if (rows.length !== i) writing.moved.set(`${list.path}/${rows.length}`, `${list.path}/${i}`)
    rows.push(row)
  }
  if (rows.length > 0) return rows
  return writing.values[`${list.path}/${NONE}`] ? [] : undefined
}

/** What the controls hold to show a request. */
export function valuesOf(form: readonly Field[], request: unknown): Values {
  const values: Record<string, string> = {}
  const put = (field: Field, value: unknown): void => {
    if (value === undefined || value === null) return
    if (field.kind === 'group') putAll(field, value, put)
    else if (field.kind === 'quantity') putQuantity(field.path, field.members, value, values, put)
    else if (field.kind === 'many') putMany(field.path, value, values)
    else if (field.kind === 'list') {
      const rows = value as readonly unknown[]
      if (rows.length === 0) values[`${field.path}/${NONE}`] = 'on'
      for (const [i, row] of rows.entries()) putAll(field.itemAt(i), row, put)
    } else values[field.path] = field.kind === 'choice' ? JSON.stringify(value) : String(value)
  }
  for (const field of form) put(field, (request as Readonly<Record<string, unknown>>)[field.path])
  return values
}

type Put = (field: Field, value: unknown) => void

function putAll({ fields }: GroupField, value: unknown, put: Put): void {
  for (const field of fields) put(field, (value as Readonly<Record<string, unknown>>)[nameOf(field.path)])
}

function putQuantity(
  path: string,
  members: readonly Field[],
  value: unknown,
  values: Record<string, string>,
  put: Put,
): void {
  const quantity = value as Readonly<Record<string, unknown>>
  values[`${path}/value`] = String(quantity['value'])
  values[`${path}/unit`] = String(quantity['unit'])
  for (const member of members) put(member, quantity[nameOf(member.path)])
}

function putMany(path: string, value: unknown, values: Record<string, string>): void {
  const codes = value as readonly unknown[]
  if (codes.length === 0) values[`${path}/${NONE}`] = 'on'
  for (const code of codes) values[`${path}/${JSON.stringify(code)}`] = 'on'
}
