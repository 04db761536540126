/**
 * Options side by side: all of them run at once and get short slices of load in turn, in an order that turns about with
 * every round. What is compared is the processor time of a request within one round.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { fire, type Shot } from '../kit/load.js'
import type { Running } from '../kit/programs.js'
import { pairedRatio, quantile, type Spread } from '../kit/statistics.js'
import { cpuSeconds } from '../kit/system.js'

export interface Option {
  readonly name: string
  /** Where the load goes. */
  readonly front: Running
  /** Further programs whose work counts. */
  readonly behind?: readonly Running[]
  /** A pool of requests, from which every slice takes its own. */
  readonly shots: readonly Shot[]
  readonly expected?: number
  readonly begins?: string
  /** Results in one request. */
  readonly results?: number
}

export interface Plan {
  readonly rounds: number
  readonly amount: number
  readonly connections: number
  /** Slices for the compiler before the first round. */
  readonly warm: number
}

export interface BatchPlan {
  readonly rounds: number
  /** Rows of one NDJSON request for an instrument. */
  readonly rows: number
  /** Rows of the long stream, whose memory is compared with that of a quarter. */
  readonly long: number
}

export interface Measured {
  readonly name: string
  /** Microseconds of processor time a result: lower quartile over the rounds, which bursts of other work do not reach. */
  readonly micros: number
  readonly each: readonly number[]
  /** To the first option of the comparison. */
  readonly ratio: Spread
  /** Microseconds of each round. */
  readonly rounds: readonly number[]
  /** Results a second: upper quartile over the rounds. */
  readonly rate: number
  readonly requests: number
  readonly faults: number
}

interface Slice {
  readonly each: readonly number[]
  readonly rate: number
  readonly requests: number
  readonly faults: number
}

/** Different bodies in one slice; autocannon copies them for every connection. */
const BODIES = 20
const SETTLE_MS = 4

async function slice(option: Option, groups: readonly (readonly number[])[], plan: Plan, turn: number): Promise<Slice> {
  const { shots, results = 1 } = option
  const offset = (turn * BODIES) % shots.length
  const before = groups.map(cpuSeconds)
  const { requests, seconds, faults } = await fire({
    origin: option.front.origin,
    shots: [...shots, ...shots].slice(offset, offset + Math.min(BODIES, shots.length)),
    connections: plan.connections,
    amount: plan.amount,
    ...(option.expected === undefined ? {} : { expected: option.expected }),
    ...(option.begins === undefined ? {} : { begins: option.begins }),
  })
  await delay(SETTLE_MS)
  const each = groups.map((pids, i) => ((cpuSeconds(pids) - (before[i] ?? 0)) / requests / results) * 1e6)
  return { each, rate: (requests * results) / seconds, requests, faults }
}

/** The first option is the anchor. */
export async function compare(options: readonly Option[], plan: Plan): Promise<readonly Measured[]> {
  const groups = options.map(({ front, behind = [] }) => [front, ...behind].map((running) => running.pids()))
  const rounds: Slice[][] = options.map(() => [])
  const turnOf = async (index: number, turn: number): Promise<Slice | undefined> => {
    const option = options[index]
    const pids = groups[index]
    return option && pids ? slice(option, pids, plan, turn) : undefined
  }
  const order = options.map((_, index) => index)
  for (let turn = 0; turn < plan.warm; turn++) for (const index of order) await turnOf(index, turn)
  for (let round = 0; round < plan.rounds; round++)
    for (const index of round % 2 === 0 ? order : [...order].reverse()) {
      const measured = await turnOf(index, plan.warm + round)
      if (measured) rounds[index]?.push(measured)
    }
  const total = (slices: readonly Slice[]): readonly number[] =>
    slices.map(({ each }) => each.reduce((a, b) => a + b, 0))
  const base = total(rounds[0] ?? [])
  return options.map(({ name }, index) => {
    const slices = rounds[index] ?? []
    const parts =
      slices[0]?.each.map((_, part) =>
        quantile(
          slices.map(({ each }) => each[part] ?? 0),
          0.25,
        ),
      ) ?? []
    return {
      name,
      micros: quantile(total(slices), 0.25),
      each: parts,
      ratio: pairedRatio(total(slices), base),
      rounds: total(slices),
      rate: quantile(
        slices.map(({ rate }) => rate),
        0.75,
      ),
      requests: slices.reduce((sum, { requests }) => sum + requests, 0),
      faults: slices.reduce((sum, { faults }) => sum + faults, 0),
    }
  })
}

/** One option against another of the same comparison, round by round. */
export const against = (option: Measured, other: Measured): Spread => pairedRatio(option.rounds, other.rounds)
