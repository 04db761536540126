/** `/`: every instrument by disease. */
import { CONDITIONS } from '@activity-scores/shared/contract/instrument'
import type { CatalogueSummary } from '@activity-scores/shared/document/catalogue'
import type { Word } from '../../web/model/words.js'
import type { Site } from './assets.js'
import { html } from './html.js'
import type { Speaking } from './instrument-page.js'
import { documentOf } from './shell.js'

export function listPage(instruments: readonly CatalogueSummary[], assets: Site, { language, say }: Speaking): string {
  const query = language === 'en' ? '' : `?lang=${language}`
  const conditions = Object.keys(CONDITIONS).filter((name) => instruments.some(({ condition }) => condition === name))
  const content = html`<h1>${say('ui.title')}</h1>
<p class="lead">${say('ui.lead')}</p>
<div data-search hidden class="field"><label for="search">${say('ui.search')}</label>
<input id="search" type="search" autocomplete="off"> <span id="found" role="status" class="note"></span></div>
${conditions.map(
  (condition) =>
    html`<section data-condition><h2>${say(`condition.${condition}` as Word)}</h2><ul class="instruments">${instruments
      .filter((each) => each.condition === condition)
      .map(
        ({ slug, title, summary }) =>
          html`<li data-instrument><a href="/i/${slug}${query}">${title}</a><br>${summary}</li>`,
      )}</ul></section>`,
)}`
  return documentOf({ assets, page: 'list', title: say('ui.title'), language, say, content })
}
