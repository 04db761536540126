/** Request bodies for the load: examples of the instruments with their numbers drawn anew, so that no two need be alike. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, type JsonSchema, toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { seeded } from './statistics.js'

/** How often a draw that breaks a rule between fields is repeated before the example itself is sent. */
const ATTEMPTS = 20
/** Ranges up to this width (joint counts, grades) are drawn from end to end, wider ones near the example. */
const NARROW = 30

type Fields = Readonly<Record<string, unknown>>

/**
 * Bodies of the shape of one example: same keys, same texts, other numbers within the ranges of the schema.
 * Each is accepted by schema and rules.
 */
export function variations(instrument: Instrument, count: number, seed: number, example = 0): readonly unknown[] {
  const original = instrument.examples[example]?.request
  const schema = toJsonSchema(instrument.request, 'input')
  const random = seeded(seed)
  return Array.from({ length: count }, () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const body = varied(original, schema, random, '', !hasNumber(original))
      if (isAccepted(instrument, body)) return body
    }
    return original
  })
}

/** The example that shows the instrument at work: the first that computes. */
export function leadingExample(instrument: Instrument): number {
  const found = instrument.examples.findIndex(({ request }) => instrument.compute(request).status === 'computed')
  return Math.max(found, 0)
}

/** Bodies that have one number below every range: each is to be refused with 422. */
export function refusals(instrument: Instrument, count: number, seed: number): readonly unknown[] {
  return variations(instrument, count, seed, leadingExample(instrument)).map(
    (body) => belowRange(body, hasNumber(body)).value,
  )
}

function isAccepted(instrument: Instrument, body: unknown): boolean {
  return instrument.request.safeParse(body).success && instrument.rules.every((rule) => rule.check(body).length === 0)
}

/** Findings are drawn too where an example has no number. */
function varied(
  value: unknown,
  schema: JsonSchema | undefined,
  random: () => number,
  key = '',
  findings = false,
): unknown {
  const node = schema && alternatives(schema).find((choice) => fits(value, choice))
  if (typeof value === 'number') return node ? draw(value, node, random, key === 'value') : value
  if (Array.isArray(value)) return value.map((item) => varied(item, node?.items, random, '', findings))
  if (findings && typeof value === 'boolean') return random() < 0.5
  if (findings && typeof value === 'string') {
    const options = (node?.enum ?? []).filter((option): option is string => typeof option === 'string')
    return options[Math.floor(random() * options.length)] ?? value
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    varied(child, node?.properties?.[key], random, key, findings),
  ])
  return Object.fromEntries(entries)
}

const hasNumber = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && Object.values(value).some(hasNumber))

/** Whether a value is meant by one alternative: of its type and, for a quantity, of its unit. */
function fits(value: unknown, schema: JsonSchema): boolean {
  if (schema.enum) return schema.enum.includes(value)
  const types = [schema.type ?? []].flat()
  if (typeof value === 'boolean') return types.includes('boolean')
  if (typeof value === 'number') return types.includes('number') || types.includes('integer')
  if (Array.isArray(value)) return types.includes('array')
  if (typeof value !== 'object' || value === null) return false
  const { unit } = value as Fields
  const units = schema.properties?.['unit']
  return unit === undefined || !units || units.const === unit || (units.enum ?? []).includes(unit)
}

/** What is measured has a decimal more; what is counted or graded stays whole, also where the schema would take parts. */
function draw(value: number, schema: JsonSchema, random: () => number, isMeasured: boolean): number {
  const grades = schema.enum?.filter((grade): grade is number => typeof grade === 'number')
  if (grades) return grades[Math.floor(random() * grades.length)] ?? value
  const whole = [schema.type ?? []].flat().includes('integer') || (Number.isInteger(value) && !isMeasured)
  const decimals = whole ? 0 : Math.max(1, (String(value).split('.')[1] ?? '').length)
  const scale = 10 ** decimals
  const least = schema.minimum ?? schema.exclusiveMinimum ?? 0
  const most = schema.maximum ?? schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY
  const narrow = whole && most - least <= NARROW
  const low = narrow ? least : Math.max(least, value * 0.7)
  const high = narrow ? most : Math.min(most, value * 1.3 + 1 / scale)
  const drawn = Math.round((low + random() * (high - low)) * scale) / scale
  return Math.min(Math.max(drawn, least), most)
}

/** The first number of a body put below zero, which no clinical measurement here can be; of findings, the first one. */
function belowRange(value: unknown, numbers: boolean): { readonly value: unknown; readonly done: boolean } {
  if (typeof value === 'number') return { value: -1 - value, done: true }
  if (typeof value !== 'object' || value === null) return numbers ? { value, done: false } : { value: -1, done: true }
  const copy: Record<string, unknown> = { ...value }
  for (const [key, child] of Object.entries(value)) {
    const changed = belowRange(child, numbers)
    if (!changed.done) continue
    copy[key] = changed.value
    return { value: Array.isArray(value) ? Object.values(copy) : copy, done: true }
  }
  return { value, done: false }
}
