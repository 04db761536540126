/** The controls of single fields: native ones, each with its label, hint and fault. */
import type { ComponentChildren, JSX, TargetedInputEvent } from 'preact'
import type { ChoiceField, Field, ManyField, NumberField, Option, QuantityField, TextField } from '../model/fields.js'
import { readNumber } from '../model/numbers.js'
import { NONE, unitOf } from '../model/request.js'
import { language, t } from './page.js'
import { type Form, idOf } from './values.js'

export interface Of<F> {
  readonly form: Form
  readonly field: F
}

/** What a control says of itself to those who do not see it. */
function describing(form: Form, path: string, hasHint: boolean) {
  const id = idOf(path)
  const isFaulty = form.faults.value.has(path)
  const describedBy = [...(hasHint ? [`${id}-hint`] : []), ...(isFaulty ? [`${id}-fault`] : [])].join(' ')
  return {
    id,
    name: path,
    ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
    ...(isFaulty ? { 'aria-invalid': true as const, 'aria-errormessage': `${id}-fault` } : {}),
  }
}

export function FaultOf({ form, path }: { readonly form: Form; readonly path: string }): JSX.Element | null {
  const fault = form.faults.value.get(path)
  return fault === undefined ? null : (
    <p class="fault" id={`${idOf(path)}-fault`}>
      {fault}
    </p>
  )
}

function Row(props: {
  readonly form: Form
  readonly field: Field
  readonly path: string
  readonly hint?: string
  readonly children: ComponentChildren
}): JSX.Element {
  const { form, field, path, hint = field.hint, children } = props
  return (
    <div class={`field${form.faults.value.has(path) ? ' faulty' : ''}`}>
      <label for={idOf(path)}>
        {field.title}
        {field.isRequired && <span class="required"> ({t('ui.required')})</span>}
      </label>
      <div class="control">{children}</div>
      {hint !== '' && (
        <p class="hint" id={`${idOf(path)}-hint`}>
          {hint}
        </p>
      )}
      <FaultOf form={form} path={path} />
    </div>
  )
}

/** A number is text that the server judges, so that nothing typed is lost or rounded by the browser. */
function NumberInput(props: { readonly form: Form; readonly path: string; readonly hasHint: boolean }): JSX.Element {
  const { form, path, hasHint } = props
  const text = form.values.value[path] ?? ''
  const read = text.includes(',') ? readNumber(text, language) : undefined
  return (
    <>
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        class="number"
        placeholder=" "
        value={text}
        onInput={(event) => form.set(path, event.currentTarget.value)}
        {...describing(form, path, hasHint)}
      />
      {typeof read === 'number' && <span class="read">{t('ui.readAs', { number: String(read) })}</span>}
    </>
  )
}

export function NumberControl({ form, field }: Of<NumberField>): JSX.Element {
  return (
    <Row form={form} field={field} path={field.path}>
      <NumberInput form={form} path={field.path} hasHint={field.hint !== ''} />
      {field.range !== '' && <span class="range">{field.range}</span>}
    </Row>
  )
}

function Select(props: {
  readonly form: Form
  readonly path: string
  readonly options: readonly Option[]
  readonly empty: string
  readonly label?: string
  readonly hasHint?: boolean
}): JSX.Element {
  const { form, path, options, empty, label, hasHint = false } = props
  const value = form.values.value[path] ?? ''
  const isKnown = value === '' || options.some(({ raw }) => raw === value)
  return (
    <select
      value={value}
      onChange={(event) => form.set(path, event.currentTarget.value)}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...describing(form, path, hasHint)}
    >
      <option value="">{empty}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {grouped(options).map(({ of, all }) =>
        of === undefined ? (
          all.map(({ raw, label: text }) => (
            <option key={raw} value={raw}>
              {text}
            </option>
          ))
        ) : (
          <optgroup key={of} label={of}>
            {all.map(({ raw, label: text }) => (
              <option key={raw} value={raw}>
                {text}
              </option>
            ))}
          </optgroup>
        ),
      )}
    </select>
  )
}

/** Numbers and codes that look alike (0 beside "0") stand apart. */
function grouped(options: readonly Option[]): readonly { readonly of?: string; readonly all: readonly Option[] }[] {
  const numbers = options.filter(({ value }) => typeof value === 'number')
  const codes = options.filter(({ value }) => typeof value !== 'number')
  if (numbers.length === 0 || codes.length === 0) return [{ all: options }]
  const titled = (all: readonly Option[]) => ({ of: `${all[0]?.label} – ${all.at(-1)?.label}`, all })
  return [titled(numbers), titled(codes)]
}

