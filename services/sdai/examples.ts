import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const score = (value: number) => ({ value, unit: '{score}' })
const published: Request = {
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  patientGlobal: score(5),
  physicianGlobal: score(6),
}

export const examples: readonly Example<Request>[] = [
  {
    name: 'published-moderate',
    title: 'Published patient, moderate activity, CRP in mg/L',
    source: 'rheumtools package, example inputs (github.com/fragla/rheumtools); worked example sdai-10-crp-in-mg-per-L',
    request: { ...published, crp: { value: 7, unit: 'mg/L' } },
    expect: { score: { value: 20.7, reported: '20.7' }, category: { set: 'sdai', code: 'moderate' } },
  },
  {
    name: 'remission-exactly-3.3',
    title: 'Exactly 3.3 is remission',
    source: 'clinical specification, worked example sdai-13-float-trap-3.3',
    request: {
      tenderJointCount28: 0,
      swollenJointCount28: 0,
      patientGlobal: score(1.1),
      physicianGlobal: score(1.1),
      crp: { value: 1.1, unit: 'mg/dL' },
    },
    expect: { score: { value: 3.3, reported: '3.3' }, category: { set: 'sdai', code: 'remission' } },
  },
  {
    name: 'crp-not-capped',
    title: 'CRP above 10 mg/dL: not capped, the unit is asked about',
    source: 'clinical specification, worked example sdai-09-crp-above-10-not-capped',
    request: {
      tenderJointCount28: 28,
      swollenJointCount28: 28,
      patientGlobal: score(10),
      physicianGlobal: score(10),
      crp: { value: 15.2, unit: 'mg/dL' },
    },
    expect: {
      score: { value: 91.2, reported: '91.2' },
      category: { code: 'high' },
      warnings: [{ code: 'crp_over_10_mg_per_dL_check_units', pointer: '/crp' }],
    },
  },
  {
    name: 'crp-missing',
    title: 'CRP missing: not computable, CDAI offered',
    source: 'clinical specification, worked example sdai-12-missing-crp',
    request: published,
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 20, upper: null } },
      details: { alternative: { instrument: 'cdai', value: 20, reported: '20.0' } },
      missing: ['crp'],
    },
  },
]
