/**
 * One call of a service, as the HTTP client tells of it. It takes the client's older, unwrapped callbacks: they give the head
 * as it came, of which four fields are read, where the newer ones make two objects and an index of all fields first
 * (decision 41).
 */
import type { Answer, Form } from '@activity-scores/shared/engine/executor'
import { PROBLEM_MEDIA } from '@activity-scores/shared/engine/problems'
import type { Dispatcher } from 'undici'
import type { Admitted } from './breaker.js'
import { ForeignAnswer } from './problem.js'
import { CALL_STATUSES, FORM_MEDIA } from './wire.js'

const PROBLEM_BEGINS = Buffer.from('{"type":"urn:activity-scores:problem:')
/** A service that has refused the gateway's own key too often; that is no affair of its caller. */
const REFUSED_BEGINS = Buffer.from(`${PROBLEM_BEGINS}refused_too_often"`)
const CLOSING_BRACE = 0x7d

/** What all calls of one service have in common. */
export interface Service {
  readonly path: string
  /** How each of its results as JSON begins: a service of another instrument is found out by it (decision 40). */
  readonly begins: Buffer
  /** Largest answer in bytes. */
  readonly largest: number
  /** A connection carries the call now. */
  started(call: UpstreamCall): void
  answered(call: UpstreamCall, answer: Answer): void
  failed(call: UpstreamCall, error: Error): void
}

export class UpstreamCall implements Dispatcher.DispatchHandler {
  readonly method = 'POST'
  readonly path: string
  readonly headers: string[]
  readonly body: Buffer
  readonly form: Form
  readonly resolve: (answer: Answer) => void
  /** When the time is over, as the ticker counts. */
  readonly due: number
  readonly admitted: Admitted
  /** Whether its caller has an answer, of whatever kind. */
  settled = false
  /** Whether it went out on a connection. */
  sent = false
  /** Whether any byte of an answer came. */
  began = false
  repeats = 0
  abort: ((reason: Error) => void) | undefined
  readonly #service: Service
  #status = 0
  #type = ''
  #retryAfter: string | undefined
  #size = 0
  #first: Buffer | undefined
  #more: Buffer[] | undefined

  constructor(
    service: Service,
    headers: string[],
    body: Buffer,
    form: Form,
    due: number,
    admitted: Admitted,
    resolve: (answer: Answer) => void,
  ) {
    this.#service = service
    this.path = service.path
    this.headers = headers
    this.body = body
    this.form = form
    this.due = due
    this.admitted = admitted
    this.resolve = resolve
  }

  onConnect(abort: (reason?: Error) => void): void {
    this.sent = true
    this.abort = abort
    this.#service.started(this)
  }

  onResponseStarted(): void {
    this.began = true
  }

  onHeaders(status: number, fields: Buffer[]): boolean {
    // What only informs (1xx) comes before the answer itself.
    if (status < 200) return true
    this.#status = status
    let foreign = !CALL_STATUSES.has(status)
    for (let i = 0; i < fields.length; i += 2) {
      const name = fields[i]
      // Only names of these lengths are of interest.
      if (name === undefined || (name.length !== 11 && name.length !== 12 && name.length !== 14 && name.length !== 16))
        continue
      const value = fields[i + 1]?.toString('latin1') ?? ''
      switch (name.toString('latin1').toLowerCase()) {
        case 'content-type':
          this.#type = value
          break
        case 'retry-after':
          this.#retryAfter = value
          break
        case 'content-length':
          foreign ||= Number(value) > this.#service.largest
          break
        case 'content-encoding':
          foreign = true
          break
      }
    }
    const media = status === 200 ? FORM_MEDIA[this.form] : PROBLEM_MEDIA
    if (foreign || !isOf(this.#type, media)) this.#refuse()
    return true
  }

  onData(chunk: Buffer): boolean {
    this.#size += chunk.length
    if (this.#size > this.#service.largest) this.#refuse()
    else if (!this.#first) this.#first = chunk
    else if (this.#more) this.#more.push(chunk)
    else this.#more = [this.#first, chunk]
    return true
  }

  onComplete(): void {
    const body = this.#more ? Buffer.concat(this.#more, this.#size) : this.#first
    if (body === undefined || !this.#isOurs(body)) {
      this.#service.failed(this, new ForeignAnswer())
      return
    }
    this.#service.answered(this, { status: this.#status, type: this.#type, body, retryAfter: this.#retryAfter })
  }

  onError(error: Error): void {
    this.#service.failed(this, error)
  }

  #refuse(): void {
    this.abort?.(new ForeignAnswer())
  }

  #isOurs(body: Buffer): boolean {
    if (this.#status !== 200) return isObject(body, PROBLEM_BEGINS) && !isObject(body, REFUSED_BEGINS)
    return this.form === 'text' || this.form === 'markdown' || isObject(body, this.#service.begins)
  }
}

/** Whether a media type is the one expected, whatever its parameters. */
const isOf = (type: string, media: string): boolean =>
  type.startsWith(media) && (type.length === media.length || type[media.length] === ';')

const isObject = (body: Buffer, begins: Buffer): boolean =>
  body.length > begins.length &&
  body.compare(begins, 0, begins.length, 0, begins.length) === 0 &&
  body[body.length - 1] === CLOSING_BRACE
