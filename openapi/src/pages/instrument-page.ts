/** `/i/{slug}` as the server writes it: complete without script; with script it is drawn anew from the same model. */
import type { Entry, Problem, Result } from '../../web/model/catalogue.js'
import { type Field, formOf, type Values } from '../../web/model/fields.js'
import type { Say } from '../../web/model/words.js'
import type { Site } from './assets.js'
import { type Html, html } from './html.js'
import { fieldsAsHtml } from './plain-form.js'
import { problemAsHtml, resultAsHtml } from './plain-result.js'
import { documentOf } from './shell.js'

export interface Speaking {
  readonly language: string
  readonly say: Say
}

/** What was sent and what came of it; nothing at the first look. */
export interface Sent {
  readonly values: Values
  readonly faults: ReadonlyMap<string, string>
  readonly result?: Result
  readonly problem?: Problem
}

const NOTHING_SENT: Sent = { values: {}, faults: new Map() }

export const fieldsOf = (entry: Entry, say: Say): readonly Field[] =>
  formOf(entry.requestSchema, { units: entry.units, yes: say('ui.yes'), no: say('ui.no') })

export function instrumentPage(
  entry: Entry,
  assets: Site,
  { language, say }: Speaking,
  sent: Sent = NOTHING_SENT,
): string {
  const fields = fieldsOf(entry, say)
  const { result, problem } = sent
  const answer = problem
    ? problemAsHtml(problem, say)
    : result
      ? resultAsHtml(entry, result, fields, say)
      : html`<p class="note">${say('ui.nothing')}</p>`
  const query = language === 'en' ? '' : `?lang=${language}`
  const content = html`<h1>${entry.title}</h1>
<p class="lead">${entry.summary}</p>
${entry.rights !== null && html`<p class="rights"><strong>${say('ui.rights')}:</strong> ${entry.rights}</p>`}
<div class="columns">
<form method="post" action="/i/${entry.slug}" aria-label="${say('ui.input')}"><h2>${say('ui.input')}</h2>
<input type="hidden" name="=lang" value="${language}">
${fieldsAsHtml(fields, { ...sent, say })}
<div class="actions"><button type="submit" class="main">${say('ui.compute')}</button></div></form>
<section class="result" aria-label="${say('ui.result')}"><h2>${say('ui.result')}</h2>
${answer}</section>
</div>
${about(entry, say)}`
  return documentOf({
    assets,
    page: 'instrument',
    title: `${entry.title} – ${say('ui.title')}`,
    language,
    say,
    slug: entry.slug,
    preload: `/v1/instruments/${entry.slug}${query}`,
    content,
  })
}

const about = ({ version, notFor, population, citations, formula }: Entry, say: Say): Html =>
  html`<section class="about"><h2>${say('ui.about')}</h2><p>${say('ui.version', { version })}</p>
<h3>${say('ui.notFor')}</h3><ul>${notFor.map((text) => html`<li>${text}</li>`)}</ul>
<h3>${say('ui.population')}</h3><p>${population}</p>
<h3>${say('ui.citations')}</h3><ol>${citations.map(({ text }) => html`<li>${text}</li>`)}</ol>
<h3>${say('ui.formula')}</h3><p class="formula">${formula}</p></section>`
