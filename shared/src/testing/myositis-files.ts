/** How the clinical example files of myositis write a state, a measure and a visit. Used by tests only. */
import type { Test } from 'tap'
import type { Json } from './testing.js'

export const stateIn = (word: string): string => (word === 'cannot_determine' ? 'undetermined' : word)

const MEASURES: Readonly<Record<string, string>> = {
  mmt: 'mmt',
  phga: 'physicianGlobal',
  ptga: 'patientGlobal',
  haq: 'haqDi',
  enzyme: 'enzyme',
  extramuscular: 'extramuscularActivity',
}

/** What a file says of each measure, under the name that results have for it; it must say so of `count` of them. */
export function measuresIn(t: Test, given: Readonly<Record<string, Json>>, count: number) {
  t.equal(Object.keys(given).length, count, `${count} measures`)
  return Object.entries(given).map(([name, value]): readonly [string, Json] => {
    const measure = MEASURES[name]
    if (!measure) t.fail(`${name} is a measure`)
    return [measure ?? name, value]
  })
}

export const cm = (value: number) => ({ value, unit: 'cm' })
const scale = (value: number | null) => (value === null ? null : cm(value))

export const enzyme = (value: number, upperLimit: number | null, more: object = {}) => ({
  value,
  upperLimit,
  unit: 'U/L',
  ...more,
})

/** The measures of a visit beside the muscle test and the enzymes. */
export const visitIn = (given: Json) => ({
  physicianGlobal: scale(given.phga_cm),
  patientGlobal: scale(given.ptga_cm),
  haqDi: given.haqDi_units,
  extramuscularActivity: scale(given.extramuscularVas_cm),
})

export const enzymesIn = (given: Readonly<Record<string, Json>>) =>
  Object.fromEntries(Object.entries(given).map(([name, { value_U_L, uln_U_L }]) => [name, enzyme(value_U_L, uln_U_L)]))
