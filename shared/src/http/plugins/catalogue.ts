/** `/v1/instruments`: what is served here, and each instrument in full. */
import type { FastifyInstance } from 'fastify'
import { catalogueEntry, catalogueSummary } from '../../document/catalogue.js'
import { type InstrumentSet, withAll } from '../../engine/instrument-set.js'
import { StaticFile, sendFile } from './files.js'
import { mountJson, mountPage } from './pages.js'

/** Labels in other languages, for `?lang=`. */
export interface Translation {
  /** What a query asks for, if there is such a language; else English. */
  languageOf(query: unknown): string
  entry(entry: object, language: string): object
}

const ENGLISH_ALONE: Translation = { languageOf: () => 'en', entry: (entry) => entry }

export function mountCatalogue(app: FastifyInstance, instrumentSet: InstrumentSet, translation = ENGLISH_ALONE): void {
  mountJson(app, '/v1/instruments', () =>
    withAll(instrumentSet, (instruments) => ({ instruments: instruments.map(catalogueSummary) })),
  )
  for (const slug of instrumentSet.slugs) {
    const files = new Map<string, StaticFile>()
    mountPage(app, `/v1/instruments/${slug}`, async (request, reply) => {
      const language = translation.languageOf(request.query)
      const file =
        files.get(language) ?? fileOf(translation.entry(catalogueEntry(await instrumentSet.load(slug)), language))
      files.set(language, file)
      return sendFile(request, reply, file)
    })
  }
}

const fileOf = (entry: object): StaticFile => new StaticFile('application/json; charset=utf-8', JSON.stringify(entry))
