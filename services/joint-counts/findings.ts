/** What findings and counts leave possible for each of the four counts. */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import { type ExaminedJoints, type Tally, tallyJoints, wereExamined } from '@activity-scores/shared/measures/joints'
import { narrow, overlap, type Range, SIZE } from './formula.js'

export const COUNTS = [
  'tenderJointCount28',
  'swollenJointCount28',
  'tenderJointCount68',
  'swollenJointCount66',
] as const
export type CountName = (typeof COUNTS)[number]

type Counts = { readonly [count in CountName]?: number | null | undefined }
type Given = ExaminedJoints & Counts
type Tallies = ReturnType<typeof tallyJoints>

export interface Counted {
  readonly size: number
  /** By the findings sent; null when none were. */
  readonly tally: Tally | null
  /** Whole numbers of joints that are possible, before any prorating. */
  readonly range: Range
}

type ByCount<Value> = Readonly<Record<CountName, Value>>

const talliesOf = (given: Given): Tallies | null => (wereExamined(given) ? tallyJoints(given) : null)

export const countJoints = (given: Given): ByCount<Counted> => counted(given, talliesOf(given))

function counted(given: Counts, tally: Tallies | null): ByCount<Counted> {
  const tender = pair(given, 'tenderJointCount28', 'tenderJointCount68', tally?.tender28, tally?.tender68)
  const swollen = pair(given, 'swollenJointCount28', 'swollenJointCount66', tally?.swollen28, tally?.swollen66)
  return {
    tenderJointCount28: tender.of28,
    swollenJointCount28: swollen.of28,
    tenderJointCount68: tender.full,
    swollenJointCount66: swollen.full,
  }
}

function pair(
  given: Counts,
  name28: 'tenderJointCount28' | 'swollenJointCount28',
  nameFull: 'tenderJointCount68' | 'swollenJointCount66',
  tally28: Tally | null = null,
  tallyFull: Tally | null = null,
): { readonly of28: Counted; readonly full: Counted } {
  const size28 = SIZE[name28]
  const sizeFull = SIZE[nameFull]
  const found28 = found(tally28, size28)
  const foundFull = found(tallyFull, sizeFull)
  const outside = tallyFull
    ? { lower: foundFull.lower - found28.lower, upper: foundFull.upper - found28.upper }
    : { lower: 0, upper: sizeFull - size28 }
  const ranges = narrow(narrowedBy(found28, given[name28]), outside, narrowedBy(foundFull, given[nameFull]))
  return {
    of28: { size: size28, tally: tally28, range: ranges.of28 },
    full: { size: sizeFull, tally: tallyFull, range: ranges.full },
  }
}

/** A joint that was not done may be anything; one that is not evaluable contributes nothing. */
const found = (tally: Tally | null, size: number): Range =>
  tally ? { lower: tally.present, upper: tally.present + tally.notDone } : { lower: 0, upper: size }

const narrowedBy = (range: Range, count: number | null | undefined): Range =>
  count == null ? range : overlap(range, { lower: count, upper: count })

const FULL_OF = { tenderJointCount28: 'tenderJointCount68', swollenJointCount28: 'swollenJointCount66' } as const

/** Counts that cannot be right together, or not with the findings. */
export function conflicts(given: Given): readonly Fault[] {
  const tallies = talliesOf(given)
  const alone = counted({}, tallies)
  const faults = COUNTS.flatMap((name): readonly Fault[] => {
    const count = given[name]
    const { lower, upper } = alone[name].range
    if (count == null || (count >= lower && count <= upper)) return []
    const possible = lower === upper ? `${lower}` : `${lower} to ${upper}`
    return [
      conflict(
        name,
        `is not possible with the findings in joints, which give ${possible}. Correct one of them, or send only the right one.`,
      ),
    ]
  })
  if (faults.length > 0) return faults
  const together = counted(given, tallies)
  return (['tenderJointCount28', 'swollenJointCount28'] as const).flatMap((name) => {
    const full = FULL_OF[name]
    const { lower, upper } = together[name].range
    if (lower <= upper && together[full].range.lower <= together[full].range.upper) return []
    const field = given[name] == null ? full : name
    const beside = given[name] == null ? 'the findings in joints' : full
    return [
      conflict(
        field,
        `cannot be right together with ${beside}: the 28 joints are among the ${SIZE[full]}, and ${SIZE[full] - 28} lie outside them. Correct one of them, or send only the right one.`,
      ),
    ]
  })
}

const conflict = (name: CountName, what: string): Fault => ({
  pointer: `/${name}`,
  code: 'conflict',
  message: `${name} ${what}`,
})
