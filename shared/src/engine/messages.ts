/** Turns zod's issues into faults: a pointer, a stable code, and a sentence that says what is allowed and how to mend it. */
import type * as z from 'zod'
import type { Fault } from '../contract/instrument.js'
import { EXPECTED } from '../language/dates.js'
import { nameOf, pointerTo } from '../language/pointer.js'
import { MEANT_BELOW } from '../language/quantity.js'
import { comparatorAdvice, unitAdvice } from '../language/unit-spellings.js'
import { MOST_FAULTS } from './faults.js'
import { hasTime, meantCode, meantDate, meantNumber } from './hints.js'
import { alternatives, type JsonSchema, resolved } from './json-schema.js'
import { nearest } from './nearest.js'
import { LONGEST_NAME, MOST_NAMED, unknownFields } from './unknown-fields.js'

type Issue = z.core.$ZodIssue

/** One fault more than are told at most: whoever has so many is told that there are more. */
export function describeIssues(issues: readonly Issue[], schema: JsonSchema, body: unknown): readonly Fault[] {
  // A number can break two limits at once: the field's own, and that of whole numbers a double can hold.
  const faults = new Map<string, Fault>()
  for (const issue of issues) {
    for (const fault of faultsOf(issue, schema, body)) faults.set(`${fault.code} ${fault.pointer}`, fault)
    if (faults.size > MOST_FAULTS) break
  }
  // A text in the wrong format is too long as well, which says nothing more.
  for (const { code, pointer } of faults.values())
    if (code === 'invalid_format') faults.delete(`out_of_range ${pointer}`)
  return [...faults.values()]
}

function faultsOf(issue: Issue, schema: JsonSchema, body: unknown): readonly Fault[] {
  const nodes = schemaAt(schema, issue.path, schema, body)
  if (issue.code === 'unrecognized_keys') return unknownFields(issue.path, issue.keys, nodes, schema.$defs)
  const place = { pointer: pointerTo(issue.path), value: valueAt(body, issue.path), nodes }
  if (issue.code === 'invalid_union') return [unionFault(issue, place)]
  return [{ pointer: place.pointer, ...sentence(issue, place, besideOf(issue.path, schema, body)) }]
}

/** Where an issue is, what stands there, and what the schema allows there. */
interface Place {
  readonly pointer: string
  readonly value: unknown
  readonly nodes: readonly JsonSchema[]
}

/** What stands beside a number inside a quantity: its unit, if it is one of those allowed there, and whether a comparator may. */
interface Beside {
  readonly unit: string | null
  readonly comparable: boolean
}

function besideOf(path: readonly PropertyKey[], root: JsonSchema, body: unknown): Beside {
  const nodes = path.length === 0 ? [] : schemaAt(root, path.slice(0, -1), root, body)
  const units = nodes.flatMap(unitsOf)
  return {
    unit: units.length === 1 ? String(units[0]) : null,
    comparable: nodes.some((node) => node.properties?.['comparator']),
  }
}

function unionFault(issue: Issue, { pointer, value, nodes }: Place): Fault {
  const allowed = describe(nodes)
  if (issue.path.at(-1) === 'unit')
    return value === undefined
      ? {
          pointer,
          code: 'required',
          message: `${nameOf(pointer)} is missing. State the unit: ${allowed}. No unit is ever assumed.`,
        }
      : { pointer, ...notAUnit({ pointer, value, nodes }) }
  return { pointer, code: 'wrong_type', message: `${nameOf(pointer)} must be ${allowed}.` }
}

type Sentence = Omit<Fault, 'pointer'>

/** Names the code for what was sent, where that is known. */
function notAUnit({ pointer, value, nodes }: Place): Sentence {
  const advice = typeof value === 'string' ? unitAdvice(value, choicesOf(nodes)) : null
  const why = advice === null ? '' : `: ${advice}`
  const message = `${nameOf(pointer)} is not a unit taken here${why}. Send ${describe(nodes)}, and the value in that unit.`
  return { code: 'not_allowed_value', message }
}

const UNIT_MEMBERS: readonly unknown[] = ['unit', 'upperLimitUnit']

