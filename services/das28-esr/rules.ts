import { wholeJointCounts } from '@activity-scores/shared/contract/fields'
import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { inCanonicalUnit } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { ESR_FLOOR_MM_H } from './formula.js'
import type { Request } from './schema.js'

const esrNotRejected: Rule<Request> = {
  fields: ['esr', 'esrBelowOne'],
  says: 'With `esrBelowOne` `reject`, an ESR below 1 mm/h is refused.',
  check: ({ esr, esrBelowOne }): readonly Fault[] => {
    if (esrBelowOne !== 'reject' || !esr || esr.comparator === '>' || esr.comparator === '>=') return []
    const limit = inCanonicalUnit(analytes.esr, esr)
    const below = limit < ESR_FLOOR_MM_H || (esr.comparator === '<' && limit === ESR_FLOOR_MM_H)
    if (!below) return []
    return [
      {
        pointer: '/esr/value',
        code: 'esr_below_one',
        message:
          'esr.value is below 1 mm/h, where the logarithm of the formula fails, and "esrBelowOne" is "reject". Check the value, or send "esrBelowOne": "floor" to use 1 mm/h.',
      },
    ]
  },
}

export const rules: readonly Rule<Request>[] = [...wholeJointCounts, esrNotRejected]
