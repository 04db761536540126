/**
 * Where the 68 joints are drawn: own drawing, own coordinates. The patient faces the viewer, so the patient's right is on the left.
 * Hands and feet are drawn enlarged beside the body.
 */

export type Region = 'right-hand' | 'body' | 'left-hand' | 'right-foot' | 'left-foot'

/** In the order in which one goes from one to the next. */
export const REGIONS: readonly Region[] = ['right-hand', 'body', 'left-hand', 'right-foot', 'left-foot']

export interface Joint {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly region: Region
  /** Whether it is one of the 28. */
  readonly isOf28: boolean
}

export const WIDTH = 800
export const HEIGHT = 610
/** Radius of a joint: 24 pixels across from 600 pixels of width on (WCAG 2.2, 2.5.8). */
export const RADIUS = 16

/** What a window of the drawing shows, where there is no room for all of it. */
export const WINDOWS: Readonly<Record<Region, string>> = {
  'right-hand': '0 10 260 290',
  'left-hand': '540 10 260 290',
  body: '255 20 290 480',
  'right-foot': '0 326 250 284',
  'left-foot': '550 326 250 284',
}

const COLUMNS = [215, 170, 125, 80, 35]

/** The right side; the left is its mirror image. */
const RIGHT: readonly (readonly [name: string, x: number, y: number, region: 'hand' | 'body' | 'foot'])[] = [
  ['TMJ', 374, 68, 'body'],
  ['SCJ', 374, 136, 'body'],
  ['ACJ', 334, 126, 'body'],
  ['SHO', 298, 150, 'body'],
  ['ELB', 284, 240, 'body'],
  ['HIP', 362, 312, 'body'],
  ['KNE', 362, 430, 'body'],
  ['WRI', 140, 42, 'hand'],
  ['MCP1', 222, 100, 'hand'],
  ['PIP1', 240, 150, 'hand'],
  ...[2, 3, 4, 5].flatMap((finger, i): [string, number, number, 'hand'][] => {
    const x = [178, 134, 90, 46][i] ?? 0
    const drop = [4, 0, 6, 18][i] ?? 0
    return [
      [`MCP${finger}`, x, 124 + drop, 'hand'],
      [`PIP${finger}`, x, 190 + drop, 'hand'],
      [`DIP${finger}`, x, 250 + drop, 'hand'],
    ]
  }),
  ['ANK', 140, 350, 'foot'],
  ['TAR', 140, 412, 'foot'],
  ...COLUMNS.flatMap((x, i): [string, number, number, 'foot'][] => [
    [`MTP${i + 1}`, x, 480 + i * 6, 'foot'],
    [`TIP${i + 1}`, x, 550 + i * 5, 'foot'],
  ]),
]

const OF_28 = /^(?:SHO|ELB|WRI|MCP\d|PIP\d|KNE)$/

const sideOf = (side: 'R' | 'L'): readonly Joint[] =>
  RIGHT.map(([name, x, y, region]) => ({
    id: `${side}-${name}`,
    x: side === 'R' ? x : WIDTH - x,
    y,
    region: region === 'body' ? region : `${side === 'R' ? 'right' : 'left'}-${region}`,
    isOf28: OF_28.test(name),
  }))

const BOTH_SIDES = [...sideOf('R'), ...sideOf('L')]

export const JOINTS: readonly Joint[] = REGIONS.flatMap((region) =>
  BOTH_SIDES.filter((joint) => joint.region === region),
)

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Going aside counts more than going far. */
const ASIDE = 2.5

/** The nearest joint of the region in the direction of a key; nothing for other keys, and at the edge. */
export function nextJoint(from: Joint, key: string, joints: readonly Joint[]): Joint | undefined {
  const direction = DIRECTIONS[key]
  if (!direction) return undefined
  const [right, down] = direction
  const costs = joints.flatMap((joint) => {
    const along = (joint.x - from.x) * right + (joint.y - from.y) * down
    const aside = Math.abs((joint.x - from.x) * down) + Math.abs((joint.y - from.y) * right)
    return joint === from || along <= 0 || aside > along * ASIDE ? [] : [{ joint, cost: along + aside * ASIDE }]
  })
  return costs.sort((a, b) => a.cost - b.cost)[0]?.joint
}
