/** Response times at a fixed rate. */

import { fire } from '../kit/load.js'
import { gateway, type Running, service, withPrograms } from '../kit/programs.js'
import { median, quantile } from '../kit/statistics.js'
import { POOL, REFERENCE_SLUG } from './case-service.js'
import { pace } from './pace.js'
import { type Figure, type Finding, fixed } from './results.js'
import { anchor, exchange, instrumentOf, shotsOf } from './targets.js'

export interface LatencyPlan {
  readonly rate: number
  readonly rounds: number
  readonly seconds: number
}

const SHARES = [0.5, 0.9, 0.99, 0.999] as const
const PACED_CONNECTIONS = 32
/** autocannon sends a second's requests as fast as answers come: few connections, or they queue on one another. */
const BURST_CONNECTIONS = 2

interface Row {
  readonly name: string
  readonly running: Running
  /** Quantiles of each round, evenly spaced requests. */
  readonly paced: (readonly number[])[]
  readonly burst: (readonly number[])[]
}

const quantiles = (times: readonly number[]): readonly number[] => SHARES.map((share) => quantile(times, share))

export const latency = ({ rate, rounds, seconds }: LatencyPlan): Promise<Finding> =>
  withPrograms(async (add) => {
    const shots = shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 7)
    const lone = await add(service(REFERENCE_SLUG))
    const embedded = await add(gateway())
    const sample = shots[0]
    if (!sample) throw new Error('no request')
    const bare = await add(anchor([await exchange(lone.origin, sample)]))
    const rows: readonly Row[] = [
      { name: 'bare node:http', running: bare, paced: [], burst: [] },
      { name: 'lone service as shipped', running: lone, paced: [], burst: [] },
      { name: 'gateway, embedded', running: embedded, paced: [], burst: [] },
    ]
    let requests = 0
    let faults = 0
    for (const { running } of rows)
      for (let turn = 0; turn < 3; turn++)
        await fire({ origin: running.origin, shots: shots.slice(0, 40), connections: 32, amount: 6000 })
    for (let round = 0; round < rounds; round++)
      for (const row of round % 2 === 0 ? rows : [...rows].reverse()) {
        const { origin } = row.running
        const paced = await pace({ origin, shots, rate, seconds, connections: PACED_CONNECTIONS })
        const burst = await fire({ origin, shots, rate, seconds: 1, connections: BURST_CONNECTIONS })
        row.paced.push(quantiles(paced.times))
        row.burst.push(quantiles(burst.times))
        requests += paced.requests + burst.requests
        faults += paced.faults + burst.faults
      }
    return {
      sections: [
        {
          title: `Response times at ${rate} requests/s`,
          notes: [
            `Milliseconds, median of ${rounds} rounds of ${seconds} s, best round in brackets. Evenly spaced: one request every ${fixed(1000 / rate, 1)} ms over ${PACED_CONNECTIONS} connections,`,
            `counted from the moment it was due (\`pace.ts\`). Burst: autocannon \`-R ${rate}\` over ${BURST_CONNECTIONS} connections, which sends a second's requests one after the other at its beginning.`,
          ],
          columns: ['', ...SHARES.map((share) => `p${share * 100} evenly spaced`), 'p50 burst', 'p99 burst'],
          rows: rows.map(({ name, paced, burst }) => [
            name,
            ...SHARES.map((_, i) => middleAndBest(paced, i)),
            middleAndBest(burst, 0),
            middleAndBest(burst, 2),
          ]),
        },
      ],
      figures: latencyFigures(rows),
      requests,
      faults,
    }
  })

const column = (rounds: readonly (readonly number[])[], index: number): readonly number[] =>
  rounds.map((quantilesOfRound) => quantilesOfRound[index] ?? Number.NaN)

const middleAndBest = (rounds: readonly (readonly number[])[], index: number): string =>
  `${fixed(median(column(rounds, index)), 3)} (${fixed(Math.min(...column(rounds, index)), 3)})`

function latencyFigures([bare, lone]: readonly Row[]): readonly Figure[] {
  if (!bare || !lone) return []
  const best = (row: Row, index: number): number => Math.min(...column(row.paced, index))
  const p50 = best(lone, 0) / best(bare, 0)
  return [
    {
      goal: 'latency-p50',
      value: p50,
      shown: `${fixed(p50)} (${fixed(best(lone, 0), 3)} ms over ${fixed(best(bare, 0), 3)} ms)`,
    },
    {
      goal: 'latency-p99',
      value: best(lone, 2),
      shown: `${fixed(best(lone, 2), 3)} ms (bare ${fixed(best(bare, 2), 3)} ms)`,
    },
  ]
}
