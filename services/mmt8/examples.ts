import type { Example } from '@activity-scores/shared/contract/instrument'
import { type MrcGrade, MUSCLES } from '@activity-scores/shared/measures/muscle-test'
import type { Request } from './schema.js'

type Grades = NonNullable<Request['grades']>

const all = (mode: Request['mode'], grade: number | MrcGrade): Grades =>
  Object.fromEntries(MUSCLES[mode].map((muscle) => [muscle, grade])) // one entry for each muscle of the form

const bilateral = (grade: number, except: Grades): Request => ({
  mode: 'bilateral',
  grades: { ...all('bilateral', grade), ...except },
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'just-below-142',
    title: 'Bilateral form, 141 of 150: one below the cut-off of the trial',
    source: 'clinical specification, worked example mmt8-03',
    request: bilateral(10, { neckFlexors: 7, deltoidRight: 7, deltoidLeft: 7 }),
    expect: {
      score: { value: 141, reported: '141', bounds: null },
      category: null,
      criteria: [{ id: 'bilateral-below-142', state: 'met' }],
      details: { maximum: 150 },
    },
  },
  {
    name: 'exactly-142',
    title: 'Bilateral form, 142 of 150: on the cut-off, which is strict',
    source: 'clinical specification, worked example mmt8-02',
    request: bilateral(10, { neckFlexors: 8, deltoidRight: 7, deltoidLeft: 7 }),
    expect: { score: { value: 142 }, criteria: [{ state: 'not_met' }] },
  },
  {
    name: 'muscle-missing-decided',
    title: 'One muscle missing: no total, but every possible total is below 142',
    source: 'clinical specification, worked example mmt8-06',
    request: bilateral(10, { neckFlexors: 1, deltoidRight: null }),
    expect: {
      status: 'not_computable',
      missing: ['grades.deltoidRight'],
      score: { value: null, bounds: { lower: 131, upper: 141 } },
      criteria: [{ state: 'met' }],
    },
  },
  {
    name: 'unilateral-full-strength',
    title: 'Unilateral form, 80 of 80: says nothing about 142 of 150',
    source: 'clinical specification, worked example mmt8-08',
    request: { mode: 'unilateral', grades: all('unilateral', 10) },
    expect: {
      score: { value: 80 },
      criteria: [{ state: 'undetermined', reason: 'mode:unilateral' }],
      details: { maximum: 80, bilateralBounds: { lower: 80, upper: 150 } },
    },
  },
  {
    name: 'graded-0-to-5',
    title: '0-5 grades with plus and minus, converted by the IMACS key',
    source:
      'clinical specification, worked examples kendall-02, -07, -09, -10, -12; sum by hand: 0 + 5 + 7 + 8 + 4 * 10',
    request: {
      mode: 'unilateral',
      scale: 'mrc',
      grades: { ...all('unilateral', '5'), neckFlexors: 'T', deltoid: '3', biceps: '4-', wristExtensors: '4' },
    },
    expect: {
      score: { value: 60 },
      criteria: [{ state: 'met' }],
      details: {
        kendallGrades: { neckFlexors: 0, deltoid: 5, biceps: 7, wristExtensors: 8, quadriceps: 10 },
        convertedFromCoarseGrades: false,
      },
      warnings: [{ code: 'trace_scored_as_zero', pointer: '/grades/neckFlexors' }],
    },
  },
]
