/**
 * The faces agree (F8): JSON, FHIR by values and FHIR by record give the same score, category, states, missing and warnings. Every worked
 * example of every instrument, and drawn requests, each answer held against a validator (F4).
 */
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { validBodies } from '@activity-scores/shared/testing/arbitrary'
import { draws, fc } from '@activity-scores/shared/testing/drawing'
import t, { type Test } from 'tap'
import { preparedUsualGateway } from '../helpers.js'
import { emptiesIn, faultsOf, fhirOf, notesIn, type Reply } from './asked.js'
import { bundle, codes, type Json, observation, parametersOf, readable } from './encode.js'
import { hook } from './prefetched.js'

const app = await preparedUsualGateway()
const call = fhirOf(app)

interface Result {
  readonly status: string
  readonly score: { readonly value: number | null; readonly reported: string | null } | null
  readonly category: { readonly set: string; readonly code: string } | null
  readonly criteria: readonly { readonly id: string; readonly state: string }[]
  readonly missing: readonly string[]
  readonly warnings: readonly { readonly code: string }[]
}

const jsonOf = async (
  slug: string,
  body: unknown,
): Promise<{ status: number; result: Result; codes: readonly string[] }> => {
  const { statusCode: status, body: text } = await app.inject({
    method: 'POST',
    url: `/v1/${slug}`,
    payload: body as object,
  })
  const result = JSON.parse(text) as Result & { errors?: { code: string }[] }
  return { status, result, codes: (result.errors ?? []).map(({ code }) => code) }
}

const componentsOf = ({ json }: Reply): Map<string, Json> =>
  new Map(
    ((json['component'] ?? []) as Json[]).map((each) => [
      (each['code'] as { coding: { code: string }[] }).coding.at(-1)?.code ?? '',
      each,
    ]),
  )

/** What an Observation says, in the words of the JSON face. */
function said(slug: string, reply: Reply, criteria: readonly string[]) {
  const components = componentsOf(reply)
  const codeOf = (each: unknown): string => (each as { coding: { code: string }[] } | undefined)?.coding[0]?.code ?? ''
  const { valueQuantity, interpretation } = reply.json as {
    valueQuantity?: { value: number }
    interpretation?: unknown[]
  }
  const unrounded = components.get('unrounded-score')?.['valueQuantity'] as { value: number } | undefined
  return {
    score: valueQuantity?.value ?? null,
    unrounded: unrounded?.value ?? null,
    category: interpretation ? codeOf(interpretation[0]) : null,
    states: criteria.map((id) => codeOf(components.get(`${slug}.${id}`)?.['valueCodeableConcept']) || 'undetermined'),
    warnings: notesIn(reply),
  }
}

const expected = ({ status, score, category, criteria, warnings }: Result) => ({
  score: status === 'computed' && score?.reported != null ? Number(score.reported) : null,
  unrounded: score?.value ?? null,
  category: category && category.code !== 'undetermined' ? `${category.set}.${category.code}` : null,
  states: criteria.map(({ state }) => state),
  warnings: warnings.map(({ code }) => code),
})

/** Without objects that hold nothing: FHIR has no way to say them. */
function stated(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const members = Object.entries(body).flatMap(([key, each]): [string, unknown][] => {
    const kept = stated(each)
    const isEmpty = typeof kept === 'object' && kept !== null && !Array.isArray(kept) && Object.keys(kept).length === 0
    return each === null || isEmpty ? [] : [[key, kept]]
  })
  return Object.fromEntries(members)
}

/** Compares one request on its ways through the faces. */
async function agree(t: Test, instrument: Instrument, body: unknown, name: string, validates: boolean): Promise<void> {
  const { slug } = instrument
  const { status, result, codes: refused } = await jsonOf(slug, body)
  const byValues = await call(`/fhir/$${slug}`, parametersOf(instrument, body))
  t.equal(byValues.status, status, `${name}: status by values ${byValues.text.slice(0, 300)}`)
  if (validates) t.strictSame(faultsOf(byValues.json), [], `${name}: valid`)
  t.strictSame(emptiesIn(byValues.json), [], `${name}: nothing empty`)
  if (status !== 200) {
    const issues = (byValues.json['issue'] ?? []) as { details: { coding: { code: string }[] } }[]
    t.same(new Set(issues.map(({ details }) => details.coding[0]?.code)), new Set(refused), `${name}: codes of faults`)
    return
  }
  const criteria = result.criteria.map(({ id }) => id)
  t.strictSame(said(slug, byValues, criteria), expected(result), `${name}: by values`)
  if (validates && result.missing.length > 0 && result.status === 'not_computable' && !result.category)
    t.match(JSON.stringify(byValues.json['dataAbsentReason']), result.missing[0], `${name}: what is missing`)
}

