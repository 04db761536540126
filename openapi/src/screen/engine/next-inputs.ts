/**
 * What to obtain next where the verdict is open. An input is asked for when a statement that leaves a criterion open can
 * be decided by it; first come those that can end the matter alone (decision 61).
 */
import type { Input } from '../protocol/schema.js'
import { bars, type Decision } from './decide.js'
import { refusals } from './exclusions.js'
import type { Circumstances, Patient, PlannedCriterion, Values } from './model.js'
import { PatientAtVisit } from './patient.js'
import { judge, openStatements, type Placed, statementsOfCriterion } from './rules.js'

export interface NextInput {
  readonly input: string
  readonly pointer: string
  readonly title: string
  /**
   * `obtain` what was not sent, `date` what has no day, `renew` what is too old, `settle` what contradicts something else that
   * was sent, `clarify` what leaves the question open.
   */
  readonly action: 'obtain' | 'date' | 'renew' | 'settle' | 'clarify'
  readonly why: string
  readonly criteria: readonly string[]
  /** Some value of it makes the patient ineligible, whatever else is still missing. */
  readonly canExcludeAlone: boolean
  /** Criteria that some value of it decides alone. */
  readonly decides: readonly string[]
  /** Finished scores that may be sent instead of it and the other parts of the same score. */
  readonly instead: readonly string[]
}

interface Candidate {
  readonly input: string
  readonly patient: Patient
  readonly criteria: Set<PlannedCriterion>
  readonly reasons: Set<string>
  readonly instead: Set<string>
}

export function nextInputs(decision: Decision): readonly NextInput[] {
  if (decision.verdict !== 'undetermined') return []
  const candidates = new Map<string, Candidate>()
  decision.criteria.forEach((criterion, i) => {
    if (criterion.definition.within !== undefined || decision.verdicts[i]?.state !== 'undetermined') return
    for (const placed of openStatements(criterion, decision.patient)) {
      for (const input of wanted(placed)) {
        const pointer = `${placed.patient.at}/${input}`
        const candidate = candidates.get(pointer) ?? {
          input,
          patient: placed.patient,
          criteria: new Set<PlannedCriterion>(),
          reasons: new Set<string>(),
          instead: new Set<string>(),
        }
        candidate.criteria.add(criterion)
        for (const reason of placed.patient.verdict(placed.statement).reasons) candidate.reasons.add(reason)
        for (const name of placed.statement.needs)
          if (name !== input && placed.patient.plan.isFinished(name) && !placed.patient.has(name))
            candidate.instead.add(name)
        candidates.set(pointer, candidate)
      }
    }
  })
  const asked = [...candidates.values()].map((candidate) => described(decision, candidate)).sort(byPower)
  return [...asked, ...unsettled(decision, asked), ...provisional(decision, asked)]
}

/** Both sides of a contradiction have to be looked at, also where one of them leaves nothing open. */
function unsettled({ patient, criteria }: Decision, asked: readonly NextInput[]): readonly NextInput[] {
  const inputs = new Set(patient.contradictions().flatMap((exclusion) => exclusion.inputs))
  return [...inputs]
    .filter((input) => !asked.some((each) => each.input === input))
    .map((input) => ({
      ...plainly(
        patient,
        input,
        `conflict:${input}`,
        criteria.filter(({ needs }) => needs.includes(input)).map(({ definition }) => definition.id),
      ),
      action: 'settle',
    }))
}

/** An input that is asked for without being tried. */
const plainly = (patient: Patient, input: string, why: string, criteria: readonly string[]): NextInput => ({
  input,
  pointer: `/inputs/${input}`,
  title: patient.plan.protocol.inputs[input]?.title ?? input,
  action: 'obtain',
  why,
  criteria,
  canExcludeAlone: false,
  decides: [],
  instead: [],
})

/** What was decided without, as far as can be said now, is asked for last. */
function provisional({ patient, criteria }: Decision, asked: readonly NextInput[]): readonly NextInput[] {
  const waiting = new Map<string, string[]>()
  for (const criterion of criteria)
    for (const { statement } of statementsOfCriterion(criterion, patient)) {
      const input = statement.provisional?.(patient)
      if (input === undefined || asked.some((each) => each.input === input)) continue
      waiting.set(input, [...new Set([...(waiting.get(input) ?? []), criterion.definition.id])])
    }
  return [...waiting].map(([input, ids]) => plainly(patient, input, `provisional:${input}`, ids))
}

