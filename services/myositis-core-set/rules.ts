import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { greater, less } from '@activity-scores/shared/language/compare'
import { scoreHealthAssessment } from '@activity-scores/shared/measures/health-assessment'
import { MUSCLE_TEST_RULES, muscleTestFaults, scoreMuscleTest } from '@activity-scores/shared/measures/muscle-test'
import { HAQ_ROUNDING, type Request } from './schema.js'

const muscleTestKeepsItsRules: Rule<Request> = {
  fields: ['mmt8.mode', 'mmt8.scale'],
  says: `\`mmt8\`: ${MUSCLE_TEST_RULES.join(' ')}`,
  check: ({ mmt8 }) => (mmt8 ? muscleTestFaults(mmt8, '/mmt8') : []),
}

const conflict = (pointer: string, message: string): readonly Fault[] => [{ pointer, code: 'conflict', message }]

const muscleTestsAgree: Rule<Request> = {
  fields: ['mmt8Bilateral', 'mmt8'],
  says: '`mmt8Bilateral` sent with `mmt8` is a bilateral total that those grades leave possible, and not their unilateral total.',
  check: ({ mmt8Bilateral: total, mmt8 }) => {
    if (total === null || total === undefined || !mmt8 || muscleTestFaults(mmt8).length > 0) return []
    const { mode, total: summed, bilateralRange: range } = scoreMuscleTest(mmt8)
    // The other side would have no strength at all: far likelier that the total of one side was sent as that of both.
    if (mode === 'unilateral' && total === summed && total > 0)
      return conflict(
        '/mmt8Bilateral',
        'mmt8Bilateral is the unilateral total of mmt8, which says nothing about 142 of 150. Leave mmt8Bilateral out; or, if it is the bilateral total, leave mmt8 out.',
      )
    if (total >= range.lower && total <= range.upper) return []
    return conflict(
      '/mmt8Bilateral',
      'mmt8Bilateral is not possible with the grades of mmt8. Correct one of them, or send only the right one.',
    )
  },
}

const questionnairesAgree: Rule<Request> = {
  fields: ['haqDi', 'haq'],
  says: '`haqDi` sent with `haq` is the HAQ-DI of those answers with aids and help, to 3 decimals, or one that they leave possible.',
  check: ({ haqDi, haq }) => {
    if (haqDi === null || haqDi === undefined || !haq) return []
    const { range } = scoreHealthAssessment(haq)
    if (!less(haqDi, range.lower - HAQ_ROUNDING) && !greater(haqDi, range.upper + HAQ_ROUNDING)) return []
    return conflict(
      '/haqDi',
      'haqDi is not possible with the answers, aids and help of haq. Correct one of them, or send only the right one.',
    )
  },
}

export const rules: readonly Rule<Request>[] = [muscleTestKeepsItsRules, muscleTestsAgree, questionnairesAgree]
