/** Fields of a screening: what to obtain next, strongest first, and what was entered, each in its place. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { Fields } from '../forms/fields.js'
import { t } from '../forms/page.js'
import { fieldNamed, inputOf } from '../model/screens.js'
import type { Screen } from './screen-state.js'

/** Shown at first; the others on demand. */
const FIRST = 12

export function Inputs({ screen }: { readonly screen: Screen }): JSX.Element {
  const isAll = useSignal(false)
  const { form, fields, order, isOfToday, live } = screen
  const next = new Map(live.state.value.answer?.nextInputs.map((each) => [inputOf(each.pointer), each]))
  const values = form.values.value
  const isEntered = (name: string): boolean =>
    Object.entries(values).some(
      ([path, text]) => text !== '' && path.startsWith(`inputs/${name}`) && !path.endsWith('/unit'),
    )
  const open = order.value.filter((name) => next.has(name) && !isEntered(name))
  const shown = new Set(isAll.value ? open : open.slice(0, FIRST))
  return (
    <form aria-label={t('screen.next')} onSubmit={(event) => event.preventDefault()}>
      <h2>{t('screen.next')}</h2>
      {order.value
        .filter((name) => isEntered(name) || shown.has(name))
        .map((name) => {
          const field = fieldNamed(fields.inputs, name)
          const day = isOfToday.value ? undefined : fieldNamed(fields.dates, name)
          const asked = next.get(name)
          if (!field) return null
          return (
            <div class="asked" key={name}>
              <Fields form={form} fields={[field]} />
              {day && isEntered(name) && (
                <Fields form={form} fields={[{ ...day, title: t('screen.dayOf', { field: field.title }) }]} />
              )}
              {asked && <p class="note">{t('screen.for', { criteria: asked.criteria.join(', ') })}</p>}
            </div>
          )
        })}
      {open.length > shown.size && (
        <button type="button" onClick={() => (isAll.value = true)}>
          {t('screen.all', { count: open.length })}
        </button>
      )}
    </form>
  )
}
