/**
 * `npm run soak -- [minutes]`: mixed load on a gateway with services behind it, each a process of its own. Prints memory every
 * so often, and at the end its slope and the response times; ends with code 1 where memory grows or anything went wrong.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { upstreamVariable } from '../../src/config.js'
import { gateway, type Running, service, startProgram } from '../kit/programs.js'
import { counted, quantile, slope } from '../kit/statistics.js'
import { ALL_CORES, memoryOf } from '../kit/system.js'
import { mixFor } from './mix.js'
import { faultsOf, type Loaded, openLoop } from './open-loop.js'

const MINUTES = 10
const RATE = 200
/** Before anything is measured: code is compiled and caches fill with the number of requests. */
const WARM_UP = { rate: 600, seconds: 60 } as const
/** Memory is read this often, in seconds, and printed at every sixth reading. */
const READING_S = 2
const SHOWN = 6
const CONNECTIONS = 1000
/** MB a minute. */
const MOST_GROWTH = 1
const BEHIND = ['das28-esr', 'cdai']
/**
 * A heap as small as in a container, so that it is collected often: with a large one memory rises for minutes without
 * meaning anything.
 */
const HEAP = ['--max-old-space-size=128', '--max-semi-space-size=4']
/** Readings of which the lowest counts: what a collection leaves. */
const FLOOR = 8
/** Share of the time after which memory is looked at. */
const FIRST_PART = 0.5

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const minutes = Number(process.argv[2] ?? MINUTES)
if (!(minutes > 0)) throw new Error('minutes is a number above 0')

const behind = await Promise.all(BEHIND.map((slug) => startProgram(service(slug, { core: ALL_CORES, args: HEAP }))))
const upstreams = BEHIND.map((slug, i) => [upstreamVariable(slug), behind[i]?.origin ?? ''])
const door = await startProgram(gateway({ core: ALL_CORES, args: HEAP, environment: Object.fromEntries(upstreams) }))
const processes: readonly (readonly [name: string, running: Running])[] = [
  ['gateway', door],
  ...BEHIND.map((slug, i): readonly [string, Running] => [slug, behind[i] as Running]),
]
const kinds = await mixFor(door.origin)
say(
  `${minutes} minutes of ${RATE} requests/s after a minute of warm-up: ${kinds.map(({ name, share }) => `${name} ${share} %`).join(', ')}\n`,
)
say(`| s | ${processes.map(([name]) => `${name} RSS MB`).join(' | ')} |`)
say(`| --- |${' --- |'.repeat(processes.length)}`)

await openLoop({ origin: door.origin, kinds, ...WARM_UP, connections: CONNECTIONS })
const readings: { readonly at: number; readonly rss: readonly number[] }[] = []
let done: Loaded | undefined
const began = performance.now()
const load = openLoop({ origin: door.origin, kinds, rate: RATE, seconds: minutes * 60, connections: CONNECTIONS }).then(
  (loaded) => {
    done = loaded
  },
)
while (!done) {
  await Promise.race([load, delay(READING_S * 1000)])
  const at = (performance.now() - began) / 60_000
  readings.push({ at, rss: processes.map(([, running]) => memoryOf(running.pids()).rss) })
  if (readings.length % SHOWN === 1)
    say(
      `| ${Math.round(at * 60)} | ${readings
        .at(-1)
        ?.rss.map((mb) => mb.toFixed(1))
        .join(' | ')} |`,
    )
}
await Promise.all(processes.map(([, running]) => running.stop()))

say('\n| kind | answers | p50 ms | p99 ms | slowest ms | other than expected |')
say('| --- | --- | --- | --- | --- | --- |')
for (const { name, expected } of kinds) {
  const own = done.answers.filter(({ kind }) => kind === name)
  const times = own.map(({ took }) => took)
  const others = Object.entries(counted(own.map(({ status }) => status))).filter(([status]) => status !== `${expected}`)
  const shown = [quantile(times, 0.5), quantile(times, 0.99), quantile(times, 1)].map((ms) => ms.toFixed(2))
  const strange = others.map(([status, count]) => `${status}: ${count}`).join(', ')
  say(`| ${name} | ${times.length} | ${shown.join(' | ')} | ${strange} |`)
}

const later = readings.filter(({ at }) => at >= minutes * FIRST_PART)
const floorsOf = (of: number): readonly (readonly [at: number, mb: number])[] =>
  Array.from({ length: Math.floor(later.length / FLOOR) }, (_, i) => later.slice(i * FLOOR, (i + 1) * FLOOR)).map(
    (some) => [some[0]?.at ?? 0, Math.min(...some.map(({ rss }) => rss[of] ?? Number.NaN))],
  )
const slopes = processes.map(([name], i) => ({ name, growth: slope(floorsOf(i)) }))
const faults = faultsOf(done, kinds)
say('')
for (const { name, growth } of slopes)
  say(`${name}: ${growth.toFixed(2)} MB a minute over the second half, lowest of each ${FLOOR * READING_S} s`)
const grows = slopes.filter(({ growth }) => !(growth < MOST_GROWTH))
say(
  `${done.answers.length} answers, ${faults} faults (${done.failed} without an answer, ${done.notSent} without a connection); the load itself was ${done.late.toFixed(1)} ms late at p99`,
)
say(grows.length + faults === 0 ? 'Memory stands, nothing went wrong.' : 'BROKEN')
process.exit(grows.length + faults === 0 ? 0 : 1)
