/** Single calls while a batch is computed: how much longer they take than without it. */

import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { root } from '../kit/processes.js'
import { type Running, service, withPrograms } from '../kit/programs.js'
import { rowFile } from '../kit/rows.js'
import { median, pairedRatio, quantile } from '../kit/statistics.js'
import { POOL, REFERENCE_SLUG } from './case-service.js'
import { pace } from './pace.js'
import { type Finding, fixed, withSpread } from './results.js'
import { batchPath, instrumentOf, shotsOf } from './targets.js'

export interface MeanwhilePlan {
  readonly rate: number
  readonly rounds: number
  readonly seconds: number
}

const ROWS = 100_000
const CONNECTIONS = 8
/** Until batches are streamed. */
const START_MS = 500

/**
 * Has another process stream batches to a program, one after the other, until the work is done; gives their faults and
 * rows/s too.
 */
async function duringBatches<T>(
  { origin }: Running,
  file: string,
  work: () => Promise<T>,
): Promise<readonly [done: T, faults: number, rate: number]> {
  const args = ['openapi/dist/programs/bench/streamer.js', origin + batchPath(REFERENCE_SLUG), file, String(ROWS)]
  const batches = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  // It shares the core of the load; what is measured is the server's time and not the wait behind its client.
  setPriority(batches.pid ?? 0, constants.priority.PRIORITY_LOW)
  const told = text(batches.stdout)
  await delay(START_MS)
  const done = await work()
  batches.stdin.end()
  const [faults = Number.NaN, rate = Number.NaN] = (await told).trim().split(' ').map(Number)
  if (Number.isNaN(rate)) throw new Error('the batches were not streamed to their end')
  return [done, faults, rate]
}

export const meanwhile = ({ rate, rounds, seconds }: MeanwhilePlan): Promise<Finding> =>
  withPrograms(async (add) => {
    const lone = await add(service(REFERENCE_SLUG))
    const { origin } = lone
    const file = rowFile(instrumentOf(REFERENCE_SLUG), ROWS, 14)
    const shots = shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 15)
    const [alone, beside]: [number[][], number[][]] = [[], []]
    const rates: number[] = []
    let requests = 0
    let faults = 0
    const ask = async (): Promise<number[]> => {
      const fired = await pace({ origin, shots, rate, seconds, connections: CONNECTIONS })
      requests += fired.requests
      faults += fired.faults
      return [quantile(fired.times, 0.5), quantile(fired.times, 0.99)]
    }
    const besideBatches = async (): Promise<number[]> => {
      const [times, failed, rate] = await duringBatches(lone, file, ask)
      faults += failed
      rates.push(rate)
      return times
    }
    await besideBatches()
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await ask())
      beside.push(await besideBatches())
    }
    const at = (times: readonly (readonly number[])[], index: number): readonly number[] =>
      times.map((of) => of[index] ?? Number.NaN)
    const row = (name: string, times: readonly (readonly number[])[]): readonly string[] => [
      name,
      fixed(median(at(times, 0)), 3),
      fixed(median(at(times, 1)), 3),
    ]
    const ratio = pairedRatio(at(beside, 1), at(alone, 1))
    return {
      sections: [
        {
          title: `Single calls during a batch, ${rate} requests/s`,
          notes: [
            `Milliseconds, median of ${rounds} rounds of ${seconds} s in turn; the batches are NDJSON streams of another client, one after the other, at ${Math.round(median(rates))} rows/s.`,
            `p99 during the batch over p99 without: ${withSpread(ratio)}.`,
          ],
          columns: ['', 'p50', 'p99'],
          rows: [row('without', alone), row('during the batch', beside)],
        },
      ],
      figures: [],
      requests,
      faults,
    }
  })
