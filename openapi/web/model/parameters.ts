/** Inputs of an instrument as parameters of its FHIR operation. */
import type { Schema } from './catalogue.js'
import type { Parameter } from './record.js'

const UCUM = 'http://unitsofmeasure.org'

type Input = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The alternatives of a schema, itself among them. */
const choicesOf = (schema: Schema): readonly Schema[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(choicesOf),
]

const propertiesOf = (schema: Schema): Readonly<Record<string, Schema>> =>
  choicesOf(schema).find(({ properties }) => properties !== undefined)?.properties ?? {}

/**
 * What an instrument takes of a pool, as plain values; `isCovered` (a path with dots) says what the record holds already.
 */
export function plainParameters(
  schema: Schema,
  pool: Input,
  isCovered: (path: string) => boolean,
  around = '',
): readonly Parameter[] {
  const properties = propertiesOf(schema)
  return Object.entries(pool).flatMap(([name, value]) => {
    const child = properties[name]
    const path = `${around}${name}`
    if (child === undefined || value === null || value === undefined || isCovered(path)) return []
    if (!isObject(value) || 'unit' in value) return plainValue(name, value, child)
    const part = plainParameters(child, value, isCovered, `${path}.`)
    return part.length > 0 ? [{ name, part }] : []
  })
}

function plainValue(name: string, value: unknown, schema: Schema): readonly Parameter[] {
  if (Array.isArray(value)) {
    const items = choicesOf(schema).find((each) => each.items !== undefined)?.items ?? {}
    // A list that is known to be empty is false: a parameter without a value does not exist.
    return value.length === 0
      ? [{ name, valueBoolean: false }]
      : value.flatMap((each) =>
          isObject(each) && !('unit' in each) ? listed(name, each, items) : plainValue(name, each, items),
        )
  }
  if (isObject(value)) return [quantity(name, value)]
  if (typeof value === 'boolean') return [{ name, valueBoolean: value }]
  if (typeof value === 'number') return [{ name, [Number.isInteger(value) ? 'valueInteger' : 'valueDecimal']: value }]
  return [{ name, valueString: String(value) }]
}

const listed = (name: string, value: Input, schema: Schema): readonly Parameter[] => [
  { name, part: plainParameters(schema, value, () => false) },
]

function quantity(name: string, { value, unit, comparator, upperLimit, upperLimitUnit }: Input): Parameter {
  const one = (number: unknown, code: unknown, sign?: unknown) => ({
    valueQuantity: {
      value: number,
      code,
      system: UCUM,
      ...(sign === undefined || sign === null ? {} : { comparator: sign }),
    },
  })
  if (upperLimit === undefined || upperLimit === null) return { name, ...one(value, unit, comparator) }
  const part = [
    { name: 'quantity', ...one(value, unit, comparator) },
    { name: 'upperLimit', ...one(upperLimit, upperLimitUnit ?? unit) },
  ]
  return { name, part }
}
