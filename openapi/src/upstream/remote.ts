/**
 * The executor of an instrument that runs elsewhere: the body goes to its service as it came, the answer comes back as it
 * is, byte for byte. Bodies are small, so both are held whole; one connection carries one request at a time.
 */
import type { Answer, CallContext, Executor } from '@activity-scores/shared/engine/executor'
import type { Relay } from '@activity-scores/shared/http/direct/batch/relay'
import type { Logger } from '@activity-scores/shared/telemetry/logging'
import type { GatewayConfig } from '../config.js'
import { Batches } from './batches.js'
import { healthOf } from './health.js'
import type { Ticker } from './ticker.js'
import { Upstream } from './upstream.js'
import { FORM_MEDIA, headersFor, type Outgoing } from './wire.js'

export { Ticker } from './ticker.js'

export interface RemoteExecutor extends Executor, Relay {
  /** Whether the service says that it is ready. */
  ready(): Promise<boolean>
  /** It failed repeatedly and is not asked for now. */
  isOpen(): boolean
  close(): Promise<void>
}

export interface RemoteOptions {
  readonly slug: string
  readonly origin: string
  readonly config: GatewayConfig
  /** Value of `Authorization` toward the service. */
  readonly credential: string | undefined
  readonly ticker: Ticker
  readonly logger: Logger
}

export function remote({ slug, origin, config, credential, ticker, logger }: RemoteOptions): RemoteExecutor {
  const changed = (open: boolean): void => {
    if (open) logger.warn({ slug }, 'service failed repeatedly and is not asked for now')
    else logger.info({ slug }, 'service answers again')
  }
  const health = healthOf(origin, config.UPSTREAM_TIMEOUT_MS)
  const upstream = new Upstream({ slug, origin, limits: config, ticker, health, changed })
  const introduction = { callerHeader: config.RATE_LIMIT_HEADER, credential }
  const batches = new Batches({ slug, origin, config, introduction, breaker: upstream.breaker })
  const call = (body: Buffer, context: CallContext): Promise<Answer> => {
    const headers = headersFor(outgoing(context), introduction)
    const span = context.span?.call(upstream.path)
    if (!span) return upstream.call(headers, body, context.form)
    headers.push(...span.headers)
    return upstream.call(headers, body, context.form).then((answer) => {
      span.end(answer.status, answer.failure)
      return answer
    })
  }
  return {
    slug,
    fromBytes: call,
    fromValue: (body, context) => call(Buffer.from(JSON.stringify(body)), context),
    ready: () => health.ready(),
    isOpen: () => upstream.breaker.open,
    forward: (exchange, clocks) => batches.forward(exchange, clocks),
    close: async () => {
      await Promise.all([upstream.close(), batches.close(), health.close()])
    },
  }
}

const outgoing = ({ form, requestId, caller }: CallContext): Outgoing => ({
  type: 'application/json',
  requestId,
  caller,
  preferences: form === 'minimal' ? 'return=minimal' : '',
  accept: form === 'text' ? FORM_MEDIA.text : undefined,
})
