/** What calls cost a process in processor time, which a busy machine changes less than it changes how long they take. */
import { fire, type Shot } from './load.js'
import type { LoadKind } from './open-loop.js'
import type { Running } from './processes.js'
import { cpuSeconds } from './system.js'

const CONNECTIONS = 16
/** Refusals meet crowds. */
const CROWD = 64
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

export async function costsOf(
  running: Running,
  kinds: readonly LoadKind[],
  mix: readonly Shot[],
  refused: { readonly gateway: Running; readonly floor: Running; readonly status: number },
): Promise<Costs> {
  const each = new Map<string, number>()
  for (const { name, shots, expected } of kinds)
    each.set(name, await perCall(running, shots, expected, CONNECTIONS, OF_EACH_KIND))
  const singles = kinds.flatMap(({ name, shots }) => (name === 'single' ? shots : []))
  return {
    kinds: each,
    call: await perCall(running, mix, 200, CONNECTIONS, MANY),
    refusal: await perCall(refused.gateway, singles, refused.status, CROWD, MANY),
    floor: await perCall(refused.floor, singles, refused.status, CROWD, MANY),
  }
}
