/**
 * Requests at evenly spaced times, whatever the server does, over connections that are open before, as those of a proxy are.
 * Each is counted from the moment it was due. Kinds of requests are mixed by their shares, the same way in every run.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { bytesOf, type Shot } from '../kit/load.js'
import { seeded } from '../kit/statistics.js'

export interface LoadKind {
  readonly name: string
  readonly shots: readonly Shot[]
  /** Part of the requests, of all kinds' shares together. */
  readonly share: number
  /** The status of its answers. */
  readonly expected: number
}

export interface OpenLoop {
  readonly origin: string
  readonly kinds: readonly LoadKind[]
  /** Requests a second. */
  readonly rate: number
  readonly seconds: number
  /** A request that finds none of them free is not sent, and counted. */
  readonly connections: number
}

interface Answered {
  readonly kind: string
  readonly status: number
  /** Milliseconds since the start of the load at which it was due. */
  readonly due: number
  /** Milliseconds from then to the whole answer. */
  readonly took: number
}

export interface Loaded {
  readonly answers: readonly Answered[]
  /** No connection, a broken connection, or no answer in time. */
  readonly failed: number
  readonly notSent: number
  /** Milliseconds by which the last hundredth of the requests left late: above a few, the load's own machine was too slow. */
  readonly late: number
}

const PATIENCE_MS = 10_000
const HEAD_END = Buffer.from('\r\n\r\n')
const CHUNKS_END = Buffer.from('0\r\n\r\n')

/** True once head and body of an answer are complete. */
function isWhole(received: Buffer): boolean {
  const end = received.indexOf(HEAD_END)
  if (end === -1) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(received.toString('latin1', 0, end))?.[1]
  if (length === undefined) return received.subarray(-CHUNKS_END.length).equals(CHUNKS_END)
  return received.length >= end + HEAD_END.length + Number(length)
}

interface Line {
  readonly socket: Socket
  received: Buffer
  /** What it waits for. */
  waiting: { readonly kind: string; readonly due: number } | undefined
}

const NOTHING = Buffer.alloc(0)
/** Place of the status in `HTTP/1.1 200 OK`. */
const STATUS = [9, 12] as const

/** The connections to a server, and what came back on them. */
class Lines {
  readonly answers: Answered[] = []
  failed = 0
  readonly #url: URL
  readonly #lines = new Set<Line>()
  readonly #idle: Line[] = []
  /** Times are counted from here. */
  #begin = 0

  constructor(origin: string) {
    this.#url = new URL(origin)
  }

  /** A few at a time: a server takes one connection in a turn of its loop. */
  async connect(count: number): Promise<void> {
    while (this.#lines.size < count) {
      const some = Array.from({ length: Math.min(AT_A_TIME, count - this.#lines.size) }, () => this.#open())
      await Promise.all(some.map(({ socket }) => once(socket, 'connect')))
      // A connection on which nothing was ever asked is closed after a while.
      for (const { socket } of some) socket.write(`GET /health/live HTTP/1.1\r\nhost: ${this.#url.host}\r\n\r\n`)
      await Promise.all(some.map(({ socket }) => once(socket, 'data')))
      this.#idle.push(...some)
    }
  }

  countFrom(begin: number): void {
    this.#begin = begin
  }

  /** Whether there was a line for it. */
  send(kind: string, bytes: Buffer, due: number): boolean {
    const line = this.#free()
    if (!line) return false
    line.waiting = { kind, due }
    line.socket.write(bytes)
    return true
  }

  /** Waits for what is under way, and ends the lines; what has no answer by then has failed. */
  async end(): Promise<void> {
    const last = performance.now() + PATIENCE_MS
    while (performance.now() < last && [...this.#lines].some(({ waiting }) => waiting)) await delay(5)
    for (const line of this.#lines) {
      if (line.waiting) this.failed++
      line.waiting = undefined
      line.socket.destroy()
    }
  }

  /** In turn, so that none rests until the server closes it. */
  #free(): Line | undefined {
    for (let line = this.#idle.shift(); line; line = this.#idle.shift())
      if (this.#lines.has(line) && line.socket.writable) return line
    return undefined
  }

  #open(): Line {
    const { port, hostname } = this.#url
    const socket = connect(Number(port), hostname).setNoDelay(true)
    const line: Line = { socket, received: NOTHING, waiting: undefined }
    this.#lines.add(line)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (line.waiting) this.failed++
      line.waiting = undefined
      this.#lines.delete(line)
    })
    socket.on('data', (chunk: Buffer) => this.#read(line, chunk))
    return line
  }

  #read(line: Line, chunk: Buffer): void {
    const { waiting } = line
    if (!waiting) return
    line.received = line.received.length === 0 ? chunk : Buffer.concat([line.received, chunk])
    if (!isWhole(line.received)) return
    const status = Number(line.received.toString('latin1', ...STATUS))
    const took = performance.now() - this.#begin - waiting.due
    this.answers.push({ kind: waiting.kind, status, due: waiting.due, took })
    line.received = NOTHING
    line.waiting = undefined
    this.#idle.push(line)
  }
}

export async function openLoop({ origin, kinds, rate, seconds, connections }: OpenLoop): Promise<Loaded> {
  const pick = picker(kinds, new URL(origin).host)
  const total = Math.round(rate * seconds)
  const late: number[] = []
  let notSent = 0
  const lines = new Lines(origin)
  await lines.connect(connections)
  const begin = performance.now() + 20
  lines.countFrom(begin)
  let sent = 0
  while (sent < total) {
    const now = performance.now() - begin
    while (sent < total && (sent / rate) * 1000 <= now) {
      const due = (sent++ / rate) * 1000
      const { kind, bytes } = pick()
      if (lines.send(kind, bytes, due)) late.push(performance.now() - begin - due)
      else notSent++
    }
    await (rate > SPARSE ? immediately() : delay(1))
  }
  await lines.end()
  const { answers, failed } = lines
  late.sort((a, b) => a - b)
  return { answers, failed, notSent, late: late[Math.floor(late.length * 0.99)] ?? 0 }
}

const AT_A_TIME = 32
/** Below this rate the load leaves its processor between two requests. */
const SPARSE = 1000
const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Requests of all kinds by their shares, in an order that is the same for every run. */
function picker(kinds: readonly LoadKind[], host: string): () => { readonly kind: string; readonly bytes: Buffer } {
  const random = seeded(1)
  const all = kinds.map(({ name, shots }) => ({ name, next: 0, bytes: shots.map((shot) => bytesOf(shot, host)) }))
  const upTo = kinds.map((_, i) => kinds.slice(0, i + 1).reduce((sum, { share }) => sum + share, 0))
  return () => {
    const drawn = random() * (upTo.at(-1) ?? 0)
    const kind = all[upTo.findIndex((limit) => drawn < limit)]
    if (!kind) throw new Error('no kind of request')
    return { kind: kind.name, bytes: kind.bytes[kind.next++ % kind.bytes.length] ?? NOTHING }
  }
}

/** How many answers had another status than their kind has, or none at all. */
export function faultsOf({ answers, failed, notSent }: Loaded, kinds: readonly LoadKind[]): number {
  const expected = new Map(kinds.map((kind) => [kind.name, kind.expected]))
  return answers.filter(({ kind, status }) => status !== expected.get(kind)).length + failed + notSent
}
