/** The form of an instrument as plain HTML, from the same field model as the one with script. */
import {
  type ChoiceField,
  type Field,
  type GroupField,
  type ListField,
  lengthOf,
  type ManyField,
  type Option,
  type QuantityField,
  type Values,
} from '../../web/model/fields.js'
import { NONE, unitOf } from '../../web/model/request.js'
import type { Say } from '../../web/model/words.js'
import { type Html, html } from './html.js'

export interface Filled {
  readonly values: Values
  /** By path of the control. */
  readonly faults: ReadonlyMap<string, string>
  readonly say: Say
}

const idOf = (path: string): string => `f-${path.replaceAll(/[^\w-]/g, '_')}`

export const fieldsAsHtml = (fields: readonly Field[], filled: Filled): Html =>
  html`${fields.map((field) => fieldAsHtml(field, filled))}`

function fieldAsHtml(field: Field, filled: Filled): Html {
  switch (field.kind) {
    case 'number':
      return row(field, field.path, filled, html`${input(field.path, filled, 'number')}${range(field.range)}`)
    case 'text':
      return row(field, field.path, filled, input(field.path, filled, '', field.isDay ? 'date' : 'text'))
    case 'choice':
      return row(field, field.path, filled, choice(field, filled))
    case 'quantity':
      return quantity(field, filled)
    case 'many':
      return many(field, filled)
    case 'group':
      return group(field, filled)
    case 'list':
      return list(field, filled)
  }
}

const valueAt = (path: string, { values }: Filled): string => values[path] ?? ''

const range = (text: string): Html => html`${text !== '' && html` <span class="range">${text}</span>`}`

const faultAt = (path: string, { faults }: Filled): Html => {
  const fault = faults.get(path)
  return html`${fault !== undefined && html`<p class="fault" id="${idOf(path)}-fault">${fault}</p>`}`
}

/** What a control says of itself to those who do not see it. */
function described(path: string, { faults }: Filled): Html {
  const isFaulty = faults.has(path)
  return html`id="${idOf(path)}" name="${path}"${isFaulty && html` aria-invalid="true" aria-errormessage="${idOf(path)}-fault" aria-describedby="${idOf(path)}-fault"`}`
}

function row(field: Field, path: string, filled: Filled, control: Html): Html {
  const { title, hint, isRequired } = field
  return html`<div class="field"><label for="${idOf(path)}">${title}${isRequired && html` <span class="required">(${filled.say('ui.required')})</span>`}</label>
<div class="control">${control}</div>${hint !== '' && html`<p class="hint">${hint}</p>`}${faultAt(path, filled)}</div>
`
}

const input = (path: string, filled: Filled, kind: string, type = 'text'): Html =>
  html`<input type="${type}" ${kind === 'number' && html`class="number" inputmode="decimal" `}autocomplete="off" value="${valueAt(path, filled)}" ${described(path, filled)}>`

function select(path: string, options: readonly Option[], empty: string, filled: Filled, label?: string): Html {
  const value = valueAt(path, filled)
  return html`<select ${described(path, filled)}${label !== undefined && html` aria-label="${label}"`}><option value="">${empty}</option>${options.map(
    (option) => html`<option value="${option.raw}"${option.raw === value && html` selected`}>${option.label}</option>`,
  )}</select>`
}

const choice = ({ path, options }: ChoiceField, filled: Filled): Html =>
  select(path, options, filled.say('ui.choose'), filled)

function quantity(field: QuantityField, filled: Filled): Html {
  const { path, title, units, members } = field
  const unit = unitOf(field, filled.values)
  const options = units.map(({ code, label }) => ({ raw: code, value: code, label }))
  const label = filled.say('ui.unitOf', { field: title })
  const shown = { ...filled, values: { ...filled.values, [`${path}/unit`]: unit } }
  const comparator = members.find((member) => member.path === `${path}/comparator`)
  const others = members.filter((member) => member !== comparator)
  const control = html`${comparator?.kind === 'choice' && select(comparator.path, comparator.options, '=', filled, `${title}: ${comparator.title}`)}
${input(`${path}/value`, filled, 'number')} ${select(`${path}/unit`, options, filled.say('ui.chooseUnit'), shown, label)}`
  return html`${row(field, `${path}/value`, filled, control)}${['', '/unit', '/comparator'].map((end) => faultAt(path + end, filled))}
${others.length > 0 && html`<div class="members">${fieldsAsHtml(others, filled)}</div>`}`
}

const tick = (path: string, label: string, filled: Filled): Html =>
  html`<label class="tick"><input type="checkbox" name="${path}"${valueAt(path, filled) !== '' && html` checked`}>${label}</label>`

const many = ({ path, title, hint, options }: ManyField, filled: Filled): Html =>
  html`<fieldset class="field several"><legend>${title}</legend><div class="control">${options.map(({ raw, label }) =>
    tick(`${path}/${raw}`, label, filled),
  )}${tick(`${path}/${NONE}`, filled.say('ui.none'), filled)}</div>${hint !== '' && html`<p class="hint">${hint}</p>`}${faultAt(path, filled)}</fieldset>
`

/** What is sent only beside another value is always there without script, so it says so. */
const group = ({ path, title, hint, fields }: GroupField, filled: Filled): Html =>
  html`<fieldset class="group" id="${idOf(path)}" tabindex="-1"><legend>${title}</legend>${hint !== '' && html`<p class="hint">${hint}</p>`}${faultAt(path, filled)}
${fieldsAsHtml(fields, filled)}</fieldset>
`

/** Rows beyond those that are filled. */
const FREE_ROWS = 2

function list(field: ListField, filled: Filled): Html {
  const count = Math.min(field.most, lengthOf(field, filled.values) + FREE_ROWS)
  return html`<fieldset class="group" id="${idOf(field.path)}" tabindex="-1"><legend>${field.title}</legend>${faultAt(field.path, filled)}
${tick(`${field.path}/${NONE}`, filled.say('ui.noEntries'), filled)}
${Array.from({ length: count }, (_, i) => group(field.itemAt(i), filled))}</fieldset>
`
}