export function Choice({ form, field }: Of<ChoiceField>): JSX.Element {
  const { path, options, hint } = field
  return (
    <Row form={form} field={field} path={path}>
      <Select form={form} path={path} options={options} empty={t('ui.choose')} hasHint={hint !== ''} />
    </Row>
  )
}

/** The legend, hint and fault of several controls that are one field. */
function Several(
  props: Of<Field> & { readonly role?: 'radiogroup'; readonly children: ComponentChildren },
): JSX.Element {
  const { form, field, role, children } = props
  const hint = `${idOf(field.path)}-hint`
  return (
    <fieldset class="field several" {...(role ? { role } : {})} {...(field.hint ? { 'aria-describedby': hint } : {})}>
      <legend>{field.title}</legend>
      <div class="control">{children}</div>
      {field.hint !== '' && (
        <p class="hint" id={hint}>
          {field.hint}
        </p>
      )}
      <FaultOf form={form} path={field.path} />
    </fieldset>
  )
}

export function YesNo({ form, field }: Of<ChoiceField>): JSX.Element {
  const value = form.values.value[field.path] ?? ''
  return (
    <Several form={form} field={field} role="radiogroup">
      {[...field.options, { raw: '', label: t('ui.choose') }].map(({ raw, label }) => (
        <label class="tick" key={raw}>
          <input
            type="radio"
            name={field.path}
            value={raw}
            checked={value === raw}
            onChange={() => form.set(field.path, raw)}
          />
          {label}
        </label>
      ))}
    </Several>
  )
}

export function TextControl({ form, field }: Of<TextField>): JSX.Element {
  const held = {
    autocomplete: 'off',
    value: form.values.value[field.path] ?? '',
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => form.set(field.path, event.currentTarget.value),
    ...describing(form, field.path, field.hint !== ''),
  }
  return (
    <Row form={form} field={field} path={field.path}>
      {field.isDay ? <input type="date" {...held} /> : <input type="text" {...held} />}
    </Row>
  )
}

export function Quantity({ form, field }: Of<QuantityField>): JSX.Element {
  const { path, units, members, hint } = field
  const unit = unitOf(field, form.values.value)
  const [only] = units
  const range = units.find(({ code }) => code === unit)?.range ?? ''
  const options = units.map(({ code, label }) => ({ raw: code, value: code, label }))
  const comparator = members.find((member) => member.path === `${path}/comparator`)
  const others = members.filter((member) => member !== comparator)
  return (
    <div class={`quantity${others.length > 0 ? ' wide' : ''}`}>
      <Row form={form} field={field} path={`${path}/value`} hint={hint}>
        {comparator?.kind === 'choice' && (
          <Select
            form={form}
            path={comparator.path}
            options={comparator.options}
            empty="="
            label={`${field.title}: ${comparator.title}`}
          />
        )}
        <NumberInput form={form} path={`${path}/value`} hasHint={hint !== ''} />
        {units.length === 1 && (unit === only?.code || unit === '') ? (
          <span class="unit">{only?.label}</span>
        ) : (
          <Select
            form={form}
            path={`${path}/unit`}
            options={options}
            empty={t('ui.chooseUnit')}
            label={t('ui.unitOf', { field: field.title })}
          />
        )}
        {range !== '' && <span class="range">{range}</span>}
      </Row>
      <FaultOf form={form} path={path} />
      <FaultOf form={form} path={`${path}/unit`} />
      <FaultOf form={form} path={`${path}/comparator`} />
      {others.length > 0 && (
        <div class="members">
          {others.map((member) =>
            member.kind === 'number' ? (
              <NumberControl key={member.path} form={form} field={{ ...member, hint: '' }} />
            ) : (
              <Choice key={member.path} form={form} field={{ ...member, hint: '' }} />
            ),
          )}
        </div>
      )}
    </div>
  )
}

export function Tick({
  form,
  path,
  label,
}: {
  readonly form: Form
  readonly path: string
  readonly label: string
}): JSX.Element {
  return (
    <label class="tick">
      <input
        type="checkbox"
        name={path}
        checked={(form.values.value[path] ?? '') !== ''}
        onChange={(event) => form.set(path, event.currentTarget.checked ? 'on' : '')}
      />
      {label}
    </label>
  )
}

export function Many({ form, field }: Of<ManyField>): JSX.Element {
  const { path, options } = field
  const hasTicks = options.some(({ raw }) => form.values.value[`${path}/${raw}`])
  return (
    <Several form={form} field={field}>
      {options.map(({ raw, label }) => (
        <Tick key={raw} form={form} path={`${path}/${raw}`} label={label} />
      ))}
      {!hasTicks && <Tick form={form} path={`${path}/${NONE}`} label={t('ui.none')} />}
    </Several>
  )
}