function sentence(issue: Issue, { pointer, value, nodes }: Place, { unit, comparable }: Beside): Sentence {
  const name = nameOf(pointer)
  const numeric = nodes.some((node) => hasType(node, 'number'))
  const allowed = numeric && unit !== null ? `${describe(nodes)} ${unit}` : describe(nodes)
  if (value === undefined) return { code: 'required', message: `${name} is required. Send ${allowed}.` }
  if (value === null) return { code: 'required', message: `${name} must not be null here. Send ${allowed}.` }
  if (typeof value === 'number' && !Number.isFinite(value))
    return { code: 'out_of_range', message: `${name} is too large to be a number. Send ${allowed}.` }
  switch (issue.code) {
    case 'too_big':
    case 'too_small': {
      const meant = issue.code === 'too_small' ? nodes.find((node) => node[MEANT_BELOW])?.[MEANT_BELOW] : undefined
      const mend = meant === undefined ? '' : `: ${meant}`
      return {
        code: 'out_of_range',
        message: `${name} is out of range. Send ${allowed}${unit === null ? '' : ', and check the unit'}${mend}.`,
      }
    }
    case 'invalid_value': {
      if (UNIT_MEMBERS.includes(issue.path.at(-1))) return notAUnit({ pointer, value, nodes })
      const advice = issue.path.at(-1) === 'comparator' && typeof value === 'string' ? comparatorAdvice(value) : null
      if (advice !== null)
        return {
          code: 'not_allowed_value',
          message: `${name} is not one of the allowed values: ${advice}. Send ${allowed}.`,
        }
      const code = typeof value === 'string' ? meantCode(value, choicesOf(nodes)) : undefined
      const why =
        code === undefined
          ? nearestCodes(value, nodes)
          : `: ${JSON.stringify(value)} is written ${JSON.stringify(code)}`
      return {
        code: 'not_allowed_value',
        message: `${name} is not one of the allowed values${why}. Send ${allowed}${mayBeUnknown(issue, nodes) ? ', or leave it out where it is not known' : ''}.`,
      }
    }
    case 'invalid_format':
      return { code: 'invalid_format', message: `${name} ${whyNotWritten(String(value), nodes)}. Send ${allowed}.` }
    case 'custom':
      return { code: 'out_of_range', message: `${name} ${issue.message}` }
    case 'invalid_type': {
      if (typeof value === 'number' && isQuantity(nodes))
        return { code: 'wrong_type', message: `${name} is a bare number; its unit cannot be guessed. Send ${allowed}.` }
      if (typeof value === 'number' && nodes.some((node) => hasType(node, 'integer')))
        return { code: 'not_whole_number', message: `${name} must be ${allowed}.` }
      const hint = typeof value === 'string' && nodes.some(isNumeric) ? ', without quotes' : ''
      if (comparable && hint !== '' && COMPARED.test(String(value)))
        return {
          code: 'wrong_type',
          message: `${name} is a string. Send ${allowed}${hint}, and where the laboratory reports a limit its sign as "comparator".`,
        }
      const number = typeof value === 'string' && hint !== '' ? meantNumber(value) : undefined
      const point = number === undefined ? '' : `; the decimal sign is a point, as in ${number}`
      const limit = typeof value === 'string' && isQuantity(nodes) && COMPARED.test(value) ? SIGN_OF_LIMIT : ''
      return { code: 'wrong_type', message: `${name} is ${kindOf(value)}. Send ${allowed}${hint}${point}${limit}.` }
    }
    default:
      return { code: 'invalid', message: `${name} is not valid. Send ${allowed}.` }
  }
}

function whyNotWritten(text: string, nodes: readonly JsonSchema[]): string {
  if (isNoDay(text, nodes)) return 'is a day that does not exist'
  const what = 'is not written as expected'
  if (!isDate(nodes)) return what
  if (hasTime(text)) return `${what}: a day has no time here`
  const date = meantDate(text)
  return date === undefined ? what : `${what}: ${JSON.stringify(text)} is written ${JSON.stringify(date)}`
}

const SIGN_OF_LIMIT = ', and the sign of the limit that the laboratory reports as "comparator" beside them'

/** Where there are many codes, those like the one that was sent, before all of them. */
function nearestCodes(value: unknown, nodes: readonly JsonSchema[]): string {
  const codes = choicesOf(nodes).filter((code): code is string => typeof code === 'string')
  if (typeof value !== 'string' || codes.length <= MANY_CODES) return ''
  return `; the nearest are ${nearest(value.slice(0, LONGEST_NAME), codes, NEAREST_CODES).join(', ')}`
}

const MANY_CODES = 12
const NEAREST_CODES = 3

/** A number with the sign of a limit before it, as reports print it. */
const COMPARED = /^\s*[<>≤≥]/

const hasType = (node: JsonSchema, type: string): boolean => [node.type ?? []].flat().includes(type)
const isNumeric = (node: JsonSchema): boolean => hasType(node, 'number') || hasType(node, 'integer')

