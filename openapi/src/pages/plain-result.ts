/** An answer or a refusal as plain HTML. */
import type { Entry, Problem, Result } from '../../web/model/catalogue.js'
import type { Field } from '../../web/model/fields.js'
import { limitsOf, unitText } from '../../web/model/scale.js'
import { inWords, missingText, titleOf } from '../../web/model/titles.js'
import type { Say } from '../../web/model/words.js'
import { type Html, html } from './html.js'

export function problemAsHtml({ detail, errors = [] }: Problem, say: Say): Html {
  const lines = errors.length > 0 ? errors.map(({ message }) => message) : [detail]
  return html`<div class="alert" role="alert"><p><strong>${say('ui.faults')}</strong></p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`
}

export function resultAsHtml(entry: Entry, result: Result, fields: readonly Field[], say: Say): Html {
  const { missing, warnings, text } = result
  return html`<div class="card">${headline(entry, result, say)}
${missing.length > 0 && html`<p class="missing"><strong>${say('ui.missing')}:</strong> ${missingText(fields, missing)}</p>`}
${warnings.length > 0 && html`<div class="warnings"><strong>${say('ui.warnings')}</strong><ul>${warnings.map(({ message }) => html`<li>${message}</li>`)}</ul></div>`}
${bands(entry, result, say)}${terms(result, fields, say)}${criteria(result, say)}
<h3>${say('ui.line')}</h3><p class="line">${text}</p></div>`
}

function headline({ bands: sets }: Entry, { score, category, text }: Result, say: Say): Html {
  if (!score) return html`<p class="headline">${text}</p>`
  const { reported, bounds } = score
  const unit = unitText(score.unit)
  const isOpen = category?.code === 'undetermined'
  return html`<p class="headline">${
    reported === null
      ? html`<span class="open">${say('ui.notComputable')}</span>`
      : html`<output class="score">${reported}</output> ${unit}`
  }${category && html` <span class="category">${isOpen ? `? ${say('ui.undetermined')}` : labelOf(sets, category)}</span>`}</p>
${bounds && html`<p class="bounds">${boundsText(bounds.lower, bounds.upper, say)} ${unit}</p>`}`
}

const labelOf = (sets: Entry['bands'], { set, code, label }: NonNullable<Result['category']>): string =>
  sets.find(({ id }) => id === set)?.bands.find((band) => band.code === code)?.label ?? label

function boundsText(lower: number | null, upper: number | null, say: Say): string {
  const low = lower === null ? '' : String(Number(lower.toFixed(2)))
  const high = upper === null ? '' : String(Number(upper.toFixed(2)))
  if (lower !== null && upper !== null) return say('ui.possible', { lower: low, upper: high })
  return lower === null ? say('ui.atMost', { upper: high }) : say('ui.atLeast', { lower: low })
}

function bands({ bands: sets }: Entry, { category }: Result, say: Say): Html {
  const set = sets.find(({ id }) => id === category?.set)
  return html`${
    set &&
    html`<table><caption>${say('ui.bands', { set: set.source })}</caption><thead><tr><th scope="col">${say('ui.category')}</th><th scope="col">${say('ui.limits')}</th></tr></thead><tbody>${set.bands.map(
      (band) =>
        html`<tr><td>${band.label}${band.code === category?.code && html` <strong>◀ ${say('ui.you')}</strong>`}</td><td>${limitsOf(band)}</td></tr>`,
    )}</tbody></table>`
  }`
}

const terms = ({ terms: all }: Result, fields: readonly Field[], say: Say): Html =>
  html`${
    all.length > 0 &&
    html`<table><caption>${say('ui.terms')}</caption><thead><tr><th scope="col">${say('ui.term')}</th><th scope="col">${say('ui.value')}</th></tr></thead><tbody>${all.map(
      ({ id, value }) => {
        const title = titleOf(fields, id)
        return html`<tr><th scope="row">${title === id ? inWords(id) : title}</th><td class="figure">${Number(value.toFixed(2))}</td></tr>`
      },
    )}</tbody></table>`
  }`

const criteria = ({ criteria: all }: Result, say: Say): Html =>
  html`${
    all.length > 0 &&
    html`<table><caption>${say('ui.criteria')}</caption><thead><tr><th scope="col">${say('ui.state')}</th><th scope="col">${say('ui.rule')}</th></tr></thead><tbody>${all.map(
      ({ state, rule, source, reason }) =>
        html`<tr><td><span class="state ${state}">${say(`state.${state}`)}</span></td><td>${rule} <span class="source">(${source})</span>${reason !== null && html`<span class="reason">${reason}</span>`}</td></tr>`,
    )}</tbody></table>`
  }`
