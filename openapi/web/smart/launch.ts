/** `/smart/launch`: the EHR opens it with its address and a launch; this page asks that EHR for access, and no other. */
import { language, learn, loadWords, t } from '../forms/page.js'
import { addressOf, type SmartPlan } from '../model/smart.js'
import { SMART } from '../model/words-smart.js'
import { isStorable } from './kept.js'
import { accessPage } from './session.js'
import { showStop } from './stop.js'
import { Trouble, troubleOf, within } from './waiting.js'

const main = document.querySelector<HTMLElement>('main')

async function launch(): Promise<void> {
  learn(SMART)
  const [plan] = await Promise.all([planOf(), loadWords()])
  const query = new URLSearchParams(location.search)
  const iss = query.get('iss') ?? ''
  const token = query.get('launch') ?? ''
  if (iss === '' || token === '') throw new Trouble(t('smart.noIssuer'))
  if (!plan.issuers.includes(addressOf(iss)))
    throw new Trouble(t('smart.foreignIssuer', { iss: iss.slice(0, MOST_SHOWN) }))
  if (!window.isSecureContext) throw new Trouble(t('smart.insecure'))
  if (!isStorable()) throw new Trouble(t('smart.noStorage'))
  main?.querySelector('.note')?.replaceChildren(t('smart.opening'))
  const { issuer, tokenEndpoint, authorizationEndpoint } = checked(plan, iss, await configurationOf(iss))
  const kept = { issuer, tokenEndpoint, of: query.get('of') ?? '', language }
  const page = await accessPage(plan, { iss, launch: token, authorizationEndpoint, kept })
  location.replace(page)
}

const MOST_SHOWN = 200

async function planOf(): Promise<SmartPlan> {
  const reply = await within((signal) => fetch('/smart/plan.json', { signal }))
  return (await reply.json()) as SmartPlan
}

type Configuration = Readonly<Record<string, unknown>>

const configurationOf = (iss: string): Promise<Configuration> =>
  within(async (signal) => {
    const options = { headers: { accept: 'application/json' }, signal, redirect: 'error', credentials: 'omit' } as const
    const reply = await fetch(`${addressOf(iss)}/.well-known/smart-configuration`, options)
    if (!reply.ok) throw new Trouble(t('smart.status', { status: reply.status }), reply.status)
    return ((await reply.json()) ?? {}) as Configuration
  }).catch((error: unknown) => {
    throw new Trouble(t('smart.noConfiguration', { why: troubleOf(error).message }))
  })

const addressIn = (value: unknown): URL | undefined =>
  typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value) ? new URL(value) : undefined

/** What would fail after the user has signed in is said before. */
function checked({ issuers, tokenOrigins }: SmartPlan, iss: string, configuration: Configuration) {
  const { issuer, code_challenge_methods_supported: methods } = configuration
  const [authorizationEndpoint, tokenEndpoint] = ['authorization_endpoint', 'token_endpoint'].map((name) => {
    const address = addressIn(configuration[name])
    if (!address) throw new Trouble(t('smart.noConfiguration', { why: name }))
    return address
  }) as [URL, URL]
  if (!Array.isArray(methods) || !methods.includes('S256')) throw new Trouble(t('smart.noChallenge'))
  const allowed = [...issuers, ...tokenOrigins].map((address) => new URL(address).origin)
  const { origin, href } = tokenEndpoint
  if (!allowed.includes(origin)) throw new Trouble(t('smart.tokenElsewhere', { origin }))
  return { issuer: typeof issuer === 'string' ? issuer : addressOf(iss), tokenEndpoint: href, authorizationEndpoint }
}

launch().catch((error: unknown) => showStop(main, troubleOf(error).message))
