/** Answers beside what they were written from: for whoever goes on with the values of a result. */
import type { Outcome } from '../language/outcome.js'
import type { Answer, CallContext } from './executor.js'

export interface Kept {
  readonly answer: Answer
  /** None of an answer that is a refusal. */
  readonly outcome: Outcome | undefined
}

export const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : Buffer.from(body).toString()

/** Asks for an answer and its outcome. A service answers with text: in another form than the full one it is asked twice. */
export const askerKeeping = (context: CallContext) => {
  const keeping: CallContext = Object.assign({}, context, { keepsOutcome: true })
  return (ask: (context: CallContext) => Answer | Promise<Answer>): Kept | Promise<Kept> => {
    const answer = ask(keeping)
    const askInFull = () => ask({ ...context, form: 'full' })
    return answer instanceof Promise
      ? answer.then(async (each) => ({ answer: each, outcome: await outcomeOf(each, askInFull) }))
      : { answer, outcome: answer.outcome }
  }
}

/** What an answer was written from: kept with it, or read from the full text. */
export function outcomeOf(
  answer: Answer,
  askInFull: () => Answer | Promise<Answer>,
): Outcome | undefined | Promise<Outcome | undefined> {
  if (answer.status !== 200 || answer.outcome) return answer.outcome
  if (isFull(answer)) return outcomeIn(answer)
  const full = askInFull()
  return full instanceof Promise ? full.then(outcomeIn) : outcomeIn(full)
}

const outcomeIn = ({ status, body }: Answer): Outcome | undefined =>
  status === 200 ? (JSON.parse(textOf(body)) as Outcome) : undefined

const isFull = ({ type, body }: Answer): boolean =>
  type.startsWith('application/json') && textOf(body).includes('"details":')
