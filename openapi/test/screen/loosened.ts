/** What a screening says of one request, and what of it is said otherwise of the same with something taken out. */
import { instruments } from '@activity-scores/services/registry'
import { compileValidator } from '@activity-scores/shared/engine/validate'
import { type Path, pathsOf, withoutPath } from '@activity-scores/shared/testing/deletions'
import { PROTOCOLS } from '../../src/files/paths.js'
import { type ScreenRequest, screenAcceptor, screenRequest } from '../../src/screen/answer/request.js'
import { requestRules } from '../../src/screen/answer/request-rules.js'
import { circumstancesOf } from '../../src/screen/answer/screening.js'
import { usedInstead } from '../../src/screen/answer/used-instead.js'
import { type Decision, decide } from '../../src/screen/engine/decide.js'
import type { Patient, Plan, PlannedCriterion } from '../../src/screen/engine/model.js'
import { partsOf, statementsOf } from '../../src/screen/engine/rules.js'
import { loadProtocol } from '../../src/screen/load.js'
import { type Exception, type Exceptions, exceptionsOf, isOption, listsAt, precedencesAt } from './allowed.js'

/** A protocol, and what of its requests decides by being taken out. */
export function loosened(id: string) {
  const plan = loadProtocol(`${PROTOCOLS}/${id}.json`, instruments)
  const schema = screenRequest(plan.protocol, instruments)
  const exceptions = exceptionsOf(plan)
  const validate = compileValidator(
    { request: schema, rules: requestRules(plan.protocol) },
    screenAcceptor(schema).accepts,
  )
  /** The decision, or null where the request is refused. */
  const decided = (request: unknown): Decision | null => {
    const validated = validate(request)
    if (!validated.ok) return null
    const decision = decide(plan, circumstancesOf(plan, validated.input))
    return decision.patient.faults.length > 0 ? null : decision
  }
  const without = (before: Decision, request: unknown, path: Path): readonly string[] => {
    if (isOption(exceptions, path, request as ScreenRequest)) return []
    const less = withoutPath(request, path)
    const after = decided(less)
    return after ? decidedWithout(exceptions, before, after, { request: request as ScreenRequest, less, path }) : []
  }
  return {
    plan,
    schema,
    exceptions,
    /** Whether a request is not refused, so that there is something to hold. */
    isAnswered(request: unknown): boolean {
      const decision = decided(request)
      return decision !== null && !isRefused(decision)
    },
    /** Every value of a request that decides by being taken out; a refused request holds nothing. */
    decidedByAbsence(request: unknown): readonly string[] {
      const before = decided(request)
      return before && !isRefused(before) ? [...pathsOf(request)].flatMap((path) => without(before, request, path)) : []
    },
  }
}

/** Whether it is refused for what no decision needed: everything that an answer tells of is computed, and may be. */
function isRefused({ criteria, patient }: Decision): boolean {
  for (const criterion of criteria) callsOf(criterion, patient)
  return patient.faults.length > 0
}

/** The calls that a criterion stands on. */
function callsOf({ rule }: PlannedCriterion, patient: Patient): ReadonlySet<string> {
  const calls = statementsOf(rule, patient).flatMap((placed) => placed.statement.calls)
  for (const call of calls) patient.call(call)
  return new Set(calls)
}

/** A criterion that says more, or something else, with less. */
interface Finding {
  readonly criterion: PlannedCriterion
  readonly what: string
}

function tightened(before: Decision, after: Decision): readonly Finding[] {
  return after.criteria.flatMap((criterion, i): readonly Finding[] => {
    const { id } = criterion.definition
    const [was, is] = [before.verdicts[i], after.verdicts[i]]
    const parts = new Map(partsOf(criterion.rule, before.patient).map((part) => [part.id, part.verdict.state]))
    const states = [
      { id, was: was?.state, is: is?.state },
      ...partsOf(criterion.rule, after.patient).map((part) => ({
        id: `${id}/${part.id}`,
        was: parts.get(part.id),
        is: part.verdict.state,
      })),
    ]
    const found = states.flatMap((state) =>
      state.is === 'undetermined' || state.is === state.was ? [] : [`${state.id} ${state.was} became ${state.is}`],
    )
    return [...found, ...narrowed(criterion, before.patient, after.patient)].map((what) => ({ criterion, what }))
  })
}

