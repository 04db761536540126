/**
 * `npm run openapi`: writes the merged document, the types of the client package and the tables of README and docs/,
 * which tests hold equal to what is served.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import { readGatewayConfig } from '../config.js'
import { PROTOCOLS } from '../files/paths.js'
import { buildGateway } from '../gateway.js'
import { sumsOf, sumsPath } from '../screen/checked.js'
import { clientTypes } from './client-types.js'
import { withFacts } from './operators.js'
import { withCoreInstruments, withInstruments } from './readme.js'

const slugs = instruments.map(({ slug }) => slug)
const { app } = await buildGateway(instrumentSetOf(instruments), readGatewayConfig({}, slugs), createLogger('silent'), {
  freshDocument: true,
})
// Every file of the folder was checked where it was not listed yet.
writeFileSync(sumsPath(PROTOCOLS), sumsOf(PROTOCOLS))
const served = await app.inject('/openapi.json')
writeFileSync(new URL('../../../openapi.json', import.meta.url), `${JSON.stringify(served.json(), null, 2)}\n`)
const schema = await app.inject('/v1/protocols/schema.json')
writeFileSync(
  new URL('../../../../docs/protocol.schema.json', import.meta.url),
  `${JSON.stringify(schema.json(), null, 2)}\n`,
)
await app.close()

const root = new URL('../../../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const rewrite = (path: string, change: (text: string) => string): void =>
  writeFileSync(new URL(path, root), change(read(path)))
rewrite('README.md', (text) => withCoreInstruments(text, instruments))
rewrite('docs/instruments.md', (text) => withInstruments(text, instruments))
writeFileSync(new URL('openapi/client/src/types.ts', root), clientTypes(served.json(), instruments))
rewrite('docs/operators.md', (text) => withFacts(text, read('openapi/programs/bench/RESULTS.md')))
