/** On which days the synthetic patients' values were observed: each on its own, or all stated to be of the day of screening. */
import type { Draw } from './draw.js'
import type { Inputs } from './patients-arms.js'

type Days = Readonly<Record<string, string>>

export interface Dated {
  readonly dates?: Days
  readonly undated?: 'as-of'
}

/** What must be recent, with the days that it may be old. */
const RECENT: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      ...['weight', 'creatinine', 'wbc', 'neutrophils', 'haemoglobin', 'alt', 'ast', 'bilirubin', 'inr', 'pt'],
      ...['tenderJointCount28', 'swollenJointCount28', 'tenderJointCount68', 'swollenJointCount66'],
      ...['esr', 'crp', 'patientGlobal', 'physicianGlobal'],
      ...['mmt8Bilateral', 'extramuscularActivity', 'haqDi', 'enzymes', 'essdai', 'essdaiDomains', 'skinFollowUp'],
    ].map((name) => [name, 28]),
  ),
  hcg: 7,
}

const YOUNGEST = '2008-01-31'

export const day = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

/** Days that all count, the last one included. */
export function datedOf(inputs: Inputs, asOf: string, draw: Draw): Dated {
  if (draw.chance(0.6)) return { undated: 'as-of' }
  const recent = Object.entries(RECENT).filter(([name]) => name in inputs)
  // Who was a child when the sample was taken has no clearance, and is no whole record.
  const young = String(inputs['birthDate']) > YOUNGEST
  const days = recent.map(([name, most]) => [
    name,
    day(asOf, -draw.pick(young && name === 'creatinine' ? [0] : [0, 1, most])),
  ])
  return { dates: Object.fromEntries(days) }
}

/** Some days not known, some a day too old, and perhaps nothing said of those that are not known. */
export function lessDated({ dates = {}, undated }: Dated, asOf: string, draw: Draw, share: number): Dated {
  const kept = Object.entries(dates).flatMap(([name, date]) =>
    draw.chance(share) ? [] : [[name, draw.chance(share / 4) ? day(asOf, -(RECENT[name] ?? 0) - 1) : date] as const],
  )
  return {
    ...(kept.length > 0 ? { dates: Object.fromEntries(kept) } : {}),
    ...(undated && !draw.chance(share / 2) ? { undated } : {}),
  }
}
