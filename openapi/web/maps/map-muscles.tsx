/** Muscles in their places, right beside left, each with its grades in a line: one press, no list to open. */
import type { JSX } from 'preact'
import { FaultOf } from '../forms/controls.js'
import { learn, t } from '../forms/page.js'
import type { Form } from '../forms/values.js'
import { type ChoiceField, type GroupField, isShown, type Option, type Values } from '../model/fields.js'
import { MAPS } from '../model/words-maps.js'

learn(MAPS)

interface Props {
  readonly form: Form
  readonly field: GroupField
}

/** Full strength of the 0 to 10 scale. */
const FULL = '10'
const TRACE = '"T"'

export function MuscleMap({ form, field }: Props): JSX.Element | null {
  const values = form.values.value
  const muscles = field.fields.filter((each): each is ChoiceField => each.kind === 'choice' && isShown(each, values))
  if (muscles.length === 0) return <p class="note">{t('map.chooseForm')}</p>
  const open = muscles.filter(
    ({ path, options }) => (values[path] ?? '') === '' && options.some(({ raw }) => raw === FULL),
  )
  return (
    <div class="muscle-map">
      <div class="muscles">
        {muscles.map((muscle) => (
          <Grades key={muscle.path} form={form} field={muscle} />
        ))}
      </div>
      <button
        type="button"
        disabled={open.length === 0}
        onClick={() => form.merge(Object.fromEntries(open.map(({ path }) => [path, FULL])))}
      >
        {t('map.restFull', { count: open.length })}
      </button>
    </div>
  )
}

/** Grades of the scale that is used; what is held already is shown whatever it is. */
function gradesOf({ path, options }: ChoiceField, values: Values): readonly Option[] {
  const isMrc = values[path.replace(/[^/]*\/[^/]*$/, 'scale')] === '"mrc"'
  const held = values[path] ?? ''
  const shown = options.filter(
    ({ raw, value }) =>
      raw === held || (isMrc ? typeof value === 'string' : typeof value === 'number' || raw === TRACE),
  )
  const isKnown = held === '' || shown.some(({ raw }) => raw === held)
  return isKnown ? shown : [...shown, { raw: held, value: held, label: held }]
}

function Grades({ form, field }: { readonly form: Form; readonly field: ChoiceField }): JSX.Element {
  const { path, title } = field
  const held = form.values.value[path] ?? ''
  const unstated: Option = { raw: '', value: '', label: '–' }
  return (
    <div class="field" role="radiogroup" aria-label={title}>
      <p class="muscle">{title}</p>
      <div class="steps">
        {[unstated, ...gradesOf(field, form.values.value)].map(({ raw, value, label }) => (
          <label class={raw === '' ? 'tick step unstated' : 'tick step'} key={raw}>
            <input
              type="radio"
              name={path}
              value={raw}
              checked={held === raw}
              aria-label={raw === '' ? t('map.notExamined') : label}
              onChange={() => form.set(path, raw)}
            />
            {raw === '' ? label : String(value)}
          </label>
        ))}
      </div>
      <FaultOf form={form} path={path} />
    </div>
  )
}
