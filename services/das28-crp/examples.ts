import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const patient = (tender: number, swollen: number, crpMgL: number, globalMm: number): Request => ({
  tenderJointCount28: tender,
  swollenJointCount28: swollen,
  crp: { value: crpMgL, unit: 'mg/L' },
  patientGlobal: { value: globalMm, unit: 'mm' },
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'published-moderate',
    title: 'Published patient, moderate activity',
    source: 'rheumtools README and unit tests (github.com/fragla/rheumtools), there 4.15',
    request: patient(4, 5, 7, 50),
    expect: {
      score: { value: 4.154697988705, reported: '4.15' },
      category: { set: 'eular', code: 'moderate' },
      details: { categories: { eular: 'moderate', acr2012: 'moderate', crp_specific: 'moderate' } },
    },
  },
  {
    name: 'published-low',
    title: 'Published patient, low activity',
    source: 'Hansen et al., EULAR 2013 abstract AB0190, there 2.9',
    request: patient(5, 1, 1, 10),
    expect: { score: { value: 2.881731052401, reported: '2.88' }, category: { set: 'eular', code: 'low' } },
  },
  {
    name: 'crp-specific-cut-offs-differ',
    title: 'Remission by the cut-offs of DAS28-ESR, low activity by those of DAS28-CRP',
    source: 'clinical specification, worked example das28-16-crp4-just-above-2.4',
    request: patient(0, 0, 13, 35),
    expect: {
      score: { value: 2.400060638661, reported: '2.40' },
      category: { set: 'eular', code: 'remission' },
      details: { categories: { crp_specific: 'low' } },
    },
  },
  {
    name: 'three-variable',
    title: '3-variable form',
    source: 'clinical specification, worked example das28-24-crp3',
    request: { tenderJointCount28: 4, swollenJointCount28: 5, crp: { value: 7, unit: 'mg/L' }, variant: '3-variable' },
    expect: { score: { value: 3.894167787575, reported: '3.89' }, category: { set: 'eular', code: 'moderate' } },
  },
  {
    name: 'crp-in-mg-per-dl',
    title: 'CRP in mg/dL and global on 0 to 10',
    source: 'clinical specification, worked example das28-38-crp-in-mg-per-dL',
    request: {
      tenderJointCount28: 4,
      swollenJointCount28: 5,
      crp: { value: 0.7, unit: 'mg/dL' },
      patientGlobal: { value: 5, unit: '{score}' },
    },
    expect: { score: { value: 4.154697988705, reported: '4.15' }, category: { set: 'eular', code: 'moderate' } },
  },
  {
    name: 'crp-below-5',
    title: 'CRP reported as <5 mg/L: the category stays open',
    source: 'clinical specification, worked example das28-39-crp-censored-category-open',
    request: {
      tenderJointCount28: 2,
      swollenJointCount28: 1,
      crp: { value: 5, unit: 'mg/L', comparator: '<' },
      patientGlobal: { value: 20, unit: 'mm' },
    },
    expect: {
      status: 'computed',
      score: { value: 2.956993003851, bounds: { lower: 2.311959594929, upper: 2.956993003851 } },
      category: { code: 'undetermined' },
      details: { boundCategories: ['remission', 'low'] },
    },
  },
]
