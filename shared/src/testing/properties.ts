/** Properties that instruments with missing data share. Tests only. */
import type { Instrument } from '../contract/instrument.js'
import { TOLERANCE } from '../language/compare.js'
import type { Outcome } from '../language/outcome.js'
import { fc } from './drawing.js'

/** Dotted paths removed together: all the ways in which one measurement can be given. */
export type Removal = readonly string[]

/** A copy of a body without the given fields. */
export function without<Input>(body: Input, removal: Removal): Input {
  const copy = structuredClone(body)
  for (const path of removal) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const holder = keys.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
      copy,
    )
    if (typeof holder === 'object' && holder !== null) delete (holder as Record<string, unknown>)[last]
  }
  return copy
}

const removed = (removals: readonly Removal[]) => fc.subarray([...removals], { minLength: 1 })

/** Removing inputs never turns a criterion that was `not_met` or `undetermined` into `met`, nor `met` into `not_met`. */
export function removalNeverMeets<Input>(
  instrument: Instrument<Input>,
  bodies: fc.Arbitrary<Input>,
  removals: readonly Removal[],
  runs = 500,
): void {
  const property = fc.property(bodies, removed(removals), (body, gone) => {
    const before = statesOf(instrument.compute(body))
    const after = statesOf(instrument.compute(gone.reduce(without, body)))
    for (const [id, state] of after) {
      if (state === 'met' && before.get(id) !== 'met') throw new Error(`${id} became met`)
      if (state === 'not_met' && before.get(id) === 'met') throw new Error(`${id} was met and became not_met`)
    }
  })
  fc.assert(property, { numRuns: runs })
}

const statesOf = (outcome: Outcome) => new Map(outcome.criteria.map(({ id, state }) => [id, state]))

/** The bounds of an incomplete input contain the score of the complete one, whatever was removed. */
export function boundsContainCompletions<Input>(
  instrument: Instrument<Input>,
  complete: fc.Arbitrary<Input>,
  removals: readonly Removal[],
  runs = 500,
): void {
  const property = fc.property(complete, removed(removals), (body, gone) => {
    const value = instrument.compute(body).score?.value
    if (value == null) throw new Error('the complete input was not computable')
    const { score, category } = instrument.compute(gone.reduce(without, body))
    const { lower, upper } = score?.bounds ?? { lower: score?.value ?? null, upper: score?.value ?? null }
    if (lower !== null && value < lower - TOLERANCE) throw new Error(`${value} is below the lower bound ${lower}`)
    if (upper !== null && value > upper + TOLERANCE) throw new Error(`${value} is above the upper bound ${upper}`)
    if (score?.value != null) return
    const completed = instrument.compute(body).category
    if (category && category.code !== 'undetermined' && category.code !== completed?.code)
      throw new Error(`category ${category.code} was decided, the complete input is ${completed?.code}`)
  })
  fc.assert(property, { numRuns: runs })
}
