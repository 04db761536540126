/** Lines of NDJSON on worker threads: what a second one gains. */

import { type Running, service, withPrograms } from '../kit/programs.js'
import { rowFile, stream } from '../kit/rows.js'
import { pairedRatio } from '../kit/statistics.js'
import { ALL_CORES } from '../kit/system.js'
import { REFERENCE_SLUG } from './case-service.js'
import { type Finding, withSpread } from './results.js'
import type { BatchPlan } from './slices.js'
import { batchPath, instrumentOf } from './targets.js'

/** Instruments of a small and of a large row. */
const THREADED = [REFERENCE_SLUG, 'myositis-core-set'] as const

/** Rows a second with the lines computed by one worker thread and by two; nothing is pinned. */
export async function threads({ rows, rounds }: BatchPlan): Promise<Finding> {
  const lines: (readonly string[])[] = []
  let faults = 0
  for (const slug of THREADED) {
    const instrument = instrumentOf(slug)
    const file = rowFile(instrument, rows * 2, 13)
    await withPrograms(async (add) => {
      const start = (count: number) =>
        add(service(slug, { core: ALL_CORES, environment: { BATCH_THREADS: String(count) } }))
      const [one, two] = [await start(1), await start(2)]
      const rate = async (running: Running): Promise<number> => {
        const streamed = await stream(running.origin + batchPath(slug), file, rows * 2)
        faults += streamed.faults
        return streamed.rows / streamed.seconds
      }
      for (const running of [one, two]) await rate(running)
      const [alone, both]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds * 2; round += 1) {
        alone.push(await rate(one))
        both.push(await rate(two))
      }
      const shown = (rates: readonly number[]): string => String(Math.round(Math.max(...rates)))
      lines.push([slug, shown(alone), shown(both), withSpread(pairedRatio(both, alone))])
    })
  }
  return {
    sections: [
      {
        title: 'Worker threads',
        notes: [
          'Lines of NDJSON computed by `BATCH_THREADS` of one and two; rows/s, best of the rounds. The server reads and writes on a thread of its own, and the load shares the cores.',
        ],
        columns: ['', 'one thread', 'two threads', 'ratio (quartiles)'],
        rows: lines,
      },
    ],
    figures: [],
    requests: THREADED.length * (rounds * 2 + 1) * 2,
    faults,
  }
}
