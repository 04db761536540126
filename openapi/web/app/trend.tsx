/** A score over visits: points and a line on the bands of its category, with a table below for who does not see it. */
import type { JSX } from 'preact'
import { language, t } from '../forms/page.js'
import type { BandSet, Bounds } from '../model/catalogue.js'
import { shown } from '../model/numbers.js'
import { scaleOf } from '../model/scale.js'

export interface Point {
  readonly date: string
  readonly value: number | null
  readonly bounds: Bounds | null
}

interface Props {
  readonly title: string
  readonly set: BandSet | undefined
  readonly points: readonly Point[]
}

const WIDTH = 600
const HEIGHT = 200
const LEFT = 40
const BOTTOM = 24
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
  const x = (i: number): number => LEFT + 12 + (((days[i] ?? 0) - first) / (last - first || 1)) * (WIDTH - LEFT - 24)
  const y = (value: number): number => (1 - scale.placeOf(value)) * (HEIGHT - BOTTOM)
  const known = points.flatMap(({ value }, i) => (value === null ? [] : [`${x(i)},${y(value)}`]))
  const said = points.map(
    ({ date, value }) => `${date} ${value === null ? t('ui.undetermined') : shown(value, language)}`,
  )
  return (
    <figure class="trend">
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('visit.trendOf', { title, count: points.length, values: said.join(', ') })}
      >
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
        <polyline class="course" points={known.join(' ')} />
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
        <text x={WIDTH} y={HEIGHT - 4} text-anchor="end">
          {points.at(-1)?.date}
        </text>
      </svg>
      <Numbers title={title} points={points} />
    </figure>
  )
}

function Numbers({ title, points }: Pick<Props, 'title' | 'points'>): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('visit.day')}</th>
          <th scope="col">{title}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.date}>
            <td>{point.date}</td>
            <td>{textOf(point)}</td>
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
        <text class="stripe" x={LEFT + 4} y={top + 13}>
          {label}
        </text>
      )}
    </>
  )
}

function textOf({ value, bounds }: Point): string {
  if (value !== null) return shown(value, language)
  if (bounds?.lower == null || bounds.upper == null) return t('ui.undetermined')
  return t('ui.possible', { lower: shown(bounds.lower, language), upper: shown(bounds.upper, language) })
}
