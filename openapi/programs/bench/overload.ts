/**
 * `npm run overload`: measures what the gateway can do and what refusing costs it, then sends three and ten times as much as it
 * can, evenly spaced and without mercy: `Retry-After` is ignored. What is accepted must stay quick and be most of what could
 * be done, health must answer, and all must be well again right after. Prints tables; ends with code 1 where a promise is broken.
 */
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { fire } from '../kit/load.js'
import { gateway, type Running, startProgram } from '../kit/programs.js'
import { quantile } from '../kit/statistics.js'
import { pinSelf } from '../kit/system.js'
import { type Costs, costOf, costsOf } from './call-cost.js'
import { mixFor } from './mix.js'
import { type Loaded, type LoadKind, openLoop } from './open-loop.js'
import type { Probed, Probing } from './probe.js'
import { floor as floorProgram, overloaded } from './targets.js'

const CAPACITY = { connections: 16, seconds: 4 } as const
/** Runs before the measured one: code is compiled as it gets used. */
const WARM_UP = 4
/** Share of the capacity that is called unloaded. */
const LIGHT_LOAD_SHARE = 0.25
const LIGHT_RUN = { times: LIGHT_LOAD_SHARE, seconds: 6, connections: 1000 } as const
/** Each is followed by an easy load. What finds no connection is not sent, and counted. */
const HEAVY = [
  { name: 'three times', times: 3, seconds: 20, connections: 1000, goodput: 0.75 },
  { name: 'ten times', times: 10, seconds: 15, connections: 3000, goodput: 0.6 },
] as const
/** Pause after the capacity was measured, which is an overload too. */
const SETTLE_MS = 2000
/** A prober that waits for a second, as that of Kubernetes does, never waits in vain. */
const PROMISED = {
  slowdown: 3,
  orMs: 50,
  healthMs: 100,
  healthEverMs: 1000,
  onsetMs: 1000,
  normalAfterMs: 2000,
  refusal: 0.1,
  overFloor: 2,
} as const
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

/** What each kind of call takes, what refusing takes a process that has no time for anybody, and what it takes at least. */
async function measureCosts(running: Running, kinds: readonly LoadKind[]): Promise<Costs> {
  const refusing = await startProgram(overloaded())
  const floor = await startProgram(floorProgram)
  try {
    // It takes two looks at the heap.
    await delay(SETTLE_MS)
    return await costsOf(running, kinds, interleaved(kinds), { gateway: refusing, floor, status: REFUSED })
  } finally {
    await refusing.stop()
    await floor.stop()
  }
}

pinSelf()
// An empty text is a variable that is not set: the guard is as shipped.
const running = await startProgram(gateway({ environment: { OVERLOAD_DELAY_MS: '' }, ready: '/health/ready' }))
const { origin } = running
const kinds = await mixFor(origin)
const expected = new Map(kinds.map((kind) => [kind.name, kind.expected]))
const shots = interleaved(kinds)
const measure = () => fire({ origin, shots, ...CAPACITY })
for (let i = 0; i < WARM_UP; i++) await measure()
const { requests, seconds } = await measure()
const capacity = requests / seconds

const costs = await measureCosts(running, kinds)

interface Run extends Loaded {
  readonly name: string
  readonly rate: number
  readonly seconds: number
  readonly connections: number
  readonly health: readonly Probed[]
  /** Share of a processor that the gateway had. */
  readonly processor: number
}

interface Asked {
  readonly times: number
  readonly seconds: number
  readonly connections: number
}

async function run(name: string, { times, seconds, connections }: Asked): Promise<Run> {
  const watch = probe({ url: `${origin}/health/live`, every: 20 })
  const rate = capacity * times
  const { result, processor } = await costOf(running, () => openLoop({ origin, kinds, rate, seconds, connections }))
  return { ...result, name, rate, seconds, connections, health: await watch(), processor }
}

await delay(SETTLE_MS)
const easy = await run('a quarter of the capacity', LIGHT_RUN)
const heavy: { readonly under: Run; readonly after: Run; readonly goodput: number }[] = []
for (const { name, goodput, ...asked } of HEAVY) {
  const under = await run(`${name} the capacity`, asked)
  heavy.push({ under, after: await run('a quarter, right after', LIGHT_RUN), goodput })
}
await running.stop()
const all = [easy, ...heavy.flatMap(({ under, after }) => [under, after])]

/** Answers that were neither refused nor wrong. What came after the load had ended was not answered under it. */
const accepted = ({ answers, seconds: until }: Run, from = 0, to = Number.POSITIVE_INFINITY) =>
  answers.filter(
    ({ kind, status, due, took }) =>
      status === expected.get(kind) && due >= from && due < to && due + took <= until * 1000,
  )
const timesOf = (answers: readonly { readonly took: number }[]): readonly number[] => answers.map(({ took }) => took)
const refused = ({ answers }: Loaded, from = 0) =>
  answers.filter(({ status, due }) => status === REFUSED && due >= from)
