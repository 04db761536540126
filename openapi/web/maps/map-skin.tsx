/** The skin map: 17 sites, front and back of the body; each is a button that goes from grade to grade. */
import type { JSX } from 'preact'
import { learn, t } from '../forms/page.js'
import type { Form } from '../forms/values.js'
import type { GroupField } from '../model/fields.js'
import { MAPS } from '../model/words-maps.js'

learn(MAPS)

interface Props {
  readonly form: Form
  readonly field: GroupField
}

/** Middle of each site; the right side of the patient is on the left. */
const RIGHT: Readonly<Record<string, readonly [x: number, y: number]>> = {
  upperArm: [104, 150],
  forearm: [84, 220],
  hand: [66, 282],
  fingers: [50, 340],
  thigh: [164, 360],
  lowerLeg: [166, 450],
  foot: [160, 530],
}
const MIDDLE: Readonly<Record<string, readonly [x: number, y: number]>> = {
  face: [200, 50],
  anteriorChest: [200, 160],
  abdomen: [200, 240],
}
const GRADES = ['0', '1', '2', '3']
const WIDTH = 400
const HEIGHT = 570

function placeOf(name: string): readonly [number, number] | undefined {
  const middle = MIDDLE[name]
  if (middle) return middle
  const [, part = '', side] = /^(.*?)(Right|Left)$/.exec(name) ?? []
  const right = RIGHT[part]
  return right && (side === 'Right' ? right : [WIDTH - right[0], right[1]])
}

function SkinMap({ form, field }: Props): JSX.Element {
  const values = form.values.value
  const sites = field.fields.map(({ path, title }) => ({
    path,
    title,
    place: placeOf(path.slice(field.path.length + 1)) ?? [0, 0],
    grade: values[path] ?? '',
    set: (grade: string) => form.set(path, grade),
  }))
  const open = sites.filter(({ grade }) => grade === '')
  return (
    <div class="skin-map">
      <div class="skin-figures">
        <svg class="figure-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={field.title}>
          <Outline title={t('map.front')} left={t('map.right')} right={t('map.left')} />
          {sites.map((site) => (
            <Site key={site.path} {...site} />
          ))}
        </svg>
        {/* The same sites once more for who points: whoever does not has each of them on the front. */}
        <svg class="figure-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          <Outline title={t('map.back')} left={t('map.left')} right={t('map.right')} />
          {sites.filter(isSeenBehind).map((site) => (
            <SiteBehind key={site.path} {...site} />
          ))}
        </svg>
      </div>
      <p class="hint">{t('map.skinKeys')}</p>
      <button
        type="button"
        disabled={open.length === 0}
        onClick={() => form.merge(Object.fromEntries(open.map(({ path }) => [path, '0'])))}
      >
        {t('map.restZero', { count: open.length })}
      </button>
    </div>
  )
}

/** Drawn once: seen from behind the body has the same outline. */
function Outline({ title, left, right }: Readonly<Record<'title' | 'left' | 'right', string>>): JSX.Element {
  return (
    <g class="outline" aria-hidden="true">
      <path d="M200 14 q34 0 34 40 q0 36 -34 42 q-34 -6 -34 -42 q0 -40 34 -40 Z" />
      <path d="M178 92 L120 108 Q92 120 86 180 L38 350 L64 362 L120 230 L140 190 L146 300 L138 540 L184 540 L200 330 L216 540 L262 540 L254 300 L260 190 L280 230 L336 362 L362 350 L314 180 Q308 120 280 108 L222 92 Z" />
      <text x="4" y="24">
        {title}
      </text>
      <text x="4" y="560">
        {left}
      </text>
      <text x="396" y="560" text-anchor="end">
        {right}
      </text>
    </g>
  )
}

interface SiteProps {
  readonly path: string
  readonly title: string
  readonly place: readonly [number, number]
  readonly grade: string
  set(grade: string): void
}

/** Face, chest and abdomen are in front alone. */
const isSeenBehind = ({ path }: SiteProps): boolean => /(?:Right|Left)$/.test(path)

const nextGrade = (grade: string): string => (grade === '' ? '0' : grade === '3' ? '' : String(Number(grade) + 1))

const classOf = (grade: string): string => `skin-site grade-${grade === '' ? 'open' : grade}`

function Mark({ title, place: [x, y], grade }: Pick<SiteProps, 'title' | 'place' | 'grade'>): JSX.Element {
  return (
    <>
      <circle cx={x} cy={y} r="18.5" />
      <text x={x} y={y + 6} text-anchor="middle">
        {grade === '' ? '–' : grade}
      </text>
      <title>{title}</title>
    </>
  )
}

function Site({ title, place, grade, set }: SiteProps): JSX.Element {
  const said = grade === '' ? t('map.notExamined') : t(`map.grade${grade as '0' | '1' | '2' | '3'}`)
  const next = nextGrade(grade)
  return (
    <g
      role="button"
      tabindex={0}
      class={classOf(grade)}
      aria-label={`${title}: ${said}`}
      onClick={() => set(next)}
      onKeyDown={(event) => {
        const isNext = event.key === ' ' || event.key === 'Enter'
        const made = isNext ? next : GRADES.includes(event.key) ? event.key : event.key === 'Backspace' ? '' : undefined
        if (made === undefined) return
        event.preventDefault()
        set(made)
      }}
    >
      <Mark title={title} place={place} grade={grade} />
    </g>
  )
}

/** Whoever looks from behind has the patient's right on the right. */
function SiteBehind({ title, place: [x, y], grade, set }: SiteProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same site has its role and keys on the front
    <g class={classOf(grade)} onClick={() => set(nextGrade(grade))}>
      <Mark title={title} place={[WIDTH - x, y]} grade={grade} />
    </g>
  )
}

const fits = ({ path, fields }: GroupField): boolean =>
  fields.every((site) => placeOf(site.path.slice(path.length + 1)) !== undefined)

export const skinMap = { draw: SkinMap, fits }
