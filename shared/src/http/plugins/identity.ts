/** The gate in front of every route that has a scope: it is passed before any of the body is read (decision 70). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { advice, problem } from '../../engine/problems.js'
import { type Checked, type Identity, LIMITED, setCaller, setScopes } from '../../identity/caller.js'
import type { Identities } from '../../identity/identity.js'
import { ANY_COMPUTATION, allows, RELAY } from '../../identity/scopes.js'
import type { Observe, Observer } from '../../telemetry/observe.js'
import { sendProblem } from './errors.js'

const REALM = 'Bearer realm="activity-scores"'
const RETRY_S = '5'

export function mountGate(app: FastifyInstance, identities: Identities, observer: Observer): void {
  const observers = new Map<string, Observe>()
  // Who shows nothing costs no more than a page and is told what to show.
  const isTooMuch = ({ raw }: FastifyRequest, checked: Checked): boolean =>
    checked === LIMITED || (checked !== 'missing' && checked !== 'unavailable' && !identities.count(raw))
  const refuse = (request: FastifyRequest, reply: FastifyReply, checked: Checked, scope: string): void => {
    const { url = '', config } = request.routeOptions
    if (isTooMuch(request, checked))
      sendProblem(
        reply.header('retry-after', String(identities.seconds)),
        problem('refused_too_often', url, advice.refused_too_often),
      )
    else if (checked === 'unavailable')
      sendProblem(
        reply.header('retry-after', RETRY_S),
        problem('identity_unavailable', url, advice.identity_unavailable),
      )
    else if (checked === 'missing' || checked === 'invalid') {
      reply.header('www-authenticate', checked === 'missing' ? REALM : `${REALM}, error="invalid_token"`)
      sendProblem(reply, problem('unauthenticated', url, advice.unauthenticated))
    } else {
      reply.header('www-authenticate', `${REALM}, error="insufficient_scope", scope="${scope}"`)
      sendProblem(reply, problem('forbidden', url, `${advice.forbidden} It needs the scope ${scope}.`))
    }
    // Routes that answer on the socket record for themselves what has come so far.
    if (!config.direct) return
    const observe = observers.get(url) ?? observer.route(url)
    observers.set(url, observe)
    observe(request, reply)
  }
  const gate = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    const { scope = '' } = request.routeOptions.config
    const decide = (checked: Checked): void => {
      if (isIdentity(checked) && allows(checked.scopes, scope)) {
        if (!checked.scopes.has(RELAY)) setCaller(request.raw, checked.name)
        if (scope === ANY_COMPUTATION) setScopes(request.raw, checked.scopes)
        done()
      } else refuse(request, reply, checked, scope)
    }
    const checked = identities.check(request.raw)
    if (checked instanceof Promise) checked.then(decide, done)
    else decide(checked)
  }
  // A hook of each route, behind those of plugins: a refusal has their headers, too, without which a browser hides it (CORS).
  app.addHook('onRoute', (route) => {
    const hooks = [route.onRequest ?? []].flat()
    if (route.config?.scope !== undefined && !hooks.includes(gate)) route.onRequest = [gate, ...hooks]
  })
}

const isIdentity = (checked: Checked): checked is Identity => typeof checked === 'object'