const strange = ({ answers, failed }: Loaded): number =>
  failed + answers.filter(({ kind, status }) => status !== REFUSED && status !== expected.get(kind)).length
const p99 = (of: readonly { readonly took: number }[]): number => quantile(timesOf(of), 0.99)
const shown = (milliseconds: number): string => milliseconds.toFixed(1)
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
const micro = (of: number): string => `${(of * 1e6).toFixed(0)} us`
const steadySeconds = (one: Run): number => one.seconds - PROMISED.onsetMs / 1000
/** Share of the capacity that is answered, from a second after the onset. */
const goodputOf = (one: Run): number => accepted(one, PROMISED.onsetMs).length / steadySeconds(one) / capacity
/** The same by what the accepted calls take: batches, which are refused first, take most. */
const workOf = (one: Run): number =>
  accepted(one, PROMISED.onsetMs).reduce((sum, { kind }) => sum + (costs.kinds.get(kind) ?? 0), 0) /
  steadySeconds(one) /
  (capacity * costs.call)

say(
  `Capacity with the mix (${kinds.map(({ name, share }) => `${name} ${share} %`).join(', ')}): ${Math.round(capacity)} requests/s`,
)
say(
  `Processor time: a call of the mix ${micro(costs.call)} (${[...costs.kinds].map(([name, cost]) => `${name} ${micro(cost)}`).join(', ')}); a refusal ${micro(costs.refusal)}, by bare node:http ${micro(costs.floor)}\n`,
)
say(
  '| load | requests/s | connections | accepted/s | of the capacity | of its work | refused/s | not sent/s | p50 ms | p99 ms | slowest ms | refusals p99 ms | health p99 ms | processor | the load late, p99 ms |',
)
say(`|${' --- |'.repeat(15)}`)
for (const one of all) {
  const well = accepted(one)
  const away = refused(one)
  const cells = [
    one.name,
    Math.round(one.rate),
    one.connections,
    Math.round(well.length / one.seconds),
    percent(goodputOf(one)),
    percent(workOf(one)),
    Math.round(away.length / one.seconds),
    Math.round(one.notSent / one.seconds),
    shown(quantile(timesOf(well), 0.5)),
    shown(p99(well)),
    shown(quantile(timesOf(well), 1)),
    away.length === 0 ? '' : shown(p99(away)),
    shown(p99(one.health)),
    percent(one.processor),
    shown(one.late),
  ]
  say(`| ${cells.join(' | ')} |`)
}

type Kept = readonly [what: string, kept: boolean, found: string]
const most = Math.max(PROMISED.slowdown * p99(accepted(easy)), PROMISED.orMs)
const promisesOf = ({ under, after, goodput }: (typeof heavy)[number]): readonly Kept[] => {
  const steady = accepted(under, PROMISED.onsetMs)
  const onset = accepted(under, 0, PROMISED.onsetMs)
  const normal = accepted(after, PROMISED.normalAfterMs)
  const slowest = quantile(timesOf(under.health), 1)
  const late = refused(after, PROMISED.normalAfterMs).length
  const found: readonly Kept[] = [
    [
      `at least ${percent(goodput)} of the capacity is answered`,
      goodputOf(under) >= goodput,
      percent(goodputOf(under)),
    ],
    [
      'p99 of what is accepted at most 3 times the unloaded or 50 ms, from a second after the onset',
      p99(steady) <= most,
      `${shown(p99(steady))} of ${shown(most)} ms; the first second: ${shown(p99(onset))} ms`,
    ],
    [
      'health p99 under 100 ms, and always under a second',
      p99(under.health) < PROMISED.healthMs &&
        slowest < PROMISED.healthEverMs &&
        under.health.every(({ status }) => status === 200),
      `${shown(p99(under.health))} ms, slowest ${shown(slowest)} ms of ${under.health.length}`,
    ],
    ['nobody refused from 2 s after', late === 0, `${late}`],
    ['p99 from 2 s after as unloaded, within the same factor', p99(normal) <= most, `${shown(p99(normal))} ms`],
  ]
  return found.map(([what, kept, seen]) => [`${under.name}: ${what}`, kept, seen])
}
const promises: readonly Kept[] = [
  ...heavy.flatMap(promisesOf),
  [
    'a refusal takes at most a tenth of a call, or twice what bare node:http takes to refuse',
    costs.refusal <= Math.max(PROMISED.refusal * costs.call, PROMISED.overFloor * costs.floor),
    `${(costs.refusal / costs.call).toFixed(2)} of a call, ${(costs.refusal / costs.floor).toFixed(2)} of the floor`,
  ],
  ['every answer as expected or 503', all.every((one) => strange(one) === 0), `${all.map(strange).join(', ')} others`],
  ['unloaded, nobody is refused', refused(easy).length === 0, `${refused(easy).length}`],
]
say('')
for (const [what, kept, found] of promises) say(`${kept ? 'kept' : 'BROKEN'}: ${what} (${found})`)
process.exit(promises.every(([, kept]) => kept) ? 0 : 1)
