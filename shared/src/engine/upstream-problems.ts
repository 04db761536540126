/** What a gateway answers when the service of an instrument does not: the slug is named, the address never. */
import { type Problem, problem } from './problems.js'

const LATER = 'Other instruments are not affected; repeat the request later.'
const SOON =
  'Other instruments are not affected. Wait for the seconds in the header Retry-After, then repeat the request.'

const details = {
  upstream_unavailable: (slug: string) => `The service of ${slug} cannot be reached or gave no valid answer. ${LATER}`,
  upstream_timeout: (slug: string) => `The service of ${slug} did not answer in time. ${LATER}`,
  upstream_paused: (slug: string) => `The service of ${slug} failed repeatedly and is not asked for now. ${SOON}`,
  overloaded: (slug: string) => `Too many requests wait for the service of ${slug}. ${SOON}`,
} as const

export type UpstreamCode = keyof typeof details

export const serviceProblem = (code: UpstreamCode, slug: string, path: string): Problem =>
  problem(code, path, details[code](slug))
