/** Access to the EHR of a launch: OAuth 2 with PKCE by oauth4webapi, and requests with the token that was given. */
import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi'
import { t } from '../forms/page.js'
import type { Resource } from '../model/record.js'
import { addressOf, type SmartPlan, scopesFor } from '../model/smart.js'
import { type KeptLaunch, keepLaunch } from './kept.js'
import { Trouble, troubleOf, within } from './waiting.js'

const APP = '/smart/app'
const redirectUri = (): string => new URL(APP, location.href).href

/** What a launch asks for, and where. */
interface Launch {
  readonly iss: string
  readonly launch: string
  readonly authorizationEndpoint: URL
  readonly kept: Pick<KeptLaunch, 'issuer' | 'tokenEndpoint' | 'of' | 'language'>
}

/** The address of the EHR's page for access; what its answer is compared with is kept. */
export async function accessPage(plan: SmartPlan, { iss, launch, authorizationEndpoint, kept }: Launch): Promise<URL> {
  const verifier = generateRandomCodeVerifier()
  const state = generateRandomState()
  keepLaunch({ ...kept, iss, state, verifier })
  const page = new URL(authorizationEndpoint)
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: plan.clientId,
    redirect_uri: redirectUri(),
    scope: scopesFor(plan),
    state,
    aud: iss,
    launch,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }))
    page.searchParams.set(name, value)
  return page
}

/** Access to the record of one patient. */
export interface Session {
  readonly server: string
  readonly patient: string
  /** What was granted. */
  readonly scope: string
  get(url: string): Promise<unknown>
  /** The id that a new resource has got, where the EHR told it. */
  create(resource: { readonly resourceType: string }): Promise<string | undefined>
}

/** What the EHR answered to a launch, as a session; a `Trouble` where it is none. */
export async function sessionOf(plan: SmartPlan, kept: KeptLaunch | undefined): Promise<Session> {
  const query = new URLSearchParams(location.search)
  const language = query.get('lang')
  // Neither the code nor the state stay in the address.
  history.replaceState(null, '', language === null ? location.pathname : `?lang=${language}`)
  if (!kept || query.get('state') !== kept.state) throw new Trouble(t('smart.foreignState'))
  if (!isKnown(plan, kept)) throw new Trouble(t('smart.foreignServer'))
  const refusal = query.get('error_description') ?? query.get('error')
  if (refusal) throw new Trouble(t('smart.refused', { why: refusal.slice(0, MOST_WORDS) }))
  const told = await within((signal) => tokenFor(plan, kept, query, signal)).catch((error: unknown) => {
    throw new Trouble(t('smart.noToken', { why: troubleOf(error).message }))
  })
  const patient = told['patient']
  if (typeof patient !== 'string' || !/^[A-Za-z0-9.-]{1,64}$/.test(patient)) throw new Trouble(t('smart.noPatient'))
  const server = addressOf(kept.iss)
  const ask = requestsTo(server, told.access_token)
  return {
    server,
    patient,
    // Who grants all that was asked need not say so.
    scope: told.scope ?? scopesFor(plan),
    get: (url) => within(async (signal) => jsonOf(await ask(url, { signal }))),
    create: (resource) =>
      within(async (signal) => {
        const headers = { 'content-type': 'application/fhir+json' }
        return idOf(
          await ask(resource.resourceType, { method: 'POST', headers, body: JSON.stringify(resource), signal }),
        )
      }),
  }
}

const MOST_WORDS = 300

/** What was kept is compared again: a frame's name is not ours alone. */
const isKnown = ({ issuers, tokenOrigins }: SmartPlan, { iss, tokenEndpoint }: KeptLaunch): boolean =>
  issuers.includes(addressOf(iss)) &&
  [...issuers, ...tokenOrigins].some((address) => new URL(address).origin === new URL(tokenEndpoint).origin)

async function tokenFor(
  { clientId }: SmartPlan,
  { issuer, tokenEndpoint, state, verifier }: KeptLaunch,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<TokenEndpointResponse> {
  const server: AuthorizationServer = { issuer, token_endpoint: tokenEndpoint }
  const client = { client_id: clientId }
  query.delete('lang')
  const answer = validateAuthResponse(server, client, query, state)
  // An operator who names an EHR without https has one beside him, for a trial.
  const options = { signal, [allowInsecureRequests]: tokenEndpoint.startsWith('http:') }
  const reply = await authorizationCodeGrantRequest(server, client, None(), answer, redirectUri(), verifier, options)
  return processAuthorizationCodeResponse(server, client, await withoutIdentity(reply))
}

/** Who the user is plays no part here, so that nothing of it is held against anything. */
async function withoutIdentity(reply: Response): Promise<Response> {
  if (!reply.ok) throw new Trouble(t('smart.status', { status: reply.status }), reply.status)
  const { id_token: _identity, ...told } = ((await reply.json()) ?? {}) as Readonly<Record<string, unknown>>
  return new Response(JSON.stringify(told), { headers: { 'content-type': 'application/json' } })
}

type Ask = (url: string, init: RequestInit) => Promise<Response>

const requestsTo =
  (server: string, token: string): Ask =>
  async (url, init) => {
    const headers = { accept: 'application/fhir+json', ...init.headers, authorization: `Bearer ${token}` }
    const options = { ...init, headers, redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer' } as const
    const reply = await fetch(new URL(url, `${server}/`), options)
    if (!reply.ok) throw new Trouble(t('smart.status', { status: reply.status }), reply.status)
    return reply
  }

/** An answer that cannot be read is as if it had been refused. */
async function jsonOf(reply: Response): Promise<unknown> {
  try {
    return await reply.json()
  } catch (error) {
    if (error instanceof SyntaxError) throw new Trouble(t('smart.notFhir'), UNREADABLE)
    throw error
  }
}

const UNREADABLE = 422

async function idOf(reply: Response): Promise<string | undefined> {
  const { id } = ((await reply.json().catch(() => undefined)) ?? {}) as Partial<Resource>
  if (typeof id === 'string') return id
  return /\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(reply.headers.get('location') ?? '')?.[1]
}
