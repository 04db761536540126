import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const score = (value: number) => ({ value, unit: '{score}' })

export const examples: readonly Example<Request>[] = [
  {
    name: 'published-moderate',
    title: 'Published patient, moderate activity',
    source: 'rheumtools package, example inputs (github.com/fragla/rheumtools); worked example cdai-10-pub',
    request: { tenderJointCount28: 4, swollenJointCount28: 5, patientGlobal: score(5), physicianGlobal: score(6) },
    expect: { score: { value: 20, reported: '20.0' }, category: { set: 'cdai', code: 'moderate' } },
  },
  {
    name: 'remission-exactly-2.8',
    title: 'Exactly 2.8 is remission',
    source: 'clinical specification, worked example cdai-03-exactly-2.8-float-trap',
    request: { tenderJointCount28: 0, swollenJointCount28: 0, patientGlobal: score(1.1), physicianGlobal: score(1.7) },
    expect: { score: { value: 2.8, reported: '2.8' }, category: { set: 'cdai', code: 'remission' } },
  },
  {
    name: 'globals-in-millimetres',
    title: 'Globals measured on 100 mm lines',
    source: 'clinical specification, worked example cdai-11-mm-input',
    request: {
      tenderJointCount28: 4,
      swollenJointCount28: 5,
      patientGlobal: { value: 52, unit: 'mm' },
      physicianGlobal: { value: 37, unit: 'mm' },
    },
    expect: { score: { value: 17.9, reported: '17.9' }, category: { set: 'cdai', code: 'moderate' } },
  },
  {
    name: 'physician-global-missing',
    title: 'Physician global missing: the bounds still decide that CDAI is above 10',
    source: 'clinical specification, worked example cdai-12-missing-physician',
    request: { tenderJointCount28: 4, swollenJointCount28: 5, patientGlobal: score(5) },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 14, upper: 24 } },
      criteria: [{ id: 'above-10', state: 'met' }],
      details: { boundCategories: ['moderate', 'high'] },
      missing: ['physicianGlobal'],
    },
  },
]
