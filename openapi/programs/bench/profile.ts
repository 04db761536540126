/**
 * `npm run profile -- das28-esr`: a service under load with the CPU profiler on; prints where its time went. `npm run profile --
 * refusals`: the same of a gateway that has no time for anybody.
 */

import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fire, type Shot } from '../kit/load.js'
import { root } from '../kit/processes.js'
import { scratch, service, startProgram } from '../kit/programs.js'
import { pinSelf } from '../kit/system.js'
import { perRefusal } from './call-cost.js'
import { hottest, type Profile } from './self-time.js'
import { instrumentOf, overloaded, shotsOf } from './targets.js'

const SLICES = 12
const AMOUNT = 8000
const SHOWN = 30
/** It takes two looks at the heap. */
const SETTLE_MS = 2000

const what = process.argv[2] ?? 'das28-esr'
const isRefusing = what === 'refusals'
const instrument = instrumentOf(isRefusing ? 'das28-esr' : what)
pinSelf()
const folder = mkdtempSync(join(scratch, 'profile-'))
const args = ['--cpu-prof', `--cpu-prof-dir=${folder}`]
const running = await startProgram(isRefusing ? overloaded({ args }) : service(what, { args }))
let requests = 0
let faults = 0
if (isRefusing) {
  await delay(SETTLE_MS)
  const { asked } = await perRefusal(running, shotsOf(instrument, 1, 0)[0] as Shot, 503)
  requests += asked
} else
  for (let slice = 0; slice < SLICES; slice++) {
    const shots = shotsOf(instrument, 40, slice)
    const fired = await fire({ origin: running.origin, shots, connections: 32, amount: AMOUNT })
    requests += fired.requests
    faults += fired.faults
  }
await running.stop()
const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'))
if (!file) throw new Error('the service left no profile')
const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile
const { rows, busy } = hottest(profile, SHOWN, root)
process.stdout.write(`${what}: ${requests} requests, ${faults} faults, ${(busy / 1000).toFixed(0)} ms of work\n\n`)
process.stdout.write('| self % | self ms | function | where |\n|---|---|---|---|\n')
for (const { name, where, microseconds, share } of rows)
  process.stdout.write(`| ${(share * 100).toFixed(1)} | ${(microseconds / 1000).toFixed(0)} | ${name} | ${where} |\n`)
if (faults > 0) process.exitCode = 1
