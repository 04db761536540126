/** `/screen`: the trials that patients can be screened for, where there are several. It needs no script. */
import type { Site } from './assets.js'
import { html } from './html.js'
import type { Speaking } from './instrument-page.js'
import { documentOf } from './shell.js'

export interface Trial {
  readonly id: string
  readonly title: string
  readonly arms: readonly { readonly title: string }[]
}

export function screensPage(trials: readonly Trial[], assets: Site, { language, say }: Speaking): string {
  const query = language === 'en' ? '' : `?lang=${language}`
  const content = html`<h1>${say('screen.title')}</h1>
<ul class="instruments">${trials.map(
    ({ id, title, arms }) =>
      html`<li><a href="/screen/${id}${query}" lang="en">${title}</a><br><span lang="en">${arms.map((arm) => arm.title).join('; ')}</span></li>`,
  )}</ul>`
  const title = `${say('screen.title')} – ${say('ui.title')}`
  return documentOf({ assets, page: 'screens', title, language, say, content })
}
