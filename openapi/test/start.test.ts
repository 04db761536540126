/** The first calls of a process that has just been started. What it compiles meanwhile is nobody's fault. */
import { setTimeout as delay } from 'node:timers/promises'
import { someOf } from '@activity-scores/shared/testing/drawing'
import t, { type Test } from 'tap'
import { GATEWAY, launch, type Owner, serviceOf, start } from '../programs/kit/processes.js'
import { upstreamVariable } from '../src/config.js'
import { slugs } from './helpers.js'

/** Prevoo 1995: 3.81. */
const DAS28 = {
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
}
const CSV = `id,tenderJointCount28,swollenJointCount28,esr,esr_unit,patientGlobal,patientGlobal_unit
a,4,5,7,mm/h,50,mm
b,4,5,7,mm/h,50,mm
`
const rows = ['a', 'b'].map((id) => ({ id, input: DAS28 }))
const SCREENING = { arm: 'rheumatoid-arthritis', asOf: '2024-06-01', inputs: {} }

interface First {
  readonly name: string
  readonly path: string
  readonly type?: string
  readonly body?: string
  /** Looks at the body of the answer. */
  is(t: Test, text: string): void
}

const scores = (
  t: Test,
  results: readonly { readonly status: number; readonly result: { readonly score: object } }[],
) =>
  t.match(
    results,
    ['a', 'b'].map((id) => ({ id, status: 200, result: { score: { reported: '3.81' } } })),
  )

const first: readonly First[] = [
  {
    name: 'a JSON array',
    path: '/v1/das28-esr/batch',
    type: 'application/json',
    body: JSON.stringify(rows),
    is: (t, text) => scores(t, JSON.parse(text)),
  },
  {
    name: 'NDJSON',
    path: '/v1/das28-esr/batch',
    type: 'application/x-ndjson',
    body: rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    is: (t, text) => scores(t, JSON.parse(`[${text.trimEnd().split('\n').join(',')}]`)),
  },
  {
    name: 'CSV',
    path: '/v1/das28-esr/batch',
    type: 'text/csv',
    body: CSV,
    is(t, text) {
      const lines = text.trimEnd().split(/\r?\n/)
      t.equal(lines.length, 3)
      t.match(lines[1], /^a,200,das28-esr,computed,[\d.]+,3\.81,/)
      t.match(lines[2], /^b,200,das28-esr,computed,[\d.]+,3\.81,/)
    },
  },
  {
    name: 'the panel',
    path: '/v1/panel',
    type: 'application/json',
    // CDAI by hand: 4 + 5 + 5.0 + 3.0.
    body: JSON.stringify({
      instruments: ['das28-esr', 'cdai'],
      inputs: { ...DAS28, physicianGlobal: { value: 30, unit: 'mm' } },
    }),
    is: (t, text) =>
      t.match(JSON.parse(text).results, {
        'das28-esr': { status: 200, result: { score: { reported: '3.81' } } },
        cdai: { status: 200, result: { score: { reported: '17.0' } } },
      }),
  },
  {
    name: 'a screening',
    path: '/v1/screen/nct06464679',
    type: 'application/json',
    body: JSON.stringify(SCREENING),
    is: (t, text) =>
      t.match(JSON.parse(text), { arm: 'rheumatoid-arthritis', verdict: 'undetermined', nextInputs: [{}] }),
  },
]

const PAGES = ['/', '/docs', '/docs/', '/openapi.json', '/openapi.yaml', '/metrics', '/health/live'].concat([
  '/v1/instruments',
  '/v1/instruments/das28-esr',
  '/v1/protocols',
  '/v1/protocols/nct06464679',
])

/** A gateway that listens and has compiled nothing yet. */
const fresh = async (owner: Owner, environment: Readonly<Record<string, string>>) =>
  launch(owner, GATEWAY, environment).started

const ask = ({ path, type = 'application/json', body = '' }: First, origin: string) =>
  fetch(origin + path, { method: 'POST', headers: { 'content-type': type }, body })

/** Environment of a gateway that asks a process of its own for every instrument. */
async function elsewhere(t: Test): Promise<Readonly<Record<string, string>>> {
  const [program = '', ...rest] = serviceOf('cdai')
  const { origin } = await start(t, [program, ...rest.slice(1), ...slugs])
  const upstreams = Object.fromEntries(slugs.map((slug) => [upstreamVariable(slug), origin]))
  return { ...upstreams, UPSTREAM_TIMEOUT_MS: '20000', UPSTREAM_CONNECT_TIMEOUT_MS: '20000' }
}

async function looksAtPages(t: Test, origin: string): Promise<void> {
  const pages = await Promise.all(PAGES.map((path) => fetch(origin + path)))
  pages.forEach(({ status }, i) => {
    t.equal(status, 200, String(PAGES[i]))
  })
}

/** What is done first of all; each has a process of its own. */
const firsts = [
  ...first.map((call) => async (t: Test, origin: string) => {
    const answer = await ask(call, origin)
    t.equal(answer.status, 200, call.name)
    call.is(t, await answer.text())
  }),
  looksAtPages,
]
const kinds = [
  ['an embedding gateway', async () => ({})],
  ['a proxying gateway', elsewhere],
] as const

/** One of each kind on each run. */
const DRAWN = someOf(
  kinds.flatMap(([kind]) => firsts.map((does) => ({ does, kind }))),
  kinds.length,
)

for (const [name, environmentOf] of kinds)
  t.test(`the very first call of ${name}`, async (t) => {
    const environment = await environmentOf(t)
    for (const { does } of DRAWN.filter(({ kind }) => kind === name)) {
      const { child, origin } = await fresh(t, environment)
      await does(t, origin)
      child.kill('SIGKILL')
    }
  })

t.test('not ready before everything is compiled, and everything at once before that', async (t) => {
  const { started: listening, said } = launch(t, GATEWAY)
  const { origin, child } = await listening
  let isPrepared = false
  const prepared = said('prepared').then(() => {
    isPrepared = true
  })
  const ready = async () => {
    const answer = await fetch(`${origin}/health/ready`)
    return { status: answer.status, says: ((await answer.json()) as { readonly status: string }).status }
  }
  // On a busy machine the first question may come when all is compiled; `shared/test/host.test.ts` asks before that.
  const early = await ready()
  t.same(early, early.status === 503 ? { status: 503, says: 'starting' } : { status: 200, says: 'ready' })
  const answers = await Promise.all(first.map(async (call) => (await ask(call, origin)).text()))
  first.forEach((call, i) => {
    call.is(t, answers[i] ?? '')
  })
  let before = await ready()
  while (!isPrepared && before.status === 503) {
    await delay(10)
    before = await ready()
  }
  await prepared
  t.same(await ready(), { status: 200, says: 'ready' })
  child.kill('SIGKILL')
})
