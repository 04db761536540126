/** Cut-offs of the EULAR definition: Nagy 2021, first citation of manifest.ts. Both scores must exceed theirs. */
export const CUT_OFF = {
  /** Agents that failed, and mechanisms of action among them. */
  failures: 2,
  das28Esr: 3.2,
  cdai: 10,
  /** Moderate activity begins above these too: Smolen 2003 (SDAI); DAS28-CRP by the cut-off of DAS28-ESR. */
  sdai: 11,
  das28Crp: 3.2,
  /** Another reading of the protocol: sub-items of active or progressive disease. */
  subItems: 3,
} as const

/** Shortest treatment after which inefficacy is a failure, by either reading of "3 months": days, and calendar months. */
export const TWELVE_WEEKS_DAYS = 84
export const CALENDAR_MONTHS = 3
/** Three calendar months have so many days: from 1 February of a common year the least, from 1 July the most. */
export const DAYS_OF_CALENDAR_MONTHS = { least: 89, most: 92 } as const

/** An agent that failed; those outside the list (`other`) have no name to tell them apart by. */
export interface FailedAgent {
  readonly drug: string
  /** One of the known groups, `other` for any outside them, null when not known. */
  readonly mechanism: string | null
}

interface Range {
  readonly lower: number
  readonly upper: number
}

/** How many different agents and mechanisms there are among some entries, the least and the most. */
export function tell(entries: readonly FailedAgent[]): { readonly agents: Range; readonly mechanisms: Range } {
  const named = new Set(entries.flatMap(({ drug }) => (drug === 'other' ? [] : [drug])))
  const nameless = entries.filter(({ drug }) => drug === 'other')
  const differ = new Set(nameless.flatMap(({ mechanism }) => mechanism ?? [])).size
  const groups = new Set(entries.flatMap(({ mechanism }) => (mechanism === 'other' ? [] : (mechanism ?? []))))
  const outside = entries.filter(({ mechanism }) => mechanism === 'other').length
  const unknown = entries.filter(({ mechanism }) => mechanism === null).length
  const certain = groups.size + Math.min(outside, 1)
  return {
    agents: { lower: named.size + Math.max(differ, Math.min(nameless.length, 1)), upper: named.size + nameless.length },
    mechanisms: {
      lower: Math.max(certain, Math.min(unknown, 1)),
      upper: groups.size + outside + unknown,
    },
  }
}

/** Biological and targeted synthetic agents by mechanism of action. A biosimilar is its originator. */
export const AGENTS = {
  adalimumab: 'tnf',
  'certolizumab-pegol': 'tnf',
  etanercept: 'tnf',
  golimumab: 'tnf',
  infliximab: 'tnf',
  olokizumab: 'il-6',
  sarilumab: 'il-6',
  tocilizumab: 'il-6',
  rituximab: 'cd20',
  abatacept: 'cd80-86',
  baricitinib: 'jak',
  filgotinib: 'jak',
  peficitinib: 'jak',
  tofacitinib: 'jak',
  upadacitinib: 'jak',
  anakinra: 'il-1',
} as const
export const MECHANISMS = ['tnf', 'il-6', 'cd20', 'cd80-86', 'jak', 'il-1', 'other'] as const
export type Mechanism = (typeof MECHANISMS)[number]

export type Drug = keyof typeof AGENTS | 'other'
// Object.keys forgets the keys that the table has by construction.
export const DRUGS: readonly Drug[] = [...(Object.keys(AGENTS) as (keyof typeof AGENTS)[]), 'other']

/** Null where neither the agent nor the sender says. */
export const mechanismOf = (drug: Drug, stated: Mechanism | null | undefined): Mechanism | null =>
  drug === 'other' ? (stated ?? null) : AGENTS[drug]
