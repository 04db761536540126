/** What the EHR faces hand one another: an instrument with what is known of it, and what came of a call. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import type { Answer, Executor } from '@activity-scores/shared/engine/executor'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import type { Reading } from '../read/draft.js'
import type { ReadingModel } from '../read/model.js'

/** An instrument with all that the faces know of it. */
export interface Operation {
  readonly instrument: Instrument
  readonly model: ReadingModel
  readonly executor: Executor
  readonly emitsSnomed: boolean
}

/** A result with what it was read from, or a refusal. */
export type Computed =
  | { readonly ok: true; readonly outcome: Outcome; readonly reading: Reading }
  | { readonly ok: false; readonly answer: Answer; readonly reading: Reading }

/** What an Observation is written from. */
export interface ResultOf {
  readonly instrument: Instrument
  readonly model: ReadingModel
  readonly outcome: Outcome
  readonly reading: Reading
  /** Day that was asked for, where no value has a time. */
  readonly asOf: string | undefined
  readonly emitsSnomed: boolean
}
