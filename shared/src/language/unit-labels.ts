/** How the units of requests are shown to people. What is sent is the UCUM code. */
import { withSmallLitre } from './litre.js'

/** In the order in which `units.ts` first has them. */
const UNIT_LABELS: Readonly<Record<string, string>> = {
  'mg/L': 'mg/L',
  'mg/dL': 'mg/dL',
  'mm/h': 'mm/h',
  'mm/(1.h)': 'mm in 1 h',
  'umol/L': 'µmol/L',
  'mmol/L': 'mmol/L',
  '10*9/L': '10⁹/L',
  '10*3/uL': '10³/µL',
  '/uL': 'per µL',
  '10*6/L': '10⁶/L',
  '%': '%',
  'g/L': 'g/L',
  'g/dL': 'g/dL',
  'U/L': 'U/L',
  '[IU]/L': 'IU/L',
  'ukat/L': 'µkat/L',
  'nkat/L': 'nkat/L',
  'kU/L': 'kU/L',
  '{INR}': 'INR',
  '1': 'without a unit',
  s: 's',
  mg: 'mg',
  'g/d': 'g/day',
  'g/(24.h)': 'g in 24 h',
  'mg/d': 'mg/day',
  'mg/(24.h)': 'mg in 24 h',
  mm: 'mm',
  'mm/(5.min)': 'mm in 5 min',
  'mL/min': 'mL/min',
  'mL/(15.min)': 'mL in 15 min',
  kg: 'kg',
  g: 'g',
  '[lb_av]': 'lb',
  cm: 'cm',
  m: 'm',
  '[in_i]': 'in',
  '{score}': '0 to 10',
  L: 'L',
  mL: 'mL',
  'mL/min/mm[Hg]': 'mL/min/mmHg',
  'mmol/min/kPa': 'mmol/min/kPa',
  '[IU]/mL': 'IU/mL',
  'k[IU]/L': 'kIU/L',
  'U/mL': 'U/mL',
  "[arb'U]/mL": 'arbitrary units/mL',
  '{RU}/mL': 'RU/mL',
  '{CU}': 'CU',
  '{ratio}': 'ratio',
  wk: 'weeks',
  d: 'days',
  mo: 'months',
  a: 'years',
}

const LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries(UNIT_LABELS).flatMap(([code, label]) => [
    [code, label],
    [withSmallLitre(code), label],
  ]),
)

/** The label of a unit, whichever code of the litre it has. */
export const unitLabel = (code: string): string | undefined => LABELS.get(code)
