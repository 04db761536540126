/**
 * Pages that an EHR opens (SMART on FHIR): `/smart/launch` begins, `/smart/app` is where the EHR leads back to. Without configuration
 * both say how they are turned on.
 */
import { problem } from '@activity-scores/shared/engine/problems'
import { sendProblem } from '@activity-scores/shared/http/plugins/errors'
import { mountJson, mountPage } from '@activity-scores/shared/http/plugins/pages'
import type { FastifyInstance } from 'fastify'
import type { SmartPlan } from '../../web/model/smart.js'
import type { Site } from './assets.js'
import { html } from './html.js'
import type { Speaking } from './instrument-page.js'
import { documentOf } from './shell.js'
import type { SmartSettings } from './variables.js'

/** What the pages need of the rest: settings, and what instruments read of a record. */
export interface SmartOptions {
  readonly settings: SmartSettings | undefined
  reads(): Promise<SmartPlan['instruments']>
}

export const LAUNCH = '/smart/launch'
export const APP = '/smart/app'
const PLAN = '/smart/plan.json'

/** Where there are no SMART pages, the path says what is missing. */
export function mountSmartOff(app: FastifyInstance): void {
  for (const url of [LAUNCH, APP])
    mountPage(app, url, (_request, reply) =>
      sendProblem(
        reply,
        problem('not_found', url, 'No EHR is configured here: set SMART_ISSUERS and SMART_CLIENT_ID (docs/smart.md).'),
      ),
    )
}

/** What the scripts of both pages go by. */
export function mountSmartPlan(
  app: FastifyInstance,
  settings: SmartSettings,
  visits: readonly string[],
  reads: SmartOptions['reads'],
): void {
  mountJson(app, PLAN, async (): Promise<SmartPlan> => ({ ...settings, visits, instruments: await reads() }))
}

/** Origins that the pages ask besides their own. */
export const smartOrigins = ({ issuers, tokenOrigins }: SmartSettings): readonly string[] => [
  ...new Set([...issuers, ...tokenOrigins].map((address) => new URL(address).origin)),
]

/** Neither page leads elsewhere: who leaves it has to be let in by the EHR again. */
export function smartPage(page: 'launch' | 'app', assets: Site, { language, say }: Speaking): string {
  const title = say('smart.title')
  const content = html`<h1>${title}</h1>
<p class="note" aria-busy="true">${say('ui.loading')}</p>
<noscript><p>${say('smart.without')}</p></noscript>`
  return documentOf({
    assets: { ...assets, ...assets.smart },
    page,
    title: `${title} – ${say('ui.title')}`,
    language,
    say,
    preload: PLAN,
    isAlone: true,
    content,
  })
}
