import type { Example } from '@activity-scores/shared/contract/instrument'
import { type HaqItem, haqItems } from '@activity-scores/shared/measures/health-assessment'
import type { Request } from './schema.js'

type Answers = Partial<Record<HaqItem, number | null>>

/** The given answers; every other item answered with 0. */
const otherwiseNone = (answers: Answers): Answers => ({
  ...Object.fromEntries(haqItems.map((item) => [item, 0])),
  ...answers,
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'help-raises-one-to-two',
    title: 'Help with dressing raises its score of 1 to 2',
    source: 'clinical specification, worked example haq-07-help-raises-one-to-two',
    request: { items: otherwiseNone({ HAQ01: 1, HAQ02: 1 }), aids: [], help: ['dressing'] },
    expect: {
      score: { value: 0.25, reported: '0.250' },
      category: { set: 'bruce-fries-2003', code: 'mild_to_moderate' },
      details: { alternative: 0.125, categories: { dressing: 2, arising: 0 }, categoriesAnswered: 8 },
    },
  },
  {
    name: 'device-and-help-counted-once',
    title: 'A device and help in one category raise it once',
    source: 'clinical specification, worked example haq-09-aid-and-help-same-category-counted-once, aid by device name',
    request: { items: otherwiseNone({ HAQ10: 1 }), aids: ['bathSeat'], help: ['hygiene'] },
    expect: { score: { value: 0.25, reported: '0.250' }, details: { alternative: 0.125, categories: { hygiene: 2 } } },
  },
  {
    name: 'just-above-2',
    title: 'Much difficulty in every category, one activity impossible',
    source: 'clinical specification, worked example haq-14-just-above-2.0',
    request: {
      items: { ...Object.fromEntries(haqItems.map((item) => [item, 2])), HAQ01: 3 },
      aids: [],
      help: [],
    },
    expect: {
      score: { value: 2.125, reported: '2.125' },
      category: { code: 'severe_to_very_severe' },
      details: { nearestEighth: 2.125 },
    },
  },
  {
    name: 'six-categories',
    title: 'Reach and activities not answered: mean of six categories',
    source: 'clinical specification, worked example haq-16-six-categories',
    request: {
      items: {
        ...{ HAQ01: 2, HAQ02: 0, HAQ03: 1, HAQ04: 0, HAQ05: 1, HAQ06: 0, HAQ07: 0, HAQ08: 2, HAQ09: 0 },
        ...{ HAQ10: 1, HAQ11: 0, HAQ12: 0, HAQ15: 1, HAQ16: 0, HAQ17: 0 },
      },
      aids: [],
      help: [],
    },
    expect: {
      score: { value: 4 / 3, reported: '1.333' },
      category: { code: 'moderate_to_severe' },
      details: { nearestEighth: 1.375, categoriesAnswered: 6 },
      warnings: [{ code: 'categories_missing' }],
    },
  },
  {
    name: 'item-and-aids-missing',
    title: 'One item not answered and aids not stated: both are in the bounds',
    source: 'ruling K7 of docs/rulings.md; bounds by hand: (6 * 3 + 2 + 0) / 8, and 3 instead of 0',
    request: {
      items: {
        ...Object.fromEntries(haqItems.map((item) => [item, 3])),
        ...{ HAQ03: 2, HAQ04: 2, HAQ13: 0, HAQ14: null },
      },
      help: [],
    },
    expect: {
      score: { value: 2.5, bounds: { lower: 2.5, upper: 2.875 } },
      category: { code: 'severe_to_very_severe' },
      missing: ['items.HAQ14', 'aids'],
      warnings: [{ code: 'items_missing' }, { code: 'aids_not_stated' }],
    },
  },
  {
    name: 'five-categories',
    title: 'Five categories are too few: not computable, with bounds',
    source:
      'clinical specification, worked example haq-17-five-categories; bounds by hand: (1 + 0) / 8 and (1 + 9) / 8',
    request: {
      items: {
        ...{ HAQ01: 1, HAQ02: 0, HAQ03: 0, HAQ04: 0, HAQ05: 0, HAQ06: 0, HAQ07: 0 },
        ...{ HAQ08: 0, HAQ09: 0, HAQ10: 0, HAQ11: 0, HAQ12: 0 },
      },
      aids: [],
      help: [],
    },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 0.125, upper: 1.25 } },
      details: { categoriesAnswered: 5, boundCategories: ['mild_to_moderate', 'moderate_to_severe'] },
    },
  },
]