/** The measures that a criterion may be decided on. */
function measuresOf({ needs }: PlannedCriterion, { protocol, needsOfMeasure }: Plan): readonly string[] {
  return Object.keys(protocol.measures).filter((name) => needsOfMeasure(name).every((input) => needs.includes(input)))
}

const measures = {
  known: new Map<PlannedCriterion, readonly string[]>(),
  get(criterion: PlannedCriterion, plan: Plan): readonly string[] {
    const names = this.known.get(criterion) ?? measuresOf(criterion, plan)
    this.known.set(criterion, names)
    return names
  },
}

/** Measures of a criterion whose range is not within what it was. */
function narrowed(criterion: PlannedCriterion, before: Patient, after: Patient): readonly string[] {
  return measures.get(criterion, before.plan).flatMap((name) => {
    const [was, is] = [before.measure(name).range, after.measure(name).range]
    const [lower, upper] = [is.lower <= was.lower + 1e-9, is.upper >= was.upper - 1e-9]
    return lower && upper ? [] : [`${name}: ${was.lower} to ${was.upper} became ${is.lower} to ${is.upper}`]
  })
}

/** Contradictory sources or statements leave open what either alone decides; the answer names them, and so does the reason. */
const contradicts = ({ criterion }: Finding, before: Decision, path: Path): boolean => {
  const reasons = [
    ...(before.verdicts[before.criteria.indexOf(criterion)]?.reasons ?? []),
    ...partsOf(criterion.rule, before.patient).flatMap(({ verdict }) => verdict.reasons),
  ]
  const isTold =
    reasons.some((reason) => reason.startsWith('conflict:')) ||
    before.patient.conflicts().some((name) => overlaps(before.patient.plan.readByMeasure(name), criterion.needs))
  const reads = statementsOf(criterion.rule, before.patient).flatMap(({ statement }) => [...statement.reads])
  // What cannot be true beside a statement stands against it, read by the criterion or not.
  const sides = reads.flatMap((name) => [name, ...before.patient.contradictedBy(name)])
  return isTold && (path[0] !== 'inputs' || path[1] === undefined || sides.includes(path[1]))
}

const overlaps = (some: ReadonlySet<string>, others: readonly string[]): boolean => others.some((one) => some.has(one))

/** Whether the warning stands in the answer: of the instrument that was called, or as a flag of the criterion. */
const warned = ({ patient }: Decision, { criterion }: Finding, { call, warning }: Exception): boolean =>
  usedInstead(patient, criterion, callsOf(criterion, patient)).some(({ code }) => code === warning) &&
  (call === undefined || callsOf(criterion, patient).has(call))

interface Removal {
  readonly request: ScreenRequest
  readonly less: unknown
  readonly path: Path
}

function decidedWithout(
  exceptions: Exceptions,
  before: Decision,
  after: Decision,
  { request, less, path }: Removal,
): readonly string[] {
  const lists = listsAt(exceptions, path, request)
  const preferred = precedencesAt(exceptions, path, less)
  const found = tightened(before, after)
  if (found.length === 0 || isRefused(after)) return []
  const left = found.filter(
    (finding) =>
      !(
        contradicts(finding, before, path) ||
        lists.some((list) => list.warning === undefined || warned(after, finding, list)) ||
        preferred.some((precedence) => warned(before, finding, precedence))
      ),
  )
  return left.length > 0 ? [`without ${path.join('.')}: ${left.map(({ what }) => what).join('; ')}`] : []
}
