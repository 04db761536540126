/** Pages for people: the list at `/`, and `/i/{slug}` for every instrument that is served here (decision 116). */

import { readFile } from 'node:fs/promises'
import { catalogueEntry, catalogueSummary } from '@activity-scores/shared/document/catalogue'
import type { Executor } from '@activity-scores/shared/engine/executor'
import { type InstrumentSet, withAll } from '@activity-scores/shared/engine/instrument-set'
import { STATIC_HEADERS } from '@activity-scores/shared/http/direct/fields'
import { refuseOtherMethods } from '@activity-scores/shared/http/direct/methods'
import type { PageHost, Pages } from '@activity-scores/shared/http/host'
import { sendNotFound } from '@activity-scores/shared/http/plugins/errors'
import { StaticFile, sendFile } from '@activity-scores/shared/http/plugins/files'
import { type Handler, mountJson, mountPage } from '@activity-scores/shared/http/plugins/pages'
import type { FastifyReply } from 'fastify'
import type { Entry } from '../../web/model/catalogue.js'
import type { VisitPlan } from '../../web/model/visits.js'
import type { Word } from '../../web/model/words.js'
import { ASSETS, VISITS } from '../files/paths.js'
import { mountAssets, readAssets, type Site } from './assets.js'
import { batchPage } from './batch-page.js'
import { formExecutor } from './form-executor.js'
import { instrumentPage, type Speaking } from './instrument-page.js'
import { languages } from './languages.js'
import { listPage } from './list-page.js'
import { screenPage } from './screen-page.js'
import { policyOf } from './shell.js'
import { visitPage } from './visit-page.js'

const HTML_TYPE = 'text/html; charset=utf-8'
const FORM_TYPE = 'application/x-www-form-urlencoded'

interface PagesConfig {
  readonly FRAME_ANCESTORS?: string | undefined
}

export async function buildPages(
  instrumentSet: InstrumentSet,
  executors: readonly Executor[],
  { FRAME_ANCESTORS: ancestors }: PagesConfig,
  protocols: readonly string[] = [],
): Promise<Pages> {
  const plans = await readVisits(instrumentSet.slugs)
  const assets: Site = {
    ...(await readAssets(ASSETS)),
    links: linksOf(
      plans.map(([name]) => name),
      protocols,
    ),
  }
  const { languageOf, speaking } = await languages()
  const entryOf = async (slug: string): Promise<Entry> => catalogueEntry(await instrumentSet.load(slug)) as Entry
  const made = new Map<string, StaticFile>()
  /** Each page in each language is made once. */
  const show = async (name: string, language: string, make: () => Promise<string>): Promise<StaticFile> => {
    const key = `${language} ${name}`
    const file = made.get(key) ?? new StaticFile(HTML_TYPE, await make())
    made.set(key, file)
    return file
  }
  const dressed = dress(ancestors)
  const front: Handler = async (request, reply) => {
    const language = languageOf(request.query)
    const file = await show('', language, async () => {
      const instruments = await withAll(instrumentSet, (all) => all.map(catalogueSummary))
      return listPage(instruments, assets, speaking(language))
    })
    return sendFile(request, dressed(reply).header('vary', 'accept'), file)
  }
  const one: Handler = async (request, reply) => {
    const { slug } = request.params as { readonly slug: string }
    if (!instrumentSet.slugs.includes(slug)) return sendNotFound(request, reply)
    const language = languageOf(request.query)
    const make = async () => instrumentPage(await entryOf(slug), assets, speaking(language))
    return sendFile(request, dressed(reply), await show(slug, language, make))
  }
  const mount = ({ app, mountForm }: PageHost): void => {
    mountAssets(app, ASSETS, assets)
    mountPage(app, '/i/:slug', one)
    const mountMade = (url: string, make: (spoken: Speaking) => string | Promise<string>): void =>
      mountPage(app, url, async (request, reply) => {
        const language = languageOf(request.query)
        const file = await show(url, language, async () => make(speaking(language)))
        return sendFile(request, dressed(reply), file)
      })
    for (const [name, plan] of plans) {
      mountJson(app, `/visit/${name}.json`, () => plan)
      mountMade(`/visit/${name}`, (spoken) => visitPage(name, plan, assets, spoken))
    }
    for (const id of protocols) mountMade(`/screen/${id}`, (spoken) => screenPage(id, assets, spoken))
    mountMade('/batch', async (spoken) => {
      const summaries = await withAll(instrumentSet, (all) => all.map(catalogueSummary))
      return batchPage(summaries, assets, spoken)
    })
    for (const executor of executors) {
      const { slug } = executor
      const form = formExecutor({ executor, assets, entry: () => entryOf(slug), speaking })
      mountForm(`/i/${slug}`, { pattern: '/i/:slug', executor: form, media: FORM_TYPE, fixed: fixedHeaders(ancestors) })
      refuseOtherMethods(app, `/i/${slug}`, ['GET', 'HEAD', 'POST'])
    }
  }
  return { front, mount }
}

const linksOf = (visits: readonly string[], protocols: readonly string[]): Site['links'] => [
  { address: '/', word: 'ui.instruments' },
  ...visits.map((name) => ({ address: `/visit/${name}`, word: `nav.${name}` as Word })),
  ...protocols.slice(0, 1).map((id) => ({ address: `/screen/${id}`, word: 'nav.screen' as const })),
  { address: '/batch', word: 'ui.batch' },
  { address: '/docs', word: 'ui.documentation' },
]

/** Those of which every instrument is served here. */
async function readVisits(slugs: readonly string[]): Promise<readonly (readonly [string, VisitPlan])[]> {
  const plans = JSON.parse(await readFile(VISITS, 'utf8')) as Readonly<Record<string, VisitPlan>>
  return Object.entries(plans).filter(([, { instruments }]) => instruments.every((slug) => slugs.includes(slug)))
}

/** A page has its own policy; a site that may frame it is named there, which the older header cannot. */
const dress =
  (ancestors: string | undefined) =>
  (reply: FastifyReply): FastifyReply => {
    reply.header('content-security-policy', policyOf(ancestors))
    return ancestors === undefined ? reply : reply.removeHeader('x-frame-options')
  }

/** The same for the answer to a form, which is written at once. */
function fixedHeaders(ancestors: string | undefined): readonly string[] {
  const headers: Record<string, string> = { ...STATIC_HEADERS, 'content-security-policy': policyOf(ancestors) }
  if (ancestors !== undefined) delete headers['x-frame-options']
  return Object.entries(headers).flat()
}
