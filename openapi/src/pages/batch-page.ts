/** `/batch`: a CSV file to an instrument, and its answer back. */
import type { CatalogueSummary } from '@activity-scores/shared/document/catalogue'
import type { Site } from './assets.js'
import { html } from './html.js'
import type { Speaking } from './instrument-page.js'
import { documentOf } from './shell.js'

export function batchPage(instruments: readonly CatalogueSummary[], assets: Site, { language, say }: Speaking): string {
  const content = html`<h1>${say('batch.title')}</h1>
<p class="lead">${say('batch.lead')}</p>
<noscript><p>${say('visit.without')}</p></noscript>
<div class="field"><label for="instrument">${say('batch.instrument')}</label>
<select id="instrument">${instruments.map(({ slug, title }) => html`<option value="${slug}">${title}</option>`)}</select></div>
<div class="field"><label for="file">${say('batch.file')}</label>
<input id="file" type="file" accept=".csv,text/csv"></div>
<div id="check"></div>
<p><button type="button" id="send" class="main" disabled>${say('batch.send')}</button></p>
<p id="said" role="status"></p>`
  const title = `${say('batch.title')} – ${say('ui.title')}`
  return documentOf({ assets, page: 'batch', title, language, say, content })
}
