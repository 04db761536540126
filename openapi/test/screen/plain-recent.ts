/**
 * What counts at all: RA file, reading A2 (28 days for laboratory values, counts and scales of a visit), and a pregnancy test
 * of 7 days. A value without its day may be older, unless all such values are said to be of the day of screening.
 */
import type { Patient } from '../../programs/kit/patients.js'
import type { Inputs } from './plain-read.js'

const LABORATORY = ['creatinine', 'wbc', 'neutrophils', 'haemoglobin', 'alt', 'ast', 'bilirubin', 'inr', 'pt']
const VISIT = ['tenderJointCount28', 'swollenJointCount28', 'tenderJointCount68', 'swollenJointCount66']
const ACTIVITY = ['esr', 'crp', 'patientGlobal', 'physicianGlobal', 'weight']
/** A36: the other measures of a visit, as laboratory values. */
const MEASURES = [
  'mmt8Bilateral',
  'extramuscularActivity',
  'haqDi',
  'enzymes',
  'essdai',
  'essdaiDomains',
  'skinFollowUp',
]
const OF_28_DAYS = new Set([...LABORATORY, ...VISIT, ...ACTIVITY, ...MEASURES])

const daysAllowed = (name: string): number | null => (OF_28_DAYS.has(name) ? 28 : name === 'hcg' ? 7 : null)

const daysOld = (date: string, asOf: string): number => (Date.parse(asOf) - Date.parse(date)) / 86_400_000

export function recent({ inputs, asOf, dates = {}, undated }: Patient): Inputs {
  const counting = Object.entries(inputs).filter(([name]) => {
    const most = daysAllowed(name)
    if (most === null) return true
    const date = dates[name]
    return date === undefined ? undated === 'as-of' : daysOld(date, asOf) <= most
  })
  return Object.fromEntries(counting)
}
