/**
 * `npm run fuzz -- [count] [--seed n] [--path /v1/cdai]`: requests drawn from the document of a running gateway, over sockets.
 * Prints what was answered, the seed, and of each breach the smallest request; ends with code 1 where the document was broken.
 */
import { parseArgs } from 'node:util'
import { SEED } from '@activity-scores/shared/testing/seed'
import { gateway, startProgram } from '../kit/programs.js'
import { caller } from './client.js'
import { describe, type Finding, Fuzzer } from './fuzz.js'
import type { Document, Kind, Operation } from './operations.js'

const COUNT = 100_000
/** Operations that are asked at once. */
const CALLERS = 3
/** How often one kind is asked compared with the others: a panel computes every instrument. */
const WEIGHTS: Readonly<Record<Kind, number>> = { single: 10, batch: 3, several: 10, page: 1 }

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, path: { type: 'string' } },
})
const count = Number(positionals[0] ?? COUNT)
const seed = Number(values.seed ?? SEED)
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed))
  throw new Error('count and seed are whole numbers')

const { origin, stop } = await startProgram(gateway())
const fuzzer = new Fuzzer((await (await fetch(`${origin}/openapi.json`)).json()) as Document)
const chosen = fuzzer.operations.filter(({ path }) => values.path === undefined || path === values.path)
const weight = chosen.reduce((sum, { kind }) => sum + WEIGHTS[kind], 0)
say(`${chosen.length} operations, ${count} requests, seed ${seed}`)

const began = performance.now()
const findings: Finding[] = []
const waiting: Operation[] = [...chosen]
await Promise.all(
  Array.from({ length: CALLERS }, async () => {
    const { ask, close } = caller(origin)
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const runs = Math.ceil((count * WEIGHTS[next.kind]) / weight)
      findings.push(await fuzzer.run(next, ask, runs, seed))
    }
    close()
  }),
)
await stop()

for (const kind of Object.keys(WEIGHTS)) {
  const of = findings.filter(({ operation }) => operation.kind === kind)
  const statuses: Record<string, number> = {}
  for (const finding of of)
    for (const [status, found] of Object.entries(finding.statuses)) statuses[status] = (statuses[status] ?? 0) + found
  const counted = Object.entries(statuses).map(([status, found]) => `${status}: ${found}`)
  say(`${kind}: ${of.length} operations, ${counted.join(', ')}`)
}
const broken = findings.filter((finding) => finding.broken)
for (const finding of broken) say(`BROKEN ${describe(finding, seed)}`)
const requests = findings.reduce((sum, finding) => sum + finding.requests, 0)
say(
  `${requests} requests in ${Math.round((performance.now() - began) / 1000)} s, ${broken.length} operations broken, seed ${seed}`,
)
process.exit(broken.length === 0 ? 0 : 1)
