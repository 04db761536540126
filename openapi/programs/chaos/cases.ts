/** What is done to the system, and what was promised for it. */
import { setTimeout as delay } from 'node:timers/promises'
import { instruments } from '@activity-scores/services/registry'
import { liar } from './liar.js'
import type { System } from './system.js'
import { type Seen, type Watch, watch } from './watch.js'

export interface Plan {
  /** Requests a second to each slug. */
  readonly rate: number
  /** Length of each phase. */
  readonly phaseMs: number
  /** Longest time for any answer, and for being well again. */
  readonly promisedMs: number
  /** What a liar says, one after the other. */
  readonly lies: readonly string[]
}

export interface Promised {
  readonly what: string
  readonly kept: boolean
  readonly found: string
}

export interface Outcome {
  readonly name: string
  /** Over all slugs that should not have noticed. */
  readonly others: Tally
  readonly victim: Tally | undefined
  /** Milliseconds from the return of the service to its last answer that was not good; 0 where there was none. */
  readonly wellAfter: number | undefined
  readonly promises: readonly Promised[]
}

export interface Tally {
  readonly requests: number
  readonly failed: number
  readonly statuses: Readonly<Record<string, number>>
  readonly slowest: number
}

/** Statuses that stand for a service that cannot answer. */
const HONEST = new Set([200, 502, 503, 504])

function tally(watches: readonly Watch[]): Tally {
  const seen = watches.flatMap((each) => each.seen)
  const statuses: Record<string, number> = {}
  for (const { status } of seen) statuses[status] = (statuses[status] ?? 0) + 1
  const strange = watches.reduce((sum, each) => sum + each.strange(), 0)
  return {
    requests: seen.length,
    failed: seen.filter(({ status }) => status !== 200).length + strange,
    statuses,
    slowest: seen.reduce((most, { milliseconds }) => Math.max(most, milliseconds), 0),
  }
}

export const promised = (what: string, kept: boolean, found: number | string): Promised => ({
  what,
  kept,
  found: String(found),
})

/** Loads every slug while `work` goes on, and for a phase before and after it. */
async function under(system: System, plan: Plan, work: () => Promise<void>): Promise<readonly Watch[]> {
  const watches = system.slugs.flatMap((slug) => {
    const instrument = instruments.find((known) => known.slug === slug)
    return instrument ? [watch(system.gateway.origin, instrument, plan.rate)] : []
  })
  try {
    await delay(plan.phaseMs)
    await work()
    await delay(plan.phaseMs)
  } finally {
    await Promise.all(watches.map((each) => each.stop()))
  }
  return watches
}

/** Every slug is served all the time. */
async function quiet(
  system: System,
  plan: Plan,
  name: string,
  work: () => Promise<readonly Promised[]>,
): Promise<Outcome> {
  let more: readonly Promised[] = []
  const watches = await under(system, plan, async () => {
    more = await work()
  })
  const others = tally(watches)
  return {
    name,
    others,
    victim: undefined,
    wellAfter: undefined,
    promises: [
      promised('requests were made', others.requests > 0, others.requests),
      promised('no request failed', others.failed === 0, others.failed),
      ...more,
    ],
  }
}

interface Harm {
  readonly name: string
  readonly slug: string
  /** Does harm to the service; nothing of what it answers until `mend` is good. */
  harm(): Promise<void>
  /** Brings it back; settles when it is there. */
  mend(): Promise<void>
  /** Something to look at while it is away. */
  meanwhile?(): Promise<readonly Promised[]>
}

