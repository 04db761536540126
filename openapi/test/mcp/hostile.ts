/** Messages of 64 kB made to cost much: none takes more than twenty times the processor time of a valid batch of that size. */
import t from 'tap'
import { type Hostile, hostileToAll } from '../hostile.js'
import { HEAD } from './connected.js'
import { app } from './served.js'

const SIZE = 65_536
/** A whole answer: what is refused is told as text and as a structure. */
const LARGEST = 65_536
const MOST_TIMES = 20
const CHECKED_TIMES = 5
const RUNS = 6

/** Places in a message where something hostile can stand. */
const PLACES: Readonly<Record<string, readonly [before: string, after: string]>> = {
  input: [
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"calculate","arguments":{"slug":"cdai","input":',
    '}}}',
  ],
  pool: ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"panel","arguments":{"inputs":', '}}}'],
  screening: [
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"screen","arguments":{"protocol":"nct06464679","arm":"myositis","asOf":"2026-01-01","inputs":',
    '}}}',
  ],
  arguments: ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","arguments":', '}}'],
  meta: ['{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":', '}}'],
  message: ['', ''],
  id: ['{"jsonrpc":"2.0","method":"tools/list","id":', '}'],
  name: ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":', '}}'],
  capabilities: [
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","clientInfo":{"name":"t","version":"1"},"capabilities":',
    '}}',
  ],
}

const texts: readonly Hostile[] = [
  { name: 'one long text', write: (room) => `"${'x'.repeat(room - 2)}"` },
  { name: 'many words', write: (room) => `"${'a '.repeat((room - 2) / 2)}"` },
  { name: 'control characters', write: (room) => `"${'\\u0001'.repeat((room - 2) / 6)}"` },
]

/** Every place meets a part of them: they are alike. */
const attacks = Object.entries(PLACES).flatMap(([place, [before, after]], k) =>
  [...hostileToAll.filter((_, i) => i % 8 === k % 8), ...texts].map(({ name, write }) => ({
    name: `${place}: ${name}`,
    body: () =>
      Buffer.concat([
        Buffer.from(before),
        Buffer.from(write(SIZE - before.length - after.length) as Buffer),
        Buffer.from(after),
      ]),
  })),
)

const ROW =
  '{"id":1,"input":{"tenderJointCount28":4,"swollenJointCount28":5,"patientGlobal":{"value":5,"unit":"cm"},"physicianGlobal":{"value":6,"unit":"cm"}}}'
const valid = `[${Array.from({ length: Math.floor(SIZE / (ROW.length + 1)) - 1 }, () => ROW).join(',')}]`

t.test(`${attacks.length} hostile messages`, async (t) => {
  const measure = async (url: string, payload: Buffer | string) => {
    const before = process.cpuUsage()
    const { statusCode: status, rawPayload } = await app.inject({ method: 'POST', url, headers: HEAD, payload })
    const { user, system } = process.cpuUsage(before)
    return { ms: (user + system) / 1000, status, bytes: rawPayload.length, text: rawPayload }
  }
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 40; i++) least = Math.min(least, (await measure('/v1/cdai/batch', valid)).ms)
  const found: { readonly name: string; readonly times: number }[] = []
  for (const { name, body } of attacks) {
    const first = await measure('/mcp', body())
    let ms = first.ms
    for (let i = 1; i < RUNS && ms > CHECKED_TIMES * least; i++) ms = Math.min(ms, (await measure('/mcp', body())).ms)
    found.push({ name, times: ms / least })
    if (first.bytes > 2 * LARGEST || first.status >= 500) t.fail(`${name}: ${first.status}, ${first.bytes} bytes`)
  }
  found.sort((a, b) => b.times - a.times)
  for (const { name, times } of found.slice(0, 8)) t.comment(`${times.toFixed(1)} times: ${name}`)
  const [worst] = found
  t.ok(worst && worst.times < MOST_TIMES, `${worst?.name}: ${worst?.times.toFixed(1)} times a valid body`)
})
