/** What of a record is used: the server's explanation as rows to confirm, and what was confirmed as a record again. */
import type { Field, Values } from './fields.js'
import { readNumber } from './numbers.js'
import { valuesOf } from './request.js'
import { titleOf } from './titles.js'

/** A resource as a FHIR server sends it. */
export interface Resource {
  readonly resourceType: string
  readonly id?: string
  readonly [member: string]: unknown
}

export interface RecordEntry {
  readonly fullUrl?: string
  readonly resource: Resource
}

/** A parameter of FHIR, as far as it is read or written here. */
export interface Parameter {
  readonly name: string
  readonly part?: readonly Parameter[]
  readonly resource?: object
  readonly [value: `value${string}`]: unknown
}

interface Found {
  /** Where the instrument takes it, with dots. */
  readonly path: string
  readonly value: unknown
  readonly time: string | undefined
  readonly source: string | undefined
  /** FHIRPath of the value in what was sent. */
  readonly expression: string
}

interface Told {
  readonly code: string
  readonly text: string
  readonly pointer: string
  readonly source: string | undefined
}

/** What `?explain=inputs` said of one instrument. */
export interface Explained {
  readonly slug: string
  readonly subject: string | undefined
  readonly found: readonly Found[]
  readonly refused: readonly Told[]
  readonly warnings: readonly Told[]
}

const partOf = ({ part = [] }: Parameter, name: string): Parameter | undefined =>
  part.find((each) => each.name === name)

const textOf = (parameter: Parameter | undefined): string | undefined => {
  const text =
    parameter?.['valueString'] ??
    parameter?.['valueCode'] ??
    parameter?.['valueDateTime'] ??
    parameter?.['valueReference']
  if (typeof text === 'string') return text
  const { reference, code } = (text ?? parameter?.['valueCoding'] ?? {}) as Readonly<Record<string, unknown>>
  return [reference, code].find((each): each is string => typeof each === 'string')
}

interface Quantity {
  readonly value: number
  readonly code: string
  readonly comparator?: string
}

/** A value as JSON takes it. */
function valueIn(found: Parameter): unknown {
  const value = partOf(found, 'value')
  const limit = partOf(found, 'upperLimit')?.['valueQuantity'] as Quantity | undefined
  const quantity = value?.['valueQuantity'] as Quantity | undefined
  if (!quantity) return value?.['valueDecimal'] ?? value?.['valueBoolean'] ?? value?.['valueString']
  const { value: number, code: unit, comparator } = quantity
  return {
    value: number,
    unit,
    ...(comparator === undefined ? {} : { comparator }),
    ...(limit === undefined ? {} : { upperLimit: limit.value }),
    ...(limit === undefined || limit.code === unit ? {} : { upperLimitUnit: limit.code }),
  }
}

export function explainedOf(
  slug: string,
  { parameter = [] }: { readonly parameter?: readonly Parameter[] },
): Explained {
  const named = (name: string): readonly Parameter[] => parameter.filter((each) => each.name === name)
  const told = (each: Parameter, pointer: string): Told => ({
    code: textOf(partOf(each, 'code')) ?? '',
    text: textOf(partOf(each, 'text')) ?? '',
    source: textOf(partOf(each, 'source')),
    pointer,
  })
  return {
    slug,
    subject: textOf(named('subject')[0]),
    found: named('found').map((each) => ({
      path: textOf(partOf(each, 'field')) ?? '',
      value: valueIn(each),
      time: textOf(partOf(each, 'time')),
      source: textOf(partOf(each, 'source')),
      expression: textOf(partOf(each, 'expression')) ?? '',
    })),
    refused: named('refused').map((each) =>
      told(each, `/${textOf(partOf(each, 'field'))?.replaceAll('.', '/') ?? ''}`),
    ),
    warnings: named('warning').map((each) => told(each, textOf(partOf(each, 'pointer')) ?? '')),
  }
}

/** One value of the record, as it is shown and confirmed. */
export interface Row {
  /** Where it stands in what was sent. */
  readonly expression: string
  readonly title: string
  readonly text: string
  readonly time: string | undefined
  readonly source: string | undefined
  /** What is to be known before it is used, in the server's words. */
  readonly notes: readonly string[]
  /** What the form holds while it is used. */
  readonly values: Values
  /** The instruments that use it, and where. */
  readonly uses: readonly { readonly slug: string; readonly path: string }[]
}

/** Values of a record for a form; what the form has no place for is left out. */
export function rowsOf(all: readonly Explained[], fields: readonly Field[], language: string): readonly Row[] {
  const rows = new Map<string, Row>()
  for (const { slug, found, warnings } of all)
    for (const { path, value, time, source, expression } of found) {
      const place = placeIn(fields, path.replaceAll('.', '/'))
      // What is of today has been taken from the instruments of one visit; only its use is noted here.
      if (place === undefined || (place !== path.replaceAll('.', '/') && !rows.has(expression))) continue
      const values = valuesAt(fields, place, value, language)
      const before = rows.get(expression)
      const pointer = `/${path.replaceAll('.', '/')}`
      // A warning that is not listed may be about any value.
      const isAbout = (each: Told): boolean => each.pointer === pointer || each.code === NOT_LISTED
      const notes = warnings.filter(isAbout).map(({ text }) => text)
      const isKnown = before !== undefined && Object.keys(values).every((each) => each in before.values)
      const shown =
        before &&
        (isKnown ? before.text : `${before.text}, ${titleOf(fields, dotted(place))} ${shownAs(fields, place, value)}`)
      rows.set(expression, {
        expression,
        title: before?.title ?? titleOf(fields, dotted(place)),
        text: shown ?? shownAs(fields, place, value),
        time: before?.time ?? time,
        source: before?.source ?? source,
        notes: [...new Set([...(before?.notes ?? []), ...notes])],
        values: { ...before?.values, ...values },
        uses: [...(before?.uses ?? []), { slug, path }],
      })
    }
  return [...rows.values()]
}

