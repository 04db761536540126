/** What the instruments under a criterion used in place of something else, as their manifests name it and their answers warn. */
import { absencesOf } from '@activity-scores/shared/absence'
import type { Instrument } from '@activity-scores/shared/instrument'
import type { Case } from './case.js'
import type { PlannedCall, PlannedCriterion } from './plan.js'

interface Flag {
  readonly code: string
  readonly message: string
}

/** `calls` are those that the criterion stands on. */
export function usedInstead(patient: Case, { needs }: PlannedCriterion, calls: ReadonlySet<string>): readonly Flag[] {
  const flags: Flag[] = []
  for (const name of calls) {
    const warnings = patient.call(name).outcome?.warnings ?? []
    if (warnings.length === 0) continue
    const call = patient.plan.calls.get(name) as PlannedCall
    const codes = codesOf(call.instrument)
    for (const { code, pointer, message } of warnings)
      if (codes.has(code) && concerns(call, pointer, needs)) flags.push({ code, message })
  }
  return flags
}

/** A warning about a field that other criteria ask for is none of this one. */
function concerns(call: PlannedCall, pointer: string, needs: readonly string[]): boolean {
  const inputs = call.inputsOf(pointer.split('/')[1] ?? '')
  return inputs.length === 0 || inputs.some((input) => needs.includes(input))
}

const known = new WeakMap<Instrument, ReadonlySet<string>>()

function codesOf(instrument: Instrument): ReadonlySet<string> {
  let codes = known.get(instrument)
  if (!codes) {
    const { precedences, completeLists, imputations } = absencesOf(instrument)
    codes = new Set([...precedences, ...completeLists, ...imputations].flatMap(({ warning }) => warning ?? []))
    known.set(instrument, codes)
  }
  return codes
}
