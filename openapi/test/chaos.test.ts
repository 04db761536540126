/** The short form of `npm run chaos`, with time to spare for a busy machine: nobody else's request fails. */
import { draws, someOf } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { killed, lying, type Outcome, type Plan, rolled, stopped } from '../programs/chaos/cases.js'
import { started } from '../programs/chaos/starts.js'
import { System } from '../programs/chaos/system.js'
import { smallGateway } from './programs.js'

const VICTIM = 'das28-esr'
const SLUGS = [VICTIM, 'cdai', 'crcl']
/** Time limits of seconds, so that only what is broken fails. */
const ENVIRONMENT = { UPSTREAM_TIMEOUT_MS: '2000' }
const plan: Plan = {
  rate: draws(20, 40),
  phaseMs: 400,
  promisedMs: 8000,
  lies: ['HTML', 'another instrument', 'a broken connection'],
}

t.test('real services behind a real gateway, harmed under load', async (t) => {
  const system = await System.start(t, SLUGS, ENVIRONMENT, smallGateway(...SLUGS))
  const cases: readonly (() => Promise<Outcome>)[] = [
    () => killed(system, plan, VICTIM),
    () => stopped(system, { ...plan, phaseMs: 4000 }, VICTIM),
    () => rolled(system, plan),
    () => lying(system, plan, VICTIM),
  ]
  for (const run of cases) {
    const { name, promises } = await run()
    for (const { what, kept, found } of promises) t.ok(kept, `${name}: ${what} (${found})`)
  }
})

/** Callers, and whether another process keeps the core busy; each start compiles everything. */
const STARTS = [
  [1, false],
  [1, true],
  [64, false],
] as const

for (const [callers, neighbour] of someOf(STARTS, 1))
  t.test(
    `nobody is refused at the start: ${callers} at a time${neighbour ? ', beside a busy process' : ''}`,
    async (t) => {
      const { promises } = await started(t, {
        starts: 1,
        callers,
        calls: Math.min(200, 1600 / callers),
        neighbour,
      })
      for (const { what, kept, found } of promises) t.ok(kept, `${what} (${found})`)
    },
  )
