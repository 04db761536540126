/** Joints as at the last visit: copied by a button, marked until each is confirmed, and not examined until then. */
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import type { Form } from '../forms/values.js'
import type { GroupField, Values } from '../model/fields.js'
import { confirmed, copyable, foundAt } from './findings.js'

interface Props {
  readonly form: Form
  readonly field: GroupField
  /** Paths of joints that wait. */
  readonly copied: readonly string[]
  copy(): void
  change(values: Values, copied: readonly string[]): void
}

export function Copies({ form, field, copied, copy, change }: Props): JSX.Element | null {
  const values = form.values.value
  const earlier = form.earlier.value
  const count = copyable(field, values, earlier).length
  const confirm = (): void => {
    const found = copied.flatMap((path): [string, string][] => {
      const { tender, swollen } = confirmed(foundAt(path, earlier))
      return [
        [`${path}/tender`, tender],
        [`${path}/swollen`, swollen],
      ]
    })
    change({ ...values, ...Object.fromEntries(found) }, [])
  }
  if (copied.length === 0)
    return count === 0 ? null : (
      <button type="button" onClick={copy}>
        {t('map.asLast', { count })}
      </button>
    )
  return (
    <div class="copies">
      <p role="status">{t('map.copied', { count: copied.length })}</p>
      <div class="bar">
        <button type="button" onClick={confirm}>
          {t('map.confirmAll', { count: copied.length })}
        </button>
        <button type="button" onClick={() => change(values, [])}>
          {t('map.discard')}
        </button>
      </div>
    </div>
  )
}
