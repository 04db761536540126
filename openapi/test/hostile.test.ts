/**
 * Bodies of 64 kB made to cost much: none takes more than twenty times the processor time of a valid body of that size, and
 * no refusal is larger than 64 kB.
 */
import { instruments } from '@activity-scores/services/registry'
import { someOf } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { PROTOCOLS } from '../src/files/paths.js'
import { screenRequest } from '../src/screen/answer/request.js'
import { loadProtocol } from '../src/screen/load.js'
import { gateway } from './helpers.js'
import { type Hostile, hostileRows, hostileTables, hostileTo, hostileToAll } from './hostile.js'

const SIZE = 65_536
/** Of a whole answer, or of the answer to one row. */
const LARGEST = 65_536
const MOST_TIMES = 20
/** What takes more than so many times a valid body at first is tried again: the least is what the work takes. */
const CHECKED_TIMES = 12
const RUNS = 8

const JSON_TYPE = 'application/json'
const NDJSON = 'application/x-ndjson'
const CSV = 'text/csv'
const SCREEN = '/v1/screen/nct06464679'

interface Attack {
  readonly name: string
  readonly url: string
  readonly type: string
  readonly body: () => Buffer
  /** What it is measured by. */
  readonly by: 'bytes' | 'rows' | 'records'
}

const around =
  (before: string, { write }: Hostile, after: string) =>
  (): Buffer => {
    const room = SIZE - before.length - after.length
    return Buffer.concat([Buffer.from(before), Buffer.from(write(room) as Buffer), Buffer.from(after)])
  }

type Route = 'single' | 'array' | 'lines' | 'panel'

function attackOn(route: Route, slug: string, hostile: Hostile): Attack {
  const name = `${route} ${slug}: ${hostile.name}`
  const [before, after] = ['{"id":1,"input":', '}']
  const batch = `/v1/${slug}/batch`
  switch (route) {
    case 'single':
      return { name, url: `/v1/${slug}`, type: JSON_TYPE, body: around('', hostile, ''), by: 'bytes' }
    case 'array':
      return { name, url: batch, type: JSON_TYPE, body: around(`[${before}`, hostile, `${after}]`), by: 'bytes' }
    case 'lines':
      return { name, url: batch, type: NDJSON, body: around(before, hostile, `${after}\n`), by: 'bytes' }
    case 'panel':
      return { name, url: '/v1/panel', type: JSON_TYPE, body: around('{"inputs":', hostile, '}'), by: 'bytes' }
  }
}

const protocol = loadProtocol(`${PROTOCOLS}/nct06464679.json`, instruments).protocol
const [arm] = protocol.arms
const screenInputs = `{"arm":"${arm?.id}","asOf":"2026-01-01","inputs":`

const attackOnScreen = (hostile: Hostile): Attack => ({
  name: `screen: ${hostile.name}`,
  url: SCREEN,
  type: JSON_TYPE,
  body: around(screenInputs, hostile, '}'),
  by: 'bytes',
})

const requestOf = (slug: string) => instruments.find((each) => each.slug === slug)?.request as never

/** Those with lists, lists of quantities, many fields, and fields within fields. */
const SLUGS = ['cdai', 'prednisone-equivalent', 'difficult-to-treat-ra', 'haq-di', 'joint-counts', 'myositis-core-set']
const ROUTES: readonly Route[] = ['single', 'array', 'lines', 'panel']

/** Rows of an array as rows of a stream. */
const asLines = (array: string | Buffer): string =>
  String(array).slice(1, -1).replaceAll('},{', '}\n{').replaceAll('1,1', '1\n1')

const attacks: readonly Attack[] = [
  ...hostileToAll.flatMap((hostile) => [
    ...ROUTES.map((route) => attackOn(route, 'cdai', hostile)),
    attackOnScreen(hostile),
  ]),
  ...SLUGS.flatMap((slug, k) =>
    hostileTo(requestOf(slug)).map((hostile, i) => attackOn(ROUTES[(i + k) % ROUTES.length] as Route, slug, hostile)),
  ),
  ...hostileTo(screenRequest(protocol, instruments)).map((hostile) => ({
    ...attackOnScreen(hostile),
    body: around('', hostile, ''),
  })),
  // A third of them: they are alike.
  ...hostileTo((screenRequest(protocol, instruments) as unknown as { shape: { inputs: never } }).shape.inputs)
    .filter((_, i) => i % 3 === 0)
    .map(attackOnScreen),
  ...hostileRows.flatMap((hostile): readonly Attack[] => [
    {
      name: `rows: ${hostile.name}`,
      url: '/v1/cdai/batch',
      type: JSON_TYPE,
      body: around('', hostile, ''),
      by: 'rows',
    },
    {
      name: `lines: ${hostile.name}`,
      url: '/v1/cdai/batch',
      type: NDJSON,
      body: () => Buffer.from(asLines(hostile.write(SIZE))),
      by: 'rows',
    },
  ]),
  ...hostileTables.map(
    (hostile): Attack => ({
      name: `table: ${hostile.name}`,
      url: '/v1/cdai/batch',
      type: CSV,
      body: around('', hostile, ''),
      by: 'records',
    }),
  ),
]

