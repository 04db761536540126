/** A mixed load as a day of work brings it: single calls, the panel, the screening, batches, and input that is refused. */
import { instruments } from '@activity-scores/services/registry'
import { leadingExample, refusals, variations } from '../kit/bodies.js'
import type { Shot } from '../kit/load.js'
import type { LoadKind } from './open-loop.js'
import { pathOf } from './targets.js'

const SEED = 11
/** Bodies of each instrument. */
const EACH = 20
const ROWS = 50

interface Post {
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>
    >
  }
}

const shot = (path: string, value: unknown): Shot => ({ path, body: JSON.stringify(value) })

/** The examples that the document shows for a path. */
async function shown(origin: string, paths: (path: string) => boolean): Promise<readonly Shot[]> {
  const document = (await (await fetch(`${origin}/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, { readonly post?: Post }>>
  }
  return Object.entries(document.paths).flatMap(([path, { post }]) =>
    paths(path)
      ? Object.values(post?.requestBody?.content['application/json']?.examples ?? {}).map(({ value }) =>
          shot(path, value),
        )
      : [],
  )
}

export async function mixFor(origin: string): Promise<readonly LoadKind[]> {
  const bodies = instruments.map((instrument) => ({
    instrument,
    path: pathOf(instrument.slug),
    drawn: variations(instrument, EACH, SEED, leadingExample(instrument)),
  }))
  const interleaved = Array.from({ length: EACH }, (_, i) =>
    bodies.map(({ path, drawn }) => shot(path, drawn[i])),
  ).flat()
  const rows = bodies.map(({ path, drawn }) => ({
    path: `${path}/batch`,
    rows: Array.from({ length: ROWS }, (_, id) => ({ id, input: drawn[id % drawn.length] })),
  }))
  const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('')
  const ndjson = { 'content-type': 'application/x-ndjson' }
  return [
    { name: 'single', share: 80, expected: 200, shots: interleaved },
    {
      name: 'refused',
      share: 8,
      expected: 422,
      shots: bodies.flatMap(({ instrument, path }) =>
        refusals(instrument, 4, SEED)
          .filter((value) => !instrument.request.safeParse(value).success)
          .map((value) => shot(path, value)),
      ),
    },
    { name: 'panel', share: 5, expected: 200, shots: await shown(origin, (path) => path === '/v1/panel') },
    { name: 'screen', share: 4, expected: 200, shots: await shown(origin, (path) => path.startsWith('/v1/screen/')) },
    { name: 'batch', share: 2, expected: 200, shots: rows.map(({ path, rows }) => shot(path, rows)) },
    {
      name: 'stream',
      share: 1,
      expected: 200,
      shots: rows.map(({ path, rows }) => ({ path, body: lines(rows), headers: ndjson })),
    },
  ]
}
