import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request, Visit } from './schema.js'

const mm = (value: number) => ({ value, unit: 'mm' })

/** A visit in the order of the worked examples: joints, pain, patient and physician global in mm, HAQ-DI, CRP in mg/L. */
const visit = (
  tender: number,
  swollen: number,
  [pain, patientGlobal, physicianGlobal]: readonly [number, number, number],
  haqDi: number | null,
  crpMgL: number,
): Visit => ({
  tenderJointCount68: tender,
  swollenJointCount66: swollen,
  pain: mm(pain),
  patientGlobal: mm(patientGlobal),
  physicianGlobal: mm(physicianGlobal),
  ...(haqDi === null ? {} : { haqDi }),
  crp: { value: crpMgL, unit: 'mg/L' },
})

const baseline = visit(20, 15, [60, 60, 50], 1.5, 20)

export const examples: readonly Example<Request>[] = [
  {
    name: 'acr70',
    title: 'ACR70 response',
    source: 'clinical specification, worked example acr-07-acr70',
    request: {
      baseline: { ...baseline, date: '2025-09-01' },
      followUp: { ...visit(5, 4, [15, 18, 15], 0.75, 4), date: '2026-03-02' },
    },
    expect: {
      status: 'computed',
      category: { set: 'acr-response', code: 'acr70' },
      criteria: [
        { id: 'acr20', state: 'met' },
        { id: 'acr50', state: 'met' },
        { id: 'acr70', state: 'met' },
      ],
      details: {
        measures: { swollenJointCount: { improvement: 73.333333333333 }, haqDi: { improvement: 50, acr70: 'not_met' } },
        acrN: 70,
        acrNReported: '70.0',
        intervalDays: 182,
      },
    },
  },
  {
    name: 'exactly-20',
    title: 'Exactly 20 % in what counts',
    source: 'clinical specification, worked example acr-02-exactly-20',
    request: { baseline, followUp: visit(16, 12, [48, 48, 40], 1.5, 20) },
    expect: { category: { code: 'acr20' }, details: { acrN: 20 } },
  },
  {
    name: 'two-missing',
    title: 'HAQ-DI and CRP missing at follow-up: ACR20 open, ACR50 and ACR70 decided',
    source: 'clinical specification, worked example acr-09-two-missing-undetermined',
    request: {
      acutePhaseReactant: 'crp',
      baseline,
      followUp: {
        tenderJointCount68: 10,
        swollenJointCount66: 7,
        pain: mm(40),
        patientGlobal: mm(40),
        physicianGlobal: mm(50),
      },
    },
    expect: {
      status: 'not_computable',
      category: { code: 'undetermined' },
      missing: ['followUp.haqDi', 'followUp.crp'],
      criteria: [
        { state: 'undetermined', reason: 'missing:haqDi, missing:crp' },
        { state: 'not_met' },
        { state: 'not_met' },
      ],
      details: { acrN: null },
    },
  },
  {
    name: 'haq-missing-still-met',
    title: 'HAQ-DI missing at follow-up: decided without it',
    source: 'clinical specification, worked example acr-08-haq-missing-still-met',
    request: { baseline, followUp: visit(10, 7, [30, 30, 25], null, 20) },
    expect: { status: 'computed', category: { code: 'acr50' }, missing: [], details: { acrN: null } },
  },
  {
    name: '28-joint-counts',
    title: '28-joint counts, CRP not known at baseline: ESR takes its place; both are said',
    source: 'by hand: 10 to 5 and 8 to 4 are 50 %; pain 60 to 30, global 50 to 25 and ESR 40 to 20 are 50 %',
    request: {
      baseline: {
        tenderJointCount28: 10,
        swollenJointCount28: 8,
        pain: mm(60),
        patientGlobal: mm(50),
        physicianGlobal: mm(50),
        haqDi: 1,
        esr: { value: 40, unit: 'mm/h' },
      },
      followUp: {
        tenderJointCount28: 5,
        swollenJointCount28: 4,
        pain: mm(30),
        patientGlobal: mm(25),
        physicianGlobal: mm(50),
        haqDi: 1,
        crp: { value: 3, unit: 'mg/L' },
        esr: { value: 20, unit: 'mm/h' },
      },
    },
    expect: {
      category: { code: 'acr50' },
      details: { jointSet: '28', reactant: 'esr', acrN: 50 },
      warnings: [{ code: 'joint_set:28' }, { code: 'esr_used_for_crp' }],
    },
  },
]
