/** Requests drawn from the document: no answer of 5xx, no status and no answer that is not documented. */
import { setImmediate } from 'node:timers/promises'
import { draws, SEED } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { describe, Fuzzer } from '../programs/fuzz/fuzz.js'
import type { Kind } from '../programs/fuzz/operations.js'
import { preparedUsualGateway } from './helpers.js'

/** `npm run fuzz` asks a hundred thousand times over sockets. */
const RUNS: Readonly<Record<Kind, number>> = {
  single: draws(24, 5000),
  batch: draws(6, 200),
  several: draws(6, 200),
  page: draws(4, 50),
}

t.test('what is drawn from the document is answered as the document says', async (t) => {
  const app = await preparedUsualGateway()
  const fuzzer = new Fuzzer((await app.inject('/openapi.json')).json())
  for (const operation of fuzzer.operations) {
    const ask = async (draft: {
      method: string
      path: string
      headers: object
      body: string
      encoding: BufferEncoding
    }) => {
      const { method, path: url, headers, body, encoding } = draft
      const payload = Buffer.from(body, encoding)
      const reply = await app.inject({ method: method as 'POST', url, headers: { ...headers }, payload })
      return { status: reply.statusCode, headers: reply.headers, text: reply.payload }
    }
    const began = performance.now()
    const finding = await fuzzer.run(operation, ask, RUNS[operation.kind], SEED)
    t.comment(operation.path, finding.requests, JSON.stringify(finding.statuses), Math.round(performance.now() - began))
    await setImmediate()
    if (finding.broken) t.fail(describe(finding, SEED))
    else
      t.ok(
        finding.statuses['200'], // the requests that the document shows are among them
        `${operation.path}: ${JSON.stringify(finding.statuses)}`,
      )
  }
})
