import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const SPECIFICATION = 'clinical specification, worked example'
const mgDl = (value: number) => ({ value, unit: 'mg/dL' })

export const examples: readonly Example<Request>[] = [
  {
    name: 'published-male',
    title: 'Published patient, male',
    source: 'public test note quoting the kidney.org calculator, there 71',
    request: { age: 55, sex: 'male', creatinine: mgDl(1.2) },
    expect: { score: { value: 71.417795921921, reported: '71' }, category: { set: 'g-category', code: 'G2' } },
  },
  {
    name: 'published-female',
    title: 'Published patient, female',
    source: 'creatinineclearancecalculator.net worked example (about 76 after its intermediate rounding)',
    request: { age: 55, sex: 'female', creatinine: mgDl(0.9) },
    expect: { score: { value: 75.498804731894, reported: '75' }, category: { code: 'G2' } },
  },
  {
    name: 'reported-60-but-g3a',
    title: 'Reported as 60 and still below it',
    source: `${SPECIFICATION} ckdepi-13-just-below-60`,
    request: { age: 65, sex: 'male', creatinine: mgDl(1.32) },
    expect: {
      score: { value: 59.858405624082, reported: '60' },
      category: { code: 'G3a' },
      details: { gCategoryReported: 'G2' },
      warnings: [{ code: 'reported_value_crosses_cutoff' }],
    },
  },
  {
    name: 'deindexed',
    title: 'With weight and height: also in mL/min',
    source: `${SPECIFICATION} ckdepi-11-deindexed`,
    request: {
      age: 62,
      sex: 'female',
      creatinine: mgDl(1.1),
      weight: { value: 95, unit: 'kg' },
      height: { value: 158, unit: 'cm' },
    },
    expect: { score: { value: 56.813665780277 }, details: { deindexed: 67.057260122242 } },
  },
  {
    name: 'sex-missing',
    title: 'Sex missing: not computable, bounds of both sexes',
    source: `${SPECIFICATION} ckdepi-04 for a woman; a man by hand: 142 * (0.7/0.9)^-0.302 * 0.9938^40`,
    request: { age: 40, creatinine: mgDl(0.7) },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 112.054306798798 } },
      category: { code: 'G1' },
      criteria: [{ id: 'egfr-below-15', state: 'not_met' }],
      missing: ['sex'],
    },
  },
]