/** Everything that a record can hold as Observations, the rest as plain values. */
async function agreeByRecord(t: Test, instrument: Instrument, body: Json, name: string): Promise<void> {
  const { slug } = instrument
  if ((codes.instrument(slug).visits ?? 1) > 1) return
  const found = readable(instrument, body)
  if (found.length === 0) return
  const { status, result } = await jsonOf(slug, body)
  const rest = structuredClone(body)
  for (const [{ path }] of found) {
    const holder = path.slice(0, -1).reduce<Json>((node, key) => node[key] as Json, rest)
    delete holder[path.at(-1) ?? '']
  }
  const record = { name: 'record', resource: bundle(found.map(([leaf, value]) => observation(leaf, value))) }
  const reply = await call(`/fhir/$${slug}`, parametersOf(instrument, rest, [record]))
  if (status !== 200) {
    t.not(reply.status, 500, `${name}: by record ${reply.text.slice(0, 300)}`)
    return
  }
  t.equal(reply.status, 200, `${name}: by record ${reply.text.slice(0, 300)}`)
  const own = new Set(['value_text_only', 'reference_range_other_unit', 'input_not_used'])
  const byRecord = said(
    slug,
    reply,
    result.criteria.map(({ id }) => id),
  )
  const { sampleDate } = rest
  if (sampleDate === undefined)
    t.strictSame(
      { ...byRecord, warnings: byRecord.warnings.filter((code) => !own.has(code)) },
      expected(result),
      `${name}: by record`,
    )
}

/** The same as prefetch of a call of CDS Hooks, where the request says nothing else: the suggested resource is the answer. */
async function agreeByCard(t: Test, instrument: Instrument, body: Json, name: string): Promise<boolean> {
  const { slug } = instrument
  const { cds, visits = 1, needs = [], helps = [] } = codes.instrument(slug)
  if (!cds || visits > 1) return false
  const found = readable(instrument, body)
  const sent = Object.values(body).filter((value) => value !== null && value !== undefined)
  if (sent.length !== found.length || found.some(([{ name: field }]) => ![...needs, ...helps].includes(field)))
    return false
  const { status, result } = await jsonOf(slug, body)
  if (status !== 200 || result.status !== 'computed') return false
  const prefetch: Json = { patient: null, ...Object.fromEntries(needs.map((key) => [key, null])) }
  for (const [leaf, value] of found) prefetch[leaf.name] = observation(leaf, value)
  const reply = await call(`/cds-services/${slug}`, hook(prefetch), { 'content-type': 'application/json' })
  const [card] = reply.json['cards'] as { suggestions?: { actions: { resource: Json }[] }[] }[]
  const resource = card?.suggestions?.[0]?.actions[0]?.resource
  if (!resource) return false
  const byCard = said(
    slug,
    { ...reply, json: resource },
    result.criteria.map(({ id }) => id),
  )
  t.strictSame(byCard, expected(result), `${name}: by card`)
  return true
}

let byCards = 0
t.teardown(() => {
  if (byCards < 10) throw new Error(`only ${byCards} cards were compared`)
})

for (const instrument of instruments)
  t.test(instrument.slug, async (t) => {
    for (const { name, request } of instrument.examples) {
      await agree(t, instrument, request, name, true)
      await agreeByRecord(t, instrument, request as Json, name)
      if (await agreeByCard(t, instrument, request as Json, name)) byCards++
    }
    await fc.assert(
      fc.asyncProperty(validBodies(instrument), async (body) => {
        await agree(t, instrument, stated(body), 'drawn', false)
      }),
      { numRuns: draws(4, 200) },
    )
  })
