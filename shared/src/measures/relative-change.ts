/** Change of a core set measure relative to its baseline, as in the IMACS definitions: positive is better. */
import { atLeast, atMost } from '../language/compare.js'
import type { Measure } from './myositis-visit.js'

export interface RelativeChange {
  /** Percent of the baseline; null where the baseline is 0 and the follow-up is not. */
  readonly percent: number | null
  /** What a rise from 0, which has no percent, counts as. */
  readonly fromZero: 'better' | 'worse' | null
}

const UNCHANGED: RelativeChange = Object.freeze({ percent: 0, fromZero: null })

/** More is better for strength, less for every other measure. A baseline of 0: see `RelativeChange`. */
export function relativeChange(measure: Measure, from: number, to: number): RelativeChange {
  if (from === 0) {
    if (to === 0) return UNCHANGED
    return { percent: null, fromZero: measure === 'mmt' ? 'better' : 'worse' }
  }
  return { percent: measure === 'mmt' ? percentOf(from, to - from) : fall(from, to), fromZero: null }
}

const percentOf = (from: number, change: number): number => (100 * change) / from

/** Percent by which a value fell; from a value without upper limit it can be all of it. */
export const fall = (from: number, to: number): number =>
  from === Number.POSITIVE_INFINITY ? 100 : percentOf(from, from - to)

export const improvedBy = ({ percent, fromZero }: RelativeChange, least: number): boolean =>
  percent === null ? fromZero === 'better' : atLeast(percent, least)

export const worsenedBy = ({ percent, fromZero }: RelativeChange, least: number): boolean =>
  percent === null ? fromZero === 'worse' : atMost(percent, -least)