const INPUT =
  '{"tenderJointCount28":4,"swollenJointCount28":5,"patientGlobal":{"value":5,"unit":"cm"},"physicianGlobal":{"value":6,"unit":"cm"}}'

const full = (row: (i: number) => string): string => {
  const rows: string[] = []
  for (let size = 2; size < SIZE; size += row(rows.length).length + 1) rows.push(row(rows.length))
  return `[${rows.slice(0, -1).join(',')}]`
}

interface Call {
  readonly url: string
  readonly type: string
  readonly body: () => Buffer | string
}

const BATCH = '/v1/cdai/batch'
const usual = full((i) => `{"id":"p${i}","input":${INPUT}}`)
const short = full(() => '{"input":{}}')
const table = `id\n${'""\n'.repeat((SIZE - 3) / 3)}`

/**
 * Valid bodies of the same size. A single call can hold 64 kB only by blanks, which cost nothing, so that all of them are
 * measured by a batch of usual rows. What is hostile by the number of its rows is measured by a batch, or a table, of as many
 * as can be: by their number callers are limited.
 */
const VALID: Readonly<Record<Attack['by'], Call>> = {
  bytes: { url: BATCH, type: JSON_TYPE, body: () => usual },
  rows: { url: BATCH, type: JSON_TYPE, body: () => short },
  records: { url: BATCH, type: CSV, body: () => table },
}

/** The quicker ones are compiled by being repeated. */
const VALID_RUNS: Readonly<Record<Attack['by'], number>> = { bytes: 40, rows: 10, records: 3 }

interface Outcome {
  readonly ms: number
  readonly status: number
  readonly body: string
}

async function measure(app: Awaited<ReturnType<typeof gateway>>, { url, type, body }: Call): Promise<Outcome> {
  const payload = body()
  const before = process.cpuUsage()
  const answer = await app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
  const { user, system } = process.cpuUsage(before)
  return { ms: (user + system) / 1000, status: answer.statusCode, body: answer.payload }
}

/** The longest refusal in an answer, in bytes. */
function longestRefusal({ url, type }: Attack, { status, body }: Outcome): number {
  if (status !== 200 || !url.endsWith('/batch')) return Buffer.byteLength(body)
  const rows =
    type === JSON_TYPE ? (JSON.parse(body) as readonly unknown[]).map((row) => JSON.stringify(row)) : body.split('\n')
  return Math.max(...rows.map((row) => Buffer.byteLength(row)))
}

/** A third on each run. */
const drawn = someOf(attacks, Math.ceil(attacks.length / 3))

t.test(`${drawn.length} of ${attacks.length} hostile bodies`, async (t) => {
  t.ok(attacks.length >= 500)
  // A body that is computed for long is none that is late, however busy the machine is.
  const app = await gateway(t, { REQUEST_TIMEOUT_MS: '600000' })
  // What is compiled at the first call is compiled now.
  for (const attack of attacks.slice(0, 30)) await measure(app, attack)
  const valid = { bytes: Infinity, rows: Infinity, records: Infinity }
  for (const by of ['bytes', 'rows', 'records'] as const) {
    for (let i = 0; i < VALID_RUNS[by]; i++) valid[by] = Math.min(valid[by], (await measure(app, VALID[by])).ms)
    t.comment(`valid, of ${by}: ${valid[by].toFixed(1)} ms`)
  }
  const found: { readonly name: string; readonly times: number }[] = []
  for (const attack of drawn) {
    const outcome = await measure(app, attack)
    let least = outcome.ms
    for (let i = 1; i < RUNS && least > CHECKED_TIMES * valid[attack.by]; i++)
      least = Math.min(least, (await measure(app, attack)).ms)
    found.push({ name: attack.name, times: least / valid[attack.by] })
    const longest = longestRefusal(attack, outcome)
    if (longest > LARGEST || outcome.status >= 500) t.fail(`${attack.name}: ${outcome.status}, ${longest} bytes`)
  }
  found.sort((a, b) => b.times - a.times)
  for (const { name, times } of found.slice(0, 10)) t.comment(`${times.toFixed(1)} times: ${name}`)
  const [worst] = found
  t.ok(worst && worst.times < MOST_TIMES, `${worst?.name}: ${worst?.times.toFixed(1)} times a valid body`)
})
