/** The document around every page: what is loaded, where else to go, and the policy of its content. */
import type { Say } from '../../web/model/words.js'
import type { Site } from './assets.js'
import { type Html, html } from './html.js'

export interface Shell {
  readonly assets: Site
  /** Which script. */
  readonly page: string
  readonly title: string
  readonly language: string
  readonly say: Say
  /** What the script reads of the element `main`. */
  readonly slug?: string
  /** JSON that the script will ask for at once. */
  readonly preload?: string
  /** Without links to other pages. */
  readonly isAlone?: boolean
  readonly content: Html
}

export function documentOf({ assets, page, title, language, say, slug, preload, isAlone, content }: Shell): string {
  const script = assets.pages[page]
  const words = assets.words[language]
  const query = language === 'en' ? '' : `?lang=${language}`
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/${assets.style}">
${script && html`<script type="module" src="/assets/${script.script}"></script>`}
${script?.imports.map((name) => html`<link rel="modulepreload" href="/assets/${name}">`)}
${words !== undefined && html`<link rel="preload" as="fetch" crossorigin data-words href="/assets/${words}">`}
${preload !== undefined && html`<link rel="preload" as="fetch" crossorigin href="${preload}">`}
</head>
<body>
<a class="skip" href="#main">${say('ui.skip')}</a>
${
  !isAlone &&
  html`<header class="site"><nav aria-label="${say('ui.title')}">
<a href="/${query}">${say('ui.title')}</a>
${assets.links.map(({ address, word }) => html`<a href="${address}${address === '/docs' ? '' : query}">${say(word)}</a>`)}
${otherLanguages(assets, language).map(({ code, name, address }) => html`<a href="${address}" lang="${code}" hreflang="${code}">${name}</a>`)}
</nav></header>
`
}<main id="main"${slug !== undefined && html` data-slug="${slug}"`}>
${content}
</main>
</body>
</html>
`.text
}

/** Links to the same page in each other language, named in it. */
const otherLanguages = ({ words }: Site, now: string) =>
  ['en', ...Object.keys(words)]
    .filter((code) => code !== now)
    .map((code) => ({
      code,
      name: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
      address: code === 'en' ? '?' : `?lang=${code}`,
    }))

/** Nothing but what this server sends runs, and no text becomes code. `others`: origins that a page asks besides this one. */
export const policyOf = (ancestors: string | undefined, others: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...others].join(' '),
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors ?? "'none'"}`,
    "require-trusted-types-for 'script'",
  ].join('; ')
