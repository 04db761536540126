/** Either code of the litre in the schemas of requests. */
import { UNIT_MEMBERS, withSmallLitre } from '../language/litre.js'
import type { JsonSchema } from './json-schema.js'

/** The schema as the document shows it: either code of the litre in each list of units (decision 96). */
export function takingBothLitres(schema: JsonSchema): JsonSchema {
  return shown(schema) as JsonSchema
}

function shown(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shown)
  if (typeof node !== 'object' || node === null) return node
  const { properties } = node as JsonSchema
  const copy = Object.fromEntries(Object.entries(node).map(([key, child]) => [key, shown(child)]))
  if (!properties) return copy
  const units = Object.keys(properties).filter((key) => UNIT_MEMBERS.has(key) && properties[key]?.enum)
  const spelled = units.map((key) => [key, withBoth(properties[key] as JsonSchema)])
  return { ...copy, properties: { ...(copy['properties'] as object), ...Object.fromEntries(spelled) } }
}

function withBoth(unit: JsonSchema): JsonSchema {
  const codes = (unit.enum ?? []).flatMap((code) =>
    typeof code === 'string' ? [...new Set([code, withSmallLitre(code)])] : [code],
  )
  return { ...unit, enum: codes }
}
