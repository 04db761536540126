import type { Example } from '@activity-scores/shared/contract/instrument'
import { ITEM_IDS, type Request } from './schema.js'

const SPECIFICATION = 'clinical specification, worked example'
/** Answers in the order of the form; a dot is not answered. */
const patient = (answers: string, pain: number | null, patientGlobal: number): Request => ({
  mdhaqItems: Object.fromEntries(ITEM_IDS.map((id, i) => [id, answers[i] === '.' ? null : Number(answers[i])])),
  ...(pain === null ? {} : { pain: { value: pain, unit: '{score}' } }),
  patientGlobal: { value: patientGlobal, unit: '{score}' },
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-12',
    title: 'Exactly 12: still moderate',
    source: `${SPECIFICATION} rapid3-06-exactly-12`,
    request: patient('1111111110', 4.5, 4.5),
    expect: {
      score: { value: 12, reported: '12.0', unit: '{score}' },
      category: { set: 'rapid3-0-30', code: 'moderate' },
      details: { fn: 3, valueDiv3: 4 },
    },
  },
  {
    name: 'paper-form-differs',
    title: 'The paper form rounds function first and comes out one class lower',
    source: `${SPECIFICATION} rapid3-09-template-differs`,
    request: patient('1000000000', 1.4, 1.3),
    expect: {
      score: { value: 3.033333333333, reported: '3.0' },
      category: { code: 'low' },
      details: { templateFn: 0.3, templateValue: 3, templateCategory: 'near_remission' },
      warnings: [{ code: 'reported_value_crosses_cutoff' }],
    },
  },
  {
    name: 'one-item-missing',
    title: 'One item missing: the mean of the others in the value, every answer in the bounds',
    source: `${SPECIFICATION} rapid3-10-one-item-missing`,
    request: patient('111111111.', 5, 5),
    expect: {
      score: { value: 13.333333333333, bounds: { lower: 13, upper: 14 } },
      category: { code: 'high' },
      missing: ['mdhaqItems.MDHAQ10'],
      warnings: [{ code: 'items_imputed' }],
    },
  },
  {
    name: 'item-and-pain-missing',
    title: 'One item and pain missing: the item is no more known than pain is',
    source: 'ruling K6 of docs/rulings.md; bounds by hand: 27/3 + 2.5, and 30/3 + 2.5 + 10',
    request: { ...patient('333333333.', null, 2.5), patientGlobal: { value: 2.5, unit: 'cm' } },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 11.5, upper: 22.5 } },
      category: { code: 'undetermined' },
      details: { fn: 10, fnBounds: { lower: 9, upper: 10 } },
      missing: ['mdhaqItems.MDHAQ10', 'pain'],
      warnings: [{ code: 'items_imputed' }],
    },
  },
  {
    name: 'haq-di',
    title: 'Function from a HAQ-DI, scales in mm',
    source: 'by hand: 1.5 * 10/3 = 5; 5 + 4 + 3 = 12',
    request: { haqDi: 1.5, pain: { value: 40, unit: 'mm' }, patientGlobal: { value: 30, unit: 'mm' } },
    expect: {
      score: { value: 12 },
      details: { fn: 5, fnSource: 'haq_di' },
      warnings: [{ code: 'fn_source:haq_di' }],
    },
  },
  {
    name: 'pain-missing',
    title: 'Pain missing: not computable, bounds',
    source: `${SPECIFICATION} rapid3-12-pain-missing; bounds by hand: 10/3 + 5, and 10 more`,
    request: patient('1111111111', null, 5),
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 8.333333333333, upper: 18.333333333333 } },
      category: { code: 'undetermined' },
      missing: ['pain'],
    },
  },
]
