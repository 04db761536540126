/** `/v1/instruments`: what is served here, and each instrument in full. */
import type { FastifyInstance } from 'fastify'
import { catalogueEntry, catalogueSummary } from '../../document/catalogue.js'
import { type InstrumentSet, withAll } from '../../engine/instrument-set.js'
import { mountJson } from './pages.js'

export function mountCatalogue(app: FastifyInstance, instrumentSet: InstrumentSet): void {
  mountJson(app, '/v1/instruments', () =>
    withAll(instrumentSet, (instruments) => ({ instruments: instruments.map(catalogueSummary) })),
  )
  for (const slug of instrumentSet.slugs)
    mountJson(app, `/v1/instruments/${slug}`, async () => catalogueEntry(await instrumentSet.load(slug)))
}
