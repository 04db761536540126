import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const patient = (tender: number, swollen: number, esrMmH: number, globalMm: number): Request => ({
  tenderJointCount28: tender,
  swollenJointCount28: swollen,
  esr: { value: esrMmH, unit: 'mm/h' },
  patientGlobal: { value: globalMm, unit: 'mm' },
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'published-moderate',
    title: 'Published patient, moderate activity',
    source: 'rheumtools README and unit tests (github.com/fragla/rheumtools), there 3.81',
    request: patient(4, 5, 7, 50),
    expect: { score: { value: 3.808236138039, reported: '3.81' }, category: { set: 'eular', code: 'moderate' } },
  },
  {
    name: 'published-high',
    title: 'Published patient, high activity',
    source: 'rheumtools README and unit tests (github.com/fragla/rheumtools), there 5.35',
    request: patient(6, 5, 22, 85),
    expect: { score: { value: 5.351543007009, reported: '5.35' }, category: { set: 'eular', code: 'high' } },
  },
  {
    name: 'three-variable',
    title: '3-variable form',
    source: 'clinical specification, worked example das28-21-esr3',
    request: { tenderJointCount28: 4, swollenJointCount28: 5, esr: { value: 7, unit: 'mm/h' }, variant: '3-variable' },
    expect: { score: { value: 3.516895029082, reported: '3.52' }, category: { set: 'eular', code: 'moderate' } },
  },
  {
    name: 'esr-zero',
    title: 'ESR of 0, used as 1 mm/h',
    source: 'clinical specification, worked example das28-28-esr-zero-active',
    request: patient(6, 4, 0, 50),
    expect: { score: { value: 2.631714255959, reported: '2.63' }, category: { set: 'eular', code: 'low' } },
  },
  {
    name: 'patient-global-missing',
    title: 'Patient global missing: not computable, bounds and the 3-variable form offered',
    source: 'clinical specification, worked example das28-34-missing-gh',
    request: { tenderJointCount28: 4, swollenJointCount28: 5, esr: { value: 7, unit: 'mm/h' } },
    expect: {
      status: 'not_computable',
      missing: ['patientGlobal'],
      details: { alternative: { variant: '3-variable', value: 3.516895029082, reported: '3.52' } },
    },
  },
]
