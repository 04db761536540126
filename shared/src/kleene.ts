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
export function stated(value: boolean | null | undefined, field: string): Verdict {
  return value === null || value === undefined ? undetermined(`missing:${field}`) : decided(value)
}

const open = (verdicts: readonly Verdict[]): Verdict =>
  undetermined(...new Set(verdicts.flatMap((v) => (v.state === 'undetermined' ? v.reasons : []))))

/** Any `not_met` decides; else any undetermined leaves it open; else `met`. */
export function and(...verdicts: readonly Verdict[]): Verdict {
  if (verdicts.some((v) => v.state === 'not_met')) return NOT_MET
  return verdicts.some((v) => v.state === 'undetermined') ? open(verdicts) : MET
}

/** Any `met` decides; else any undetermined leaves it open; else `not_met`. */
export function or(...verdicts: readonly Verdict[]): Verdict {
  if (verdicts.some((v) => v.state === 'met')) return MET
  return verdicts.some((v) => v.state === 'undetermined') ? open(verdicts) : NOT_MET
}

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
