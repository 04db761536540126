/** One row of a batch: `{ "id", "input" }` in, the instrument's answer beside the id out. A row fails alone (decision 22). */
import type { Fault } from '../../contract/instrument.js'
import { pointerNear } from '../../language/pointer.js'
import { type Answer, type CallContext, type Executor, type Form, refuse } from '../executor.js'
import { areTooMany } from '../faults.js'
import { parseJson } from '../json.js'
import { advice, inputProblem, type Problem, problem } from '../problems.js'
import { LONGEST_LINE } from './limits.js'
import { ID_RULE, isId, isSentBack, type RowId } from './row-id.js'

export interface RowContext {
  readonly executor: Executor
  readonly form: Form
  readonly requestId: string
  /** Who asks, as the limiter knows them: for rows that are answered elsewhere. */
  readonly caller?: string | undefined
  /** Path that problems name. */
  readonly path: string
  /** What stands after the question mark. */
  readonly search?: string | undefined
  /** Called with what an executor threw: a fault of ours. */
  readonly failed: (error: unknown) => void
}

/** The answer to a row: one text without a line end, or a promise of it where it is answered elsewhere. */
export type RowAnswer = string | Promise<string>

/** Answers rows. */
export class Rows {
  readonly #executor: Executor
  readonly #call: CallContext
  readonly #path: string
  readonly #text: boolean
  readonly #failed: (error: unknown) => void
  #answered = 0
  #counted = 0

  constructor({ executor, form, requestId, caller, path, search, failed }: RowContext) {
    this.#executor = executor
    this.#call = { form, requestId, caller, instance: path, ...(search === undefined ? {} : { search }) }
    this.#path = path
    this.#text = form === 'text'
    this.#failed = failed
  }

  /** The answer to one line of a stream; nothing for a blank one. */
  ofLine(line: string): RowAnswer | undefined {
    if (isBlank(line)) return undefined
    if (line.length * 3 > LONGEST_LINE && Buffer.byteLength(line) > LONGEST_LINE) return this.tooLong()
    const parsed = parseJson(line)
    if (parsed.ok) return this.ofValue(parsed.value, isSentBack(parsed.value, line))
    return this.#refused(null, inputProblem(parsed.code, this.#path, parsed.faults))
  }

  /** The answer to one row; `isIdSentBack` is false where its id is a number that would come back as another. */
  ofValue(row: unknown, isIdSentBack = true): RowAnswer {
    const faults = faultsOf(row, isIdSentBack)
    const id = isIdSentBack ? idOf(row) : null
    if (faults) return this.#refused(id, inputProblem('invalid_row', this.#path, faults))
    const answer = this.#ask((row as { readonly input: unknown }).input)
    return answer instanceof Promise ? answer.then((each) => this.#written(id, each)) : this.#written(id, answer)
  }

  /** Rows answered since this was last called; a row that asks several instruments counts once for each. */
  counted(): number {
    const answered = this.#answered
    this.#answered = 0
    this.#counted += answered
    return answered
  }

  /** How many rows were answered in all. */
  get total(): number {
    return this.#counted + this.#answered
  }

  /** What the single route would answer to the input, of an instrument that is computed in this process. */
  answer(input: unknown): Answer {
    const answer = this.#ask(input)
    return answer instanceof Promise ? this.#broken(new TypeError('the row is answered elsewhere')) : answer
  }

  #ask(input: unknown): Answer | Promise<Answer> {
    this.#answered++
    try {
      const answer = this.#executor.fromValue(input, this.#call)
      if (!(answer instanceof Promise)) return this.#counting(answer)
      return answer.then(
        (each) => this.#counting(each),
        (error) => this.#broken(error),
      )
    } catch (error) {
      return this.#broken(error)
    }
  }

  #counting(answer: Answer): Answer {
    if (answer.rows !== undefined) this.#answered += Math.max(0, answer.rows - 1)
    return answer
  }

  #broken(error: unknown): Answer {
    this.#failed(error)
    return refuse(problem('internal_error', this.#path, advice.internal_error))
  }

  tooLong(): string {
    return this.#refused(null, inputProblem('invalid_row', this.#path, [TOO_LONG]))
  }

  /** The answer to a line that is not UTF-8. */
  notUtf8(why: string): string {
    return this.#refused(null, problem('not_utf8', this.#path, why))
  }

  #refused(id: RowId, why: Problem): string {
    this.#answered++
    return this.#written(id, refuse(why))
  }

  #written(id: RowId, { status, body }: Answer): string {
    if (this.#text) {
      const text = String(body)
      return status === 200
        ? text.slice(0, -1).replaceAll('\n', LINE_BREAK)
        : `problem ${status}: ${(JSON.parse(text) as Problem).detail}`
    }
    return status === 200
      ? `{"id":${written(id)},"status":200,"result":${body}}`
      : `{"id":${written(id)},"status":${status},"problem":${body}}`
  }
}

/** Between the lines of several instruments, where a row has one line. */
const LINE_BREAK = ' | '

/** Most lines begin with a brace. */
const isBlank = (line: string): boolean => !(line.charCodeAt(0) > SPACE) && line.trim() === ''

const SPACE = 32

const PLAIN = /^[\w.:-]*$/

const written = (id: RowId): string => (typeof id === 'string' && PLAIN.test(id) ? `"${id}"` : JSON.stringify(id))

const TOO_LONG: Fault = {
  pointer: '',
  code: 'line_too_long',
  message: `The line is longer than ${LONGEST_LINE} bytes, which no valid row is. Send one row a line, with the documented fields only.`,
}

function idOf(row: unknown): RowId {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null
  const { id } = row as { readonly id?: unknown }
  return isId(id) ? (id ?? null) : null
}

const ROW = 'a row is an object { "id": ..., "input": { ... } }'

/** What keeps a value from being a row; the input itself is the instrument's to judge. */
function faultsOf(row: unknown, isIdSentBack: boolean): readonly Fault[] | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return [{ pointer: '', code: 'wrong_type', message: `This is not a row: ${ROW}.` }]
  let faults: Fault[] | undefined
  let hasInput = false
  for (const key in row) {
    if (key === 'input') hasInput = true
    else if (key !== 'id') {
      const message = `Unknown member; ${ROW}. The fields of the instrument stand inside input.`
      if (!faults || !areTooMany(faults))
        faults = and(faults, { pointer: pointerNear([key]), code: 'unknown_field', message })
    } else if (!isIdSentBack || !isId((row as { readonly id?: unknown }).id))
      faults = and(faults, { pointer: '/id', code: 'not_allowed_value', message: ID_RULE })
  }
  if (hasInput) return faults
  return and(faults, { pointer: '/input', code: 'required', message: `input is required; ${ROW}.` })
}

function and(faults: Fault[] | undefined, fault: Fault): Fault[] {
  if (!faults) return [fault]
  faults.push(fault)
  return faults
}