/**
 * Inputs that are not known and can change the statement. That is tried for a part of all values; `probes` in the protocol name
 * those at which something turns (decision 61). Where all that it needs is known and it is still open (a
 * laboratory limit, a partial date, a conflict), those that were sent.
 */
function wanted(placed: Placed): readonly string[] {
  const { statement, patient } = placed
  const { plan } = patient
  /** What only tells more of another input is not asked for, unless it was sent and does not count. */
  const needs = statement.needs.filter((name) => plan.isAskedFor(name) || patient.has(name))
  /** A finished score is asked for where it was sent, and lacks its day or is too old. */
  const unknown = needs.filter(
    (name) => patient.value(name) === undefined && (!plan.isFinished(name) || patient.has(name)),
  )
  const useful = unknown.filter((name) => canMatter(placed, name, unknown))
  if (useful.length > 0) {
    if (canSettle(placed, useful)) return useful
    // Something that was sent is not whole, such as a laboratory value without its upper limit.
    return [...useful, ...needs.filter((name) => patient.value(name) !== undefined)]
  }
  const { reasons } = patient.verdict(statement)
  const blamed = needs.filter((name) => reasons.some((reason) => names(reason, name)))
  if (blamed.length > 0) return blamed
  return unknown.length > 0 ? unknown : needs
}

/** Whether some values of these inputs decide the statement. */
function canSettle({ statement, patient }: Placed, inputs: readonly string[]): boolean {
  for (const values of combinations(patient, inputs)) {
    const tried = withInputs(patient, values)
    if (tried.verdict(statement).state !== 'undetermined' && tried.faults.length === 0) return true
  }
  return false
}

const names = (reason: string, input: string): boolean => {
  const named = reason.slice(reason.indexOf(':') + 1)
  return named.split(/[./]/).includes(input)
}

/** Whether the input changes the statement beside some values of the others that are not known either. */
function canMatter({ statement, patient }: Placed, name: string, unknown: readonly string[]): boolean {
  const own = [undefined, ...probesOf(patient, name)]
  const others = unknown.filter((other) => other !== name)
  for (const beside of combinations(patient, others)) {
    const states = new Set<string>()
    for (const value of own) {
      const tried = withInputs(patient, value === undefined ? beside : { ...beside, [name]: value })
      const seen = statement.signature?.(tried) ?? tried.verdict(statement).state
      if (tried.faults.length === 0) states.add(seen)
    }
    if (states.size > 1) return true
  }
  return false
}

const COMBINATIONS = 48

/** Nothing more, the least and the greatest of everything, then mixtures, at most `COMBINATIONS` in all (decision 61). */
function* combinations(patient: Patient, others: readonly string[]): Generator<Values> {
  yield {}
  if (others.length === 0) return
  const probes = others.map((other) => [undefined, ...probesOf(patient, other)])
  const pick = (of: (values: readonly unknown[], i: number) => unknown): Values =>
    Object.fromEntries(
      others.flatMap((other, i) => {
        const value = of(probes[i] ?? [], i)
        return value === undefined ? [] : [[other, value]]
      }),
    )
  yield pick((values) => values[1])
  yield pick((values) => values.at(-1))
  const all = probes.reduce((product, values) => product * values.length, 1)
  // A stride that shares no factor with the number of mixtures visits each of them once.
  const stride = all > COMBINATIONS ? 7919 : 1
  for (let n = 0, at = 1; n < Math.min(all, COMBINATIONS); n += 1, at = (at + stride) % all) {
    let rest = at
    yield pick((values) => {
      const value = values[rest % values.length]
      rest = Math.floor(rest / values.length)
      return value
    })
  }
}

