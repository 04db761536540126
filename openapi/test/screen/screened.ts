/** The examples of the protocol, changed and screened. */
import { readFileSync } from 'node:fs'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import type { FastifyInstance } from 'fastify'

const SLUG = 'screen/nct06464679'
const EXAMPLES = new URL('../../../examples/', import.meta.url)
const example = (name: string): Json => JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), 'utf8'))

/** All examples are screened as of 2026-03-01. */
export async function screened(app: FastifyInstance, name: string, change: (request: Json, inputs: Json) => void) {
  const request = example(name)
  change(request, request.inputs)
  const { status, json } = await post(app, SLUG, request)
  const stateOf = (id: string): string => json.criteria?.find((each: Json) => each.id === id)?.state
  return { status, json, stateOf }
}

export const RA = 'rheumatoid-arthritis-eligible'
export const SJOGREN = 'sjogren-eligible'
export const SCLERODERMA = 'systemic-sclerosis-ineligible'
export const MYOSITIS = 'myositis-undetermined'
type App = Parameters<typeof screened>[0]

export const screening = (app: App, name: string, inputs: object, rest: object = {}) =>
  screened(app, name, (request, given) => {
    Object.assign(given, inputs)
    Object.assign(request, rest)
  })

/** The state of one criterion with these inputs. */
export const stateOf = async (app: App, id: string, inputs: object, name = RA, rest: object = {}): Promise<string> =>
  (await screening(app, name, inputs, rest)).stateOf(id)

export const criterion = (json: Json, id: string): Json => json.criteria.find((each: Json) => each.id === id)
export const asked = (json: Json): readonly string[] => json.nextInputs.map(({ input }: Json) => input)
export const refusedAt = ({ status, json }: { status: number; json: Json }): readonly string[] =>
  status === 422 ? json.errors.map(({ pointer }: Json) => pointer) : [`${status}`]
