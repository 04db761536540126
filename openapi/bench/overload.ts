/**
 * `npm run overload`: measures what the gateway can do, then sends three times as much, evenly spaced and without mercy. What
 * is accepted must stay quick, health must answer, and all must be well again right after. Prints a table; ends with code 1
 * where a promise is broken.
 */
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { fire } from './load.js'
import { mixFor } from './mix.js'
import { type Loaded, type LoadKind, openLoop } from './open-loop.js'
import type { Probed, Probing } from './probe.js'
import { start } from './processes.js'
import { quantile } from './statistics.js'
import { pinSelf } from './system.js'
import { gateway } from './targets.js'

const CAPACITY = { connections: 16, seconds: 4 } as const
/** Runs before the measured one: code is compiled as it gets used. */
const WARM_UP = 4
/** Share of the capacity that is called unloaded. */
const EASY = 0.25
const TIMES = 3
const SECONDS = { easy: 6, overload: 20, after: 6 } as const
const CONNECTIONS = 1000
/** Pause after the capacity was measured, which is an overload too. */
const SETTLE_MS = 2000
/** A prober that waits for a second, as that of Kubernetes does, never waits in vain. */
const PROMISED = { slowdown: 3, healthMs: 100, healthEverMs: 1000, onsetMs: 1000, normalAfterMs: 2000 } as const
const REFUSED = 503

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** Kinds of requests in proportion to their shares, one list. */
const interleaved = (kinds: readonly LoadKind[]) =>
  Array.from({ length: 100 }, (_, i) =>
    kinds.flatMap(({ shots, share }) => {
      const before = Math.floor((i * share) / 10)
      return Array.from(
        { length: Math.floor(((i + 1) * share) / 10) - before },
        (_, k) => shots[(before + k) % shots.length],
      )
    }),
  ).flatMap((shots) => shots.flatMap((shot) => shot ?? []))

function probe(probing: Probing): () => Promise<readonly Probed[]> {
  const worker = new Worker(new URL('./probe.js', import.meta.url), { workerData: probing })
  return async () => {
    const seen = once(worker, 'message')
    worker.postMessage('enough')
    return (await seen)[0] as readonly Probed[]
  }
}

pinSelf()
// An empty text is a variable that is not set: the guard is as shipped.
const { origin, stop } = await start(gateway({ environment: { OVERLOAD_DELAY_MS: '' } }))
const kinds = await mixFor(origin)
const expected = new Map(kinds.map((kind) => [kind.name, kind.expected]))
const shots = interleaved(kinds)
const measure = () => fire({ origin, shots, ...CAPACITY })
for (let i = 0; i < WARM_UP; i++) await measure()
const { requests, seconds } = await measure()
const capacity = requests / seconds

const run = (rate: number, duration: number): Promise<Loaded> =>
  openLoop({ origin, kinds, rate, seconds: duration, connections: CONNECTIONS })
await delay(SETTLE_MS)
const watch = probe({ url: `${origin}/health/live`, every: 20 })
const easy = await run(capacity * EASY, SECONDS.easy)
const calmHealth = await watch()
const watchOverload = probe({ url: `${origin}/health/live`, every: 20 })
const heavy = await run(capacity * TIMES, SECONDS.overload)
const health = await watchOverload()
const after = await run(capacity * EASY, SECONDS.after)
await stop()

/** How long the answers took that were neither refused nor wrong. */
const accepted = ({ answers }: Loaded, from = 0, to = Number.POSITIVE_INFINITY): readonly number[] =>
  answers.flatMap(({ kind, status, due, took }) =>
    status === expected.get(kind) && due >= from && due < to ? [took] : [],
  )
const refused = ({ answers }: Loaded, from = 0) =>
  answers.filter(({ status, due }) => status === REFUSED && due >= from)
const strange = ({ answers, failed }: Loaded): number =>
  failed + answers.filter(({ kind, status }) => status !== REFUSED && status !== expected.get(kind)).length
const p99 = (times: readonly number[]): number => quantile(times, 0.99)
const shown = (milliseconds: number): string => milliseconds.toFixed(1)

say(
  `Capacity with the mix (${kinds.map(({ name, share }) => `${name} ${share} %`).join(', ')}): ${Math.round(capacity)} requests/s\n`,
)
say(
  '| load | requests/s | accepted/s | refused | p50 ms | p99 ms | slowest ms | refusals p99 ms | health p99 ms | the load late, p99 ms |',
)
say(`|${' --- |'.repeat(10)}`)
const row = (name: string, loaded: Loaded, rate: number, duration: number, probed?: readonly Probed[]): void => {
  const times = accepted(loaded)
  const away = refused(loaded)
  const cells = [
    name,
    Math.round(rate),
    Math.round(times.length / duration),
    `${((100 * away.length) / Math.max(1, loaded.answers.length)).toFixed(1)} %`,
    shown(quantile(times, 0.5)),
    shown(p99(times)),
    shown(Math.max(...times)),
    away.length === 0 ? '' : shown(p99(away.map(({ took }) => took))),
    probed ? shown(p99(probed.map(({ took }) => took))) : '',
    loaded.notSent,
    shown(loaded.late),
  ]
  say(`| ${cells.join(' | ')} |`)
}
row('a quarter of the capacity', easy, capacity * EASY, SECONDS.easy, calmHealth)
row('three times the capacity', heavy, capacity * TIMES, SECONDS.overload, health)
row('a quarter, right after', after, capacity * EASY, SECONDS.after)

const steady = accepted(heavy, PROMISED.onsetMs)
const onset = accepted(heavy, 0, PROMISED.onsetMs)
const normal = accepted(after, PROMISED.normalAfterMs)
const healthTimes = health.map(({ took }) => took)
const slowest = Math.max(...healthTimes)
const most = PROMISED.slowdown * p99(accepted(easy))
const promises: readonly (readonly [what: string, kept: boolean, found: string])[] = [
  [
    'p99 of what is accepted at most 3 times the unloaded, from a second after the onset',
    p99(steady) <= most,
    `${shown(p99(steady))} of ${shown(most)} ms; the first second: ${shown(p99(onset))} ms`,
  ],
  [
    'health p99 under 100 ms, and always under a second',
    p99(healthTimes) < PROMISED.healthMs &&
      slowest < PROMISED.healthEverMs &&
      health.every(({ status }) => status === 200),
    `${shown(p99(healthTimes))} ms, slowest ${shown(slowest)} ms of ${health.length}`,
  ],
  [
    'nobody refused from 2 s after',
    refused(after, PROMISED.normalAfterMs).length === 0,
    `${refused(after, PROMISED.normalAfterMs).length}`,
  ],
  ['p99 from 2 s after as unloaded, within the same factor', p99(normal) <= most, `${shown(p99(normal))} ms`],
  [
    'every answer as expected or 503',
    [easy, heavy, after].every((loaded) => strange(loaded) === 0),
    `${[easy, heavy, after].map(strange).join(', ')} others`,
  ],
  ['unloaded, nobody is refused', refused(easy).length === 0, `${refused(easy).length}`],
]
say('')
for (const [what, kept, found] of promises) say(`${kept ? 'kept' : 'BROKEN'}: ${what} (${found})`)
process.exit(promises.every(([, kept]) => kept) ? 0 : 1)
