/** Servers that stand in for a service and need not behave like one, and a gateway before them. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net'
import type { Test } from 'tap'
import { upstreamVariable } from '../src/config.js'
import { gateway } from './helpers.js'

async function listening(t: Test, server: Server, port: number): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  t.teardown(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server that speaks HTTP; gives its origin. */
export const httpStranger = (t: Test, answer: RequestListener, port = 0): Promise<string> =>
  listening(t, createServer(answer), port)

/** A server of bare sockets. */
export const socketStranger = (t: Test, met: (socket: Socket) => void): Promise<string> =>
  listening(t, createNetServer(met), 0)

/** A port where nobody listens. */
export async function silentPort(): Promise<number> {
  const server = createNetServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export const whole = async (request: IncomingMessage): Promise<string> => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

export const SLUG = 'das28-esr'
export const OTHER = 'cdai'
export const BODY = JSON.stringify({
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
})
export const JSON_TYPE = 'application/json; charset=utf-8'

/** What the gateway itself answers to the body: the true service's answer. */
export const genuine = async (t: Test): Promise<string> => {
  const app = await gateway(t)
  const headers = { 'content-type': 'application/json' }
  return (await app.inject({ method: 'POST', url: `/v1/${SLUG}`, payload: BODY, headers })).payload
}

export interface Reply {
  readonly status: number
  readonly code: string | undefined
  readonly retryAfter: string | null
  readonly text: string
  readonly milliseconds: number
}

export async function ask(
  origin: string,
  path = `/v1/${SLUG}`,
  body = BODY,
  more: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const began = performance.now()
  const headers = { 'content-type': 'application/json', ...more }
  const answer = await fetch(origin + path, { method: 'POST', body, headers })
  const text = await answer.text()
  return {
    status: answer.status,
    code: answer.status === 200 ? undefined : (JSON.parse(text) as { readonly code: string }).code,
    retryAfter: answer.headers.get('retry-after'),
    text,
    milliseconds: performance.now() - began,
  }
}

/** A gateway whose one slug is served by someone else. */
export const before = async (
  t: Test,
  origin: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> =>
  (await gateway(t, { [upstreamVariable(SLUG)]: origin, ...environment })).listen({ port: 0, host: '127.0.0.1' })

export const give = (response: ServerResponse, body: string, type = JSON_TYPE): void => {
  response.writeHead(200, { 'content-type': type }).end(body)
}

export function isNamed(t: Test, { text }: Reply, name = ''): void {
  t.match(text, SLUG, `${name} names the slug`)
  t.notMatch(text, '127.0.0.1', `${name} names no address`)
}
