/**
 * Health Assessment Questionnaire (HAQ), 20 items in 8 categories, scored as the disability index (HAQ-DI). Steps and
 * the minimum of 6 categories are those of LOINC 75874-8; the aid mapping is that of the CLINHAQ scoring sheet. Ids and
 * own short labels only: the text of the form carries a Stanford copyright notice and is not shipped.
 */
import * as z from 'zod'
import { between, type Interval } from '../language/interval.js'
import { inputWarning, type Warning } from '../language/outcome.js'
import { type CategoryScore, meanOfAnswered } from './category-mean.js'

/** In the order of the form. `aids` are the devices that count for the category; activities has none. */
const TABLE = {
  dressing: {
    items: { HAQ01: 'putting on clothes', HAQ02: 'washing hair' },
    aids: ['dressingDevices', 'buttonHook', 'zipPull', 'longShoehorn'],
  },
  arising: {
    items: { HAQ03: 'rising from a chair', HAQ04: 'in and out of bed' },
    aids: ['specialChair', 'raisedChair'],
  },
  eating: {
    items: { HAQ05: 'cutting meat', HAQ06: 'drinking from a cup', HAQ07: 'opening a carton' },
    aids: ['builtUpUtensils', 'specialUtensils'],
  },
  walking: {
    items: { HAQ08: 'level ground', HAQ09: 'five steps up' },
    aids: ['cane', 'walker', 'crutches', 'wheelchair'],
  },
  hygiene: {
    items: { HAQ10: 'washing the body', HAQ11: 'bathing', HAQ12: 'using the toilet' },
    aids: ['raisedToiletSeat', 'bathSeat', 'bathBar', 'longHandledBathroomAppliances'],
  },
  reach: {
    items: { HAQ13: 'weight from overhead', HAQ14: 'picking up from the floor' },
    aids: ['longHandledAppliancesForReach'],
  },
  grip: {
    items: { HAQ15: 'car doors', HAQ16: 'jars', HAQ17: 'taps' },
    aids: ['jarOpener'],
  },
  activities: {
    items: { HAQ18: 'errands', HAQ19: 'in and out of a car', HAQ20: 'chores' },
    aids: [],
  },
} as const

type Table = typeof TABLE
export type HaqCategory = keyof Table
export type HaqItem = { [C in HaqCategory]: keyof Table[C]['items'] }[HaqCategory]
type Device = Table[HaqCategory]['aids'][number]
export type HaqAid = Exclude<HaqCategory, 'activities'> | Device

export interface HaqCategoryDefinition {
  readonly id: HaqCategory
  readonly items: readonly HaqItem[]
  /** Devices that count for the category, own words. */
  readonly devices: readonly Device[]
}

// Object.keys and Object.entries lose the literal keys that the table has by construction.
const ids = Object.keys(TABLE) as [HaqCategory, ...HaqCategory[]]

export const haqCategories: readonly HaqCategoryDefinition[] = ids.map((id) => ({
  id,
  items: Object.keys(TABLE[id].items) as HaqItem[],
  devices: TABLE[id].aids,
}))

export const haqItems: readonly HaqItem[] = haqCategories.flatMap(({ items }) => items)

/** The category that each aid counts for: a device, or the category's own name. */
const categoryOfAid: ReadonlyMap<string, HaqCategory> = new Map(
  haqCategories
    .filter(({ devices }) => devices.length > 0)
    .flatMap(({ id, devices }) => [id, ...devices].map((aid) => [aid, id] as const)),
)

const AIDS = [...categoryOfAid.keys()] as [HaqAid, ...HaqAid[]]

/** `long shoehorn` of `longShoehorn`. */
const labelsOf = (codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, code.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)]))

