/** The figure of the joint map. One tab stop for each region; arrows go to the nearest joint. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { t } from '../forms/page.js'
import type { GroupField } from '../model/fields.js'
import {
  checkedIn,
  confirmed,
  type Found,
  letterOf,
  type Mode,
  NOT_EVALUABLE,
  PRESENT,
  toggled,
  unevaluable,
} from './findings.js'
import { HEIGHT, JOINTS, type Joint, nextJoint, RADIUS, type Region, WIDTH, WINDOWS } from './joints.js'

interface Props {
  readonly field: GroupField
  found(path: string): Found
  earlier(path: string): Found
  /** What was copied from the earlier visit and is not confirmed. */
  copied(path: string): Found | undefined
  readonly mode: Mode
  readonly regions: readonly Region[]
  mark(path: string, found: Found): void
}

/** How long a finger rests for "cannot be assessed". */
const LONG_PRESS_MS = 600

export function JointFigure(props: Props): JSX.Element {
  const { field, regions } = props
  const [only] = regions
  const shown = JOINTS.filter(
    ({ id, region }) => regions.includes(region) && field.fields.some(({ path }) => path === `${field.path}/${id}`),
  )
  /** The joint of each region that Tab goes to. */
  const stops = useSignal<Readonly<Record<string, string>>>({})
  const svg = useRef<SVGSVGElement>(null)
  const window = regions.length === 1 && only ? WINDOWS[only] : `0 0 ${WIDTH} ${HEIGHT}`
  const go = (joint: Joint): void => {
    stops.value = { ...stops.value, [joint.region]: joint.id }
    svg.current?.querySelector<SVGGElement>(`[data-joint="${joint.id}"]`)?.focus()
  }
  return (
    <svg ref={svg} class="figure-map" viewBox={window} role="group" aria-label={t('map.figure')}>
      <Drawing />
      {shown.map((joint) => {
        const stop = stops.value[joint.region] ?? shown.find(({ region }) => region === joint.region)?.id
        return <JointMark key={joint.id} {...props} joint={joint} joints={shown} isStop={stop === joint.id} go={go} />
      })}
    </svg>
  )
}

interface MarkProps extends Props {
  readonly joint: Joint
  readonly joints: readonly Joint[]
  readonly isStop: boolean
  go(joint: Joint): void
}

function JointMark({ field, found, earlier, copied, mode, mark, joint, joints, isStop, go }: MarkProps): JSX.Element {
  const path = `${field.path}/${joint.id}`
  const now = found(path)
  const before = letterOf(earlier(path))
  const copy = copied(path)
  const letter = letterOf(copy ?? now)
  const onClick = (): void => mark(path, copy ? confirmed(copy) : toggled(now, mode))
  const title = field.fields.find((each) => each.path === path)?.title ?? joint.id
  const press = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isLong = useRef(false)
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextJoint(
      joint,
      event.key,
      joints.filter(({ region }) => region === joint.region),
    )
    const made = copy && event.key === ' ' ? confirmed(copy) : findingOf(event.key, now, mode)
    if (next) go(next)
    if (made) mark(path, made)
    if (next || made || event.key.startsWith('Arrow')) event.preventDefault()
  }
  return (
    <g
      role="checkbox"
      aria-checked={checkedIn(now, mode)}
      aria-label={copy ? t('map.unconfirmed', { joint: `${title}${saidOf(copy)}` }) : `${title}${saidOf(now)}`}
      tabindex={isStop ? 0 : -1}
      data-joint={joint.id}
      class={`joint ${joint.isOf28 ? '' : 'beyond '}${copy ? 'copied' : `found-${letter === '×' ? 'none' : letter}`}`}
      onClick={() => {
        if (!isLong.current) onClick()
        isLong.current = false
        go(joint)
      }}
      onKeyDown={onKeyDown}
      onPointerDown={() => {
        press.current = setTimeout(() => {
          isLong.current = true
          mark(path, unevaluable(now))
        }, LONG_PRESS_MS)
      }}
      onPointerUp={() => clearTimeout(press.current)}
      onPointerLeave={() => clearTimeout(press.current)}
    >
      {before !== '' && <circle class="earlier" cx={joint.x} cy={joint.y} r={RADIUS + 4} />}
      <circle class="ring" cx={joint.x} cy={joint.y} r={RADIUS} />
      <text x={joint.x} y={joint.y + 6} text-anchor="middle">
        {letter}
        {copy && '?'}
      </text>
      <title>{title}</title>
    </g>
  )
}

function findingOf(key: string, now: Found, mode: Mode): Found | undefined {
  if (key === ' ') return toggled(now, mode)
  const letter = key.toLowerCase()
  if (letter === 't') return toggled(now, 'tender')
  if (letter === 's') return toggled(now, 'swollen')
  return letter === 'n' ? unevaluable(now) : undefined
}

/** A finding in words, to follow the name of a joint. */
export function saidOf({ tender, swollen }: Found): string {
  if (tender === NOT_EVALUABLE) return `, ${t('map.notEvaluable')}`
  const said = [tender === PRESENT ? t('map.tender') : '', swollen === PRESENT ? t('map.swollen') : '']
  return said
    .filter((each) => each !== '')
    .map((each) => `, ${each.toLowerCase()}`)
    .join('')
}

/** A plain outline: two hands, a body, two feet, and on which side the patient's right is. */
function Drawing(): JSX.Element {
  const hand =
    'M110 30 Q140 12 172 30 L196 84 Q238 84 258 140 Q262 172 238 176 L206 140 L200 268 Q178 286 158 268 L156 262 Q134 284 112 262 L112 270 Q90 290 70 270 L68 284 Q46 300 26 280 L24 150 Q60 96 110 84 Z'
  const foot =
    'M108 335 Q140 318 172 335 L180 420 Q246 470 244 560 Q220 584 192 566 Q170 584 148 572 Q126 588 104 576 Q82 592 58 582 Q30 594 12 576 Q8 500 96 430 Z'
  return (
    <g class="outline" aria-hidden="true">
      {['', `translate(${WIDTH} 0) scale(-1 1)`].map((transform) => (
        <g key={transform} transform={transform}>
          <path d={hand} />
          <path d={foot} />
        </g>
      ))}
      <path d="M400 28 q46 0 46 50 q0 44 -46 52 q-46 -8 -46 -52 q0 -50 46 -50 Z" />
      <path d="M372 118 L300 132 Q272 150 268 236 L276 300 L300 298 L314 214 L332 190 L338 300 L344 490 L390 490 L400 330 L410 490 L456 490 L462 300 L468 190 L486 214 L500 298 L524 300 L532 236 Q528 150 500 132 L428 118 Z" />
      <text x="20" y="312">
        {t('map.right')}
      </text>
      <text x="780" y="312" text-anchor="end">
        {t('map.left')}
      </text>
    </g>
  )
}
