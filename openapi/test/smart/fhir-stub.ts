/**
 * A small EHR on a socket of its own: SMART configuration, authorisation with PKCE, Patient, search for Observations page by page, and
 * their creation. What it was asked is kept; what it answers can be turned.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'

export type Json = Record<string, unknown>

export const CLIENT = 'activity-scores-test'
const TOKEN = 'token-of-the-stub'
export const PATIENT: Json = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ family: 'Muster', given: ['Erika'] }],
  gender: 'female',
  identifier: [{ system: 'urn:insurance', value: 'insurance-7' }],
  extension: [{ url: 'urn:insurance', valueString: 'insurance-7' }],
  birthDate: '1960-05-04',
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
}

/** What the stub answers, as it is unless a test turns it. */
const AT_FIRST = {
  observations: [] as readonly Json[],
  patient: PATIENT as Json | undefined,
  /** What a token allows; nothing said: all that was asked for. */
  granted: undefined as string | undefined,
  /** A refusal at the page for access. */
  denied: false,
  /** Whether a token names a patient. */
  namesPatient: true,
  tokenOrigin: undefined as string | undefined,
  challengeMethods: ['S256'] as readonly string[],
  pageSize: 50,
  sortsByDate: true,
  nextOrigin: undefined as string | undefined,
  /** What a new Observation waits for before it is answered. */
  createsAfter: undefined as Promise<void> | undefined,
}

export class FhirStub {
  readonly asked: Asked[] = []
  readonly created: Json[] = []
  answers = { ...AT_FIRST }
  /** Status by a part of the address; 0 never answers. A text is answered as it is. */
  readonly troubles = new Map<string, number | string>()
  origin = ''
  readonly #codes = new Map<string, URLSearchParams>()

  /** Everything as at the beginning, with this turned. */
  reset(turned: Partial<typeof AT_FIRST> = {}): void {
    this.answers = { ...AT_FIRST, ...turned }
    this.troubles.clear()
    this.asked.length = 0
    this.created.length = 0
  }

  get base(): string {
    return `${this.origin}/fhir`
  }

  to(path: string): readonly Asked[] {
    return this.asked.filter((each) => each.path === path)
  }