const item = (label: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(3)
    .nullish()
    .meta({
      title: `${label.charAt(0).toUpperCase()}${label.slice(1)}`,
      description: `${label}: 0 no, 1 some, 2 much difficulty, 3 unable`,
    })

const items = Object.fromEntries(
  haqCategories.flatMap(({ id }) => Object.entries(TABLE[id].items).map(([key, label]) => [key, item(label)])),
) as Record<HaqItem, ReturnType<typeof item>>

/** Ticks may repeat, so the lists may be longer than the choices; the limit only keeps a request small. */
const MOST_TICKS = 60

export const healthAssessmentRequest = z.strictObject({
  items: z.strictObject(items).nullish().meta({
    title: 'Answers by item',
    description: 'Answers by item id, HAQ01 to HAQ20, 0 to 3 each; null or absent when not answered',
  }),
  aids: z
    .array(z.enum(AIDS).meta({ 'x-options': labelsOf(AIDS) }))
    .max(MOST_TICKS)
    .nullish()
    .meta({
      title: 'Aids and devices used',
      description:
        'Aids and devices ticked, as category or as device; an empty list when none was. A device not listed counts once a reviewer has assigned it to a category',
    }),
  help: z
    .array(z.enum(ids).meta({ 'x-options': labelsOf(ids) }))
    .max(MOST_TICKS)
    .nullish()
    .meta({
      title: 'Help from another person',
      description: 'Categories in which help from another person was ticked; an empty list when none was',
    }),
})
export type HealthAssessment = z.infer<typeof healthAssessmentRequest>

export type HaqCategoryScores = Readonly<Record<HaqCategory, number | null>>

export interface HealthAssessmentScore {
  /** HAQ-DI with aids and help, 0 to 3, unrounded; null below 6 answered categories. */
  readonly standard: number | null
  /** HAQ-DI without aids and help. */
  readonly alternative: number | null
  /** Category scores 0 to 3 after aids and help; null for a category without any answer. */
  readonly categories: HaqCategoryScores
  /** The same before aids and help. */
  readonly categoriesAlternative: HaqCategoryScores
  /** Number of categories with at least one answer, 0 to 8. */
  readonly answered: number
  /** What the standard score can be: by answers to open items, and by ticks in a list that was not sent. */
  readonly range: Interval
  readonly rangeAlternative: Interval
  /** What leaves the range open, dotted paths within the HAQ request: lists not sent, unanswered items. */
  readonly missing: readonly string[]
  /** Pointers are within the HAQ request. */
  readonly warnings: readonly Warning[]
}

const LISTS = ['aids', 'help'] as const
type List = (typeof LISTS)[number]
export const HAQ_CATEGORIES_REQUIRED = 6
/** An aid or help makes a category score of 0 or 1 this; both together raise once. */
const RAISED = 2
const WORST = 3

export function scoreHealthAssessment(request: HealthAssessment): HealthAssessmentScore {
  const answers: Readonly<Partial<Record<HaqItem, number | null | undefined>>> = request.items ?? {}
  const ticked = [...aidedCategories(request), ...helpedCategories(request)]
  const notSent = LISTS.filter((list) => !request[list])
  const standard: CategoryScore[] = []
  const alternative: CategoryScore[] = []
  const open: string[] = []
  const passedOver: HaqItem[] = []
  for (const { id, items: own } of haqCategories) {
    let score: number | null = null
    const unanswered: HaqItem[] = []
    for (const key of own) {
      const answer = answers[key]
      if (answer == null) unanswered.push(key)
      else if (score === null || answer > score) score = answer
    }
    const least = score ?? 0
    const greatest = unanswered.length === 0 ? least : WORST
    if (score !== null) passedOver.push(...unanswered)
    if (least !== greatest) open.push(...unanswered.map((key) => `items.${key}`))
    alternative.push({ score, least, greatest })
    standard.push(ticked.includes(id) ? raised({ score, least, greatest }) : { score, least, greatest })
  }
  const { mean, range: asTicked } = meanOfAnswered(standard, HAQ_CATEGORIES_REQUIRED)
  const upper = notSent.length === 0 ? asTicked.upper : mostTicked(standard, request).upper
  const range = between(asTicked.lower, upper)
  const without = meanOfAnswered(alternative, HAQ_CATEGORIES_REQUIRED)
  const empty = ids.filter((_id, i) => standard[i]?.score === null)
  return {
    standard: mean,
    alternative: without.mean,
    categories: byCategory(standard),
    categoriesAlternative: byCategory(alternative),
    answered: ids.length - empty.length,
    range,
    rangeAlternative: without.range,
    missing: [...open, ...notSent.filter((list) => ids.some((_id, i) => couldRaise(list, i, standard[i])))],
    warnings: [
      ...(mean === null || empty.length === 0 ? [] : [categoriesMissing(empty, ticked)]),
      ...(passedOver.length === 0 ? [] : [itemsMissing(passedOver)]),
      ...notSent.map(notStated),
    ],
  }
}

const raised = ({ score, least, greatest }: CategoryScore): CategoryScore => ({
  score: score === null ? null : Math.max(score, RAISED),
  least: Math.max(least, RAISED),
  greatest: Math.max(greatest, RAISED),
})

/** Help may be ticked for every category, an aid for those that have one. */
const countsFor = (list: List, category: number): boolean =>
  list === 'help' || (haqCategories[category]?.devices.length ?? 0) > 0

const couldRaise = (list: List, category: number, score: CategoryScore | undefined): boolean =>
  countsFor(list, category) && score !== undefined && score.least < RAISED

/** The range if every category that a list not sent could tick were ticked. */
function mostTicked(standard: readonly CategoryScore[], { aids, help }: HealthAssessment): Interval {
  const scores = standard.map((score, i) =>
    (!help && countsFor('help', i)) || (!aids && countsFor('aids', i)) ? raised(score) : score,
  )
  return meanOfAnswered(scores, HAQ_CATEGORIES_REQUIRED).range
}

function byCategory(scores: readonly CategoryScore[]): HaqCategoryScores {
  const record: Partial<Record<HaqCategory, number | null>> = {}
  for (const [i, id] of ids.entries()) record[id] = scores[i]?.score ?? null
  // One score per category, in the order of the table.
  return record as HaqCategoryScores
}

/** Categories with an aid ticked, by category or device name, each once and in the order of the form. */
export function aidedCategories({ aids }: HealthAssessment): readonly HaqCategory[] {
  if (!aids || aids.length === 0) return []
  const aided = new Set(aids.map((aid) => categoryOfAid.get(aid)))
  return ids.filter((id) => aided.has(id))
}

/** Categories with help ticked, each once and in the order of the form. */
export const helpedCategories = ({ help }: HealthAssessment): readonly HaqCategory[] =>
  help ? ids.filter((id) => help.includes(id)) : []

function categoriesMissing(open: readonly HaqCategory[], ticked: readonly HaqCategory[]): Warning {
  const ignored = open.filter((id) => ticked.includes(id))
  const note = ignored.length > 0 ? ` The aid or help ticked for ${ignored.join(', ')} is ignored.` : ''
  const message = `No item of ${open.join(', ')} is answered; the score is the mean of the other ${ids.length - open.length} categories.${note}`
  return inputWarning('categories_missing', '/items', message)
}

/** The rule of the index passes over them; what they could be stands in the range. */
const itemsMissing = (unanswered: readonly HaqItem[]): Warning =>
  inputWarning(
    'items_missing',
    '/items',
    `${unanswered.join(', ')} ${unanswered.length === 1 ? 'is' : 'are'} not answered; the highest answered item of the category was used, and bounds show what the score could be.`,
  )

/** A list of ticks that was never sent is not a list without ticks: what ticks could add stands in the range. */
const notStated = (field: string): Warning =>
  inputWarning(
    `${field}_not_stated`,
    `/${field}`,
    `${field} was not sent; a standard score is that without any tick, and bounds show what ticks can make of it. Send an empty list when none was ticked.`,
  )
