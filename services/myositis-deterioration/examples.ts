import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const cm = (value: number) => ({ value, unit: 'cm' })
const visit = (
  mmt8Bilateral: number | null,
  physician: number,
  patient: number,
  haqDi: number,
  extramuscular: number,
): NonNullable<Request['baseline']> => ({
  mmt8Bilateral,
  physicianGlobal: cm(physician),
  patientGlobal: cm(patient),
  haqDi,
  extramuscularActivity: cm(extramuscular),
})
const baseline = visit(130, 4, 4, 1, 3)
const source = (example: string) => `clinical specification, worked example ${example}`

export const examples: readonly Example<Request>[] = [
  {
    name: 'limb-a-confirmed',
    title: 'Physician global 2 cm and strength 20 % worse, and again at the next visit',
    source: `${source('deterioration-01')}, twice`,
    request: {
      baseline: { ...baseline, date: '2025-03-03' },
      followUp: { ...visit(104, 6, 4, 1, 3), date: '2025-06-02' },
      confirmation: { ...visit(104, 6, 4, 1, 3), date: '2025-06-30' },
    },
    expect: {
      status: 'computed',
      details: { followUp: { measures: { mmt: { percent: 20 }, physicianGlobal: { percent: 50 } }, intervalDays: 91 } },
      criteria: [
        { id: 'limb-a', state: 'met' },
        { id: 'limb-b', state: 'not_met' },
        { id: 'limb-c', state: 'not_met' },
        { id: 'visit-deterioration', state: 'met' },
        { id: 'confirmation-deterioration', state: 'met' },
        { id: 'confirmed-deterioration', state: 'met' },
      ],
    },
  },
  {
    name: 'limb-b-not-yet-confirmed',
    title: 'Extramuscular activity 2 cm worse at one visit',
    source: source('deterioration-04'),
    request: { baseline, followUp: visit(130, 4, 4, 1, 5) },
    expect: {
      status: 'computed',
      criteria: [
        {},
        { state: 'met' },
        {},
        { state: 'met' },
        { state: 'undetermined', reason: 'missing:confirmation' },
        { state: 'undetermined', reason: 'missing:confirmation' },
      ],
    },
  },
  {
    name: 'limb-c',
    title: 'Three of five measures worse by exactly 30 %',
    source: source('deterioration-06'),
    request: { baseline, followUp: visit(130, 5.2, 5.2, 1.3, 3) },
    expect: {
      details: { followUp: { worsenedCount: 3 } },
      criteria: [{ state: 'not_met' }, {}, { state: 'met' }, {}, {}, {}],
    },
  },
  {
    name: 'strength-missing',
    title: 'Strength missing at follow-up: limb A is open',
    source: source('deterioration-08'),
    request: { baseline, followUp: visit(null, 6, 4, 1, 3) },
    expect: {
      status: 'not_computable',
      missing: ['followUp.mmt8Bilateral'],
      criteria: [
        { state: 'undetermined' },
        { state: 'not_met' },
        { state: 'not_met' },
        { state: 'undetermined' },
        {},
        {},
      ],
    },
  },
]
