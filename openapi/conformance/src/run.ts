/** Asks a target every case, a few at a time, and keeps the order. */
import type { Case, CaseFile, Level } from './cases.js'
import { type JudgeOptions, judge } from './judge.js'
import { judged, mapped, type NameMap } from './map.js'
import type { Outcome } from './report.js'
import type { Target } from './targets.js'

export interface RunOptions extends JudgeOptions {
  /** Slugs; all without. */
  readonly only?: readonly string[]
  /** Cases of this level and below. */
  readonly level?: Level
  readonly map?: NameMap
}

const AT_ONCE = 8

export async function run(target: Target, files: readonly CaseFile[], options: RunOptions = {}): Promise<Outcome[]> {
  const { only, level = 3, map } = options
  const asked = map ? mapped(target, map) : target
  const jobs = files
    .filter(({ instrument }) => only === undefined || only.includes(instrument))
    .flatMap(({ instrument, cases }) => cases.filter((one) => one.level <= level).map((one) => ({ instrument, one })))
  const outcomes: Outcome[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let i = next++; i < jobs.length; i = next++) {
      const { instrument, one } = jobs[i] as (typeof jobs)[number]
      outcomes[i] = { instrument, one, verdict: await verdictOf(asked, instrument, one, options) }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return outcomes
}

async function verdictOf(
  target: Target,
  instrument: string,
  one: Case,
  options: RunOptions,
): Promise<Outcome['verdict']> {
  const part = options.map ? judged(one, instrument, options.map) : one
  if (!part) return { state: 'unsupported', differences: ['nothing that is expected is in the map'] }
  return judge(part, await target.ask(instrument, part), options)
}
