/** A form, drawn from its field model. */
import type { JSX } from 'preact'
import { type Field, type GroupField, isShown, type ListField, lengthOf } from '../model/fields.js'
import { NONE } from '../model/request.js'
import { Choice, FaultOf, Many, NumberControl, type Of, Quantity, TextControl, Tick, YesNo } from './controls.js'
import { t } from './page.js'
import { type Form, idOf } from './values.js'
import { drawnBeside, widgetFor } from './widgets.js'

/** Fields in their order; neighbours of one group stand in one box. */
export function Fields({ form, fields }: { readonly form: Form; readonly fields: readonly Field[] }): JSX.Element {
  const values = form.values.value
  const drawn = new Set(fields.flatMap((field) => (field.kind === 'group' ? drawnBeside(field) : [])))
  const shown = fields.filter((field) => isShown(field, values) && !drawn.has(field.path))
  const runs: { group: string | undefined; fields: Field[] }[] = []
  for (const field of shown) {
    const last = runs.at(-1)
    if (last && last.group === field.group) last.fields.push(field)
    else runs.push({ group: field.group, fields: [field] })
  }
  return (
    <>
      {runs.map(({ group, fields: run }) => {
        const controls = run.map((field) => <OneField key={field.path} form={form} field={field} />)
        if (group === undefined) return controls
        return (
          <fieldset class="group" key={run[0]?.path}>
            <legend>{group[0]?.toUpperCase() + group.slice(1)}</legend>
            {controls}
          </fieldset>
        )
      })}
    </>
  )
}

function OneField({ form, field }: Of<Field>): JSX.Element {
  switch (field.kind) {
    case 'number':
      return <NumberControl form={form} field={field} />
    case 'choice':
      return field.isBoolean ? <YesNo form={form} field={field} /> : <Choice form={form} field={field} />
    case 'text':
      return <TextControl form={form} field={field} />
    case 'quantity':
      return <Quantity form={form} field={field} />
    case 'many':
      return <Many form={form} field={field} />
    case 'group':
      return <Group form={form} field={field} />
    case 'list':
      return <List form={form} field={field} />
  }
}

function Group({ form, field }: Of<GroupField>): JSX.Element {
  const Widget = widgetFor(field)
  const layer = field.layer === 'baseline' || field.layer === 'follow-up' ? t(`ui.${field.layer}`) : undefined
  return (
    <fieldset class="group" id={idOf(field.path)} tabIndex={-1}>
      <legend>
        {field.title}
        {layer !== undefined && <span class="layer"> {layer}</span>}
      </legend>
      {field.hint !== '' && !Widget && <p class="hint">{field.hint}</p>}
      <FaultOf form={form} path={field.path} />
      {Widget ? <Widget form={form} field={field} /> : <Fields form={form} fields={field.fields} />}
    </fieldset>
  )
}

function List({ form, field }: Of<ListField>): JSX.Element {
  const values = form.values.value
  const count = Math.max(lengthOf(field, values), Number(values[`${field.path}/=shown`] ?? 0))
  const show = (rows: number): void => form.set(`${field.path}/=shown`, String(rows))
  return (
    <fieldset class="group" id={idOf(field.path)} tabIndex={-1}>
      <legend>{field.title}</legend>
      {field.hint !== '' && <p class="hint">{field.hint}</p>}
      <FaultOf form={form} path={field.path} />
      {Array.from({ length: count }, (_, i) => {
        const item = field.itemAt(i)
        return (
          <div class="entry" key={item.path}>
            <Group form={form} field={item} />
            <button
              type="button"
              onClick={() => {
                show(count - 1)
                form.removeEntry(field.path, i)
              }}
            >
              {t('ui.remove', { what: item.title })}
            </button>
          </div>
        )
      })}
      {count === 0 && <Tick form={form} path={`${field.path}/${NONE}`} label={t('ui.noEntries')} />}
      {count < field.most && (
        <button type="button" onClick={() => show(count + 1)}>
          {t('ui.add', { what: field.title })}
        </button>
      )}
    </fieldset>
  )
}
