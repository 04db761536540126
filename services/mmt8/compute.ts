import { criterion } from '@activity-scores/shared/language/criteria'
import { isBelow } from '@activity-scores/shared/language/interval'
import { boundsOf, type Outcome, type Term } from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import {
  MUSCLES,
  type MuscleTestScore,
  scoreMuscleTest,
  TRIAL_CUT_OFF,
} from '@activity-scores/shared/measures/muscle-test'
import { bilateralBelow142 } from './manifest.js'
import type { Request } from './schema.js'

export function compute(request: Request): Outcome {
  const scored = scoreMuscleTest(request)
  const { mode, total, maximum, missing } = scored
  return {
    status: total === null ? 'not_computable' : 'computed',
    score: {
      value: total,
      reported: total === null ? null : report(total, 0),
      unit: '{score}',
      bounds: total === null ? boundsOf(scored.range) : null,
    },
    category: null,
    criteria: [criterion(bilateralBelow142, isBelow(scored.bilateralRange, TRIAL_CUT_OFF, scored.reasons))],
    terms: total === null ? [] : terms(scored),
    details: {
      mode,
      maximum,
      kendallGrades: scored.kendallGrades,
      convertedFromCoarseGrades: scored.convertedFromCoarseGrades,
      bilateralBounds: boundsOf(scored.bilateralRange),
    },
    inputs: { mode, grades: scored.grades, scale: request.scale ?? 'kendall' },
    missing,
    warnings: scored.warnings,
    text: text(scored),
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
