/**
 * `npm run bench`: starts its own targets, loads them, ends them, and writes RESULTS.md and results.svg.
 * `--quick` checks for faults in under a minute and writes nothing; `--only single,batch` runs and prints some cases.
 * Ends with code 1 if any request went wrong.
 */

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { root } from '../kit/processes.js'
import { describeMachine, pinSelf } from '../kit/system.js'
import { batch } from './case-batch.js'
import { ehr } from './case-ehr.js'
import { latency } from './case-latency.js'
import { meanwhile } from './case-meanwhile.js'
import { nodeVersions, scaling, startUp } from './case-process.js'
import { overVisits } from './case-series.js'
import { eachInstrument, proxied, single, together } from './case-service.js'
import { chart } from './chart.js'
import { quick } from './quick.js'
import { type Finding, markdown } from './results.js'

const plan = { rounds: 30, amount: 1600, connections: 32, warm: 8 } as const
const short = { ...plan, rounds: 20 } as const

const cases: Readonly<Record<string, () => Promise<Finding>>> = {
  single: () => single(plan),
  proxied: () => proxied(plan),
  together: () => together(short),
  visits: () => overVisits(short),
  batch: () => batch({ rounds: 3, rows: 20_000, long: 4_000_000 }),
  ehr: () => ehr(short),
  start: () => startUp(9),
  meanwhile: () => meanwhile({ rate: 500, rounds: 5, seconds: 2 }),
  latency: () => latency({ rate: 2000, rounds: 5, seconds: 2 }),
  each: () => eachInstrument({ ...plan, rounds: 8, warm: 4 }),
  scaling: () => scaling(12, 4000),
  node: () => nodeVersions(short),
}

const describePlan = `${plan.rounds} rounds of ${plan.amount} requests an option over ${plan.connections} connections, ${plan.warm} slices of warm-up`

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

async function quickly(): Promise<void> {
  const checks = await quick()
  for (const { what, requests, faults } of checks) if (faults > 0) say(`FAULT ${what}: ${faults} of ${requests}`)
  const faults = checks.reduce((sum, check) => sum + check.faults, 0)
  const requests = checks.reduce((sum, check) => sum + check.requests, 0)
  say(`bench --quick: ${checks.length} checks, ${requests} requests, ${faults} faults`)
  if (faults > 0) process.exitCode = 1
}

async function measure(only: readonly string[]): Promise<void> {
  const unknown = only.filter((name) => !(name in cases))
  if (unknown.length > 0) throw new Error(`No case ${unknown.join(', ')}. Known: ${Object.keys(cases).join(', ')}`)
  const findings: Finding[] = []
  const began = performance.now()
  for (const [name, run] of Object.entries(cases)) {
    if (only.length > 0 && !only.includes(name)) continue
    findings.push(await run())
    say(`${name}: done after ${Math.round((performance.now() - began) / 1000)} s`)
  }
  const options = `${describePlan}; ${Math.round((performance.now() - began) / 1000)} s in all`
  const text = markdown({ machine: describeMachine(root), options, findings })
  if (only.length > 0) say(text)
  else {
    writeFileSync(`${root}openapi/programs/bench/RESULTS.md`, text)
    writeFileSync(`${root}openapi/programs/bench/results.svg`, chart(findings.flatMap(({ figures }) => figures)))
    say('wrote openapi/programs/bench/RESULTS.md and results.svg')
  }
  const faults = findings.reduce((sum, finding) => sum + finding.faults, 0)
  if (faults > 0) {
    say(`${faults} requests went wrong`)
    process.exitCode = 1
  }
}

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})
pinSelf()
if (values.quick) await quickly()
else await measure(values.only.split(',').filter(Boolean))
