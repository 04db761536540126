/** The joint map: joints are clicked on a figure, or ticked in a table; both hold one state. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../forms/page.js'
import type { Form } from '../forms/values.js'
import type { GroupField, Values } from '../model/fields.js'
import { ABSENT, areOthersAbsent, type Found, foundAt, type Mode, othersPath, settled } from './findings.js'
import { JointFigure } from './joint-figure.js'
import { JointTable } from './joint-table.js'
import { JOINTS, REGIONS, type Region } from './joints.js'

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
  const { change, mark, undo, isUndoable } = useChanges({ form, field })
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
      <Declaration form={form} field={field} change={change} />
      {isTable.value ? (
        <JointTable field={field} values={form.values.value} mark={mark} />
      ) : (
        <JointFigure
          field={field}
          found={(path) => foundAt(path, form.values.value)}
          earlier={(path) => foundAt(path, form.earlier.value)}
          mode={mode.value}
          regions={shown}
          mark={mark}
        />
      )}
      <p class="hint">{t('map.keys')}</p>
    </div>
  )
}

/** Changes of the map, the last of which can be undone. */
function useChanges({ form, field }: Props) {
  const past = useSignal<readonly Values[]>([])
  const isOwn = ([path]: readonly [string, string]): boolean =>
    path.startsWith(`${field.path}/`) || path === othersPath(field)
  const change = (next: Values): void => {
    past.value = [...past.value, Object.fromEntries(Object.entries(form.values.value).filter(isOwn))].slice(
      -MOST_UNDONE,
    )
    form.replace(settled(field, next))
  }
  const mark = (path: string, { tender, swollen }: Found): void =>
    change({ ...form.values.value, [`${path}/tender`]: tender, [`${path}/swollen`]: swollen })
  const undo = (): void => {
    const last = past.value.at(-1)
    if (!last) return
    past.value = past.value.slice(0, -1)
    // What was entered elsewhere since then stays.
    const others = Object.entries(form.values.value).filter((each) => !isOwn(each))
    form.replace({ ...Object.fromEntries(others), ...last })
  }
  return { change, mark, undo, isUndoable: past.value.length > 0 }
}

interface DeclarationProps extends Props {
  change(values: Values): void
}

function Declaration({ form, field, change }: DeclarationProps): JSX.Element {
  return (
    <label class="tick declare">
      <input
        type="checkbox"
        name={othersPath(field)}
        checked={areOthersAbsent(field, form.values.value)}
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
