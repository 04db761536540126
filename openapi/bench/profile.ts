/** `npm run profile -- das28-esr`: a service under load with the CPU profiler on; prints where its time went. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fire } from './load.js'
import { root, scratch, start } from './processes.js'
import { hottest, type Profile } from './self-time.js'
import { pinSelf } from './system.js'
import { instrumentOf, service, shotsOf } from './targets.js'

const SLICES = 12
const AMOUNT = 8000
const SHOWN = 30

const slug = process.argv[2] ?? 'das28-esr'
const instrument = instrumentOf(slug)
pinSelf()
const folder = mkdtempSync(join(scratch, 'profile-'))
const running = await start(service(slug, { args: ['--cpu-prof', `--cpu-prof-dir=${folder}`] }))
let requests = 0
let faults = 0
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
process.stdout.write(`${slug}: ${requests} requests, ${faults} faults, ${(busy / 1000).toFixed(0)} ms of work\n\n`)
process.stdout.write('| self % | self ms | function | where |\n|---|---|---|---|\n')
for (const { name, where, microseconds, share } of rows)
  process.stdout.write(`| ${(share * 100).toFixed(1)} | ${(microseconds / 1000).toFixed(0)} | ${name} | ${where} |\n`)
if (faults > 0) process.exitCode = 1
