/** `/v1/instruments`: what is served here, and each instrument in full. */
import type { FastifyInstance } from 'fastify'
import { catalogueEntry, catalogueSummary } from '../../document/catalogue.js'
import { type Lineup, withAll } from '../../engine/lineup.js'
import { mountJson } from './pages.js'

export function mountCatalogue(app: FastifyInstance, lineup: Lineup): void {
  mountJson(app, '/v1/instruments', () =>
    withAll(lineup, (instruments) => ({ instruments: instruments.map(catalogueSummary) })),
  )
  for (const slug of lineup.slugs)
    mountJson(app, `/v1/instruments/${slug}`, async () => catalogueEntry(await lineup.load(slug)))
}
