/** What the tests start from. Tests only. */
export const percent = (value: number) => ({ value, unit: '%' })
export const dlco = (value: number, unit = 'mL/min/mm[Hg]') => ({ value, unit })

export type Three = 'met' | 'not_met' | 'undetermined'

export const anyOf = (a: Three, b: Three): Three =>
  a === 'met' || b === 'met' ? 'met' : a === 'not_met' && b === 'not_met' ? 'not_met' : 'undetermined'
export const opposite = (a: Three): Three => (a === 'met' ? 'not_met' : a === 'not_met' ? 'met' : a)
