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