/** A value without its comparator is another value, so that one is never said to be left out. */
const mayBeUnknown = ({ path }: Issue, nodes: readonly JsonSchema[]): boolean =>
  path.at(-1) !== 'comparator' && nodes.some((node) => hasType(node, 'null'))

/** Written as a date, in a field of dates, and refused: 30 February. */
const isNoDay = (value: unknown, nodes: readonly JsonSchema[]): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(String(value)) && isDate(nodes)

const isDate = (nodes: readonly JsonSchema[]): boolean =>
  nodes.some(({ pattern }) => pattern !== undefined && new RegExp(pattern).test('2026-03-01'))

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const isQuantity = (nodes: readonly JsonSchema[]): boolean =>
  nodes.length > 0 && nodes.every((n) => n.properties?.['unit'])

/** The value that the pointer leads to. */
export function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    body,
  )
}

/**
 * The alternatives that the schema allows at a path; null left out. Where the body names one of the units of a quantity,
 * that unit's alternative alone counts: 8.84 to 2652 for umol/L and not 0.1 to 30.
 */
function schemaAt(
  schema: JsonSchema,
  path: readonly PropertyKey[],
  root: JsonSchema,
  body: unknown,
): readonly JsonSchema[] {
  const [key, ...rest] = path
  const all = alternatives(schema).map((node) => resolved(node, root.$defs))
  const ofUnit = all.filter((node) => unitsOf(node).includes(valueAt(body, ['unit'])))
  const here = ofUnit.length > 0 && key !== 'unit' ? ofUnit : all
  if (key === undefined) return here
  return here.flatMap((node) => {
    const child = typeof key === 'number' ? node.items : node.properties?.[String(key)]
    return child ? schemaAt(child, rest, root, valueAt(body, [key])) : []
  })
}

const unitsOf = (node: JsonSchema): readonly unknown[] => node.properties?.['unit']?.enum ?? []

const choicesOf = (nodes: readonly JsonSchema[]): readonly unknown[] =>
  nodes.flatMap((node) => node.enum ?? (node.const === undefined ? [] : [node.const]))

/** What is allowed, in words. */
function describe(nodes: readonly JsonSchema[]): string {
  const options = choicesOf(nodes)
  const named = [...new Set(options.filter((option) => option !== null))].map((option) => JSON.stringify(option))
  if (named.length > 0) return named.length === 1 ? `${named[0]}` : `one of ${named.join(', ')}`
  if (isQuantity(nodes)) {
    const units = nodes.flatMap((node) => node.properties?.['unit']?.enum ?? [])
    const ranges = nodes.map(
      (node, i) => `${range(node.properties?.['value'] ?? {}).replace(/^ (from )?/, '')} ${units[i]}`,
    )
    return `an object such as {"value": number, "unit": ${JSON.stringify(units[0])}}, the value ${ranges.join(' or ')}`
  }
  const [node] = nodes
  if (!node) return 'nothing: no field is allowed here'
  if (hasType(node, 'integer')) return `a whole number${range(node)}`
  if (hasType(node, 'number')) return `a number${oneOrNone(nodes.map(range))}`
  if (hasType(node, 'boolean')) return 'true or false'
  if (hasType(node, 'array')) return `an array${most(node)}, each item ${describe(alternatives(node.items ?? {}))}`
  if (hasType(node, 'string')) return String(node[EXPECTED] ?? `a text${mostOfText(node)}`)
  const fields = Object.keys(node.properties ?? {})
  if (fields.length === 0) return 'an object'
  return fields.length <= MOST_NAMED
    ? `an object with the fields ${fields.join(', ')}`
    : `an object of ${fields.length} fields, which the OpenAPI document lists`
}

/** Ranges differ from unit to unit: none is named before the unit is. */
const oneOrNone = (ranges: readonly string[]): string => (new Set(ranges).size === 1 ? (ranges[0] ?? '') : '')

const mostOfText = ({ maxLength }: JsonSchema): string =>
  typeof maxLength === 'number' ? ` of at most ${maxLength} characters` : ''

function most({ minItems, maxItems }: JsonSchema): string {
  if (typeof maxItems !== 'number') return ''
  return typeof minItems === 'number' && minItems > 1
    ? ` of ${minItems} to ${maxItems} items`
    : ` of at most ${maxItems} items`
}

function range(node: JsonSchema): string {
  const from = node.exclusiveMinimum === undefined ? node.minimum : `above ${node.exclusiveMinimum}`
  if (from === undefined && node.maximum === undefined) return ''
  return ` ${node.exclusiveMinimum === undefined ? 'from ' : ''}${from} to ${node.maximum}`
}
