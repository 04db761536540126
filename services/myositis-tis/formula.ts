/** Upper edges of the levels 0 to 3 in percent; each edge belongs to the lower level. Rider 2017, PMC5577002, Table 3. */
const EDGES = [5, 15, 25, 40] as const
const STRENGTH_EDGES = [2, 10, 20, 30] as const

/**
 * Points of the levels 0 to 4, the same for adults and children. Levels 2 and 3 of HAQ, and 3 and 4 of the enzyme,
 * share their points in the table itself.
 */
export const TABLE = {
  physicianGlobal: { edges: EDGES, points: [0, 7.5, 15, 17.5, 20] },
  patientGlobal: { edges: EDGES, points: [0, 2.5, 5, 7.5, 10] },
  mmt: { edges: STRENGTH_EDGES, points: [0, 10, 20, 27.5, 32.5] },
  haqDi: { edges: EDGES, points: [0, 5, 7.5, 7.5, 10] },
  enzyme: { edges: EDGES, points: [0, 2.5, 5, 7.5, 7.5] },
  extramuscularActivity: { edges: EDGES, points: [0, 7.5, 12.5, 15, 20] },
} as const
export type Item = keyof typeof TABLE

/** Greatest points of a measure. */
export const most = (item: Item): number => TABLE[item].points[4]

/** Range of a scale in cm, and of the HAQ-DI: what an absolute percent is a percent of. */
const RANGE = { scaleCm: 10, haqDi: 3 } as const

/** Absolute percent improvement: percent of the range of the measure, positive is better. */
export const scaleImprovement = (fromCm: number, toCm: number): number => (100 * (fromCm - toCm)) / RANGE.scaleCm
export const disabilityImprovement = (from: number, to: number): number => (100 * (from - to)) / RANGE.haqDi
export const strengthImprovement = (from: number, to: number, maximum: number): number => (100 * (to - from)) / maximum

/** Both as multiples of the upper limit; the range of the enzyme is `multiplier` times that limit. */
export const enzymeImprovement = (fromRatio: number, toRatio: number, multiplier: number): number =>
  (100 * (fromRatio - toRatio)) / multiplier

/** Range of each enzyme in multiples of its upper limit; unverified in a stored text, hence a field of the request. */
export const MULTIPLIERS = { ck: 15, aldolase: 6, ldh: 3, ast: 3, alt: 3 } as const
