/** Puts the result of a screening together. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { referencesOf } from '@activity-scores/shared/engine/executor'
import type { State } from '@activity-scores/shared/language/kleene'
import type { Outcome, Result } from '@activity-scores/shared/language/outcome'
import { type CriterionState, type Decision, decide, favourable, stateOf } from '../engine/decide.js'
import type { Circumstances, Patient, Plan, PlannedCriterion, Readings } from '../engine/model.js'
import { nextInputs } from '../engine/next-inputs.js'
import { evaluate, type Placed, partsOf, statementsOfCriterion } from '../engine/rules.js'
import { type Sensitivity, sensitivity } from '../engine/sensitivity.js'
import { type Validity, validityOf, validUntil } from '../engine/validity.js'
import { collisionsOf, conflictsOf } from './contradictions.js'
import type { Basis, Part, ScreenedCriterion, Screening } from './model.js'
import { markdown } from './report.js'
import type { ScreenRequest } from './request.js'
import { usedInstead } from './used-instead.js'
import { type Wording, wordingOf } from './wording.js'

export function circumstancesOf(plan: Plan, request: ScreenRequest): Circumstances {
  const chosen = Object.entries(request.readings ?? {}).filter(([, option]) => typeof option === 'string')
  const readings = chosen.length === 0 ? plan.defaults : { ...plan.defaults, ...Object.fromEntries(chosen) }
  return {
    arm: request.arm,
    asOf: request.asOf,
    inputs: request.inputs,
    dates: request.dates ?? {},
    undated: request.undated ?? undefined,
    visits: request.visits ?? [],
    readings: readings as Readings,
  }
}

/** The answer to an accepted request; faults are contradictions between inputs that the instruments refuse. */
export function screen(plan: Plan, request: ScreenRequest) {
  const decision = decide(plan, circumstancesOf(plan, request))
  const { patient, criteria, verdicts, verdict } = decision
  const changes = sensitivity(decision)
  const validity = validityOf(decision)
  const screened = criteria.map((criterion, i) =>
    screenedCriterion(decision, criterion, i, changes, validity[i] as Validity),
  )
  const { faults } = patient
  if (faults.length > 0) return { ok: false as const, faults }
  const { protocol } = plan
  const group = (kind: 'inclusion' | 'exclusion', common: boolean): State =>
    favourable(
      criteria,
      verdicts,
      ({ definition }) => definition.kind === kind && (definition.arms === undefined) === common,
    )
  const used = plan.inputsOfArm(request.arm)
  const partial: Omit<Screening, 'report' | 'text'> = {
    protocol: protocol.id,
    version: protocol.version,
    arm: request.arm,
    asOf: request.asOf,
    verdict,
    validUntil: validUntil(verdict, decision, validity),
    groups: {
      commonInclusion: group('inclusion', true),
      commonExclusion: group('exclusion', true),
      armInclusion: group('inclusion', false),
      armExclusion: group('exclusion', false),
    },
    criteria: screened,
    sensitivity: changes,
    nextInputs: nextInputs(decision),
    conflicts: conflictsOf(patient),
    collisions: collisionsOf(patient, request.arm),
    unused: Object.entries(request.inputs).flatMap(([name, value]) =>
      value === null || value === undefined || used.has(name) || plan.isOptional(name) ? [] : [`/inputs/${name}`],
    ),
    subject: request.subject ?? null,
    results: resultsOf(plan, patient, request.include?.includes('results') ?? false),
  }
  const text = lineOf(plan, partial)
  return {
    ok: true as const,
    screening: { ...partial, report: markdown(plan, partial, patient.given.readings, text), text } satisfies Screening,
    /** Option by reading, defaults included. */
    readings: patient.given.readings,
    patient,
  }
}

function screenedCriterion(
  { patient, verdicts }: Decision,
  criterion: PlannedCriterion,
  index: number,
  changes: readonly Sensitivity[],
  { expires, recoverable }: Validity,
): ScreenedCriterion {
  const { definition, flags } = criterion
  const { plan, given } = patient
  const verdict = verdicts[index] as Decision['verdicts'][number]
  const { reasons } = verdict
  const wording = wordingOf(plan, criterion, given.readings)
  const basis = basisOf(patient, criterion, wording)
  return {
    id: definition.id,
    kind: definition.kind,
    title: definition.title,
    state: stateOf(criterion, verdict),
    rule: definition.says,
    source: definition.source,
    text: definition.text ?? null,
    partOf: definition.within ?? null,
    readings: wording.readings,
    parts: verdict.state === 'not_applicable' ? EMPTY : partsAt(patient, criterion, wording),
    basis,
    reasons: verdict.state === 'not_applicable' ? [definition.applies?.otherwise ?? ''] : reasons,
    missing: reasons.length === 0 ? EMPTY : missingOf(reasons),
    flags: [
      ...flagsOf(patient, definition.id, flags, changes),
      ...provisionalOf(patient, wording),
      ...usedInstead(patient, criterion, new Set(basis.flatMap(({ results }) => results))),
    ],
    expires,
    recoverable,
  }
}