/** In place of faults and warnings beyond the most that an answer lists. */
export const NOT_LISTED = 'not_listed'

const dotted = (path: string): string => path.replaceAll('/', '.')

/** The field of the form: what two-visit instruments want of today stands among today's fields. */
function placeIn(fields: readonly Field[], path: string): string | undefined {
  if (fieldAt(fields, path)) return path
  const today = path.startsWith('followUp/') ? path.slice('followUp/'.length) : path
  return fieldAt(fields, today) && today
}

function fieldAt(fields: readonly Field[], path: string): Field | undefined {
  for (const field of fields) {
    if (field.path === path) return field
    if (field.kind === 'group' && path.startsWith(`${field.path}/`)) return fieldAt(field.fields, path)
  }
  return undefined
}

const NUMBER = /^[+-]?\d+\.\d+$/

/** A point may stand between thousands, where the language has it so; then a comma is written. */
const written = (text: string, language: string): string =>
  NUMBER.test(text) && typeof readNumber(text, language) !== 'number' ? text.replace('.', ',') : text

function valuesAt(fields: readonly Field[], place: string, value: unknown, language: string): Values {
  const input = place.split('/').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)
  return Object.fromEntries(
    Object.entries(valuesOf(fields, input)).map(([path, text]) => [path, written(text, language)]),
  )
}

interface Measured {
  readonly value: number
  readonly unit: string
  readonly comparator?: string
  readonly upperLimit?: number
}

/** A value with its unit as it stands on the page. */
function shownAs(fields: readonly Field[], place: string, value: unknown): string {
  const field = fieldAt(fields, place)
  if (field?.kind === 'quantity') {
    const { value: number, unit, comparator = '', upperLimit } = value as Measured
    const label = field.units.find(({ code }) => code === unit)?.label ?? unit
    // A scale is named by its ends.
    const unitText = /^\d/.test(label) ? `(${label})` : label
    return `${comparator}${number} ${unitText}${upperLimit === undefined ? '' : ` (≤ ${upperLimit})`}`
  }
  if (field?.kind === 'choice') return field.options.find((option) => option.value === value)?.label ?? String(value)
  return String(value)
}

/** What is not used, each with its reason once; a warning beside a value that is used stands with that value. */
export function notUsed(all: readonly Explained[], rows: readonly Row[]): readonly string[] {
  const beside = new Set(rows.flatMap(({ notes }) => notes))
  const told = all.flatMap(({ refused, warnings }) => [...refused, ...warnings]).map(({ text }) => text)
  return [...new Set(told)].filter((text) => text !== '' && !beside.has(text))
}

const PLACE = /\.entry\[(\d+)\]\.resource(?:\.component\[(\d+)\])?(?:\.(\w+))?/

/** Members of a Patient that hold a value. */
const OF_PATIENT: Readonly<Record<string, readonly string[]>> = {
  birthDate: ['birthDate'],
  gender: ['gender', 'extension'],
}

/** The record with what was confirmed and nothing else: no other value of it can be taken instead. */
export function confirmedEntries(
  entries: readonly RecordEntry[],
  expressions: readonly string[],
): readonly RecordEntry[] {
  const kept = new Map<number, { readonly components: Set<number>; readonly members: Set<string>; isWhole: boolean }>()
  for (const expression of expressions) {
    const [, entry, component, member = ''] = PLACE.exec(expression) ?? []
    if (entry === undefined) continue
    const of = kept.get(Number(entry)) ?? { components: new Set(), members: new Set(), isWhole: false }
    kept.set(Number(entry), of)
    if (component !== undefined) of.components.add(Number(component))
    else if (member in OF_PATIENT) of.members.add(member)
    else of.isWhole = true
  }
  return entries.flatMap((entry, i) => {
    const of = kept.get(i)
    const isPatient = entry.resource.resourceType === 'Patient'
    if (!of && !isPatient) return []
    const resource = isPatient
      ? patientWith(entry.resource, of?.members ?? new Set())
      : observationWith(entry.resource, of?.components ?? new Set(), of?.isWhole ?? false)
    return [{ ...entry, resource }]
  })
}

function patientWith(patient: Resource, members: ReadonlySet<string>): Resource {
  const dropped = Object.entries(OF_PATIENT).flatMap(([member, all]) => (members.has(member) ? [] : all))
  return withoutMembers(patient, (member) => dropped.includes(member))
}

function observationWith(observation: Resource, components: ReadonlySet<number>, isWhole: boolean): Resource {
  const { component, ...rest } = observation
  const own = isWhole ? rest : withoutMembers(rest as Resource, (member) => /^value[A-Z]/.test(member))
  const left = Array.isArray(component) ? component.filter((_, i) => components.has(i)) : []
  return left.length > 0 ? { ...own, component: left } : (own as Resource)
}

const withoutMembers = (resource: Resource, isDropped: (member: string) => boolean): Resource =>
  Object.fromEntries(Object.entries(resource).filter(([member]) => !isDropped(member))) as unknown as Resource
