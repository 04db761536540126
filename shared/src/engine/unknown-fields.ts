/** Fields that an object does not have: what was perhaps meant, and where it belongs. */
import type { Fault } from '../contract/instrument.js'
import { nameOf, pointerNear, pointerTo } from '../language/pointer.js'
import { MOST_FAULTS } from './faults.js'
import { meantName } from './hints.js'
import { alternatives, type JsonSchema, resolved } from './json-schema.js'
import { nearest } from './nearest.js'

type Definitions = JsonSchema['$defs']

export function unknownFields(
  path: readonly PropertyKey[],
  keys: readonly string[],
  nodes: readonly JsonSchema[],
  definitions: Definitions,
): Fault[] {
  const names = new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))
  const known = [...names]
  const here = path.length === 0 ? 'the fields here' : `the fields of ${nameOf(pointerTo(path))}`
  const all =
    known.length <= MOST_NAMED
      ? `${here} are ${known.join(', ')}`
      : `${here} are ${known.length}, which the OpenAPI document lists`
  const fault = (key: string, message: string): Fault => ({
    pointer: pointerNear([...path, key]),
    code: 'unknown_field',
    message,
  })
  const unknown = keys.slice(0, MOST_FAULTS + known.length + 1).filter((key) => !names.has(key))
  return unknown.slice(0, MOST_FAULTS + 1).map((key, i) => {
    if (i >= MOST_EXPLAINED) return fault(key, ONE_MORE)
    const perhaps = meantName(key, known)
    if (perhaps !== undefined)
      return fault(key, `Unknown field; perhaps ${perhaps} is meant. Correct its name or leave it out; ${all}.`)
    const inside = meantInside(key, nodes, definitions)
    if (inside !== undefined)
      return fault(key, `Unknown field; perhaps ${inside} is meant, a level below. Send it there; ${all}.`)
    const like = known.length > MOST_NAMED ? nearest(key.slice(0, LONGEST_NAME), known, NEAREST) : []
    const meant = like.length > 0 ? `the nearest names are ${like.join(', ')}; ` : ''
    return fault(key, `Unknown field. Correct its name or leave it out; ${meant}${all}.`)
  })
}

const ONE_MORE =
  'Unknown field. Correct its name or leave it out; the fields here are named with the first unknown one.'

/** Where there are more fields, those like the unknown one are named. */
export const MOST_NAMED = 80
const NEAREST = 5
/** Comparing takes time, and naming all fields takes room: that many unknown fields are no slip of the pen. */
const MOST_EXPLAINED = 20
/** No field has a longer name; the rest of a longer one is not compared. */
export const LONGEST_NAME = 64

/** What holds the values of a patient, where a request says more than those. */
const HOLDERS = ['inputs', 'input']

/** As fields are written. */
const FIELD_NAME = /^[a-z][A-Za-z0-9]{1,63}$/

/** The field of the held values that was perhaps meant: they were sent beside the object that holds them. */
function meantInside(key: string, nodes: readonly JsonSchema[], definitions: Definitions): string | undefined {
  for (const holder of HOLDERS) {
    const held = nodes.flatMap(({ properties }) => (properties?.[holder] ? alternatives(properties[holder]) : []))
    if (held.length === 0) continue
    const fields = held.flatMap((node) => Object.keys(resolved(node, definitions).properties ?? {}))
    // What several instruments share names no fields: each instrument takes its own.
    const meant = fields.length === 0 ? (FIELD_NAME.test(key) ? key : undefined) : meantName(key, fields)
    if (meant !== undefined) return `${holder}.${meant}`
  }
  return undefined
}
