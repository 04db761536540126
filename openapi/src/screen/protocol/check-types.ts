/**
 * Whether a statement fits the input that it is about: a yes or no, one of some words, a number, a day. A rule of the wrong kind
 * would load, and decide by comparing what cannot be compared.
 */
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { analytes } from '@activity-scores/shared/language/units'
import type { Names } from './check-names.js'
import type { Limits } from './rule-schema.js'
import type { Input } from './schema.js'

type Path = readonly PropertyKey[]

/** What a value of an input can be; `object` has members that a dotted path leads to. */
export type Kind = 'yes or no' | 'word' | 'number' | 'day' | 'list' | 'object'

const KINDS: Readonly<Record<Exclude<Input['type'], 'field'>, Kind>> = {
  boolean: 'yes or no',
  date: 'day',
  'partial-date': 'day',
  choice: 'word',
  integer: 'number',
  number: 'number',
  quantity: 'object',
  courses: 'list',
}

/** The schema of a field of an instrument. */
export function fieldSchema({ bySlug }: Names, of: string): JsonSchema | undefined {
  const [slug = '', field = ''] = of.split('.')
  const instrument = bySlug.get(slug)
  return instrument && inputSchemaOf(instrument.request).properties?.[field]
}

export function kindOfSchema(schema: JsonSchema | undefined): Kind | undefined {
  const [first] = schema ? alternatives(schema) : []
  const types = [first?.type ?? []].flat().filter((type) => type !== 'null')
  if (types.includes('boolean')) return 'yes or no'
  if (types.includes('number') || types.includes('integer')) return 'number'
  if (types.includes('array')) return 'list'
  if (types.includes('object')) return 'object'
  if (!types.includes('string') && !first?.enum) return undefined
  return first?.enum ? 'word' : 'day'
}

/** Undefined where the input is not there, which is told elsewhere. */
export function kindOf(names: Names, input: string): Kind | undefined {
  const definition = names.protocol.inputs[input]
  if (!definition) return undefined
  return definition.type === 'field' ? kindOfSchema(fieldSchema(names, definition.of)) : KINDS[definition.type]
}

/** That a statement of this kind may be about the input. */
export function expectKind(names: Names, input: string, wanted: Kind, path: Path): void {
  const kind = kindOf(names, input)
  if (kind !== undefined && kind !== wanted)
    names.report(path, `"${input}" is no ${wanted}, but a ${kind}: ${HINTS[kind]}`)
}

const HINTS: Readonly<Record<Kind, string>> = {
  'yes or no': 'ask for it by { "fact": … }',
  word: 'ask for it by { "choice": …, "in": […] }',
  number: 'ask for it by { "number": …, "atLeast": … }',
  day: 'ask for it by { "from": …, "to": … } or { "age": …, "on": … }',
  list: 'ask for it by { "taken": …, "drugs": […] } or by a call',
  object: 'ask for a number inside it by a dotted name, or by a measure or a call',
}

/** Of a dotted name: `inr.upperLimit`. */
export function expectNumber(names: Names, dotted: string, path: Path): void {
  const [name = '', ...members] = dotted.split('.')
  const definition = names.protocol.inputs[name]
  if (!definition) return
  if (members.length === 0) {
    expectKind(names, name, 'number', path)
    return
  }
  if (definition.type === 'quantity') {
    if (dotted !== `${name}.value`) names.report(path, `of the quantity "${name}" only ${name}.value is a number`)
    return
  }
  let schema = definition.type === 'field' ? fieldSchema(names, definition.of) : undefined
  for (const member of members) schema = schema && memberOf(schema, member)
  if (kindOfSchema(schema) !== 'number') names.report(path, `"${dotted}" leads to no number`)
}

function memberOf(schema: JsonSchema, member: string): JsonSchema | undefined {
  for (const alternative of alternatives(schema)) {
    const found = alternative.properties?.[member]
    if (found) return found
  }
  return undefined
}

/** Words that an input can be. */
export function wordsOf(names: Names, input: string): readonly string[] {
  const definition = names.protocol.inputs[input]
  if (definition?.type === 'choice') return definition.options
  const [first] = definition?.type === 'field' ? alternatives(fieldSchema(names, definition.of) ?? {}) : []
  return (first?.enum ?? []).filter((word): word is string => typeof word === 'string')
}

/** That a sourced number is one, in units that its analyte knows. */
export function checkNumericInput(
  names: Names,
  input: string,
  analyte: keyof typeof analytes | undefined,
  path: Path,
): void {
  const definition = names.protocol.inputs[input]
  if (!definition || definition.type === 'quantity') return
  const kind = kindOf(names, input)
  if (analyte === undefined) {
    if (kind === 'object') expectNumber(names, `${input}.value`, path)
    else expectKind(names, input, 'number', path)
    return
  }
  const [first] = definition.type === 'field' ? alternatives(fieldSchema(names, definition.of) ?? {}) : []
  const units = first?.properties?.['unit']?.enum ?? []
  const known = Object.keys(analytes[analyte].units)
  if (kind !== 'object' || units.length === 0)
    names.report(path, `"${input}" is no quantity with a unit, of which "${analyte}" could be read`)
  else if (!units.every((unit) => known.includes(String(unit))))
    names.report(path, `"${input}" is sent in ${units.join(', ')}, "${analyte}" is known in ${known.join(', ')}`)
}

/** That some number is within all the limits. */
export function checkLimits({ above, atLeast, below, atMost }: Limits, path: Path, { report }: Names): void {
  const [least, most] = [
    Math.max(above ?? -Infinity, atLeast ?? -Infinity),
    Math.min(below ?? Infinity, atMost ?? Infinity),
  ]
  const isEmpty = least > most || (least === most && (above === least || below === most))
  if (isEmpty) report(path, `no number is above or at ${least} and below or at ${most}`)
}

/** That a range has something in it. */
export function checkRange(least: number, most: number, path: Path, { report }: Names): void {
  if (least > most) report(path, `the least, ${least}, is greater than the greatest, ${most}`)
}
