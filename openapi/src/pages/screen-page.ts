/** `/screen/{protocol}`: the frame of a screening; its script draws the form from the protocol. */
import type { Site } from './assets.js'
import { html } from './html.js'
import type { Speaking } from './instrument-page.js'
import { documentOf } from './shell.js'

export function screenPage(id: string, assets: Site, { language, say }: Speaking): string {
  const content = html`<h1>${say('screen.title')}</h1>
<p class="note" aria-busy="true">${say('ui.loading')}</p>
<noscript><p>${say('visit.without')}</p></noscript>`
  const title = `${say('screen.title')} ${id} – ${say('ui.title')}`
  return documentOf({ assets, page: 'screen', title, language, say, slug: id, preload: `/v1/protocols/${id}`, content })
}
