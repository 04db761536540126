/** The one upper limit of normal of the same report; without one, none (ehr S11). */
import type { Leaf } from '../codes/leaves.js'
import type { FieldEntry } from '../codes/schema.js'
import { litre, unitOfText } from '../codes/units.js'
import type { Candidate } from './candidates.js'
import { quoted, type Said } from './issue.js'
import type { Range } from './resources.js'

type Limit = { readonly upperLimit?: number; readonly upperLimitUnit?: string }

export function limitOf({ node }: Candidate, leaf: Leaf, field: FieldEntry, unit: string, notes: Said[]): Limit {
  if (!leaf.takes.upperLimit) return {}
  const [range, ...more] = (node.referenceRange ?? []).filter(isNormal)
  const high = range?.high
  if (high?.value === undefined) return {}
  if (more.length > 0) {
    notes.push({
      code: 'reference_range_ambiguous',
      message: 'there are several reference ranges with an upper limit; none is used',
    })
    return {}
  }
  const what =
    range !== undefined && 'modifierExtension' in range
      ? 'modifierExtension'
      : high.comparator !== undefined && 'comparator'
  if (what) {
    notes.push({ code: 'reference_range_ambiguous', message: `the upper limit has a ${what}; it is not used` })
    return {}
  }
  const written = high.code ?? high.unit
  if (written === undefined || written.trim() === '') {
    notes.push({
      code: 'reference_range_without_unit',
      message: `the upper limit has no unit; that of the value (${unit}) was taken`,
    })
    return { upperLimit: high.value }
  }
  const known = litre(written, leaf.units) ?? unitOfText(written, leaf.units, field.unitText)
  if (known === unit) return { upperLimit: high.value }
  if (known !== undefined && leaf.takes.upperLimitUnit) return { upperLimit: high.value, upperLimitUnit: known }
  notes.push({
    code: 'reference_range_other_unit',
    message: `the upper limit has the unit ${quoted(written)}; it is not used`,
  })
  return {}
}

const isNormal = ({ high, type }: Range): boolean =>
  high?.value !== undefined &&
  (type === undefined || (type.coding ?? []).some(({ code }) => code === 'normal') || (type.coding ?? []).length === 0)
