/** What a panel says beside its results does not grow with what was sent: the problems of its instruments, and unused inputs. */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import { type Answer, refuse } from '@activity-scores/shared/engine/executor'
import { listed } from '@activity-scores/shared/engine/faults'
import { textOf } from '@activity-scores/shared/engine/kept'
import type { Problem } from '@activity-scores/shared/engine/problems'

/** Bytes of all problems of one answer. */
const LARGEST_PROBLEMS = 40_960
/** Bytes of the pointers to unused inputs; those of all inputs that there are take a third of it. */
const LARGEST_UNUSED = 16_384

/** What is wrong with a pool of which too much would have to be named as unused. */
export function tooManyUnused(unused: readonly string[]): Fault | undefined {
  if (unused.length === 0 || Buffer.byteLength(JSON.stringify(unused)) <= LARGEST_UNUSED) return undefined
  const message = `${unused.length} inputs are used by none of these instruments, too many to be named: their pointers take more than ${LARGEST_UNUSED} bytes. Leave out what is no input of an instrument; GET /v1/instruments says which there are.`
  return { pointer: '/inputs', code: 'too_many_unused', message }
}

/** The answers with problems that are no larger together than they may be; the larger ones of them are cut. */
export function limited(answers: readonly Answer[]): readonly Answer[] {
  const problems = answers.filter(({ status }) => status !== 200)
  if (problems.reduce((bytes, { body }) => bytes + Buffer.byteLength(body), 0) <= LARGEST_PROBLEMS) return answers
  const share = Math.floor(LARGEST_PROBLEMS / problems.length)
  return answers.map((answer) =>
    answer.status === 200 || Buffer.byteLength(answer.body) <= share ? answer : shortened(answer, share),
  )
}

const ALONE = 'Ask this instrument alone for all of them.'

function shortened(answer: Answer, bytes: number): Answer {
  const whole = JSON.parse(textOf(answer.body)) as Problem
  const count = /^(?:More than )?\d+ faults/.exec(whole.detail)?.[0] ?? '1 fault'
  const problem = (errors: readonly Fault[]): Problem => ({
    ...whole,
    detail: `${count}, ${errors.length} of them listed. ${ALONE}`,
    errors,
  })
  const left = bytes - Buffer.byteLength(JSON.stringify(problem([])))
  return { ...answer, ...refuse(problem(listed(whole.errors, left))) }
}
