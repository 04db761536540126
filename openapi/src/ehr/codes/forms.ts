/**
 * Which instruments have a form, and the FHIRPath expression of its score. An expression yields nothing, not 0, where the score is not
 * computable; a test holds each to the engine on every worked example.
 */
import { WEIGHTS } from '@activity-scores/services/essdai/formula'
import { SKIN_SITES } from '@activity-scores/shared/measures/skin-score'

export interface Form {
  /** Groups of items with the ids of their items; the rest are items by themselves. */
  readonly groups?: Readonly<Record<string, readonly string[]>>
  /** Points for a level of 1: the items are choices whose answers weigh something else than their level. */
  readonly weights?: Readonly<Record<string, number>>
  /** Items of the form, by their paths in the request; all of the leaves that are given here, in this order. */
  readonly items: readonly string[]
  readonly expression: string
}

const item = (id: string): string => `%resource.repeat(item).where(linkId='${id}').answer`
const value = (id: string): string => `${item(id)}.value`
const allOf = (ids: readonly string[]): string => ids.map((id) => `${item(id)}.count()`).join(' + ')
/** The sum where every item is answered. */
const whole = (ids: readonly string[], sum: string): string => `iif(${allOf(ids)} = ${ids.length}, ${sum}, {})`

const COUNTS = ['tenderJointCount28', 'swollenJointCount28']
const GLOBALS = ['patientGlobal', 'physicianGlobal']
const JOINTS = `0.56 * ${value('tenderJointCount28')}.sqrt() + 0.28 * ${value('swollenJointCount28')}.sqrt()`
const GLOBAL = `0.014 * ${value('patientGlobal')}`
const ESR = `iif(${value('esr')} < 1, 1.0, ${value('esr')}).ln()`

const of28 = (marker: string, sum: string): Form => {
  const items = [...COUNTS, marker, 'patientGlobal']
  return { items, expression: whole(items, sum) }
}
/** Scales come in millimetres, CRP in mg/L: a tenth of each is what the index adds. */
const index = (more: readonly string[]): Form => {
  const items = [...COUNTS, ...GLOBALS, ...more]
  const tenths = [...GLOBALS, ...more].map((id) => `${value(id)} / 10`)
  return { items, expression: whole(items, [...COUNTS.map(value), ...tenths].join(' + ')) }
}

const SITES = SKIN_SITES.map((site) => `sites.${site}`)

const PAIRED = [
  'deltoid',
  'biceps',
  'wristExtensors',
  'gluteusMaximus',
  'gluteusMedius',
  'quadriceps',
  'ankleDorsiflexors',
]
const BOTH_SIDES = ['neckFlexors', ...PAIRED.flatMap((muscle) => [`${muscle}Right`, `${muscle}Left`])].map(
  (muscle) => `grades.${muscle}`,
)
const ONE_SIDE = ['neckFlexors', ...PAIRED].map((muscle) => `grades.${muscle}`)
const added = (ids: readonly string[]): string => ids.map(value).join(' + ')

/** The eight categories of HAQ-DI with their items; the last has no aids. */
const HAQ: Readonly<Record<string, readonly [first: number, last: number]>> = {
  dressing: [1, 2],
  arising: [3, 4],
  eating: [5, 7],
  walking: [8, 9],
  hygiene: [10, 12],
  reach: [13, 14],
  grip: [15, 17],
  activities: [18, 20],
}
const haqItems = ([first, last]: readonly [number, number]): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `HAQ${String(first + i).padStart(2, '0')}`)
const HAQ_GROUPS = Object.fromEntries(
  Object.entries(HAQ).map(([category, range]) => [
    category,
    [...haqItems(range), ...(category === 'activities' ? [] : [`aids-${category}`])],
  ]),
)
const ANSWERED = "%resource.item.where(item.where(linkId.startsWith('HAQ')).answer.exists())"
const WORST = "item.where(linkId.startsWith('HAQ')).answer.value.max()"
const HAQ_DI = `iif(${ANSWERED}.count() >= 6, ${ANSWERED}.select(iif(item.where(linkId.startsWith('aids')).answer.value.where($this = true).exists() and ${WORST} < 2, 2, ${WORST})).sum() / ${ANSWERED}.count(), {})`

/** Points for each level of a domain, as the instrument has them. */
const ESSDAI: Readonly<Record<string, number>> = WEIGHTS
const DOMAINS = Object.keys(ESSDAI).map((domain) => `domains.${domain}`)
const level = (id: string): string => `${value(id)}.code.replaceMatches('^.*[.]', '').toInteger()`

export const FORMS: Readonly<Record<string, Form>> = {
  'das28-esr': of28('esr', `${JOINTS} + 0.7 * ${ESR} + ${GLOBAL}`),
  'das28-crp': of28('crp', `${JOINTS} + 0.36 * (${value('crp')} + 1).ln() + ${GLOBAL} + 0.96`),
  cdai: index([]),
  sdai: index(['crp']),
  mrss: { items: SITES, groups: { sites: SITES }, expression: whole(SITES, added(SITES)) },
  mmt8: {
    items: ['mode', ...new Set([...BOTH_SIDES, ...ONE_SIDE])],
    groups: { grades: [...new Set([...BOTH_SIDES, ...ONE_SIDE])] },
    expression: `iif(${value('mode')}.code = 'mode.bilateral', ${whole(BOTH_SIDES, added(BOTH_SIDES))}, iif(${value('mode')}.code = 'mode.unilateral', ${whole(ONE_SIDE, added(ONE_SIDE))}, {}))`,
  },
  esspri: {
    items: ['dryness', 'fatigue', 'limbPain'],
    expression: whole(['dryness', 'fatigue', 'limbPain'], `(${added(['dryness', 'fatigue', 'limbPain'])}) / 3`),
  },
  essdai: {
    items: DOMAINS,
    groups: { domains: DOMAINS },
    weights: Object.fromEntries(Object.entries(ESSDAI).map(([domain, weight]) => [`domains.${domain}`, weight])),
    expression: whole(
      DOMAINS,
      DOMAINS.map((id) => `${level(id)} * ${ESSDAI[id.slice('domains.'.length)]}`).join(' + '),
    ),
  },
  'haq-di': {
    items: Object.values(HAQ)
      .flatMap(haqItems)
      .map((id) => `items.${id}`),
    groups: HAQ_GROUPS,
    expression: HAQ_DI,
  },
}
