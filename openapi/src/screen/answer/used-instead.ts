/**
 * What a criterion used in place of something else: by its instruments, as their manifests name it and their answers warn, and
 * by the protocol, as its file does (decision 99).
 */
import { absencesOf } from '@activity-scores/shared/contract/absence'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import type { Warning } from '@activity-scores/shared/language/outcome'
import type { Patient, PlannedCall, PlannedCriterion } from '../engine/model.js'
import { passesOverEarlier } from '../engine/rules.js'
import type { Measure } from '../protocol/schema.js'

interface Flag {
  readonly code: string
  readonly message: string
}

/** `calls` are those that the criterion stands on. */
export function usedInstead(
  patient: Patient,
  criterion: PlannedCriterion,
  calls: ReadonlySet<string>,
): readonly Flag[] {
  const { needs } = criterion
  const flags = [...computedInstead(patient, criterion), ...latestAlone(patient, criterion)]
  for (const name of calls) {
    const warnings = patient.call(name).outcome?.warnings ?? []
    if (warnings.length === 0) continue
    const call = patient.plan.calls.get(name) as PlannedCall
    const codes = codesOf(call.instrument)
    for (const warning of warnings)
      if (codes.has(warning.code) && concerns(call, warning, needs))
        flags.push({ code: warning.code, message: warning.message })
  }
  return flags
}

/** A measure computed from its parts, where a finished value that was sent is the same but for its rounding. */
const computedInstead = (patient: Patient, { needs }: PlannedCriterion): readonly Flag[] =>
  patient.computedInstead().flatMap((name) => {
    const { title, sources } = patient.plan.protocol.measures[name] as Measure
    const sent = sources.flatMap((source) => ('input' in source && needs.includes(source.input) ? [source.input] : []))
    if (sent.length === 0) return []
    const message = `${title}: what its parts give is used instead of ${sent.join(', ')}, which is the same but for its rounding`
    return [{ code: patient.plan.precedences.get(`measures.${name}`) ?? '', message }]
  })

const LATEST = 'visits.*.inputs.*'

function latestAlone(patient: Patient, { rule }: PlannedCriterion): Flag[] {
  if (patient.given.visits.length === 0 || !passesOverEarlier(rule, patient)) return []
  const message = 'Only the latest examination counts by this reading; earlier ones that were sent are not used'
  return [{ code: patient.plan.precedences.get(LATEST) ?? '', message }]
}

/** A warning about a field that other criteria ask for is none of this one; one of a precedence is about all that it names. */
function concerns(call: PlannedCall, { code, pointer }: Warning, needs: readonly string[]): boolean {
  const path = pointer.slice(1).split('/')
  const named = absencesOf(call.instrument).precedences.flatMap(({ uses, insteadOf, warning }) => {
    const patterns = [uses, ...insteadOf]
    return warning === code && patterns.some((pattern) => leadsTo(pattern, path)) ? patterns : []
  })
  const fields = [path[0] ?? '', ...named.map((pattern) => pattern.split('.')[0] ?? '')]
  const inputs = fields.flatMap((field) => call.inputsOf(field))
  return inputs.length === 0 || inputs.some((input) => needs.includes(input))
}

/** Whether a dotted pattern names the place, or something around it or in it. */
const leadsTo = (pattern: string, path: readonly string[]): boolean =>
  pattern.split('.').every((key, i) => i >= path.length || key === '*' || key === path[i])

const cached = new WeakMap<Instrument, ReadonlySet<string>>()

function codesOf(instrument: Instrument): ReadonlySet<string> {
  let codes = cached.get(instrument)
  if (!codes) {
    const { precedences, completeLists, imputations } = absencesOf(instrument)
    codes = new Set([...precedences, ...completeLists, ...imputations].flatMap(({ warning }) => warning ?? []))
    cached.set(instrument, codes)
  }
  return codes
}
