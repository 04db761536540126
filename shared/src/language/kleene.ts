/** Strong Kleene logic with reasons: what is not known stays `undetermined` and says why. It never counts as met. */
export type State = 'met' | 'not_met' | 'undetermined'

export interface Verdict {
  readonly state: State
  /** Why it is undetermined, e.g. `missing:dlco`, `censored:crp`; empty when decided. */
  readonly reasons: readonly string[]
}

export const MET: Verdict = Object.freeze({ state: 'met', reasons: Object.freeze([]) })
export const NOT_MET: Verdict = Object.freeze({ state: 'not_met', reasons: Object.freeze([]) })

export const undetermined = (...reasons: readonly string[]): Verdict => ({ state: 'undetermined', reasons })
export const decided = (met: boolean): Verdict => (met ? MET : NOT_MET)

/** `met` for true, `not_met` for false; missing (null or undefined) is undetermined with `missing:<field>`. */
export function verdictOfFlag(value: boolean | null | undefined, field: string): Verdict {
  return value === null || value === undefined ? undetermined(`missing:${field}`) : decided(value)
}

/** What is open of several; one alone is taken as it is. */
function open(verdicts: readonly Verdict[]): Verdict {
  let only: Verdict | undefined
  let reasons: Set<string> | undefined
  for (const verdict of verdicts) {
    if (verdict.state !== 'undetermined') continue
    if (only) {
      reasons ??= new Set(only.reasons)
      for (const reason of verdict.reasons) reasons.add(reason)
    } else only = verdict
  }
  return reasons || !only ? undetermined(...(reasons ?? [])) : only
}

/** AND and OR: one that is `decisive` decides; else any undetermined leaves it open; else `otherwise`. */
function joined(verdicts: readonly Verdict[], decisive: Verdict, otherwise: Verdict): Verdict {
  let isOpen = false
  for (const { state } of verdicts) {
    if (state === decisive.state) return decisive
    if (state === 'undetermined') isOpen = true
  }
  return isOpen ? open(verdicts) : otherwise
}

/** Any `not_met` decides; else any undetermined leaves it open; else `met`. */
export const and = (...verdicts: readonly Verdict[]): Verdict => joined(verdicts, NOT_MET, MET)

/** Any `met` decides; else any undetermined leaves it open; else `not_met`. */
export const or = (...verdicts: readonly Verdict[]): Verdict => joined(verdicts, MET, NOT_MET)

export function not(verdict: Verdict): Verdict {
  if (verdict.state === 'met') return NOT_MET
  return verdict.state === 'not_met' ? MET : verdict
}

/** At least `k` of the verdicts: decided as soon as the undetermined ones cannot change it. */
export function atLeastOf(k: number, verdicts: readonly Verdict[]): Verdict {
  const met = countState(verdicts, 'met')
  if (met >= k) return MET
  return met + countState(verdicts, 'undetermined') < k ? NOT_MET : open(verdicts)
}

export const countState = (verdicts: readonly Verdict[], state: State): number =>
  verdicts.reduce((n, v) => (v.state === state ? n + 1 : n), 0)

/** The states as they read in a line of text. */
export const STATE_IN_WORDS = { met: 'met', not_met: 'not met', undetermined: 'undetermined' } as const
