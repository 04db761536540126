/** Guards of who may call, and of what is written down of it. */
import { type Guard, openapi, shared } from './guard.js'

export const callers: readonly Guard[] = [
  {
    guard: 'an API key is compared, not looked up alone',
    file: 'shared/src/identity/keys.ts',
    from: 'return equal && holder &&',
    to: 'return (equal || holder) && holder &&',
    tests: shared('identity'),
  },
  {
    guard: 'a caller does only what its scopes say',
    file: 'shared/src/http/plugins/identity.ts',
    from: 'isIdentity(checked) && allows(checked.scopes, scope)',
    to: 'isIdentity(checked) && (allows(checked.scopes, scope) || true)',
    tests: shared('identity'),
  },
  {
    guard: 'tokens of unknown keys do not decide how often the issuer is asked',
    file: 'shared/src/identity/tokens.ts',
    from: 'if (Date.now() < restUntil) throw',
    to: 'if (Date.now() < restUntil - 1e12) throw',
    tests: shared('identity-jwks'),
  },
  {
    guard: 'a caller cannot name itself to the limiter',
    file: 'shared/src/http/plugins/identity.ts',
    from: 'if (!checked.scopes.has(RELAY)) setCaller',
    to: 'if (checked.scopes.has(RELAY)) setCaller',
    tests: shared('identity-jwks'),
  },
  {
    guard: 'no process is open to a network by accident',
    file: 'shared/src/http/run.ts',
    from: '  refuseExposure(config)\n',
    to: '  if (config.PORT < 0) refuseExposure(config)\n',
    tests: openapi('deploy/containers'),
  },
  {
    guard: 'no error message in the log: it may quote the input',
    file: 'shared/src/telemetry/logging.ts',
    from: "at: place?.trim() ?? 'unknown'",
    to: "at: place === undefined ? 'unknown' : error.message",
    tests: shared('logging'),
  },
  {
    guard: 'what a caller says in tracestate is not told to the collector',
    file: 'shared/src/telemetry/tracing-otlp.ts',
    from: '{ ...parent, isRemote: true }',
    to: "{ ...parent, isRemote: true, traceState: new TraceState(String(headers['tracestate'])) }",
    tests: openapi('markers', 'tracing'),
  },
  {
    guard: 'traces cost nothing while they are off: the library is not loaded',
    file: 'shared/src/telemetry/tracing-start.ts',
    from: "if (config.TRACING === 'off') return undefined",
    to: "if (config.TRACING === 'off' && service === '') return undefined",
    tests: openapi('tracing-collector'),
  },
  {
    guard: 'a request id is logged in a safe shape only',
    file: 'shared/src/http/direct/fields.ts',
    from: '/^[A-Za-z0-9._-]{8,64}$/.test(header)',
    to: '/^.{1,999}$/.test(header)',
    tests: shared('host', 'logging'),
  },
]
