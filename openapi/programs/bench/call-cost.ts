/** What calls cost a process in processor time, which a busy machine changes less than it changes how long they take. */
import { setTimeout as delay } from 'node:timers/promises'
import { fire, type Shot } from '../kit/load.js'
import type { Running } from '../kit/programs.js'
import { quantile } from '../kit/statistics.js'
import { cpuSeconds } from '../kit/system.js'
import { openLines } from './lines.js'
import type { LoadKind } from './open-loop.js'

const CONNECTIONS = 16
/** Refusals meet crowds; who was refused rests, so each connection asks once and waits until it is read again. */
const CROWD = 3000
const BURSTS = { warm: 5, counted: 10, restMs: 1600 } as const
/** Calls of a measurement, and before it: code is compiled as it gets used. */
const MANY = 8000
const OF_EACH_KIND = 1000

export interface Costs {
  /** Seconds of processor time of a call, by kind. */
  readonly kinds: ReadonlyMap<string, number>
  /** Of a call of the mix. */
  readonly call: number
  /** Of one that is refused. */
  readonly refusal: number
  /** Of one that bare node:http refuses. */
  readonly floor: number
}

/** Does something, and tells how much of a processor the program had meanwhile. */
export async function costOf<Result>(running: Running, work: () => Promise<Result>) {
  const pids = running.pids()
  const began = performance.now()
  const before = cpuSeconds(pids)
  const result = await work()
  const spent = cpuSeconds(pids) - before
  return { result, spent, processor: spent / ((performance.now() - began) / 1000) }
}

async function perCall(
  running: Running,
  shots: readonly Shot[],
  expected: number,
  connections: number,
  amount: number,
): Promise<number> {
  const load = { origin: running.origin, shots, connections, amount, expected }
  await fire(load)
  const { result, spent } = await costOf(running, () => fire(load))
  return spent / result.requests
}

/** The same of refusals that all are asked for at once, by connections that are open before. */
export async function perRefusal(
  running: Running,
  shot: Shot,
  status: number,
): Promise<{ readonly seconds: number; readonly asked: number }> {
  const lines = await openLines(running.origin, CROWD)
  const costs: number[] = []
  for (let burst = 0; burst < BURSTS.warm + BURSTS.counted; burst++) {
    const { spent } = await costOf(running, () => Promise.all(lines.map((line) => line.ask(shot, status))))
    if (burst >= BURSTS.warm) costs.push(spent / CROWD)
    await delay(BURSTS.restMs)
  }
  for (const line of lines) line.close()
  return { seconds: quantile(costs, 0.5), asked: CROWD * (BURSTS.warm + BURSTS.counted) }
}

export async function costsOf(
  running: Running,
  kinds: readonly LoadKind[],
  mix: readonly Shot[],
  refused: { readonly gateway: Running; readonly floor: Running; readonly status: number },
): Promise<Costs> {
  const each = new Map<string, number>()
  for (const { name, shots, expected } of kinds)
    each.set(name, await perCall(running, shots, expected, CONNECTIONS, OF_EACH_KIND))
  const single = kinds.find(({ name }) => name === 'single')?.shots[0]
  if (!single) throw new Error('no single calls in the mix')
  return {
    kinds: each,
    call: await perCall(running, mix, 200, CONNECTIONS, MANY),
    refusal: (await perRefusal(refused.gateway, single, refused.status)).seconds,
    floor: (await perRefusal(refused.floor, single, refused.status)).seconds,
  }
}
