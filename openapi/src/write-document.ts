/** `npm run openapi`: writes the merged document, which a test holds equal to what the gateway serves. */
import { writeFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import { createLogger } from '@activity-scores/shared/logging'
import { readGatewayConfig } from './config.js'
import { buildGateway } from './gateway.js'

const slugs = instruments.map(({ slug }) => slug)
const { app } = await buildGateway(instruments, readGatewayConfig({}, slugs), createLogger('silent'))
const served = await app.inject('/openapi.json')
writeFileSync(new URL('../../openapi.json', import.meta.url), `${JSON.stringify(served.json(), null, 2)}\n`)
await app.close()
