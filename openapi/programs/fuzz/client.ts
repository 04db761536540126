/** A caller with one connection that is kept, who sends what others would not. */
import { Agent, type OutgoingHttpHeaders, request } from 'node:http'
import type { Reply } from './contract.js'
import type { Draft } from './draw.js'
import type { Ask } from './fuzz.js'

const PATIENCE_MS = 20_000

export interface Caller {
  readonly ask: Ask
  close(): void
}

export function caller(origin: string): Caller {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = (draft: Draft): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const body = Buffer.from(draft.body, draft.encoding)
      const length: OutgoingHttpHeaders =
        body.length > 0 || draft.method === 'POST' ? { 'content-length': body.length } : {}
      const { method, path } = draft
      const sent = request(
        { agent, hostname, port, method, path, headers: { ...draft.headers, ...length } },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const { statusCode: status = 0, headers } = answer
            resolve({ status, headers, text: Buffer.concat(chunks).toString() })
          })
        },
      )
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error('no answer in time')))
      // What is refused by its head is not read to its end: after the answer a broken connection is none.
      sent.on('error', reject)
      sent.end(body)
    })
  return { ask, close: () => agent.destroy() }
}
