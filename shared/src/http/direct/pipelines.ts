/**
 * Requests that callers send at once on one connection. While one of them waits for the answers before it, nothing more is read
 * from its connection, and of the connections that may be read again one is read in a turn of the event loop: one packet
 * has thousands of small requests, and a hundred packets in a turn would hold the process for seconds (decision 86).
 */
import type { Socket } from 'node:net'

interface Pipeline {
  readonly socket: Socket
  /** How many of its requests wait for the answers before them. */
  waiting: number
  /** Whether it is queued to be read again. */
  isNext: boolean
}

type Known = Socket & { [PIPELINE]?: Pipeline }
const PIPELINE = Symbol('pipeline')

export class Pipelines {
  /** Connections that may be read again, in order; one is read in each turn. */
  readonly #next: Pipeline[] = []

  /** A request of this connection has to wait: nothing more is read from it. */
  wait(socket: Known): void {
    const pipeline = pipelineOf(socket)
    pipeline.waiting++
    if (pipeline.waiting === 1) socket.pause()
  }

  /** A request of this connection waits no more: its connection is queued to be read again. */
  leave(socket: Known): void {
    const pipeline = pipelineOf(socket)
    pipeline.waiting--
    if (pipeline.waiting > 0 || pipeline.isNext) return
    pipeline.isNext = true
    if (this.#next.push(pipeline) === 1) setImmediate(this.#readOne)
  }

  readonly #readOne = (): void => {
    const pipeline = this.#next.shift()
    if (pipeline) {
      pipeline.isNext = false
      if (pipeline.waiting === 0) pipeline.socket.resume()
    }
    if (this.#next.length > 0) setImmediate(this.#readOne)
  }
}

function pipelineOf(socket: Known): Pipeline {
  const existing = socket[PIPELINE]
  if (existing) return existing
  const pipeline: Pipeline = { socket, waiting: 0, isNext: false }
  socket[PIPELINE] = pipeline
  // Node reads on after each request.
  socket.on('resume', () => {
    if (pipeline.waiting > 0 || pipeline.isNext) socket.pause()
  })
  leaveOutTraces(socket)
  return pipeline
}

/**
 * When a connection closes, Node gives each request that waits on it an error, with a trace that nobody reads: 50 microseconds
 * each, for thousands of them. Its own listener runs between these two.
 */
function leaveOutTraces(socket: Socket): void {
  let usual = 0
  socket.prependListener('close', () => {
    usual = Error.stackTraceLimit
    Error.stackTraceLimit = 0
  })
  socket.on('close', () => {
    Error.stackTraceLimit = usual
  })
}
