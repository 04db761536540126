/** A score over visits: points and a line on the bands of its category, with a table below for who does not see it. */
import type { JSX } from 'preact'
import { language, t } from '../forms/page.js'
import type { BandSet } from '../model/catalogue.js'
import { bandOf, type Point, runsOf } from '../model/course.js'
import { shown } from '../model/numbers.js'
import { scaleOf } from '../model/scale.js'
import { boundsText } from './score-line.js'

interface Props {
  readonly title: string
  readonly set: BandSet | undefined
  readonly points: readonly Point[]
}

const WIDTH = 480
const HEIGHT = 190
const LEFT = 40
const BOTTOM = 24
/** Between the edges and the first and last point; names of bands stand on the right, where no point is. */
const MARGIN = 12
const NAMES = 204
const DAY_MS = 86_400_000

/** Without bands the axis reaches from zero to a little above the largest. */
const plain = (values: readonly number[]): BandSet => ({
  id: '',
  source: '',
  bands: [
    {
      code: '',
      label: '',
      lower: Math.min(0, ...values),
      lowerIncluded: true,
      upper: Math.max(1, ...values) * 1.1,
      upperIncluded: true,
    },
  ],
})

export function Trend({ title, set, points }: Props): JSX.Element | null {
  const values = points
    .flatMap(({ value, bounds }) => [value, bounds?.lower, bounds?.upper])
    .filter((each) => typeof each === 'number')
  if (points.length < 2 || values.length === 0) return null
  const scale = scaleOf(set ?? plain(values), values)
  const days = points.map(({ date }) => Date.parse(date) / DAY_MS)
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const room = WIDTH - LEFT - MARGIN - (set ? NAMES : MARGIN)
  const x = (i: number): number => LEFT + MARGIN + (((days[i] ?? 0) - first) / (last - first || 1)) * room
  const y = (value: number): number => (1 - scale.placeOf(value)) * (HEIGHT - BOTTOM)
  return (
    <figure class="trend">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={nameOf(title, points)}>
        {set &&
          scale.segments.map((segment, i) => (
            <Stripe key={segment.code} i={i} from={segment.from} to={segment.to} label={segment.label} />
          ))}
        <text x="0" y="12">
          {shown(scale.upper, language, 1)}
        </text>
        <text x="0" y={HEIGHT - BOTTOM}>
          {shown(scale.lower, language, 1)}
        </text>
        {runsOf(points).map((run) => (
          <polyline
            key={run[0]}
            class="course"
            points={run.map((i) => `${x(i)},${y(points[i]?.value ?? 0)}`).join(' ')}
          />
        ))}
        {points.map(({ date, value, bounds }, i) => (
          <g key={date}>
            {bounds && (
              <line
                class="reach"
                x1={x(i)}
                x2={x(i)}
                y1={y(bounds.lower ?? scale.lower)}
                y2={y(bounds.upper ?? scale.upper)}
              />
            )}
            {value !== null && <circle class="mark" cx={x(i)} cy={y(value)} r="5" />}
          </g>
        ))}
        <text x={LEFT} y={HEIGHT - 4}>
          {points[0]?.date}
        </text>
        <text x={x(points.length - 1) + MARGIN} y={HEIGHT - 4} text-anchor="end">
          {points.at(-1)?.date}
        </text>
      </svg>
      <Numbers title={title} set={set} points={points} />
    </figure>
  )
}

/** The drawing in one sentence; each value stands in the table. */
function nameOf(title: string, points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)]
  const gaps = points.filter(({ value }) => value === null).length
  const said = (point: Point | undefined): string => (point?.value == null ? t('ui.undetermined') : textOf(point))
  return t('visit.trendOf', {
    title,
    count: points.length,
    first: said(first),
    from: first?.date ?? '',
    last: said(last),
    to: last?.date ?? '',
    gaps,
  })
}

function Numbers({ title, set, points }: Props): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('visit.day')}</th>
          <th scope="col">{title}</th>
          {set && <th scope="col">{t('ui.category')}</th>}
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.date}>
            <td class="day">{point.date}</td>
            <td>
              {textOf(point)}
              {point.isOtherForm && <span class="note"> ({t('visit.otherForm')})</span>}
            </td>
            {set && <td>{bandOf(set, point.code)?.label ?? `? ${t('ui.undetermined')}`}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Stripe({
  i,
  from,
  to,
  label,
}: {
  readonly i: number
  readonly from: number
  readonly to: number
  readonly label: string
}): JSX.Element {
  const top = (1 - to) * (HEIGHT - BOTTOM)
  const height = (to - from) * (HEIGHT - BOTTOM)
  return (
    <>
      <rect class={`band band-${i}`} x={LEFT} y={top} width={WIDTH - LEFT} height={height} />
      {height > 16 && (
        <text class="stripe" x={WIDTH - 4} y={top + 14} text-anchor="end">
          {label}
        </text>
      )}
    </>
  )
}

function textOf({ value, bounds, reported }: Point): string {
  if (value !== null) return reported ?? shown(value, language)
  const possible = bounds ? boundsText(bounds) : ''
  return possible === '' ? t('ui.undetermined') : `${t('ui.notComputable')}, ${possible}`
}