/** One slug is harmed and mended; the others must not notice, and its own callers must not wait. */
async function harmed(system: System, plan: Plan, { name, slug, harm, mend, meanwhile }: Harm): Promise<Outcome> {
  let away = 0
  let back = 0
  let more: readonly Promised[] = []
  const watches = await under(system, plan, async () => {
    away = performance.now()
    await harm()
    more = (await meanwhile?.()) ?? []
    await delay(plan.phaseMs)
    await mend()
    back = performance.now()
    await delay(Math.min(plan.promisedMs, plan.phaseMs))
  })
  const others = tally(watches.filter((each) => each.slug !== slug))
  const own = watches.filter((each) => each.slug === slug)
  const victim = tally(own)
  const seen = own.flatMap((each) => each.seen)
  const bad = seen.filter(({ status }) => status !== 200)
  const wellAfter = Math.max(0, ...bad.map(({ at }) => at - back))
  const early = seen.filter(({ at, status }) => status !== 200 && at < away)
  const strange = own.reduce((sum, each) => sum + each.strange(), 0)
  return {
    name,
    others,
    victim,
    wellAfter,
    promises: [
      promised('requests were made', others.requests > 0 && victim.requests > 0, others.requests),
      promised('no request to another slug failed', others.failed === 0, others.failed),
      promised('its own callers were told', bad.length > 0 && early.length === 0, bad.length),
      promised('with 502, 503 or 504', bad.every(isHonest) && strange === 0, JSON.stringify(victim.statuses)),
      promised(`within ${plan.promisedMs} ms`, victim.slowest <= plan.promisedMs, Math.round(victim.slowest)),
      promised(`well again within ${plan.promisedMs} ms`, wellAfter <= plan.promisedMs, Math.round(wellAfter)),
      ...more,
    ],
  }
}

const isHonest = ({ status }: Seen): boolean => HONEST.has(status)

export const calm = (system: System, plan: Plan): Promise<Outcome> => quiet(system, plan, 'nothing', async () => [])

export const killed = (system: System, plan: Plan, slug: string): Promise<Outcome> =>
  harmed(system, plan, {
    name: `kill -9 ${slug}`,
    slug,
    harm: () => system.kill(slug),
    mend: () => system.revive(slug),
    meanwhile: async () => [await panelGoesOn(system, slug)],
  })

export const stopped = (system: System, plan: Plan, slug: string): Promise<Outcome> =>
  harmed(system, plan, {
    name: `SIGSTOP ${slug}`,
    slug,
    harm: async () => system.signal(slug, 'SIGSTOP'),
    mend: async () => system.signal(slug, 'SIGCONT'),
  })

/** Another server takes the place of a service and answers wrongly in every way, one after the other. */
export async function lying(system: System, plan: Plan, slug: string): Promise<Outcome> {
  const port = Number(system.portOf(slug))
  let impostor: Awaited<ReturnType<typeof liar>> | undefined
  return harmed(system, plan, {
    name: `${slug} lies in ${plan.lies.length} ways`,
    slug,
    async harm() {
      await system.kill(slug)
      impostor = await liar(port)
      for (const lie of plan.lies) {
        impostor.tell(lie)
        await delay(plan.phaseMs)
      }
    },
    async mend() {
      await impostor?.close()
      await system.revive(slug)
    },
  })
}

export const rolled = (system: System, plan: Plan): Promise<Outcome> =>
  quiet(system, plan, 'rolling restart of every service', async () => {
    const codes: unknown[] = []
    for (const slug of system.slugs) codes.push(await system.replace(slug))
    return [
      promised(
        'every predecessor ended with 0',
        codes.every((code) => code === 0),
        codes.join(' '),
      ),
    ]
  })

interface PanelAnswer {
  readonly results: Readonly<Record<string, { readonly status: number }>>
}

/** Instruments whose first examples can be those of one patient: a pool that contradicts itself is refused whole. */
const POOLED: readonly string[] = ['das28-esr', 'cdai', 'crcl']

/** A panel answers for the others while one of its instruments cannot. */
async function panelGoesOn(system: System, slug: string): Promise<Promised> {
  const examples = instruments.flatMap((each) => (POOLED.includes(each.slug) ? (each.examples[0] ?? []) : []))
  const inputs = Object.assign({}, ...examples.map(({ request }) => request)) as object
  const answer = await fetch(`${system.gateway.origin}/v1/panel`, {
    method: 'POST',
    body: JSON.stringify({ instruments: system.slugs, inputs }),
    headers: { 'content-type': 'application/json' },
  })
  const { results } = (await answer.json()) as PanelAnswer
  const states = system.slugs.map((each) => `${each} ${results[each]?.status}`)
  const kept = system.slugs.every((each) => {
    const status = results[each]?.status ?? 0
    return each === slug ? status > 500 : status < 500
  })
  return promised('a panel answers for the others', answer.status === 200 && kept, states.join(', '))
}
