/**
 * How many patients of a cohort fall at which criterion: in the order of the protocol, where each is counted at the first one
 * that decides against, and alone, where every criterion is counted by itself.
 */
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/engine/executor'
import { parseBody } from '@activity-scores/shared/engine/json'
import { advice, inputProblem, problem } from '@activity-scores/shared/engine/problems'
import { writeTable } from '@activity-scores/shared/engine/rows/cells'
import { MOST_ROWS } from '@activity-scores/shared/engine/rows/limits'
import { inTurns, type Steps } from '@activity-scores/shared/engine/steps'
import { cell } from '../answer/wording.js'
import type { Protocol } from '../protocol/schema.js'

interface Attrition {
  readonly protocol: string
  readonly version: string
  readonly arm: string
  /** Patients that were screened; rows that were refused are counted beside them. */
  readonly screened: number
  readonly refused: number
  /** Those of the refused that name another arm than that of the table. */
  readonly otherArm: number
  readonly eligible: number
  readonly ineligible: number
  readonly undetermined: number
  /** Of the screened, whatever their verdict: those with contradictions to settle. */
  readonly contradicted: number
  readonly criteria: readonly Fall[]
}

interface Fall {
  readonly id: string
  readonly kind: 'inclusion' | 'exclusion'
  readonly title: string
  /** Of those who were left, how many fall here, and how many are left after it. */
  readonly falls: number
  readonly left: number
  /** Of all: failed, open and not concerned by this criterion, whatever the others say. */
  readonly failedAlone: number
  readonly openAlone: number
  readonly notApplicable: number
}

interface Screened {
  readonly verdict: 'eligible' | 'ineligible' | 'undetermined'
  readonly criteria: readonly { readonly id: string; readonly state: string }[]
  readonly conflicts: readonly object[]
}

const FAILED = ['not_met', 'excluded']

/** `single` answers one screening; rows are as in a batch, all of one arm. */
export function attritionExecutor(single: Executor, protocol: () => Protocol): Executor {
  const slug = `${single.slug}/attrition`
  const path = `/v1/${slug}`
  const fromValue = async (body: unknown, context: CallContext): Promise<Answer> => {
    const { arm, rows } = Object(body) as { readonly arm?: unknown; readonly rows?: unknown }
    const arms = protocol().arms.map(({ id }) => id)
    if (typeof arm !== 'string' || !arms.includes(arm))
      return refuse(inputProblem('invalid_input', path, [unknownArm(arms)]))
    if (!Array.isArray(rows) || rows.length === 0 || rows.length > MOST_ROWS)
      return refuse(inputProblem('invalid_input', path, [NO_ROWS]))
    const table = await inTurns(counted(single, protocol(), arm, rows))
    return table
      ? { ...written(table, context), rows: rows.length }
      : refuse(problem('internal_error', path, advice.internal_error))
  }
  return {
    slug,
    markdown: true,
    csv: true,
    prepare: () => single.prepare?.(),
    async fromBytes(body, context) {
      await single.prepare?.()
      const parsed = parseBody(body)
      return parsed.ok ? fromValue(parsed.value, context) : refuse(inputProblem(parsed.code, path, parsed.faults))
    },
    fromValue,
  }
}

const unknownArm = (arms: readonly string[]) => ({
  pointer: '/arm',
  code: 'invalid',
  message: `arm is required: the arm that all rows are screened for, one of ${arms.map((id) => `"${id}"`).join(', ')}.`,
})

const NO_ROWS = {
  pointer: '/rows',
  code: 'invalid',
  message: `rows is required: a list of at most ${MOST_ROWS} rows { "id", "input" } as in a batch, of which id may be left out, and arm within input.`,
}

