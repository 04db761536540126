/** The rooms as a drawing: each floor stands on those below it, and arrows show who imports whom. */
import type { Arrow } from './rooms.js'

const BOX = { width: 168, height: 46, gapX: 22, gapY: 58, margin: 24 } as const

interface Place {
  readonly x: number
  readonly y: number
}

/** Without the way through the folders; what is outside the three packages' rooms is not drawn. */
const labelOf = (room: string): readonly [workspace: string, name: string] => {
  const [workspace = '', ...rest] = room.replace('/src', '').split('/')
  return [workspace, rest.join('/') || 'instruments']
}

/** Whether one room is reached from another over a third. */
function isIndirect(from: string, to: string, next: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>()
  const open = [...(next.get(from) ?? [])].filter((room) => room !== to)
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    if (seen.has(room)) continue
    seen.add(room)
    if (next.get(room)?.has(to)) return true
    open.push(...(next.get(room) ?? []))
  }
  return false
}

/** An SVG of the arrows between rooms; those that follow from others are left out. */
export function picture(arrows: readonly Arrow[]): string {
  const next = new Map<string, Set<string>>()
  const counts = new Map<string, number>()
  for (const { from, to } of arrows) {
    next.set(from, (next.get(from) ?? new Set()).add(to))
    counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1)
  }
  const rooms = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))].sort()
  const floors = new Map<string, number>()
  const floorOf = (room: string): number => {
    const known = floors.get(room)
    if (known !== undefined) return known
    const floor = Math.max(-1, ...[...(next.get(room) ?? [])].map(floorOf)) + 1
    floors.set(room, floor)
    return floor
  }
  const height = Math.max(...rooms.map(floorOf)) + 1
  const rows = Array.from({ length: height }, (_, floor) => rooms.filter((room) => floorOf(room) === floor))
  const widest = Math.max(...rows.map((row) => row.length))
  const full = widest * (BOX.width + BOX.gapX) - BOX.gapX
  const places = new Map<string, Place>()
  for (const [floor, row] of rows.entries()) {
    const wide = row.length * (BOX.width + BOX.gapX) - BOX.gapX
    for (const [i, room] of row.entries())
      places.set(room, {
        x: BOX.margin + (full - wide) / 2 + i * (BOX.width + BOX.gapX),
        y: BOX.margin + (height - 1 - floor) * (BOX.height + BOX.gapY),
      })
  }
  const lines = [...counts].flatMap(([key, count]) => {
    const [from = '', to = ''] = key.split(' ')
    const [a, b] = [places.get(from), places.get(to)]
    if (!a || !b || isIndirect(from, to, next)) return []
    const [x1, x2] = [a.x + BOX.width / 2, b.x + BOX.width / 2]
    return [
      `<line x1="${x1}" y1="${a.y + BOX.height}" x2="${x2}" y2="${b.y - 3}" stroke="#7a8794" stroke-width="${count > 20 ? 2 : 1}" marker-end="url(#arrow)"><title>${from} imports ${to}, ${count} times</title></line>`,
    ]
  })
  const boxes = rooms.map((room) => {
    const { x, y } = places.get(room) as Place
    const [workspace, name] = labelOf(room)
    const centre = x + BOX.width / 2
    return `<g><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="${FILL[workspace] ?? '#ffffff'}" stroke="#33475b"/><text x="${centre}" y="${y + 17}" font-size="11" fill="#55636f" text-anchor="middle">${workspace}</text><text x="${centre}" y="${y + 35}" font-size="14" fill="#12202c" text-anchor="middle">${name}</text></g>`
  })
  const size = { width: full + 2 * BOX.margin, height: height * (BOX.height + BOX.gapY) - BOX.gapY + 2 * BOX.margin }
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" role="img" aria-label="Rooms of the source and who imports whom">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#7a8794"/></marker></defs>',
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    ...lines,
    ...boxes,
    '</svg>',
  ].join('\n')}\n`
}

const FILL: Readonly<Record<string, string>> = { shared: '#e7f0f8', services: '#e9f5ea', openapi: '#fbf1e3' }
