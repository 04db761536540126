/**
 * `npm run cohort -- [size] [seed]`: screens a cohort of synthetic patients and prints the verdicts of each arm.
 * `--ndjson` prints the patients too, one a line as screening requests, and the verdicts on standard error.
 */
import { parseArgs } from 'node:util'
import { loaders } from '@activity-scores/services/loaders'
import { instrumentSetFrom } from '@activity-scores/shared/engine/instrument-set'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import { seedFrom } from '@activity-scores/shared/testing/seed'
import { readGatewayConfig } from '../../src/config.js'
import { buildGateway } from '../../src/gateway.js'
import { ARMS, member, SEED } from '../kit/patients.js'

const VERDICTS = ['eligible', 'ineligible', 'undetermined'] as const
const USAGE = 'npm run cohort -- [size, 2000 unless said] [seed] [--ndjson]'

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { ndjson: { type: 'boolean' } } })
const [size = 2000, seed = seedFrom(process.env['SEED'], () => SEED)] = positionals.map(Number)
if (positionals.length > 2 || !Number.isSafeInteger(size) || size < 1 || !Number.isSafeInteger(seed) || seed < 0)
  fail(`Size and seed are whole numbers: ${USAGE}`)

/** A reader that has seen enough, such as head, ends the program. */
process.stdout.on('error', () => process.exit())

const instrumentSet = instrumentSetFrom(loaders)
const { app } = await buildGateway(
  instrumentSet,
  readGatewayConfig({ OVERLOAD_DELAY_MS: '0' }, instrumentSet.slugs),
  createLogger('silent'),
)
const counts = new Map<string, number>()
for (let place = 0; place < size; place += 1) {
  const patient = member(place, seed)
  const answer = await app.inject({ method: 'POST', url: '/v1/screen/nct06464679', payload: patient })
  if (answer.statusCode !== 200) throw new Error(`${answer.body} for ${JSON.stringify(patient)}`)
  const key = `${patient.arm} ${answer.json<{ verdict: string }>().verdict}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
  if (values.ndjson) process.stdout.write(`${JSON.stringify(patient)}\n`)
}
await app.close()

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const table = [
  row(['arm', ...VERDICTS]),
  row(['---', ...VERDICTS.map(() => '---:')]),
  ...ARMS.map((arm) => row([arm, ...VERDICTS.map((verdict) => counts.get(`${arm} ${verdict}`) ?? 0)])),
]
const out = values.ndjson ? process.stderr : process.stdout
out.write(`${size} patients, seed ${seed}\n\n${table.join('\n')}\n`)
