/** CDS Hooks 2.0: the check list of interop.md, section 1, by its numbers (C1 to C18). Tokens are in clients.test.ts (C15). */
import t, { type Test } from 'tap'
import { preparedGateway } from '../helpers.js'
import { codesIn, emptiesIn, faultsOf, fhirOf, holds, type Reply } from './asked.js'
import { type Json, UCUM } from './encode.js'
import { das28Prefetch, found, hook, searchset } from './prefetched.js'

const EHR = 'https://ehr.example'
const app = await preparedGateway(t, {
  CORS_ORIGINS: EHR,
  CDS_SCREEN_ARM: 'rheumatoid-arthritis',
  PUBLIC_URL: 'https://scores.example',
})
const call = fhirOf(app)
const ask = (body: unknown, id = 'das28-esr'): Promise<Reply> =>
  call(`/cds-services/${id}`, body, { 'content-type': 'application/json' })

interface Card {
  readonly uuid: string
  readonly summary: string
  readonly detail: string
  readonly indicator: string
  readonly source: { readonly label: string; readonly topic: Json }
  readonly suggestions?: readonly { readonly label: string; readonly uuid: string; readonly actions: readonly Json[] }[]
  readonly selectionBehavior?: string
  readonly overrideReasons?: readonly Json[]
  readonly links: readonly { readonly type: string; readonly url: string }[]
}
const cardsOf = ({ json }: Reply): readonly Card[] => json['cards'] as Card[]
const services = (await app.inject({ url: '/cds-services' })).json().services as (Json & {
  id: string
  prefetch: Record<string, string>
})[]

t.test('C1: discovery', async (t) => {
  const reply = await app.inject({ url: '/cds-services' })
  t.equal(reply.statusCode, 200)
  t.match(reply.headers['content-type'], /^application\/json/)
  t.ok(services.length > 10)
  for (const { hook: of, id, description, title, usageRequirements, prefetch } of services) {
    for (const text of [of, id, description, title, usageRequirements]) t.type(text, 'string')
    t.equal(of, 'patient-view')
    for (const query of Object.values(prefetch))
      t.match(
        query,
        /^(?:Patient\/\{\{context\.patientId\}\}|Observation\?patient=\{\{context\.patientId\}\}&code=[^&]+&_sort=-date&_count=\d+)$/,
      )
  }
  const das28 = services.find(({ id }) => id === 'das28-esr')
  t.equal(
    das28?.prefetch['tenderJointCount28'],
    'Observation?patient={{context.patientId}}&code=http://loinc.org|88981-6,http://snomed.info/sct|442736000&_sort=-date&_count=5',
  )
  t.equal(
    das28?.prefetch['esr'],
    'Observation?patient={{context.patientId}}&code=http://loinc.org|4537-7,http://loinc.org|30341-2,http://loinc.org|82477-1&_sort=-date&_count=5',
  )
  t.ok(
    services.some(({ id }) => id === 'screen-nct06464679'),
    'listed where an arm is configured',
  )
})

t.test('C2, C3: each service answers, with a list of cards', async (t) => {
  for (const { id, prefetch } of services) {
    const nothing = Object.fromEntries(
      Object.keys(prefetch).map((key) => [key, key === 'patient' ? { resourceType: 'Patient', id: '1' } : null]),
    )
    const reply = await ask(hook(nothing), id)
    t.equal(reply.status, 200, `${id} ${reply.text.slice(0, 200)}`)
    t.ok(Array.isArray(reply.json['cards']), id)
  }
})

