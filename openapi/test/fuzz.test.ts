/** Requests drawn from the document: no answer of 5xx, no status and no answer that is not documented. */
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { describe, Fuzzer } from '../fuzz/fuzz.js'
import type { Kind } from '../fuzz/operations.js'
import { gateway } from './helpers.js'

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122)
/** `npm run fuzz` asks a hundred thousand times over sockets. */
const RUNS: Readonly<Record<Kind, number>> = { single: 5000, batch: 200, several: 200, page: 50 }
/** Far more than it takes; tap's own limit for one test is half a minute. */
const LONGEST_MS = 600_000

t.setTimeout(LONGEST_MS)
t.test('what is drawn from the document is answered as the document says', { timeout: LONGEST_MS }, async (t) => {
  const app = await gateway(t)
  const fuzzer = new Fuzzer((await app.inject('/openapi.json')).json())
  t.comment(`seed ${SEED}`)
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
    else t.ok(finding.statuses['200'], `${operation.path}: ${JSON.stringify(finding.statuses)}`)
  }
})
