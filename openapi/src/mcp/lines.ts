/**
 * What comes in on standard input, held to the rules of request bodies before the library parses it: a repeated key would count
 * by its last value, which nobody sent.
 */
import { Transform, type TransformCallback } from 'node:stream'
import { parseBody } from '@activity-scores/shared/engine/json'
import { inputProblem, type Problem } from '@activity-scores/shared/engine/problems'
import { parseJSONRPCMessage } from '@modelcontextprotocol/server'

/** As the bodies of calls over HTTP. */
const LONGEST_LINE = 65_536
const NEWLINE = 10

const PARSE_ERROR = -32700
const INVALID_REQUEST = -32600

/** Lines that are messages pass; `refuse` is given the answer to any other. */
export class CheckedLines extends Transform {
  readonly #refuse: (answer: string) => void
  #held: Buffer[] = []
  #size = 0

  constructor(refuse: (answer: string) => void) {
    super()
    this.#refuse = refuse
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#hold(chunk.subarray(from, end))
      this.#take()
      from = end + 1
    }
    this.#hold(chunk.subarray(from))
    done()
  }

  /** Of a line that is too long nothing is kept. */
  #hold(part: Buffer): void {
    this.#size += part.length
    if (this.#size > LONGEST_LINE) this.#held = []
    else if (part.length > 0) this.#held.push(part)
  }

  #take(): void {
    const [held, size] = [this.#held, this.#size]
    this.#held = []
    this.#size = 0
    if (size > LONGEST_LINE) this.#refuse(answerTo(null, TOO_LONG, INVALID_REQUEST))
    else this.#check(Buffer.concat(held))
  }

  #check(line: Buffer): void {
    if (line.toString('latin1').trim() === '') return
    const parsed = parseBody(line)
    if (parsed.ok && isMessage(parsed.value)) this.push(Buffer.concat([line, Buffer.of(NEWLINE)]))
    else if (parsed.ok) this.#refuse(answerTo(idOf(parsed.value), NO_MESSAGE, INVALID_REQUEST))
    else {
      const problem = inputProblem(parsed.code, '', parsed.faults)
      const isJson = parsed.code === 'duplicate_key' || parsed.code === 'too_deep'
      this.#refuse(
        answerTo(isJson ? idIn(line) : null, problem.detail, isJson ? INVALID_REQUEST : PARSE_ERROR, problem),
      )
    }
  }
}

const TOO_LONG = `The line has more than ${LONGEST_LINE} bytes. Send one message with the documented fields only.`

const NO_MESSAGE = 'The line is no message. Send one JSON-RPC object in each line.'

/** The library would only say on standard error that it is none, and whoever sent it would wait. */
function isMessage(value: unknown): boolean {
  try {
    parseJSONRPCMessage(value)
    return true
  } catch {
    return false
  }
}

type Id = string | number | null

const answerTo = (id: Id, message: string, code: number, data?: Problem): string =>
  `${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, ...(data ? { data } : {}) } })}\n`

/** So that whoever waits for the answer gets it. */
function idIn(line: Buffer): Id {
  try {
    return idOf(JSON.parse(line.toString()))
  } catch {
    return null
  }
}

function idOf(value: unknown): Id {
  const { id } = Object(value) as { readonly id?: unknown }
  return typeof id === 'string' || typeof id === 'number' ? id : null
}