function* counted(
  single: Executor,
  { id, version, criteria }: Protocol,
  arm: string,
  rows: readonly unknown[],
): Steps<Attrition | null> {
  const own = criteria.filter(({ arms, within }) => (arms?.includes(arm) ?? true) && within === undefined)
  const falls = new Map(own.map((each) => [each.id, { falls: 0, failedAlone: 0, openAlone: 0, notApplicable: 0 }]))
  const verdicts = { eligible: 0, ineligible: 0, undetermined: 0 }
  let [screened, refused, otherArm, contradicted] = [0, 0, 0, 0]
  for (const row of rows) {
    yield
    const input = Object(Object(row)['input'])
    if (isOfOther(input['arm'], arm)) {
      refused += 1
      otherArm += 1
      continue
    }
    const request = { ...input, arm, detail: 'verdict' }
    const answer = single.fromValue(request, { form: 'full', requestId: '' })
    if (answer instanceof Promise) return null
    if (answer.status !== 200) {
      refused += 1
      continue
    }
    screened += 1
    const { verdict, criteria: states, conflicts } = JSON.parse(String(answer.body)) as Screened
    verdicts[verdict] += 1
    if (conflicts.length > 0) contradicted += 1
    const first = states.find(({ id: each, state }) => FAILED.includes(state) && falls.has(each))
    for (const { id: each, state } of states) {
      const fall = falls.get(each)
      if (!fall) continue
      if (each === first?.id) fall.falls += 1
      if (FAILED.includes(state)) fall.failedAlone += 1
      else if (state === 'undetermined') fall.openAlone += 1
      else if (state === 'not_applicable') fall.notApplicable += 1
    }
  }
  let left = screened
  return {
    ...{ protocol: id, version, arm, screened, refused, otherArm, ...verdicts, contradicted },
    criteria: own.map(({ id: each, kind, title }) => {
      const fall = falls.get(each) ?? { falls: 0, failedAlone: 0, openAlone: 0, notApplicable: 0 }
      left -= fall.falls
      const { falls: here, ...alone } = fall
      return { id: each, kind, title, falls: here, left, ...alone }
    }),
  }
}

/** A patient of another arm is not counted for this one. */
const isOfOther = (own: unknown, arm: string): boolean => own !== undefined && own !== null && own !== arm

const HEADS = ['criterion', 'kind', 'title', 'falls', 'left', 'failed alone', 'open alone', 'not applicable']

const cellsOf = ({ id, kind, title, falls, left, failedAlone, openAlone, notApplicable }: Fall) =>
  [id, kind, title, falls, left, failedAlone, openAlone, notApplicable] as const

function written(table: Attrition, { form }: CallContext): Answer {
  if (form === 'csv') return { status: 200, type: 'text/csv; charset=utf-8', body: csv(table) }
  if (form === 'markdown') return { status: 200, type: 'text/markdown; charset=utf-8', body: markdown(table) }
  if (form === 'text') return { status: 200, type: 'text/plain; charset=utf-8', body: `${lineOf(table)}\n` }
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(table) }
}

const csv = ({ criteria }: Attrition): string =>
  writeTable(
    criteria.map((fall) => Object.fromEntries(cellsOf(fall).map((value, i) => [HEADS[i] ?? '', value]))),
    { columns: HEADS, header: true, spreadsheet: false },
  )

function lineOf(table: Attrition): string {
  const { protocol, arm, screened, refused, otherArm, eligible, ineligible, undetermined, contradicted } = table
  const settle = contradicted > 0 ? `; ${contradicted} with contradictions to settle` : ''
  const other = otherArm > 0 ? `, ${otherArm} of them for naming another arm` : ''
  const left = refused > 0 ? `; ${refused} rows refused${other}` : ''
  return `${protocol.toUpperCase()} ${arm}: ${screened} screened, ${eligible} eligible, ${ineligible} ineligible, ${undetermined} undetermined${settle}${left}`
}

const markdown = (table: Attrition): string =>
  [
    `# Attrition: ${table.protocol} ${table.version}`,
    '',
    `${lineOf(table)}.`,
    '',
    `| ${HEADS.join(' | ')} |`,
    `|${HEADS.map((_, i) => (i < 3 ? '---' : '---:')).join('|')}|`,
    ...table.criteria.map(
      (fall) =>
        `| ${cellsOf(fall)
          .map((each) => cell(String(each)))
          .join(' | ')} |`,
    ),
    '',
  ].join('\n')
