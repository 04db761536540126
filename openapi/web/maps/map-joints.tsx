/** The joint map: joints are clicked on a figure, or ticked in a table; both hold one state. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { learn, t } from '../forms/page.js'
import type { Form } from '../forms/values.js'
import type { GroupField, Values } from '../model/fields.js'
import { MAPS } from '../model/words-maps.js'
import { Copies } from './copies.js'
import { ABSENT, areOthersAbsent, copyable, type Found, foundAt, type Mode, othersPath, settled } from './findings.js'
import { JointFigure } from './joint-figure.js'
import { JointTable } from './joint-table.js'
import { JOINTS, REGIONS, type Region } from './joints.js'

learn(MAPS)

interface Props {
  readonly form: Form
  readonly field: GroupField
}

/** Below this the whole figure has targets that are too small. */
const WHOLE_PX = 620
const MOST_UNDONE = 20

/** Where every joint of the schema has a place. */
const fits = ({ fields }: GroupField): boolean =>
  fields.every(({ path, kind }) => kind === 'group' && JOINTS.some(({ id }) => path.endsWith(`/${id}`)))

function JointMap({ form, field }: Props): JSX.Element {
  const mode = useSignal<Mode>('tender')
  const isTable = useSignal(false)
  const region = useSignal<Region>('right-hand')
  const isWhole = useSignal(true)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(([entry]) => {
      isWhole.value = (entry?.contentRect.width ?? 0) >= WHOLE_PX
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [isWhole])
  const { change, mark, copy, copied, undo, isUndoable } = useChanges({ form, field })
  const earlier = (path: string): Found => foundAt(path, form.earlier.value)
  const copiedAt = (path: string): Found | undefined => (copied.includes(path) ? earlier(path) : undefined)
  const shown = isWhole.value ? REGIONS : [region.value]
  return (
    <div class="joint-map" ref={box}>
      <div class="bar">
        <Modes mode={mode} />
        {!isWhole.value && !isTable.value && <Regions region={region} />}
        <button type="button" aria-pressed={isTable.value} onClick={() => (isTable.value = !isTable.value)}>
          {t('map.table')}
        </button>
        <button type="button" disabled={!isUndoable} onClick={undo}>
          {t('map.undo')}
        </button>
      </div>
      <Copies form={form} field={field} copied={copied} copy={copy} change={change} />
      <Declaration form={form} field={field} change={change} isLocked={copied.length > 0} />
      {isTable.value ? (
        <JointTable field={field} values={form.values.value} copied={copiedAt} mark={mark} />
      ) : (
        <JointFigure
          field={field}
          found={(path) => foundAt(path, form.values.value)}
          earlier={earlier}
          copied={copiedAt}
          mode={mode.value}
          regions={shown}
          mark={mark}
        />
      )}
      <p class="hint">{t('map.keys')}</p>
    </div>
  )
}

interface Before {
  readonly values: Values
  readonly copied: readonly string[]
}

/** Changes of the map, the last of which can be undone. Copies are no values: nothing counts or sends them. */
function useChanges({ form, field }: Props) {
  const past = useSignal<readonly Before[]>([])
  /** Joints copied from an earlier visit, and from which. */
  const copies = useSignal<{ readonly of: Values; readonly paths: readonly string[] }>({ of: {}, paths: [] })
  const values = form.values.value
  const open = new Set(copyable(field, values, form.earlier.value))
  const isValid = copies.value.of === form.earlier.value && !areOthersAbsent(field, values)
  const copied = isValid ? copies.value.paths.filter((path) => open.has(path)) : []
  const isOwn = ([path]: readonly [string, string]): boolean =>
    path.startsWith(`${field.path}/`) || path === othersPath(field)
  const change = (next: Values, paths: readonly string[] = copied): void => {
    const before = { values: Object.fromEntries(Object.entries(values).filter(isOwn)), copied }
    past.value = [...past.value, before].slice(-MOST_UNDONE)
    copies.value = { of: form.earlier.value, paths }
    form.replace(settled(field, next))
  }
  const mark = (path: string, { tender, swollen }: Found): void =>
    change(
      { ...values, [`${path}/tender`]: tender, [`${path}/swollen`]: swollen },
      copied.filter((each) => each !== path),
    )
  /** What the earlier visit found waits for a confirmation; meanwhile the others cannot all have been examined. */
  const copy = (): void => change({ ...values, [othersPath(field)]: '' }, [...open])
  const undo = (): void => {
    const last = past.value.at(-1)
    if (!last) return
    past.value = past.value.slice(0, -1)
    copies.value = { of: form.earlier.value, paths: last.copied }
    // What was entered elsewhere since then stays.
    const others = Object.entries(values).filter((each) => !isOwn(each))
    form.replace({ ...Object.fromEntries(others), ...last.values })
  }
  return { change, mark, copy, copied, undo, isUndoable: past.value.length > 0 }
}

interface DeclarationProps extends Props {
  /** While copies are not confirmed. */
  readonly isLocked: boolean
  change(values: Values): void
}

function Declaration({ form, field, change, isLocked }: DeclarationProps): JSX.Element {
  return (
    <label class="tick declare">
      <input
        type="checkbox"
        name={othersPath(field)}
        checked={areOthersAbsent(field, form.values.value)}
        disabled={isLocked}
        onChange={(event) =>
          change({ ...form.values.value, [othersPath(field)]: event.currentTarget.checked ? ABSENT : '' })
        }
      />
      {t('map.others')}
    </label>
  )
}

function Modes({ mode }: { readonly mode: { value: Mode } }): JSX.Element {
  return (
    <fieldset class="several choices">
      <legend class="unseen">{t('map.mode')}</legend>
      {(['tender', 'swollen', 'both'] as const).map((each) => (
        <label class="tick" key={each}>
          <input type="radio" name="=mode" checked={mode.value === each} onChange={() => (mode.value = each)} />
          {t(`map.${each}`)}
        </label>
      ))}
    </fieldset>
  )
}

function Regions({ region }: { readonly region: { value: Region } }): JSX.Element {
  return (
    <fieldset class="several choices">
      <legend class="unseen">{t('map.region')}</legend>
      {REGIONS.map((each) => (
        <label class="tick" key={each}>
          <input type="radio" name="=region" checked={region.value === each} onChange={() => (region.value = each)} />
          {t(`map.${each}`)}
        </label>
      ))}
    </fieldset>
  )
}

export const jointMap = { draw: JointMap, fits, beside: (field: GroupField) => [othersPath(field)] }
