/** `npm run bench -- --quick`: every kind of target under a short load, for faults and not for times. */
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { resultSchema } from '@activity-scores/shared/contract/result-schema'
import { refusals, variations } from '../kit/bodies.js'
import { ask, fire, type Shot } from '../kit/load.js'
import { gateway, type Running, service, withPrograms } from '../kit/programs.js'
import { rowFile, stream } from '../kit/rows.js'
import { isServed } from './case-batch.js'
import { REFERENCE_SLUG } from './case-service.js'
import { pace } from './pace.js'
import { anchor, exchange, instrumentOf, nginx, pathOf, proxying, SILENT, shotsOf } from './targets.js'

export interface Checked {
  readonly what: string
  readonly requests: number
  readonly faults: number
}

const EACH = 8
const AMOUNT = 400
const CONNECTIONS = 16

const light = async (what: string, { origin }: Running, shots: readonly Shot[], expected = 200): Promise<Checked> => {
  const { requests, faults } = await fire({ origin, shots, connections: CONNECTIONS, amount: AMOUNT, expected })
  return { what, requests, faults }
}

/** Every example of an instrument with other numbers: each answer is 200 and satisfies the result schema. */
async function answersFit(running: Running, instrument: Instrument): Promise<Checked> {
  const schema = resultSchema(instrument)
  const bodies = instrument.examples.flatMap((_, example) => variations(instrument, EACH, 21 + example, example))
  const answers = await Promise.all(
    bodies.map((body) => ask(running.origin, { path: pathOf(instrument.slug), body: JSON.stringify(body) })),
  )
  const fit = answers.filter(({ status, text }) => status === 200 && schema.safeParse(JSON.parse(text)).success)
  return {
    what: `${instrument.slug}: answers against the result schema`,
    requests: answers.length,
    faults: answers.length - fit.length,
  }
}

const shotsFor = (slug: string, bodies: readonly unknown[]): readonly Shot[] =>
  bodies.map((body) => ({ path: pathOf(slug), body: JSON.stringify(body) }))

export const quick = (): Promise<readonly Checked[]> =>
  withPrograms(async (add) => {
    const lone = await add(service(REFERENCE_SLUG))
    const silent = await add(service(REFERENCE_SLUG, { environment: SILENT }))
    const embedded = await add(gateway())
    const hop = await add(proxying(REFERENCE_SLUG, lone.origin))
    const shots = shotsOf(instrumentOf(REFERENCE_SLUG), 40, 20)
    const sample = shots[0] ?? { path: '', body: '' }
    const bare = await add(anchor([await exchange(lone.origin, sample)]))
    const program = await nginx(lone.origin)
    const checks: Checked[] = []
    for (const instrument of instruments) {
      const { slug } = instrument
      checks.push(await answersFit(embedded, instrument))
      checks.push(await light(`${slug}: load`, embedded, shotsOf(instrument, 40, 22)))
      checks.push(await light(`${slug}: refused input`, embedded, shotsFor(slug, refusals(instrument, 20, 23)), 422))
    }
    checks.push(await light('lone service', lone, shots))
    checks.push(await light('lone service, log off', silent, shots))
    checks.push(await light('proxying gateway', hop, shots))
    checks.push(await light('bare anchor', bare, shots))
    if (program) checks.push(await light('nginx', await add(program), shots))
    const paced = await pace({ origin: lone.origin, shots, rate: 500, seconds: 1, connections: 8 })
    checks.push({ what: 'evenly spaced', requests: paced.requests, faults: paced.faults })
    const rate = await fire({ origin: lone.origin, shots, rate: 500, seconds: 1, connections: 2 })
    checks.push({ what: 'autocannon -R', requests: rate.requests, faults: rate.faults })
    if (await isServed(embedded, REFERENCE_SLUG))
      for (const instrument of instruments) {
        const path = rowFile(instrument, 500, 24)
        const { rows, faults } = await stream(`${embedded.origin}${pathOf(instrument.slug)}/batch`, path, 500)
        checks.push({ what: `${instrument.slug}: NDJSON rows`, requests: rows, faults })
      }
    return checks
  })
