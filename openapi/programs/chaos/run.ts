/**
 * `npm run chaos`: real services behind a real gateway under load, harmed in every way that is promised to stay without
 * consequence for others. Prints a table; ends with code 1 where a promise is broken.
 */

import { ownedByProcess } from '../kit/processes.js'
import { calm, killed, lying, type Outcome, type Plan, rolled, stopped, type Tally } from './cases.js'
import { LIES } from './liar.js'
import { started } from './starts.js'
import { System } from './system.js'

const SLUGS = ['das28-esr', 'cdai', 'crcl', 'haq-di', 'mmt8', 'ild-progression']
const VICTIM = 'das28-esr'
const plan: Plan = { rate: 150, phaseMs: 2000, promisedMs: 1000, lies: Object.keys(LIES) }
const starting = { starts: 20, calls: 200 }

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const owner = ownedByProcess()
const system = await System.start(owner, SLUGS)
const cases: readonly (() => Promise<Outcome>)[] = [
  () => calm(system, plan),
  () => killed(system, plan, VICTIM),
  () => stopped(system, plan, VICTIM),
  () => rolled(system, plan),
  () => lying(system, plan, VICTIM),
  () => calm(system, plan),
  () => started(owner, { ...starting, callers: 1, neighbour: false }),
  () => started(owner, { ...starting, callers: 1, neighbour: true }),
  () => started(owner, { ...starting, callers: 64, neighbour: false }),
]

const statuses = ({ statuses: found }: Tally): string =>
  Object.entries(found)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ')

say(`${SLUGS.length} services, ${plan.rate} requests/s to each, phases of ${plan.phaseMs} ms\n`)
say('| what was done | others: requests | failed | slowest ms | own answers | slowest ms | well after ms | promises |')
say('| --- | --- | --- | --- | --- | --- | --- | --- |')
const broken: string[] = []
for (const run of cases) {
  const { name, others, victim, wellAfter, promises } = await run()
  const unkept = promises.filter(({ kept }) => !kept)
  broken.push(...unkept.map(({ what, found }) => `${name}: not kept: ${what} (${found})`))
  const own = victim ? [statuses(victim), Math.round(victim.slowest), Math.round(wellAfter ?? 0)] : ['', '', '']
  const verdict = unkept.length === 0 ? `all ${promises.length} kept` : `${unkept.length} BROKEN`
  say(`| ${[name, others.requests, others.failed, Math.round(others.slowest), ...own, verdict].join(' | ')} |`)
}
say('')
for (const line of broken) say(line)
say(broken.length === 0 ? 'Every promise was kept.' : `${broken.length} promises were broken.`)
process.exit(broken.length === 0 ? 0 : 1)
