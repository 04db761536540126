/**
 * Scores that another instrument finished, sent as bare numbers on their own scale. Send them unrounded: a reported value
 * decides otherwise near a cut-off. Each range is that of the formula over the allowed inputs of its instrument.
 */
import * as z from 'zod'

const finished = (what: string, [least, greatest]: readonly [number, number]) =>
  z
    .number()
    .min(least)
    .max(greatest)
    .nullish()
    .meta({ title: what, description: `${what}, ${least} to ${greatest}, unrounded` })

/** To ESR 300 mm/h: 9.8375 in the 4-variable form, which exceeds the 3-variable one. */
export const DAS28_ESR_RANGE = [0, 9.84] as const
/** To CRP 1000 mg/L: 9.2920 in the 4-variable form; at least its constant of 0.96. */
export const DAS28_CRP_RANGE = [0.96, 9.3] as const
export const CDAI_RANGE = [0, 76] as const
/** To CRP 100 mg/dL; the index is not capped. */
export const SDAI_RANGE = [0, 176] as const
export const HAQ_DI_RANGE = [0, 3] as const

export const das28Esr = finished('DAS28-ESR', DAS28_ESR_RANGE)
export const das28Crp = finished('DAS28-CRP', DAS28_CRP_RANGE)
export const cdai = finished('CDAI', CDAI_RANGE)
export const sdai = finished('SDAI', SDAI_RANGE)
export const haqDi = finished('HAQ-DI', HAQ_DI_RANGE)
