/** What the result of a screening holds, as it is sent. */
import type { State } from '@activity-scores/shared/language/kleene'
import type { CriterionState, EligibilityVerdict } from '../engine/decide.js'
import type { NextInput } from '../engine/next-inputs.js'
import type { Sensitivity } from '../engine/sensitivity.js'
import type { Validity } from '../engine/validity.js'
import type { ChosenReading } from './wording.js'

export interface ScreenedCriterion {
  readonly id: string
  readonly kind: 'inclusion' | 'exclusion'
  readonly title: string
  readonly state: CriterionState
  readonly rule: string
  readonly source: string
  readonly text: string | null
  readonly partOf: string | null
  readonly readings: readonly ChosenReading[]
  readonly parts: readonly Part[]
  readonly basis: readonly Basis[]
  readonly reasons: readonly string[]
  readonly missing: readonly string[]
  readonly flags: readonly { readonly code: string; readonly message: string }[]
  readonly expires: string | null
  readonly recoverable: Validity['recoverable']
}

export interface Part {
  readonly id: string
  readonly state: State
  readonly reasons: readonly string[]
}

/** What a criterion was decided on. */
export interface Basis {
  readonly title: string
  readonly value: string | null
  readonly state: State
  readonly visit: string
  /** Keys of `results`. */
  readonly results: readonly string[]
}

export interface Screening {
  readonly protocol: string
  readonly version: string
  readonly arm: string
  readonly asOf: string
  readonly verdict: EligibilityVerdict
  readonly validUntil: string | null
  readonly groups: Readonly<Record<'commonInclusion' | 'commonExclusion' | 'armInclusion' | 'armExclusion', State>>
  readonly criteria: readonly ScreenedCriterion[]
  readonly sensitivity: readonly Sensitivity[]
  readonly nextInputs: readonly NextInput[]
  readonly conflicts: readonly {
    readonly measure: string
    readonly title: string
    readonly inputs: readonly string[]
    readonly message: string
  }[]
  readonly collisions: readonly { readonly id: string; readonly against: readonly string[]; readonly message: string }[]
  readonly unused: readonly string[]
  readonly results: Readonly<Record<string, object>>
  readonly subject: string | null
  readonly report: string
  readonly text: string
}
