import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

export const examples: readonly Example<Request>[] = [
  {
    name: 'class-iii',
    title: 'Able in self-care alone',
    source: 'clinical specification, worked example fc-03',
    request: { selfCareAble: true, vocationalAble: false, avocationalAble: false },
    expect: {
      status: 'computed',
      category: { set: 'acr-1991', code: 'III' },
      criteria: [{ id: 'class-iv', state: 'not_met' }],
      details: { class: 'III', basis: 'domains' },
    },
  },
  {
    name: 'recorded-iv',
    title: 'Class IV as recorded',
    source: 'clinical specification, worked example fc-09-recorded',
    request: { recordedClass: 'IV' },
    expect: {
      category: { code: 'IV' },
      criteria: [{ id: 'class-iv', state: 'met' }],
      details: { class: 'IV', basis: 'recorded' },
    },
  },
  {
    name: 'self-care-missing',
    title: 'Self-care missing: the class stays open, and whether it is IV',
    source: 'clinical specification, worked example fc-07-selfcare-missing',
    request: { vocationalAble: false, avocationalAble: false },
    expect: {
      status: 'not_computable',
      category: { code: 'undetermined' },
      criteria: [{ id: 'class-iv', state: 'undetermined', reason: 'missing:selfCareAble' }],
      details: { class: null },
      missing: ['selfCareAble'],
    },
  },
  {
    name: 'vocational-missing',
    title: 'Able in self-care, vocational missing: not class IV, although the class stays open',
    source: 'clinical specification, worked example fc-08-vocational-missing',
    request: { selfCareAble: true, avocationalAble: false },
    expect: {
      status: 'not_computable',
      criteria: [{ id: 'class-iv', state: 'not_met' }],
      details: { class: null, possibleClasses: ['II', 'III'] },
      missing: ['vocationalAble'],
    },
  },
  {
    name: 'non-nested',
    title: 'Limited in vocational but not in avocational activities: outside the definition',
    source: 'clinical specification, worked example fc-05-non-nested-III',
    request: { selfCareAble: true, vocationalAble: false, avocationalAble: true },
    expect: { category: { code: 'III' }, warnings: [{ code: 'non_nested_pattern' }] },
  },
]
