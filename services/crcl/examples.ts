import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const SPECIFICATION = 'clinical specification, worked example'
const mgDl = (value: number) => ({ value, unit: 'mg/dL' })
const kg = (value: number) => ({ value, unit: 'kg' })

export const examples: readonly Example<Request>[] = [
  {
    name: 'published-female',
    title: 'Published patient, female',
    source: 'tabletools package examples (github.com/JMLuther/tabletools), there 74.375',
    request: { age: 50, sex: 'female', weight: kg(70), creatinine: mgDl(1) },
    expect: {
      score: { value: 74.375, reported: '74.4', unit: 'mL/min' },
      criteria: [{ id: 'crcl-at-least-60', state: 'met' }],
    },
  },
  {
    name: 'displays-60-but-below',
    title: 'Reported as 60.0 and still below 60',
    source: `${SPECIFICATION} cg-06-displays-60.0-but-not-met`,
    request: { age: 60, sex: 'male', weight: kg(53.96), creatinine: mgDl(1) },
    expect: {
      score: { value: 59.955555555556, reported: '60.0' },
      criteria: [{ id: 'crcl-at-least-60', state: 'not_met' }],
      warnings: [{ code: 'reported_value_crosses_cutoff' }],
    },
  },
  {
    name: 'weight-choice-matters',
    title: 'Height sent: three weights, which disagree about 60',
    source: `${SPECIFICATION} cg-10-obese-weight-choice-matters`,
    request: {
      age: 62,
      sex: 'female',
      weight: kg(95),
      height: { value: 158, unit: 'cm' },
      creatinine: mgDl(1.1),
    },
    expect: {
      score: { value: 79.526515151515 },
      details: { ideal: 42.333944762586, adjusted: 57.210972918158, normalised: 67.378130932458 },
      warnings: [{ code: 'weight_choice_sensitive' }],
    },
  },
  {
    name: 'adjusted-weight-umol',
    title: 'Adjusted weight, creatinine in umol/L',
    source: `${SPECIFICATION} cg-14-tall-obese-male`,
    request: {
      age: 43,
      sex: 'male',
      weight: kg(115),
      height: { value: 198, unit: 'cm' },
      creatinine: { value: 691.6, unit: 'umol/L' },
      weightPolicy: 'adjusted',
    },
    expect: {
      score: { value: 17.353555805524, reported: '17.4' },
      details: { weightUsed: 100.774803149606, weightChoice: 'adjusted' },
    },
  },
  {
    name: 'sex-unknown-decided',
    title: 'Sex missing: bounds of both sexes, which decide',
    source: `${SPECIFICATION} cg-17-sex-unknown-both-bounds-above`,
    request: { age: 30, weight: kg(70), creatinine: { value: 70, unit: 'umol/L' } },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 114.797222222222, upper: 135.055555555556 } },
      criteria: [{ id: 'crcl-at-least-60', state: 'met' }],
      missing: ['sex'],
    },
  },
  {
    name: 'birth-month',
    title: 'Age from a birth month that leaves no doubt',
    source: `${SPECIFICATION} cg-05-exactly-60, the age of 60 given as dates`,
    request: {
      birthDate: '1965-11',
      sampleDate: '2026-03-01',
      sex: 'male',
      weight: kg(54),
      creatinine: mgDl(1),
    },
    expect: {
      score: { value: 60, reported: '60.0' },
      inputs: { age: 60 },
      criteria: [{ id: 'crcl-at-least-60', state: 'met' }],
    },
  },
]
