/** Values of an instrument's field that stand for the least and the greatest it can say, read off its schema. */
import { alternatives, type JsonSchema } from '@activity-scores/shared/engine/json-schema'

export function probesOfSchema(schema: JsonSchema): readonly unknown[] {
  const [first] = alternatives(schema)
  return first ? probesOfOne(first) : []
}

function probesOfOne(schema: JsonSchema): readonly unknown[] {
  const values = (schema.enum ?? []).filter((value) => value !== null)
  if (schema.const !== undefined) return [schema.const]
  if (values.length > 0) return values
  const types = [schema.type ?? []].flat()
  if (types.includes('boolean')) return [false, true]
  if (types.includes('number') || types.includes('integer')) return range(schema, types.includes('integer'))
  if (types.includes('array')) return [[]]
  if (types.includes('object') && schema.properties?.['unit']) return quantities(schema)
  return []
}

function range(schema: JsonSchema, whole: boolean): readonly number[] {
  const step = whole ? 1 : 1e-3
  const low = schema.minimum ?? (schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + step)
  const high = schema.maximum ?? (schema.exclusiveMaximum === undefined ? 1e6 : schema.exclusiveMaximum - step)
  return [low, high]
}

/** In the first unit; a value beside its upper limit is tried well below it and far above it. */
function quantities({ properties = {} }: JsonSchema): readonly object[] {
  const unit = properties['unit']?.enum?.[0]
  const values = range(properties['value'] ?? {}, false)
  if (!properties['upperLimit']) return values.map((value) => ({ value, unit }))
  const [low = 0, high = 1] = values
  const limit = Math.sqrt(Math.max(low, high * 1e-6) * high)
  return values.map((value) => ({ value, upperLimit: limit, unit }))
}
