/** `/visit/{name}`: the frame of a visit page; what stands on it is drawn by its script from `visits.json`. */
import type { VisitPlan } from '../../web/model/visits.js'
import type { Word } from '../../web/model/words.js'
import type { Site } from './assets.js'
import { html } from './html.js'
import type { Speaking } from './instrument-page.js'
import { documentOf } from './shell.js'

export function visitPage(name: string, plan: VisitPlan, assets: Site, { language, say }: Speaking): string {
  const title = say(`visit.${name}` as Word)
  const query = language === 'en' ? '' : `?lang=${language}`
  const content = html`<h1>${title}</h1>
<p class="note" aria-busy="true">${say('ui.loading')}</p>
<noscript><p>${say('visit.without')}</p><ul>${plan.instruments.map((slug) => html`<li><a href="/i/${slug}${query}">${slug}</a></li>`)}</ul></noscript>`
  return documentOf({
    assets,
    page: 'visit',
    title: `${title} – ${say('ui.title')}`,
    language,
    say,
    slug: name,
    preload: `/visit/${name}.json`,
    content,
  })
}
