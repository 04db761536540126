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
