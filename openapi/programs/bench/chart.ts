/** A bar chart of measured ratios beside their goals, as SVG without a library; readable on light and dark. */
import { type Figure, fixed, goals } from './results.js'

const WIDTH = 820
const ROW = 26
const CHART_LEFT_PX = 500
const TOP = 34
const CHART_BAR_PX = 290

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Each bar is the measured figure as a share of its goal: up to the line the goal is met. */
export function chart(figures: readonly Figure[]): string {
  const bars = goals.flatMap((goal) => {
    const found = figures.find(({ goal: id }) => id === goal.id)
    return found ? [{ ...goal, value: found.value, share: found.value / goal.limit }] : []
  })
  const widest = Math.max(1.25, ...bars.map(({ share }) => Math.min(share, 2)))
  const scale = CHART_BAR_PX / widest
  const height = TOP + bars.length * ROW + 12
  const line = CHART_LEFT_PX + scale
  const rows = bars.map(({ what, value, share, limit, unit }, index) => {
    const y = TOP + index * ROW
    const width = Math.max(2, Math.min(Math.max(share, 0), widest) * scale)
    const said = `${fixed(value)} of ${limit}${unit ? ` ${unit}` : ''}`
    return `  <g><title>${escaped(`${what}: ${said}`)}</title>
    <text x="${CHART_LEFT_PX - 8}" y="${y + 14}" text-anchor="end">${escaped(what)}</text>
    <rect x="${CHART_LEFT_PX}" y="${y + 2}" width="${fixed(width, 1)}" height="16" rx="2" class="${share <= 1 ? 'met' : 'missed'}"/>
    <text x="${CHART_LEFT_PX + 6}" y="${y + 14}" class="value">${escaped(said)}</text></g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Measured figures beside their goals">
  <style>
    text { font: 11px system-ui, sans-serif; fill: #24292f }
    .met { fill: #2da44e } .missed { fill: #d4762c } .value { font-weight: 600; paint-order: stroke; stroke: #fffc; stroke-width: 3px }
    line { stroke: #57606a; stroke-dasharray: 3 3 }
    @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .value { stroke: #000c } line { stroke: #9ea7b3 } }
  </style>
  <text x="${fixed(line, 1)}" y="18" text-anchor="middle">goal</text>
  <line x1="${fixed(line, 1)}" x2="${fixed(line, 1)}" y1="24" y2="${height - 8}"/>
${rows.join('\n')}
</svg>
`
}
