/**
 * A second opinion on the trial's criteria, from the clinical files alone: it shares no code with the engine, knows
 * only what the cohort sends and only the default readings, and is written to be read beside the files.
 */
import type { ArmId, Patient } from '../../programs/kit/patients.js'
import { type Answer, commonExclusion, commonInclusion, type Truths } from './plain-common.js'
import { myositis } from './plain-iim.js'
import { and, not, type Truth } from './plain-logic.js'
import { sjogren } from './plain-pss.js'
import { rheumatoidArthritis } from './plain-ra.js'
import type { Inputs } from './plain-read.js'
import { recent } from './plain-recent.js'
import { systemicSclerosis } from './plain-ssc.js'

type State = 'met' | 'not_met' | 'excluded' | 'not_excluded' | 'undetermined' | 'not_applicable'
type Verdict = 'eligible' | 'ineligible' | 'undetermined'

export interface Judgement {
  readonly verdict: Verdict
  readonly criteria: Readonly<Record<string, State>>
}

const OF_ARM: Readonly<Record<ArmId, (inputs: Inputs, asOf: string) => { inclusion: Truths; exclusion: Truths }>> = {
  'rheumatoid-arthritis': rheumatoidArthritis,
  'systemic-sclerosis': systemicSclerosis,
  myositis,
  sjogren,
}

const named = (truths: Truths, yes: State, no: State): Readonly<Record<string, State>> =>
  Object.fromEntries(
    Object.entries(truths).map(([id, answer]) => {
      if (answer === 'not_applicable') return [id, answer]
      return [id, answer === null ? 'undetermined' : answer ? yes : no]
    }),
  )

/** What does not concern the patient is no obstacle. */
const favours = (answer: Answer): Truth => (answer === 'not_applicable' ? true : answer)
const spares = (answer: Answer): Truth => (answer === 'not_applicable' ? true : not(answer))

function verdictOf(favourable: Truth): Verdict {
  if (favourable === null) return 'undetermined'
  return favourable ? 'eligible' : 'ineligible'
}

export function judge(patient: Patient): Judgement {
  const { arm, asOf, dates } = patient
  const sampled = dates?.['creatinine'] ?? asOf
  const inputs = recent(patient)
  const ofArm = OF_ARM[arm](inputs, asOf)
  const inclusion = { ...commonInclusion(inputs, sampled, asOf), ...ofArm.inclusion }
  const exclusion = { ...commonExclusion(inputs, sampled), ...ofArm.exclusion }
  const favourable = and(...Object.values(inclusion).map(favours), ...Object.values(exclusion).map(spares))
  return {
    verdict: verdictOf(favourable),
    criteria: { ...named(inclusion, 'met', 'not_met'), ...named(exclusion, 'excluded', 'not_excluded') },
  }
}