  /** Waits for one more request than so many whose query holds this. */
  async hasBeenAsked(path: string, name: string, text: string, before: number): Promise<void> {
    while (this.to(path).filter(({ query }) => query.get(name)?.includes(text)).length <= before) await setTimeout(20)
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-expose-headers', 'location')
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-headers', 'authorization, content-type, accept, prefer')
      response.setHeader('access-control-allow-methods', 'GET, POST')
      response.writeHead(204).end()
      return
    }
    const { createsAfter } = this.answers
    this.asked.push({ method: request.method ?? '', path: url.pathname, query: url.searchParams, body })
    if (request.method === 'POST' && url.pathname === '/fhir/Observation') await createsAfter
    const trouble = [...this.troubles].find(([part]) => url.href.includes(part))?.[1]
    if (trouble === 0) return
    if (typeof trouble === 'string') response.writeHead(200, { 'content-type': 'application/json' }).end(trouble)
    else if (trouble !== undefined) send(response, trouble, { resourceType: 'OperationOutcome', issue: [] })
    else if (url.pathname === '/authorize') this.#authorize(url, response)
    else if (url.pathname === '/token') this.#token(new URLSearchParams(body), response)
    else if (url.pathname === '/fhir/.well-known/smart-configuration') this.#configuration(response)
    else if (request.headers.authorization !== `Bearer ${TOKEN}`) send(response, 401, {})
    else this.#resource(request.method ?? '', url, body, response)
  }

  #configuration(response: ServerResponse): void {
    send(response, 200, {
      authorization_endpoint: `${this.origin}/authorize`,
      token_endpoint: `${this.answers.tokenOrigin ?? this.origin}/token`,
      code_challenge_methods_supported: this.answers.challengeMethods,
      capabilities: ['launch-ehr', 'client-public', 'permission-v2'],
    })
  }

  #authorize({ searchParams: query }: URL, response: ServerResponse): void {
    const isWhole =
      query.get('response_type') === 'code' &&
      query.get('client_id') === CLIENT &&
      query.get('aud') === this.base &&
      query.get('code_challenge_method') === 'S256' &&
      /^[\w-]{43}$/.test(query.get('code_challenge') ?? '') &&
      (query.get('launch') ?? '') !== ''
    if (!isWhole) {
      send(response, 400, { error: 'invalid_request' })
      return
    }
    const code = randomUUID()
    this.#codes.set(code, query)
    const answer = this.answers.denied ? { error: 'access_denied', error_description: 'The user said no.' } : { code }
    const back = new URLSearchParams({ ...answer, state: query.get('state') ?? '' })
    response.writeHead(302, { location: `${query.get('redirect_uri')}?${back}` }).end()
  }

  /** A code is good once, for whom it was given, and with the verifier of its challenge. */
  #token(form: URLSearchParams, response: ServerResponse): void {
    const query = this.#codes.get(form.get('code') ?? '')
    this.#codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isGood =
      query !== undefined &&
      form.get('grant_type') === 'authorization_code' &&
      form.get('client_id') === CLIENT &&
      form.get('redirect_uri') === query.get('redirect_uri') &&
      challenge === query.get('code_challenge')
    if (!isGood) {
      send(response, 400, { error: 'invalid_grant' })
      return
    }
    send(response, 200, {
      access_token: TOKEN,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: this.answers.granted ?? query.get('scope'),
      ...(this.answers.namesPatient ? { patient: 'p1' } : {}),
    })
  }

  #resource(method: string, url: URL, body: string, response: ServerResponse): void {
    if (method === 'GET' && url.pathname === '/fhir/Patient/p1') {
      send(response, this.answers.patient ? 200 : 404, this.answers.patient ?? {})
    } else if (method === 'GET' && url.pathname === '/fhir/Observation') this.#search(url.searchParams, response)
    else if (method === 'POST' && url.pathname === '/fhir/Observation') {
      const id = `saved-${this.created.length + 1}`
      this.created.push(JSON.parse(body) as Json)
      response.setHeader('location', `${this.base}/Observation/${id}/_history/1`)
      send(response, 201, { ...(JSON.parse(body) as Json), id })
    } else send(response, 404, {})
  }

  #search(query: URLSearchParams, response: ServerResponse): void {
    const codes = new Set((query.get('code') ?? '').split(',').map((each) => each.replaceAll('\\', '')))
    const found = this.answers.observations.filter((each) => codesOf(each).some((code) => codes.has(code)))
    const time = (each: Json): string => String(each['effectiveDateTime'] ?? '')
    const sorted = this.answers.sortsByDate ? [...found].sort((a, b) => time(b).localeCompare(time(a))) : found
    const size = Math.min(this.answers.pageSize, Number(query.get('_count') ?? this.answers.pageSize))
    const page = Number(query.get('page') ?? 0)
    const next = new URLSearchParams([...query].filter(([name]) => name !== 'page'))
    next.set('page', String(page + 1))
    const hasMore = sorted.length > (page + 1) * size
    send(response, 200, {
      resourceType: 'Bundle',
      type: 'searchset',
      link: [
        ...(hasMore
          ? [{ relation: 'next', url: `${this.answers.nextOrigin ?? this.origin}/fhir/Observation?${next}` }]
          : []),
      ],
      entry: sorted.slice(page * size, (page + 1) * size).map((resource) => ({
        fullUrl: `${this.base}/Observation/${resource['id']}`,
        resource,
        search: { mode: 'match' },
      })),
    })
  }
}

function send(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body))
}

interface Coded {
  readonly code?: { readonly coding?: readonly { readonly system?: string; readonly code?: string }[] }
}

const codesOf = (observation: Json): readonly string[] =>
  [observation as Coded, ...((observation['component'] as readonly Coded[] | undefined) ?? [])].flatMap(
    ({ code }) => code?.coding?.map((each) => `${each.system}|${each.code}`) ?? [],
  )

export async function fhirStub(t: Test): Promise<FhirStub> {
  const stub = new FhirStub()
  const server = createServer((request, response) => {
    stub.answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  stub.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return stub
}

const LOINC = 'http://loinc.org'
const UCUM = 'http://unitsofmeasure.org'

/** A day so many days before today. */
export function day(before: number): string {
  const date = new Date(Date.now() - before * 86_400_000)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

export const observed = (id: string, code: string, value: Json, more: Json = {}): Json => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: LOINC, code }] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: day(1),
  ...value,
  ...more,
})

export const quantity = (value: number, code: string): Json => ({
  valueQuantity: { value, unit: code, code, system: UCUM },
})

/** The numbers of one national guide: DAS28-ESR 3.34, moderate (ehr 9.2). */
export const visitOf = (): Json[] => [
  observed('tjc', '88981-6', { valueInteger: 5 }),
  observed('sjc', '88980-8', { valueInteger: 3 }),
  observed('esr', '4537-7', quantity(4, 'mm/h'), {
    performer: [{ display: 'Central laboratory' }],
    method: { text: 'Westergren' },
  }),
  observed('global', '75894-6', { valueQuantity: { value: 4.5 } }),
]
