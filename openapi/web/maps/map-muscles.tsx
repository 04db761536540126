/** Muscles as a table, right beside left, with a selector in each place. */
import type { JSX } from 'preact'
import { Choice } from '../forms/controls.js'
import { learn, t } from '../forms/page.js'
import type { Form } from '../forms/values.js'
import { type ChoiceField, type GroupField, isShown } from '../model/fields.js'
import { MAPS } from '../model/words-maps.js'

learn(MAPS)

interface Props {
  readonly form: Form
  readonly field: GroupField
}

/** Full strength of the 0 to 10 scale. */
const FULL = '10'

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
          <Choice key={muscle.path} form={form} field={{ ...muscle, hint: '' }} />
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
