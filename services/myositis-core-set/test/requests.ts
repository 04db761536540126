/** Requests that the tests start from. Tests only. */

import { MUSCLES } from '@activity-scores/shared/measures/muscle-test'
import { cm, enzyme } from '@activity-scores/shared/testing/myositis-files'

export const panel = {
  ck: enzyme(120, 200),
  aldolase: enzyme(5, 7.6),
  ldh: enzyme(180, 250),
  ast: enzyme(25, 40),
  alt: enzyme(30, 40),
}
/** Everything known, one measure abnormal: not active. */
export const quiet = {
  muscleInvolvement: true,
  mmt8Bilateral: 130,
  physicianGlobal: cm(2),
  patientGlobal: cm(1),
  extramuscularActivity: cm(1),
  haqDi: 0,
  enzymes: panel,
}
/** One grade for every muscle of the form. */
export const all = (mode: 'bilateral' | 'unilateral', grade: number) =>
  Object.fromEntries(MUSCLES[mode].map((muscle) => [muscle, grade]))