t.test('C4 to C11: the card of a result', async (t) => {
  const reply = await ask(hook(das28Prefetch()))
  t.equal(reply.status, 200)
  t.match(reply.headers['content-type'], /^application\/json/)
  t.equal(cardsOf(reply).length, 1)
  const [card] = cardsOf(reply) as [Card]
  t.equal(card.summary, 'DAS28-ESR 3.34: moderate disease activity')
  t.ok(card.summary.length < 140, 'C4')
  t.equal(card.indicator, 'info', 'C5')
  t.same(card.source.topic, { system: 'urn:activity-scores:codes', code: 'das28-esr', display: 'DAS28-ESR' }, 'C6')
  t.equal(card.source.label, 'Activity Scores')
  t.equal(card.selectionBehavior, 'at-most-one', 'C7')
  const [suggestion] = card.suggestions as NonNullable<Card['suggestions']>
  t.equal(suggestion?.label, 'Record DAS28-ESR 3.34')
  const [action] = (suggestion?.actions ?? []) as unknown as [{ type: string; description: string; resource: Json }]
  t.equal(action.type, 'create')
  t.strictSame(faultsOf(action.resource), [], 'C8')
  t.same(action.resource['subject'], { reference: 'Patient/1' })
  for (const link of card.links) {
    t.equal(link.type, 'absolute', 'C9')
    t.notOk('appContext' in link)
    t.match(link.url, /^https:\/\/scores\.example\//)
  }
  for (const reason of card.overrideReasons ?? [])
    for (const name of ['code', 'system', 'display']) t.type(reason[name], 'string', 'C10')
  t.strictSame(emptiesIn(reply.json), [], 'C11')
  // Terms by hand: 0.56 * sqrt(5), 0.28 * sqrt(3), 0.70 * ln(4), 0.014 * 45.
  for (const term of ['1.252', '0.485', '0.970', '0.630']) t.match(card.detail, term)
  t.match(card.detail, '| 4 mm/h | 2026-02-28 |')
  t.equal((await ask(hook(das28Prefetch()))).json['cards'] !== undefined, true)
  const [again] = cardsOf(await ask(hook(das28Prefetch()))) as [Card]
  t.equal(again.uuid, card.uuid, 'the same call has the same card')
  t.match(card.uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

t.test('C12: what is not there', async (t) => {
  const { esr: _esr, ...without } = das28Prefetch()
  for (const prefetch of [without, { ...without, esr: { resourceType: 'OperationOutcome', issue: [] } }]) {
    const reply = await ask(hook(prefetch))
    t.equal(reply.status, 412)
    t.same(codesIn(reply), ['prefetch_missing'])
    t.match(reply.text, '"expression":["prefetch.esr"]')
    holds(t, reply, '412')
  }
  t.equal(codesIn(await ask(hook(undefined))).length, 4, 'each key')
  for (const esr of [null, searchset()])
    t.same(cardsOf(await ask(hook({ ...without, esr }))), [], 'the patient has none: no card')
  const told = fhirOf(await preparedGateway(t, { CDS_MISSING_CARD: 'true' }))
  const reply = await told('/cds-services/das28-esr', hook({ ...without, esr: null }), {
    'content-type': 'application/json',
  })
  t.equal(cardsOf(reply)[0]?.summary, 'DAS28-ESR not computed: missing esr')
  const height = { patient: { resourceType: 'Patient', id: '1', gender: 'female', birthDate: '1970-05-05' } }
  const crcl = {
    ...height,
    weight: searchset(found('29463-7', { valueQuantity: { value: 70, code: 'kg', system: UCUM } })),
    creatinine: searchset(found('2160-0', { valueQuantity: { value: 1, code: 'mg/dL', system: UCUM } })),
  }
  t.match(cardsOf(await ask(hook(crcl), 'crcl'))[0]?.summary, /70\.2/, 'what only helps may be absent')
})

t.test('C13: a body that is none of the standard', async (t) => {
  const faulty: readonly (readonly [unknown, string])[] = [
    [{ ...hook({}), hook: 'order-sign' }, 'hook_mismatch'],
    [{ ...hook({}), hookInstance: 'x' }, 'hook_instance_invalid'],
    [{ ...hook({}), context: undefined }, 'context_invalid'],
    [{ ...hook({}), context: { userId: 'Practitioner/1' } }, 'context_invalid'],
    [{ ...hook({}), context: { userId: '', patientId: '1' } }, 'context_invalid'],
    [{ ...hook([]) }, 'context_invalid'],
    [{ ...hook({}), fhirAuthorization: {} }, 'context_invalid'],
    [[], 'not_json'],
    ['{', 'not_json'],
    ['{"hook":1,"hook":2}', 'duplicate_key'],
  ]
  for (const [body, code] of faulty) {
    const reply = await ask(body)
    t.equal(reply.status, 400, code)
    t.ok(codesIn(reply).includes(code), `${code} in ${codesIn(reply)}`)
    holds(t, reply, code)
  }
  t.equal((await ask(hook({}), 'nobody')).status, 404)
  t.same(codesIn(await ask({})).length, 3, 'all faults at once')
})

t.test('C14: pages of other origins', async (t) => {
  for (const method of ['GET', 'POST']) {
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/cds-services/das28-esr',
      headers: {
        origin: EHR,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    t.equal(preflight.statusCode, 204)
    t.equal(preflight.headers['access-control-allow-origin'], EHR)
    t.equal(preflight.headers['access-control-allow-methods'], 'GET, POST, OPTIONS')
    t.equal(preflight.headers['access-control-allow-headers'], 'Authorization, Content-Type, Accept, Prefer')
  }
  const urls = ['/cds-services', '/cds-services/nobody', '/fhir/metadata', '/fhir/$cdai', '/v1/cdai', '/v1/nobody']
  for (const url of urls)
    for (const method of ['GET', 'POST'] as const) {
      const headers = { origin: EHR, 'content-type': 'application/json' }
      const reply = await app.inject({ method, url, headers, ...(method === 'POST' ? { payload: '{' } : {}) })
      t.equal(reply.headers['access-control-allow-origin'], EHR, `${method} ${url} ${reply.statusCode}`)
      t.match(reply.headers['vary'], /origin/i)
      const stranger = await app.inject({ method, url, headers: { ...headers, origin: 'https://other.example' } })
      t.notOk(stranger.headers['access-control-allow-origin'], `${url} for a stranger`)
    }
})

t.test('C16: feedback', async (t) => {
  const entry = {
    card: 'c',
    outcome: 'accepted',
    acceptedSuggestions: [{ id: 's' }],
    outcomeTimestamp: '2026-03-01T10:00:00Z',
  }
  const send = (feedback: unknown): Promise<Reply> =>
    call('/cds-services/das28-esr/feedback', { feedback }, { 'content-type': 'application/json' })
  const overridden = {
    card: 'c',
    outcome: 'overridden',
    outcomeTimestamp: '2026-03-01T10:00:00+01:00',
    overrideReason: { userComment: 'no' },
  }
  const good = await send([entry, overridden])
  t.equal(good.status, 200)
  t.equal(good.text, '')
  const bad = [
    undefined,
    [],
    [{ ...entry, card: undefined }],
    [{ ...entry, outcome: 'ignored' }],
    [{ ...entry, acceptedSuggestions: undefined }],
    [{ ...entry, acceptedSuggestions: [{}] }],
    [{ ...entry, outcomeTimestamp: undefined }],
    [{ ...entry, outcomeTimestamp: '2026-03-01T10:00:00' }],
    [{ ...entry, outcomeTimestamp: '2026-03-01' }],
  ]
  for (const feedback of bad) {
    const reply = await send(feedback)
    t.equal(reply.status, 400, JSON.stringify(feedback))
    t.same(new Set(codesIn(reply)), new Set(['feedback_invalid']))
  }
  const metrics = (await app.inject({ url: '/metrics' })).body
  t.match(metrics, 'cds_feedback_total{service="das28-esr",outcome="accepted"} 1\n')
  t.match(metrics, 'cds_feedback_total{service="das28-esr",outcome="overridden"} 1\n')
})

t.test('C17: members that nobody knows', async (t) => {
  const prefetch = { ...das28Prefetch(), strange: { resourceType: 'Basic' } }
  const reply = await ask(hook(prefetch, { extension: { x: 1 }, fhirServer: 'https://ehr.example/fhir', unknown: [] }))
  t.equal(cardsOf(reply)[0]?.summary, 'DAS28-ESR 3.34: moderate disease activity')
})

const warned = async (t: Test, prefetch: unknown, summary: RegExp, id = 'das28-esr'): Promise<Card> => {
  const reply = await ask(hook(prefetch), id)
  t.equal(reply.status, 200)
  const [card] = cardsOf(reply) as [Card]
  t.equal(card.indicator, 'warning')
  t.match(card.summary, summary)
  t.notOk(card.suggestions)
  return card
}

t.test('a fault in the data is a warning without a number', async (t) => {
  const strange = searchset(found('4537-7', { valueQuantity: { value: 4, unit: 'parsec | `x` <b>' } }))
  const card = await warned(t, { ...das28Prefetch(), esr: strange }, /^DAS28-ESR not computed: unit not accepted$/)
  t.notMatch(card.detail, /(?<!\\)[|<`]/, 'nothing of the caller is Markdown')
  await warned(
    t,
    {
      ...das28Prefetch(),
      esr: searchset(
        found(
          '4537-7',
          { valueQuantity: { value: 4, code: 'mm/h', system: UCUM } },
          { subject: { reference: 'Patient/2' } },
        ),
      ),
    },
    /subject conflict/,
  )
  const other = { weight: null, creatinine: null, patient: { resourceType: 'Patient', id: '2', gender: 'male' } }
  await warned(t, other, /subject conflict/, 'crcl')
  await warned(
    t,
    {
      ...das28Prefetch(),
      esr: searchset(found('4537-7', { valueQuantity: { value: 900, code: 'mm/h', system: UCUM } })),
    },
    /out of range/,
  )
})

t.test('two visits: both days stand on the card', async (t) => {
  const own = (day: string, value: number): Json => ({
    ...found('x', { valueQuantity: { value, code: '{score}', system: UCUM } }, { effectiveDateTime: day }),
    code: { coding: [{ system: 'urn:activity-scores:codes', code: 'das28-esr' }] },
  })
  const prefetch = { das28Esr: searchset(own('2025-09-01', 5.21), own('2026-03-01', 1.8)), das28Crp: null }
  const [card] = cardsOf(await ask(hook(prefetch), 'eular-response')) as [Card]
  t.match(card.detail, /baseline 2025-09-01, followUp 2026-03-01/)
  t.match(card.summary, /3\.41/)
})

t.test('the screening as a service', async (t) => {
  const service = services.find(({ id }) => id === 'screen-nct06464679')
  const prefetch = Object.fromEntries(Object.keys(service?.prefetch ?? {}).map((key): [string, unknown] => [key, null]))
  prefetch['patient'] = { resourceType: 'Patient', id: '1', gender: 'female', birthDate: '1970-05-05' }
  prefetch['wbc'] = searchset(found('6690-2', { valueQuantity: { value: 2, code: '10*9/L', system: UCUM } }))
  const [card] = cardsOf(await ask(hook(prefetch), 'screen-nct06464679')) as [Card]
  t.match(card.summary, /ineligible \(\d+ met, \d+ not met, \d+ open\)/)
  t.match(card.detail, /\| C-2 \| Leukocytes \| not_met \|/)
  t.notOk(card.suggestions)
})

t.test('an arm that no protocol has stops the start', async (t) => {
  await t.rejects(preparedGateway(t, { CDS_SCREEN_ARM: 'nobody' }), {
    message: /CDS_SCREEN_ARM: nobody is no arm of nct03589833 or nct06464679/,
  })
})
