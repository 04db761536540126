import { criterion } from '@activity-scores/shared/language/criteria'
import { isBelow } from '@activity-scores/shared/language/interval'
import { boundsOf, type Outcome, scored, type Term } from '@activity-scores/shared/language/outcome'
import {
  MUSCLES,
  type MuscleTestScore,
  scoreMuscleTest,
  TRIAL_CUT_OFF,
} from '@activity-scores/shared/measures/muscle-test'
import { bilateralBelow142 } from './manifest.js'
import type { Request } from './schema.js'

export function compute(request: Request): Outcome {
  const strength = scoreMuscleTest(request)
  const { mode, total, maximum, missing } = strength
  const { status, score } = scored(total, strength.range, 0, '{score}')

  return {
    status,
    score,
    category: null,
    criteria: [criterion(bilateralBelow142, isBelow(strength.bilateralRange, TRIAL_CUT_OFF, strength.reasons))],
    terms: total === null ? [] : terms(strength),
    details: {
      mode,
      maximum,
      kendallGrades: strength.kendallGrades,
      convertedFromCoarseGrades: strength.convertedFromCoarseGrades,
      bilateralBounds: boundsOf(strength.bilateralRange),
    },
    inputs: { mode, grades: strength.grades, scale: request.scale ?? 'kendall' },
    missing,
    warnings: strength.warnings,
    text: text(strength),
  }
}

function terms({ mode, kendallGrades }: MuscleTestScore): readonly Term[] {
  const list: Term[] = []
  for (const id of MUSCLES[mode]) {
    const value = kendallGrades[id] ?? null
    if (value !== null) list.push({ id, value })
  }
  return list
}

function text({ mode, total, maximum, range, missing }: MuscleTestScore): string {
  if (total !== null) return `MMT-8 ${mode} ${total} of ${maximum}`
  const muscles = missing.map((field) => field.replace('grades.', '')).join(', ')
  return `MMT-8 ${mode} not computable: missing ${muscles}; possible ${range.lower} to ${range.upper} of ${maximum}`
}
