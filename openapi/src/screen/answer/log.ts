/** What a screening log shows of a screening, whatever it is written in: Markdown, or a page that is printed. */
import type { Patient, Plan, PlannedCriterion } from '../engine/model.js'
import type { ScreenedCriterion, Screening } from './model.js'
import { findingsOf, STATES } from './report.js'
import type { ScreenRequest } from './request.js'

export interface Log {
  readonly title: string
  /** Name and value, in the order in which they are printed. */
  readonly head: readonly (readonly [name: string, value: string])[]
  readonly verdict: string
  readonly rows: readonly LogRow[]
  /** Readings that were used, each with its passage and what it says. */
  readonly glossary: readonly {
    readonly id: string
    readonly title: string
    readonly option: string
    readonly says: string
  }[]
  readonly lists: readonly { readonly title: string; readonly lines: readonly string[] }[]
}

export interface LogRow {
  readonly id: string
  readonly title: string
  readonly kind: 'inclusion' | 'exclusion'
  readonly state: string
  readonly isObstacle: boolean
  readonly isOpen: boolean
  /** Words of the register, or the rule where none are at hand. */
  readonly words: string
  readonly rule: string
  readonly found: string
  /** Day and source of each value, where they are known. */
  readonly observed: readonly string[]
  readonly expires: string
}

export function logOf(plan: Plan, screening: Screening, patient: Patient, request: ScreenRequest): Log {
  const { protocol } = plan
  const planned = plan.criteria.get(screening.arm) ?? []
  const arm = protocol.arms.find(({ id }) => id === screening.arm)?.title ?? screening.arm
  const used = new Map(screening.criteria.flatMap(({ readings }) => readings.map(({ id, option }) => [id, option])))
  return {
    title: protocol.title,
    head: [
      ['Subject', screening.subject ?? ''],
      ['Arm', arm],
      ['Day of the decision', screening.asOf],
      ['Protocol file', `${protocol.id} ${protocol.version}`],
      ['Holds until', screening.validUntil ?? ''],
    ],
    verdict: screening.text,
    rows: screening.criteria.map((criterion, i) => rowOf(criterion, planned[i] as PlannedCriterion, patient, request)),
    glossary: [...used].map(([id, option]) => {
      const { title = '', options = [] } = protocol.readings[id] ?? {}
      return { id, title, option, says: options.find((each) => each.id === option)?.says ?? '' }
    }),
    lists: listsOf(screening),
  }
}

function rowOf(
  criterion: ScreenedCriterion,
  planned: PlannedCriterion,
  patient: Patient,
  request: ScreenRequest,
): LogRow {
  const { id, title, kind, state, rule, text, expires, recoverable } = criterion
  const from = recoverable?.from
    ? `can be met from ${recoverable.from}`
    : recoverable?.possible
      ? 'may be met later'
      : ''
  return {
    id,
    title,
    kind,
    state: STATES[state] ?? state,
    isObstacle: state === 'not_met' || state === 'excluded',
    isOpen: state === 'undetermined',
    words: text ?? '',
    rule,
    found: findingsOf(criterion),
    observed: observationsOf(planned, patient, request),
    expires: recoverable ? from || 'stays' : (expires ?? ''),
  }
}

function observationsOf({ needs }: PlannedCriterion, patient: Patient, { sources }: ScreenRequest): readonly string[] {
  return needs.flatMap((name) => {
    if (!patient.has(name)) return []
    const [day, source] = [patient.observedOn(name), sources?.[name]]
    if (day === undefined && !source) return []
    const title = patient.plan.protocol.inputs[name]?.title ?? name
    return [`${title}: ${[day, source].filter((each) => each).join(', ')}`]
  })
}

function listsOf({ sensitivity, nextInputs, conflicts, collisions }: Screening): Log['lists'] {
  const changes = sensitivity.filter(({ kind }) => kind === 'changes')
  return [
    {
      title: 'Under another reading',
      lines: changes.map(({ reading, other, says, criteria, verdict }) => {
        const changed = criteria.map(({ id, from, to }) => `${id} ${STATES[from]} becomes ${STATES[to]}`).join(', ')
        return `${reading} ${other} (${says}): ${changed}${verdict ? `; verdict ${verdict.from} becomes ${verdict.to}` : ''}`
      }),
    },
    {
      title: 'Still to obtain',
      lines: nextInputs.map(({ title, action, criteria }) => `${action}: ${title} (${criteria.join(', ')})`),
    },
    {
      title: 'Contradictions to settle',
      lines: conflicts.map(({ title, inputs }) => `${title}: ${inputs.join(', ')}`),
    },
    {
      title: 'Findings that touch another criterion',
      lines: collisions.map(({ message, against }) => `${message} (${against.join(', ')})`),
    },
  ].filter(({ lines }) => lines.length > 0)
}