const EMPTY: readonly never[] = []

const missingOf = (reasons: readonly string[]): readonly string[] =>
  reasons.flatMap((reason) => (reason.startsWith('missing:') ? [reason.slice('missing:'.length)] : []))

/** With one examination the outline says which parts there are; with several the tree does, visit by visit. */
function partsAt(patient: Patient, { rule }: PlannedCriterion, { outline }: Wording): readonly Part[] {
  if (outline.parts.length === 0) return EMPTY
  const parts =
    patient.given.visits.length > 0
      ? partsOf(rule, patient)
      : outline.parts.map((part) => ({ id: part.id, verdict: evaluate(part, patient) }))
  return parts.map(({ id, verdict: { state, reasons } }) => ({ id, state, reasons }))
}

const PROVISIONAL =
  'Decided for now: every day from the day of screening on that may be meant gives the same; to be confirmed when it is known'

/** What was decided before the day that counts is known. */
const provisionalOf = (patient: Patient, { outline }: Wording): ScreenedCriterion['flags'] =>
  outline.statements.some((statement) => statement.provisional?.(patient) !== undefined)
    ? [{ code: 'provisional', message: PROVISIONAL }]
    : EMPTY

function basisOf(patient: Patient, criterion: PlannedCriterion, { outline }: Wording): readonly Basis[] {
  const basis: Basis[] = []
  if (patient.given.visits.length === 0 && !criterion.applies)
    for (const statement of outline.statements) basis.push(basisAt({ statement, patient }))
  else for (const placed of statementsOfCriterion(criterion, patient)) basis.push(basisAt(placed))
  return basis
}

function basisAt({ statement, patient }: Placed): Basis {
  const { title, value } = statement.evidence(patient)
  const { calls } = statement
  const results =
    calls.length > 0 && patient.at === '/inputs' ? calls.filter((name) => patient.call(name).outcome !== null) : EMPTY
  return { title, value, state: patient.verdict(statement).state, visit: patient.visitDay(), results }
}

function flagsOf(
  patient: Patient,
  id: string,
  flags: PlannedCriterion['flags'],
  changes: readonly Sensitivity[],
): ScreenedCriterion['flags'] {
  const raised: { code: string; message: string }[] = []
  const seen = new Set<string>()
  for (const { reading, criteria, kind } of changes) {
    if (kind === 'needs' || seen.has(reading) || !criteria.some((each) => each.id === id)) continue
    seen.add(reading)
    const title = patient.plan.protocol.readings[reading]?.title
    raised.push({
      code: `protocol_ambiguity:${reading}`,
      message: `${title}: another reading would change this criterion`,
    })
  }
  for (const { code, says, when } of flags)
    if (evaluate(when, patient).state === 'met') raised.push({ code, message: says })
  return raised
}

function resultsOf(plan: Plan, patient: Patient, whole: boolean): Readonly<Record<string, object>> {
  const results: Record<string, object> = {}
  for (const [name, outcome] of patient.outcomes()) {
    const instrument = (plan.calls.get(name) as NonNullable<ReturnType<Plan['calls']['get']>>).instrument
    results[name] = whole ? resultOf(instrument, outcome) : reference(instrument, outcome)
  }
  return results
}

const reference = ({ slug, version }: Instrument, { status, score, text }: Outcome): object => ({
  instrument: slug,
  version,
  status,
  score: score?.reported ?? null,
  text,
})

const resultOf = (instrument: Instrument, outcome: Outcome): Result => ({
  instrument: instrument.slug,
  version: instrument.version,
  ...outcome,
  references: referencesOf(instrument),
})

/** The words never say more than the verdict: what contradicts itself stands beside it, also where all is decided without it. */
function lineOf(plan: Plan, screening: Omit<Screening, 'report' | 'text'>): string {
  const { conflicts, collisions } = screening
  const settle = conflicts.map(({ measure }) => measure).join(', ')
  const touching = collisions.map(({ id }) => id).join(', ')
  return [
    decisionOf(plan, screening),
    ...(settle === '' ? [] : [`contradictions to settle: ${settle}`]),
    ...(touching === '' ? [] : [`findings that touch another criterion: ${touching}`]),
  ].join('; ')
}

function decisionOf(
  plan: Plan,
  { verdict, arm, criteria, nextInputs: next }: Omit<Screening, 'report' | 'text'>,
): string {
  const name = `${plan.protocol.id.toUpperCase()} ${plan.protocol.arms.find(({ id }) => id === arm)?.title ?? arm}`
  const ids = (...states: readonly CriterionState[]) =>
    criteria
      .filter(({ state, partOf }) => partOf === null && states.includes(state))
      .map(({ id }) => id)
      .join(', ')
  if (verdict === 'eligible') return `${name}: eligible, every criterion decided`
  if (verdict === 'ineligible') return `${name}: ineligible by ${ids('not_met', 'excluded')}`
  const first = next[0]
  return `${name}: undetermined, open: ${ids('undetermined')}${first ? `; first to obtain: ${first.input}` : ''}`
}
