/** Bands as a scale with the value on it, drawn by attributes alone: the policy of the page forbids styles in elements. */
import type { JSX } from 'preact'
import { language, t } from '../forms/page.js'
import type { BandSet, Bounds } from '../model/catalogue.js'
import { shown } from '../model/numbers.js'
import { scaleOf } from '../model/scale.js'

const WIDTH = 600
const HEIGHT = 56
const BAR = { y: 22, height: 16 }

interface Props {
  readonly set: BandSet
  readonly value: number | null
  readonly bounds: Bounds | null
  readonly code: string | undefined
}

export function ScaleFigure({ set, value, bounds, code }: Props): JSX.Element {
  const scale = scaleOf(set, [value, bounds?.lower, bounds?.upper])
  const x = (share: number): number => Math.round(share * WIDTH * 10) / 10
  const from = bounds ? x(scale.placeOf(bounds.lower ?? scale.lower)) : 0
  const to = bounds ? x(scale.placeOf(bounds.upper ?? scale.upper)) : 0
  const label = set.bands.find((band) => band.code === code)?.label ?? t('ui.undetermined')
  const inner = scale.segments.filter(({ to: end }) => end < 1)
  return (
    <figure class="scale">
      <figcaption>{t('ui.bands', { set: set.source })}</figcaption>
      <svg
        viewBox={`-8 0 ${WIDTH + 16} ${HEIGHT}`}
        role="img"
        aria-label={value === null ? label : `${shown(value, language)}: ${label}`}
      >
        {scale.segments.map((segment, i) => (
          <rect
            key={segment.code}
            class={`band band-${i}${segment.code === code ? ' here' : ''}`}
            x={x(segment.from)}
            y={BAR.y}
            width={Math.max(1, x(segment.to) - x(segment.from))}
            height={BAR.height}
          />
        ))}
        {inner.map((segment, i) => (
          <text key={segment.code} class="edge" x={x(segment.to)} y={HEIGHT - 4} text-anchor="middle">
            {edgeText(set, i)}
          </text>
        ))}
        {bounds && <rect class="range-mark" x={from} y={BAR.y - 6} width={Math.max(2, to - from)} height={4} />}
        {value !== null && <path class="mark" d={`M${x(scale.placeOf(value))} ${BAR.y + 2} l-7 -14 h14 z`} />}
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('ui.category')}</th>
            <th scope="col">{t('ui.limits')}</th>
          </tr>
        </thead>
        <tbody>
          {scale.segments.map((segment, i) => (
            <tr key={segment.code} class={segment.code === code ? 'here' : ''}>
              <td>
                <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
                  <rect class={`band band-${i}`} width="12" height="12" />
                </svg>
                {segment.label}
                {segment.code === code && <strong> ◀ {t('ui.you')}</strong>}
              </td>
              <td>{segment.limits}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

const edgeText = ({ bands }: BandSet, i: number): string => String(bands[i]?.upper ?? bands[i + 1]?.lower ?? '')
