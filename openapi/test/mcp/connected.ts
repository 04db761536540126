/** The official client, connected over HTTP, and single messages as they are posted. */
import { type CallToolResult, Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'

/** Both revisions that are spoken: with a handshake until 2025-11-25, without one since 2026-07-28. */
export const ERAS = ['legacy', 'auto'] as const
export type Era = (typeof ERAS)[number]

export const clientOf = (era: Era): Client =>
  new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode: era } })

export async function connected(
  t: Test,
  origin: string,
  era: Era = 'auto',
  headers: Readonly<Record<string, string>> = {},
): Promise<Client> {
  const client = clientOf(era)
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', origin), { requestInit: { headers } }))
  t.teardown(() => client.close())
  return client
}

export interface ToolReply {
  readonly isError: boolean
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: what a tool answers is looked at member by member
  readonly structured: any
}

function replyOf({ isError = false, content, structuredContent }: CallToolResult): ToolReply {
  const [only] = content
  return { isError, text: only?.type === 'text' ? only.text : '', structured: structuredContent }
}

/** Calls a tool by the client. */
export const toolOf =
  (client: Client) =>
  async (name: string, sent: Readonly<Record<string, unknown>>): Promise<ToolReply> =>
    replyOf((await client.callTool({ name, arguments: sent })) as CallToolResult)

export const HEAD = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

/** One message of the older revision, without a client. */
export const messageOf = (method: string, params: object = {}): object => ({ jsonrpc: '2.0', id: 1, method, params })

export const post = (
  app: FastifyInstance,
  payload: object | string | Buffer,
  headers: InjectOptions['headers'] = {},
): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url: '/mcp', headers: { ...HEAD, ...headers }, payload })
