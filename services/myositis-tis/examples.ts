import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

type Visit = NonNullable<Request['baseline']>

const cm = (value: number) => ({ value, unit: 'cm' })
const visit = (
  physician: number,
  patient: number,
  mmt8Bilateral: number,
  haqDi: number,
  ckUnits: number,
  extramuscular: number,
): Visit => ({
  mmt8Bilateral,
  physicianGlobal: cm(physician),
  patientGlobal: cm(patient),
  haqDi,
  enzymes: { ck: { value: ckUnits, upperLimit: 200, unit: 'U/L' } },
  extramuscularActivity: cm(extramuscular),
})
const ckAndAst = (ast: number) => ({
  ck: { value: 8000, unit: 'U/L' },
  ast: { value: ast, upperLimit: 40, unit: 'U/L' },
})
const source = (example: string) => `clinical specification, worked example ${example}`
const followUp = visit(2, 3.5, 135, 1, 1500, 2.5)

export const examples: readonly Example<Request>[] = [
  {
    name: 'major-improvement',
    title: 'Major improvement of an adult, moderate by the thresholds for children',
    source: source('tis-14'),
    request: {
      baseline: { ...visit(6, 6, 105, 1.5, 3000, 4), date: '2025-03-03' },
      followUp: { ...followUp, date: '2025-09-01' },
    },
    expect: {
      score: { value: 65, reported: '65.0' },
      category: { set: 'adult', code: 'major' },
      details: { mostAbnormalEnzyme: 'ck', categories: { adult: 'major', jdm: 'moderate' }, intervalDays: 182 },
    },
  },
  {
    name: 'edges-belong-to-the-lower-level',
    title: 'Exactly 5 % (2 % of strength) of every measure scores 0',
    source: source('tis-03'),
    request: { baseline: visit(5, 5, 120, 1.25, 1000, 3), followUp: visit(4.5, 4.5, 123, 1.1, 850, 2.5) },
    expect: {
      score: { value: 0, reported: '0.0' },
      category: { code: 'none' },
      details: { measures: { mmt: { percent: 2, points: 0 }, haqDi: { percent: 5, points: 0 } } },
    },
  },
  {
    name: 'worsening-scores-zero',
    title: 'Every measure is worse: 0 points, and said so',
    source: source('tis-08'),
    request: { baseline: visit(6, 5, 120, 1.5, 2000, 3), followUp: visit(7.5, 6, 100, 2, 4000, 4) },
    expect: {
      score: { value: 0 },
      details: { worsened: ['physicianGlobal', 'patientGlobal', 'mmt', 'haqDi', 'enzyme', 'extramuscularActivity'] },
    },
  },
  {
    name: 'patient-global-missing',
    title: 'Patient global missing at baseline: 57.5 to 67.5, moderate at least',
    source: source('tis-10'),
    request: {
      baseline: { ...visit(6, 0, 110, 1.5, 3000, 4), patientGlobal: null },
      followUp: visit(3.5, 4, 130, 1, 600, 2.5),
    },
    expect: {
      status: 'not_computable',
      missing: ['baseline.patientGlobal'],
      score: { value: null, bounds: { lower: 57.5, upper: 67.5 } },
      category: { code: 'undetermined' },
      criteria: [
        { id: 'adult-minimal', state: 'met' },
        { id: 'adult-moderate', state: 'met' },
        { id: 'adult-major', state: 'undetermined', reason: 'missing:baseline.patientGlobal' },
        { id: 'jdm-minimal', state: 'met' },
        { id: 'jdm-moderate', state: 'met' },
        { id: 'jdm-major', state: 'not_met' },
      ],
    },
  },
  {
    name: 'most-abnormal-enzyme-open',
    title: 'CK without its upper limit beside AST: either may be the most abnormal, so 17.5 to 25',
    source: source('tis-20'),
    request: {
      baseline: { ...visit(6, 5, 120, 1.5, 8000, 4), enzymes: ckAndAst(100) },
      followUp: { ...visit(5, 5, 130, 1.5, 8000, 4), enzymes: ckAndAst(60) },
    },
    expect: {
      status: 'not_computable',
      missing: ['baseline.enzymes.ck.upperLimit', 'followUp.enzymes.ck.upperLimit'],
      score: { value: null, bounds: { lower: 17.5, upper: 25 } },
      details: { mostAbnormalEnzyme: null, possibleEnzymes: ['ck', 'ast'] },
      criteria: [{ id: 'adult-minimal', state: 'undetermined' }, { state: 'not_met' }, {}, {}, {}, {}],
    },
  },
]
