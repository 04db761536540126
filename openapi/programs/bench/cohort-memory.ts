/**
 * `npm run cohort:memory -- [fewer, 20000 unless said] [more, 200000]`: streams two cohorts as NDJSON through a gateway whose heap
 * is as small as docker/compose.yaml has it, and writes the highest resident memory of each into COHORT.md: it does not grow with
 * the rows. Ends with 1 where it does, or where a row has no verdict.
 */
import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { member } from '../kit/patients.js'
import { GATEWAY, ownedByProcess, root, start } from '../kit/processes.js'
import { cpuSeconds, memoryOf, peakOf, resetPeak } from '../kit/system.js'

const PATH = '/v1/screen/nct06464679/batch'
const HEAP = '--max-old-space-size=384'
const SEED = 20_260_301
/** Different patients; a cohort has them again and again, under other ids. */
const PATIENTS = 2000
/** MiB that the larger cohort may take more: what V8 keeps varies by more than the rows in flight. */
const MOST_MORE = 32

const [fewer = 20_000, more = 200_000] = process.argv.slice(2).map(Number)
if (!Number.isSafeInteger(fewer) || !Number.isSafeInteger(more) || fewer < 1 || more <= fewer) {
  process.stderr.write('npm run cohort:memory -- [fewer] [more], two whole numbers\n')
  process.exit(1)
}

const patients = Array.from({ length: PATIENTS }, (_, place) =>
  JSON.stringify({ ...member(place, SEED), detail: 'verdict' }),
)

function* rows(count: number): Generator<string> {
  for (let i = 0; i < count; i += 1) yield `{"id":"p${i}","input":${patients[i % PATIENTS]}}\n`
}

interface Answered {
  readonly answers: number
  readonly verdicts: number
}

async function streamed(origin: string, count: number): Promise<Answered> {
  const call = request(origin + PATH, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } })
  const read = new Promise<Answered>((resolve, reject) => {
    call.once('error', reject)
    call.once('response', (response) => {
      let [answers, verdicts] = [0, 0]
      const lines = createInterface({ input: response })
      lines.on('line', (line) => {
        answers += 1
        if (line.includes('"verdict":"')) verdicts += 1
      })
      lines.once('close', () => resolve({ answers, verdicts }))
    })
  })
  await pipeline(Readable.from(rows(count)), call)
  return read
}

const { child, origin } = await start(ownedByProcess(), [HEAP, ...GATEWAY])
const pids = [child.pid ?? 0]
// What is compiled and allocated once is no part of either.
await streamed(origin, PATIENTS)

const measured = []
for (const count of [fewer, more]) {
  resetPeak(pids)
  const before = cpuSeconds(pids)
  const { answers, verdicts } = await streamed(origin, count)
  const [peak, rss] = [peakOf(pids), memoryOf(pids).rss]
  measured.push({ count, answers, verdicts, peak, rss, micros: ((cpuSeconds(pids) - before) / count) * 1e6 })
  process.stdout.write(`${count} rows: ${verdicts} verdicts, peak ${peak.toFixed(0)} MiB\n`)
}

const [small, large] = measured
const grown = (large?.peak ?? 0) - (small?.peak ?? 0)
writeFileSync(
  `${root}openapi/programs/bench/COHORT.md`,
  `# Memory of a cohort

Written by \`npm run cohort:memory\`; do not edit. NDJSON through \`POST ${PATH}\`, \`detail: "verdict"\`, one request each, gateway with \`${HEAP}\`.

| rows | verdicts | highest resident memory | at the end | processor time a row |
| ---: | ---: | ---: | ---: | ---: |
${measured.map(({ count, verdicts, peak, rss, micros }) => `| ${count} | ${verdicts} | ${peak.toFixed(0)} MiB | ${rss.toFixed(0)} MiB | ${micros.toFixed(0)} µs |`).join('\n')}

${(more / fewer).toFixed(0)} times the rows take ${grown.toFixed(0)} MiB more; ${MOST_MORE} are allowed.
`,
)
process.exit(grown <= MOST_MORE && measured.every(({ count, verdicts }) => verdicts === count) ? 0 : 1)
