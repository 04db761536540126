/** Pages for people: the list at `/`, and `/i/{slug}` for every instrument that is served here (decision 116). */

import { readFile } from 'node:fs/promises'
import { catalogueEntry, catalogueSummary } from '@activity-scores/shared/document/catalogue'
import type { Executor } from '@activity-scores/shared/engine/executor'
import { type InstrumentSet, withAll } from '@activity-scores/shared/engine/instrument-set'
import { STATIC_HEADERS } from '@activity-scores/shared/http/direct/fields'
import { refuseOtherMethods } from '@activity-scores/shared/http/direct/methods'
import type { PageHost, Pages } from '@activity-scores/shared/http/host-options'
import type { Translation } from '@activity-scores/shared/http/plugins/catalogue'
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
import { type Languages, languages } from './languages.js'
import { listPage } from './list-page.js'
import { screenPage } from './screen-page.js'
import { screensPage, type Trial } from './screens-page.js'
import { policyOf } from './shell.js'
import {
  APP,
  LAUNCH,
  mountSmartOff,
  mountSmartPlan,
  type SmartOptions,
  smartOrigins,
  smartPage,
} from './smart-pages.js'
import { translated } from './translate.js'
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
  trials: ReadonlyMap<string, () => Promise<Trial>> = new Map(),
  smart?: SmartOptions,
): Promise<Pages> {
  const plans = await readVisits(instrumentSet.slugs)
  const names = plans.map(([name]) => name)
  const site: Site = { ...(await readAssets(ASSETS)), links: linksOf(names, [...trials.keys()]) }
  const spoken = await languages()
  const entryOf = async (slug: string, language: string): Promise<Entry> =>
    translated(catalogueEntry(await instrumentSet.load(slug)) as Entry, spoken.wordsOf(language))
  const summaries = async () => withAll(instrumentSet, (all) => all.map(catalogueSummary))
  const show = showing(ancestors, spoken)
  const front = show(async (speaking) => listPage(await summaries(), site, speaking))
  const mount = ({ app, mountForm }: PageHost): void => {
    mountAssets(app, ASSETS, site)
    const mountShown = (url: string, make: Make): void => mountPage(app, url, show(make))
    for (const [name, plan] of plans) {
      mountJson(app, `/visit/${name}.json`, () => plan)
      mountShown(`/visit/${name}`, (speaking) => visitPage(name, plan, site, speaking))
    }
    for (const id of trials.keys()) mountShown(`/screen/${id}`, (speaking) => screenPage(id, site, speaking))
    if (trials.size > 1) mountShown('/screen', async (speaking) => screensPage(await allOf(trials), site, speaking))
    mountShown('/batch', async (speaking) => batchPage(await summaries(), site, speaking))
    const { settings } = smart ?? {}
    if (smart && settings) {
      const showSmart = showing(ancestors, spoken, smartOrigins(settings))
      mountSmartPlan(app, settings, names, () => smart.reads())
      mountPage(
        app,
        LAUNCH,
        showSmart((speaking) => smartPage('launch', site, speaking)),
      )
      mountPage(
        app,
        APP,
        showSmart((speaking) => smartPage('app', site, speaking)),
      )
    } else mountSmartOff(app)
    for (const executor of executors) {
      const { slug } = executor
      const url = `/i/${slug}`
      const entry = (language: string) => entryOf(slug, language)
      mountShown(url, async (speaking) => instrumentPage(await entry(speaking.language), site, speaking))
      const form = formExecutor({ executor, assets: site, entry, speaking: spoken.speaking })
      mountForm(url, { pattern: '/i/:slug', executor: form, media: FORM_TYPE, fixed: fixedHeaders(ancestors) })
      refuseOtherMethods(app, url, ['GET', 'HEAD', 'POST'])
    }
  }
  const translation: Translation = {
    languageOf: spoken.languageOf,
    entry: (entry, language) => translated(entry as Entry, spoken.wordsOf(language)),
  }
  return { front: (request, reply) => front(request, reply.header('vary', 'accept')), mount, translation }
}

type Make = (speaking: Speaking) => string | Promise<string>

/** Each page in each language is made once, at the first look. */
function showing(ancestors: string | undefined, { languageOf, speaking }: Languages, others: readonly string[] = []) {
  const dressed = dress(ancestors, others)
  return (make: Make): Handler => {
    const made = new Map<string, StaticFile>()
    return async (request, reply) => {
      const language = languageOf(request.query)
      const file = made.get(language) ?? new StaticFile(HTML_TYPE, await make(speaking(language)))
      made.set(language, file)
      return sendFile(request, dressed(reply), file)
    }
  }
}

const allOf = async (trials: ReadonlyMap<string, () => Promise<Trial>>): Promise<readonly Trial[]> =>
  Promise.all([...trials.values()].map((trial) => trial()))

const linksOf = (visits: readonly string[], protocols: readonly string[]): Site['links'] => [
  { address: '/', word: 'ui.instruments' },
  ...visits.map((name) => ({ address: `/visit/${name}`, word: `nav.${name}` as Word })),
  ...(protocols.length > 1 ? ['/screen'] : protocols.map((id) => `/screen/${id}`)).map((address) => ({
    address,
    word: 'nav.screen' as const,
  })),
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
  (ancestors: string | undefined, others: readonly string[]) =>
  (reply: FastifyReply): FastifyReply => {
    reply.header('content-security-policy', policyOf(ancestors, others))
    return ancestors === undefined ? reply : reply.removeHeader('x-frame-options')
  }

/** The same for the answer to a form, which is written at once. */
function fixedHeaders(ancestors: string | undefined): readonly string[] {
  const headers: Record<string, string> = { ...STATIC_HEADERS, 'content-security-policy': policyOf(ancestors) }
  if (ancestors !== undefined) delete headers['x-frame-options']
  return Object.entries(headers).flat()
}
