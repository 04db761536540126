import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const cm = (value: number) => ({ value, unit: 'cm' })
const visit = (
  mmt8Bilateral: number | null,
  physician: number,
  patient: number,
  haqDi: number,
  ckUnits: number,
  extramuscular: number,
): NonNullable<Request['baseline']> => ({
  mmt8Bilateral,
  physicianGlobal: cm(physician),
  patientGlobal: cm(patient),
  haqDi,
  enzymes: { ck: { value: ckUnits, upperLimit: 200, unit: 'U/L' } },
  extramuscularActivity: cm(extramuscular),
})
const baseline = visit(100, 5, 5, 1.5, 1000, 4)
const ckAndAst = (ast: number) => ({
  ck: { value: 8000, unit: 'U/L' },
  ast: { value: ast, upperLimit: 40, unit: 'U/L' },
})
const source = (example: string) => `clinical specification, worked example ${example}`

export const examples: readonly Example<Request>[] = [
  {
    name: 'improved',
    title: 'Three measures improved by exactly 20 %',
    source: source('imacs-doi-01'),
    request: {
      baseline: { ...baseline, date: '2025-03-03' },
      followUp: { ...visit(120, 4, 4, 1.5, 1000, 4), date: '2025-06-02' },
    },
    expect: {
      status: 'computed',
      details: { improvedCount: 3, worsenedCount: 0, measures: { mmt: { percent: 20 } }, intervalDays: 91 },
      criteria: [
        { id: 'at-least-three-improved', state: 'met' },
        { id: 'more-than-two-worse', state: 'not_met' },
        { id: 'strength-worse', state: 'not_met' },
        { id: 'definition-of-improvement', state: 'met' },
      ],
    },
  },
  {
    name: 'strength-worse',
    title: 'Four measures improved, but strength worse by 25 %',
    source: source('imacs-doi-05'),
    request: { baseline, followUp: visit(75, 4, 4, 1, 700, 4) },
    expect: {
      details: { improvedCount: 4, worsenedCount: 1 },
      criteria: [{ state: 'met' }, { state: 'not_met' }, { state: 'met' }, { state: 'not_met' }],
    },
  },
  {
    name: 'rise-from-zero',
    title: 'A HAQ-DI that rises from 0 is worse, without a percent',
    source: source('imacs-doi-08'),
    request: { baseline: visit(100, 5, 5, 0, 1000, 0), followUp: visit(120, 4, 4, 0.125, 1000, 0) },
    expect: {
      details: {
        worsenedCount: 1,
        measures: { haqDi: { percent: null, worse: 'met' }, extramuscularActivity: { percent: 0 } },
      },
      criteria: [{}, {}, {}, { id: 'definition-of-improvement', state: 'met' }],
    },
  },
  {
    name: 'strength-missing',
    title: 'Strength missing at follow-up: three improved, still not decided',
    source: source('imacs-doi-11'),
    request: { baseline, followUp: visit(null, 4, 4, 1.2, 1000, 4) },
    expect: {
      status: 'not_computable',
      missing: ['followUp.mmt8Bilateral'],
      details: { improvedCount: 3, unknownCount: 1 },
      criteria: [{ state: 'met' }, { state: 'not_met' }, { state: 'undetermined' }, { state: 'undetermined' }],
    },
  },
  {
    name: 'most-abnormal-enzyme-open',
    title: 'CK without its upper limit beside AST: whether the enzyme is the third improved measure is not known',
    source: source('imacs-doi-13'),
    request: {
      baseline: { ...visit(120, 6, 5, 1.5, 8000, 4), enzymes: ckAndAst(100) },
      followUp: { ...visit(144, 4.8, 5, 1.5, 8000, 4), enzymes: ckAndAst(60) },
    },
    expect: {
      status: 'not_computable',
      details: { improvedCount: 2, mostAbnormalEnzyme: null, possibleEnzymes: ['ck', 'ast'] },
      missing: ['baseline.enzymes.ck.upperLimit', 'followUp.enzymes.ck.upperLimit'],
      criteria: [{ state: 'undetermined' }, {}, {}, { id: 'definition-of-improvement', state: 'undetermined' }],
    },
  },
]
