/** The tree of a rule: its three-valued verdict, and which statements leave it open. */
import { atLeastOf, MET, NOT_MET, not, or, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import type { CriterionVerdict, Node, Patient, PlannedCriterion, Readings, Statement } from './model.js'

const activeCase = (node: Extract<Node, { kind: 'reading' }>, readings: Readings): Node =>
  node.cases.get(readings[node.reading] ?? '') as Node

/** Under the readings of the case, or under others with the same findings. */
export function evaluate(node: Node, patient: Patient, readings: Readings = patient.given.readings): Verdict {
  switch (node.kind) {
    case 'statement':
      return patient.verdict(node.statement)
    case 'all':
      return joined(node.of, patient, readings, NOT_MET, MET)
    case 'any':
      return joined(node.of, patient, readings, MET, NOT_MET)
    case 'agree':
      return agreed(node.of.map((child) => evaluate(child, patient, readings)))
    case 'not':
      return not(evaluate(node.of[0], patient, readings))
    case 'count':
      return atLeastOf(
        node.least,
        node.of.map((child) => evaluate(child, patient, readings)),
      )
    case 'part':
      return evaluate(node.of[0], patient, readings)
    case 'reading':
      return evaluate(activeCase(node, readings), patient, readings)
    case 'visits': {
      const visits = visitsOf(node, patient)
      if (visits.length === 1) return evaluate(node.of[0], visits[0] as Patient, readings)
      const verdicts = visits.map((visit) => evaluate(node.of[0], visit, readings))
      return node.latest ? alike(verdicts) : or(...verdicts)
    }
  }
}

const NOT_APPLICABLE: CriterionVerdict = { state: 'not_applicable', reasons: [] }

/**
 * A criterion under the readings of the case, or under others. Where it is not known whether it concerns the patient it is
 * undetermined, whatever its rule says: what is known later may only decide it (decision 106).
 */
export function judge({ rule, applies }: PlannedCriterion, patient: Patient, readings?: Readings): CriterionVerdict {
  if (!applies) return evaluate(rule, patient, readings)
  const concerned = evaluate(applies, patient, readings)
  if (concerned.state === 'not_met') return NOT_APPLICABLE
  const verdict = evaluate(rule, patient, readings)
  if (concerned.state === 'met') return verdict
  return undetermined(...new Set([...concerned.reasons, ...verdict.reasons]))
}

/** AND and OR: `decisive` of one decides, else what is open stays open, else all are `otherwise`. */
function joined(
  nodes: readonly Node[],
  patient: Patient,
  readings: Readings,
  decisive: Verdict,
  otherwise: Verdict,
): Verdict {
  let open: Verdict[] | undefined
  for (const node of nodes) {
    const verdict = evaluate(node, patient, readings)
    if (verdict.state === decisive.state) return decisive
    if (verdict.state !== 'undetermined') continue
    if (open) open.push(verdict)
    else open = [verdict]
  }
  if (!open) return otherwise
  return open.length === 1 ? (open[0] as Verdict) : undetermined(...new Set(open.flatMap(({ reasons }) => reasons)))
}

/** What the ways that are decided say, if they all say the same. */
function agreed(verdicts: readonly Verdict[]): Verdict {
  const states = new Set(verdicts.flatMap(({ state }) => (state === 'undetermined' ? [] : [state])))
  if (states.size > 1) return undetermined('conflict:statements')
  const [state] = states
  return state ? ALWAYS[state] : undetermined(...new Set(verdicts.flatMap(({ reasons }) => reasons)))
}

/** Of several examinations on the latest day none is the latest: they decide only what they decide alike (decision 82). */
function alike(verdicts: readonly Verdict[]): Verdict {
  const [first = ALWAYS.undetermined, ...others] = verdicts
  if (others.every(({ state }) => state === first.state)) return first
  return undetermined(...new Set(['conflict:visits', ...verdicts.flatMap(({ reasons }) => reasons)]))
}

type VisitsNode = Extract<Node, { kind: 'visits' }>

/** The examinations that may be the latest, and whether there were earlier ones. */
function latestOf(
  node: VisitsNode,
  patient: Patient,
): { readonly last: readonly Patient[]; readonly earlier: boolean } {
  const { inputs } = patient.plan.protocol
  // Also what a statement can do without tells that there was an examination, such as single joints instead of counts.
  const examined = readBy(node.of[0]).filter((name) => inputs[name]?.perVisit === true)
  const told = patient.visits().map((visit) => ({ visit, day: visit.lastObserved(examined) }))
  const telling = told.filter(({ day }) => day !== null)
  const days = telling.map(({ day }) => day)
  const latest = days.toSorted().at(-1)
  // One without a day may be the latest, or not: they decide only what they all decide alike (decision 99).
  const last = days.includes(undefined) ? telling : telling.filter(({ day }) => day === latest)
  if (last.length === 0) return { last: [patient], earlier: false }
  return { last: last.map(({ visit }) => visit), earlier: last.length < telling.length }
}

function visitsOf(node: VisitsNode, patient: Patient): readonly Patient[] {
  const visits = patient.visits()
  return node.latest && visits.length > 1 ? latestOf(node, patient).last : visits
}

/** Whether the rule passes over examinations for being earlier than the latest. */
export function passesOverEarlier(node: Node, patient: Patient): boolean {
  if (node.kind === 'statement') return false
  if (node.kind === 'reading') return passesOverEarlier(activeCase(node, patient.given.readings), patient)
  if (node.kind === 'visits' && node.latest && patient.visits().length > 1 && latestOf(node, patient).earlier)
    return true
  return node.of.some((child) => passesOverEarlier(child, patient))
}

/** A statement at a visit. */
export interface Placed {
  readonly statement: Statement
  readonly patient: Patient
}

/** Every statement under the readings chosen; `only` leaves out the branches that it refuses. */
export function statementsOf(
  node: Node,
  patient: Patient,
  only: (child: Node, patient: Patient) => boolean = () => true,
): readonly Placed[] {
  if (!only(node, patient)) return []
  switch (node.kind) {
    case 'statement':
      return [{ statement: node.statement, patient }]
    case 'reading':
      return statementsOf(activeCase(node, patient.given.readings), patient, only)
    case 'visits':
      return visitsOf(node, patient).flatMap((visit) => statementsOf(node.of[0], visit, only))
    default:
      return node.of.flatMap((child) => statementsOf(child, patient, only))
  }
}

/** Every statement of a criterion: of its rule only where it concerns the patient, or may. */
export function statementsOfCriterion({ rule, applies }: PlannedCriterion, patient: Patient): readonly Placed[] {
  if (!applies) return statementsOf(rule, patient)
  const concerned = statementsOf(applies, patient)
  if (evaluate(applies, patient).state === 'not_met') return concerned
  return [...concerned, ...statementsOf(rule, patient)]
}

/** The statements that leave a criterion open: those of its undecided branches. */
export function openStatements({ rule, applies }: PlannedCriterion, patient: Patient): readonly Placed[] {
  const isOpen = (child: Node, at: Patient): boolean => evaluate(child, at).state === 'undetermined'
  return [...(applies ? statementsOf(applies, patient, isOpen) : []), ...statementsOf(rule, patient, isOpen)]
}

/** Parts that are reported by their own name, with their verdicts. */
export function partsOf(node: Node, patient: Patient): readonly { readonly id: string; readonly verdict: Verdict }[] {
  switch (node.kind) {
    case 'statement':
      return []
    case 'reading':
      return partsOf(activeCase(node, patient.given.readings), patient)
    case 'visits':
      // Of the visit screened; what other examinations show stands in the basis.
      return partsOf(node.of[0], patient)
    case 'part':
      return [{ id: node.id, verdict: evaluate(node, patient) }, ...partsOf(node.of[0], patient)]
    default:
      return node.of.flatMap((child) => partsOf(child, patient))
  }
}

/** What a rule consists of under some readings at one visit, in the order of the file. */
export interface Outline {
  readonly statements: readonly Statement[]
  /** Names of the calls that the statements stand on. */
  readonly calls: readonly string[]
  readonly parts: readonly Extract<Node, { kind: 'part' }>[]
}

export function outlineOf(node: Node, readings: Readings): Outline {
  const nodes = nodesOf(node, readings)
  const statements = nodes.flatMap((each) => (each.kind === 'statement' ? [each.statement] : []))
  return {
    statements,
    calls: [...new Set(statements.flatMap(({ calls }) => calls))],
    parts: nodes.flatMap((each) => (each.kind === 'part' ? [each] : [])),
  }
}

/** Every node of the tree under every reading, or under those that are given. */
function nodesOf(node: Node, readings?: Readings): readonly Node[] {
  if (node.kind === 'statement') return [node]
  const cases = (of: Extract<Node, { kind: 'reading' }>) => (readings ? [activeCase(of, readings)] : of.cases.values())
  const children = node.kind === 'reading' ? [...cases(node)] : node.of
  return [node, ...children.flatMap((child) => nodesOf(child, readings))]
}

export const needsOf = (node: Node): readonly string[] => [
  ...new Set(nodesOf(node).flatMap((each) => (each.kind === 'statement' ? each.statement.needs : []))),
]

/** Every input that one of its statements looks at. */
export const readBy = (node: Node): readonly string[] => [
  ...new Set(nodesOf(node).flatMap((each) => (each.kind === 'statement' ? [...each.statement.reads] : []))),
]

export const readingsOf = (node: Node): readonly string[] => [
  ...new Set(nodesOf(node).flatMap((each) => (each.kind === 'reading' ? [each.reading] : []))),
]

export const ALWAYS = { met: MET, not_met: NOT_MET, undetermined: undetermined() } as const
