/** A host around the toy instrument that listens, and streams to and from it. */
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Test } from 'tap'
import { buildService } from '../src/http/service.js'
import { createLogger } from '../src/telemetry/logging.js'
import { testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

export const line = (id: number): string =>
  `${JSON.stringify({ id, input: { age: 50, tenderJointCount28: id % 27 } })}\n`
export const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => line(from + i)).join('')

interface Listening {
  readonly port: number
  readonly logged: readonly Record<string, unknown>[]
  /** How many rows have been computed. */
  readonly computed: () => number
  /** Bytes that the process holds of the last request and of its answer. */
  readonly held: () => number
  /** Connections that there are. */
  readonly open: () => number
}

export async function listening(t: Test, environment: Readonly<Record<string, string>> = {}): Promise<Listening> {
  const logged: Record<string, unknown>[] = []
  let rows = 0
  const counting = {
    ...toy,
    compute: (input: Parameters<typeof toy.compute>[0]) => {
      rows++
      return toy.compute(input)
    },
  }
  const logger = createLogger('info', { write: (text) => logged.push(JSON.parse(text)) })
  const module = (): string => new URL('./toy-module.js', import.meta.url).href
  const { app } = await buildService([counting], testConfig(environment), logger, module)
  t.teardown(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  let held = (): number => 0
  let connections = 0
  app.server.on('connection', (socket) => {
    connections++
    socket.once('close', () => connections--)
  })
  app.server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    held = () => incoming.readableLength + incoming.socket.readableLength + response.writableLength
  })
  return {
    port: (app.server.address() as AddressInfo).port,
    logged,
    computed: () => rows,
    held: () => held(),
    open: () => connections,
  }
}

export function open(port: number, type = 'application/x-ndjson', path = '/v1/toy/batch'): ClientRequest {
  const headers = { 'content-type': type }
  const sent = request({ port, host: '127.0.0.1', path, method: 'POST', headers, agent: false })
  sent.on('error', () => undefined)
  return sent
}

export const answerTo = async (sent: ClientRequest): Promise<IncomingMessage> => (await once(sent, 'response'))[0]

export async function textOf(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of answer.setEncoding('utf8')) text += String(piece)
  return text
}

export async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 3000 && !what(); i++) await delay(10)
}