/** The same patient and visit with more known. What is asked for anew was observed on `asOf`. */
function withInputs(patient: Patient, more: Values): Patient {
  const { given } = patient
  const [, visits, index] = patient.at.split('/')
  if (visits === 'visits') {
    const changed = given.visits.map((visit, i) =>
      String(i) === index ? { ...visit, inputs: { ...visit.inputs, ...more } } : visit,
    )
    const whole = new PatientAtVisit(patient.plan, { ...given, visits: changed })
    return whole.visits()[Number(index) + 1] as Patient
  }
  const changed = Object.keys(more)
  const tried = new PatientAtVisit(patient.plan, withMain(given, more), {
    origin: { patient, changed: withDoubts(patient, changed) },
  })
  tried.faults.push(...refusals(tried))
  return tried
}

/** What is known anew may contradict what was sent, or end a contradiction: then that counts otherwise too. */
function withDoubts({ plan }: Patient, changed: readonly string[]): readonly string[] {
  const doubts = changed.flatMap((name) => (plan.settledBy.get(name) ?? []).flatMap(({ inputs }) => inputs))
  return doubts.length === 0 ? changed : [...changed, ...doubts]
}

function withMain(given: Circumstances, more: Values): Circumstances {
  const days = Object.keys(more).map((name) => [name, given.asOf])
  return { ...given, inputs: { ...given.inputs, ...more }, dates: { ...given.dates, ...Object.fromEntries(days) } }
}

function probesOf(patient: Patient, name: string): readonly unknown[] {
  // What has no day is not asked for anew: it is tried as of the day of the decision.
  const { plan, given } = patient
  if (patient.has(name) && patient.currency(name) === 'undated') return [patient.sent(name)]
  const input = plan.protocol.inputs[name] as Input
  if (input.probes) return input.probes
  switch (input.type) {
    case 'boolean':
      return [false, true]
    case 'choice':
      return input.options
    case 'integer':
    case 'number':
      return [input.min, input.max]
    case 'quantity':
      return [input.min, input.max].map((value) => ({ value, unit: input.unit }))
    case 'date':
    case 'partial-date':
      return [`${String(Number(given.asOf.slice(0, 4)) - 40).padStart(4, '0')}-01-01`, given.asOf]
    case 'courses':
      return [[], input.drugs.map((drug) => ({ drug, start: '1990-01-01' }))]
    case 'field':
      return plan.fieldProbes(name)
  }
}

function described({ patient: main, criteria }: Decision, candidate: Candidate): NextInput {
  const { input, patient } = candidate
  const definition = patient.plan.protocol.inputs[input] as Input
  const decides = new Set<string>()
  let canExcludeAlone = false
  for (const value of probesOf(patient, input)) {
    const tried = withInputs(patient, { [input]: value })
    const whole = tried.at === '/inputs' ? tried : new PatientAtVisit(main.plan, tried.given)
    for (const criterion of candidate.criteria) {
      const verdict = judge(criterion, whole)
      if (whole.faults.length > 0 || verdict.state === 'undetermined') continue
      decides.add(criterion.definition.id)
      canExcludeAlone ||= bars(criterion, verdict)
    }
  }
  const order = criteria.filter((criterion) => candidate.criteria.has(criterion)).map(({ definition: { id } }) => id)
  const sentReasons = [...candidate.reasons].filter((reason) => names(reason, input))
  const action = actionOf(patient, input)
  return {
    input,
    pointer: action === 'date' ? `/dates/${input}` : `${patient.at}/${input}`,
    title: definition.title,
    action,
    why: (sentReasons.length > 0 ? sentReasons : [...candidate.reasons]).join(', ') || `missing:${input}`,
    criteria: order,
    canExcludeAlone,
    decides: order.filter((id) => decides.has(id)),
    instead: [...candidate.instead],
  }
}

const ACTIONS = { counts: 'clarify', stale: 'renew', undated: 'date' } as const

function actionOf(patient: Patient, input: string): NextInput['action'] {
  if (!patient.has(input)) return 'obtain'
  return patient.contradictedBy(input).length > 0 ? 'settle' : ACTIONS[patient.currency(input)]
}

const byPower = (a: NextInput, b: NextInput): number =>
  Number(b.canExcludeAlone) - Number(a.canExcludeAlone) ||
  b.decides.length - a.decides.length ||
  b.criteria.length - a.criteria.length
