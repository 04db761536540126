/** The rooms: which may import which, where the socket is touched, and what a newcomer finds in each. */
import '@activity-scores/shared/testing/patience'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { picture } from '../programs/suite/picture.js'
import { arrowsOf, forbidden, ROOMS, sourcesIn } from '../programs/suite/rooms.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))

t.test('imports between rooms run one way, types included', async (t) => {
  const arrows = arrowsOf(root)
  t.ok(arrows.length > 500, `${arrows.length} imports`)
  t.same(
    forbidden(arrows).map(({ file, imports }) => `${file} -> ${imports}`),
    [],
  )
  const rank = new Map<string, number>()
  const floorOf = (room: string, above: readonly string[] = []): number => {
    if (above.includes(room)) throw new Error(`a circle: ${[...above, room].join(' -> ')}`)
    const known = rank.get(room)
    if (known !== undefined) return known
    const floor = Math.max(0, ...(ROOMS[room] ?? []).map((below) => floorOf(below, [...above, room]) + 1))
    rank.set(room, floor)
    return floor
  }
  for (const room of Object.keys(ROOMS)) t.ok(floorOf(room) >= 0, `${room} stands on floor ${floorOf(room)}`)
})

t.test('an import that no rule allows is found, of a type and of a module', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const wrong = {
    'shared/src/language/a.ts': "import type { Executor } from '../engine/executor.js'\n",
    'shared/src/engine/b.ts': "const late = import('../http/host.js')\n",
    'services/cdai/c.ts': "import { json } from '@activity-scores/shared/engine/json'\n",
    'openapi/src/screen/engine/d.ts': "import { screening } from '../answer/screening.js'\n",
    'openapi/client/src/f.ts': "import type { Result } from '@activity-scores/shared/language/outcome'\n",
    'openapi/conformance/src/h.ts': "import { rounded } from '@activity-scores/shared/language/rounding'\n",
    'openapi/web/model/g.tsx': "import { Live } from '../app/live.js'\n",
    'openapi/programs/kit/e.ts': "import { REFERENCE_SLUG } from '../bench/case-service.js'\n",
  }
  for (const [file, text] of Object.entries(wrong)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  t.same(
    forbidden(arrowsOf(folder))
      .map(({ file }) => file)
      .sort(),
    Object.keys(wrong).sort(),
  )
})

/**
 * Files that may touch a socket, a raw request or a raw response; everything else is an ordinary plugin or knows
 * nothing of HTTP.
 */
const FENCED = [
  /^shared\/src\/http\/direct\//,
  /^shared\/src\/http\/(server|request-head|listen|run)\.ts$/,
  /^shared\/src\/http\/plugins\/errors\.ts$/,
  /^openapi\/src\/upstream\//,
]
const TOUCHING = /\bhijack\(|\breply\.raw\b|\.writeHead\(|\.socket\b/

t.test('the socket is touched inside the fence alone', async (t) => {
  const touching = ['shared/src', 'services', 'openapi/src']
    .flatMap((folder) => sourcesIn(root, folder))
    .filter((file) => !file.startsWith('shared/src/testing/'))
    .filter((file) => TOUCHING.test(readFileSync(join(root, file), 'utf8')))
  t.ok(touching.length > 5)
  t.same(
    touching.filter((file) => !FENCED.some((place) => place.test(file))),
    [],
  )
})

t.test('each room has a page of at most 20 lines that says what is here and what it may import', async (t) => {
  for (const room of Object.keys(ROOMS)) {
    const text = readFileSync(join(root, room, 'README.md'), 'utf8')
    t.ok(text.trim().split('\n').length <= 20, `${room}: ${text.split('\n').length} lines`)
    for (const below of ROOMS[room] ?? []) t.match(text, below.split('/').at(-1) as string, `${room} names ${below}`)
  }
})

t.test('the picture of the rooms is current', async (t) => {
  t.equal(
    readFileSync(join(root, 'docs/architecture.svg'), 'utf8'),
    picture(arrowsOf(root)),
    'npm run architecture writes it',
  )
})

t.test('decisions: every number that the source cites exists, and the index lists them all', async (t) => {
  const pages = readdirSync(join(root, 'docs/decisions')).map((name) =>
    readFileSync(join(root, 'docs/decisions', name), 'utf8'),
  )
  const headings = pages.flatMap((page) => page.match(/^### \d+ .+$/gm) ?? []).map((heading) => heading.slice(4))
  const numbers = headings.map((heading) => Number.parseInt(heading, 10)).sort((a, b) => a - b)
  t.equal(new Set(numbers).size, numbers.length, 'each number once')
  const index = readFileSync(join(root, 'DECISIONS.md'), 'utf8')
  for (const heading of headings) t.ok(index.includes(`- ${heading}`), heading)
  const sources = ['shared/src', 'services', 'openapi'].flatMap((folder) => sourcesIn(root, folder))
  const cited = sources.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\(decision (\d+)\)/g)].map(([, number]) => ({
      file,
      number: Number(number),
    })),
  )
  t.ok(cited.length >= 20, `${cited.length} are cited`)
  t.same(
    cited.filter(({ number }) => !numbers.includes(number)),
    [],
  )
})
