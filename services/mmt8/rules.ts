import type { Rule } from '@activity-scores/shared/contract/instrument'
import { MUSCLE_TEST_RULES, muscleTestFaults } from '@activity-scores/shared/measures/muscle-test'
import type { Request } from './schema.js'

export const rules: readonly Rule<Request>[] = [
  {
    fields: ['mode', 'scale'],
    says: MUSCLE_TEST_RULES.join(' '),
    check: (request) => muscleTestFaults(request),
  },
]
