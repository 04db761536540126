import '../src/testing/patience.js'
import t from 'tap'
import * as z from 'zod'
import { ConfigError } from '../src/config/error.js'
import { readConfig } from '../src/config/read.js'
import { integer } from '../src/config/values.js'
import { hostVariables } from '../src/http/variables.js'

const read = (environment: Readonly<Record<string, string | undefined>>) => readConfig(hostVariables, environment)

/** The message of the fault, line by line. */
function faults(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    read(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').map((line) => line.trim())
    throw error
  }
  return []
}

t.test('an empty environment gives the defaults', async (t) => {
  t.same(read({}), {
    HOST: '127.0.0.1',
    PORT: 3000,
    LOG_LEVEL: 'info',
    BODY_LIMIT: 65_536,
    BATCH_BODY_LIMIT: 8_388_608,
    BATCH_THREADS: 0,
    REQUEST_TIMEOUT_MS: 10_000,
    HEADERS_TIMEOUT_MS: 5000,
    KEEP_ALIVE_TIMEOUT_MS: 72_000,
    STOP_TIMEOUT_MS: 10_000,
    STOP_DELAY_MS: 0,
    PORT_WAIT_MS: 0,
    MAX_CONNECTIONS: 4000,
    RATE_LIMIT_ROWS: 10_000_000,
    RATE_LIMIT_WINDOW_S: 10,
    RATE_LIMIT_CALLERS: 10_000,
    BUFFER_LIMIT: 0,
    BUFFER_SHARE_PERCENT: 50,
    OVERLOAD_DELAY_MS: 40,
    OVERLOAD_TURN_MS: 5,
    OVERLOAD_UTILISATION_PERCENT: 100,
    OVERLOAD_HEAP_PERCENT: 95,
    ALLOW_ANONYMOUS: false,
    REFUSAL_LIMIT: 100,
    REFUSAL_WINDOW_S: 10,
    TRACING: 'off',
  })
  t.same(faults({}), [])
})

t.test('an empty text is not set; other variables are none of ours', async (t) => {
  const empty = Object.fromEntries(Object.keys(hostVariables).map((name) => [name, '']))
  t.same(read(empty), read({}))
  t.same(read({ PORT: undefined, PATH: '/usr/bin', port: 'x' }), read({}))
})

t.test('values are read, limits included', async (t) => {
  t.equal(read({ PORT: '0' }).PORT, 0)
  t.equal(read({ PORT: '65535' }).PORT, 65_535)
  t.equal(read({ BODY_LIMIT: '1024' }).BODY_LIMIT, 1024)
  t.equal(read({ HOST: '::' }).HOST, '::')
  t.equal(read({ LOG_LEVEL: 'silent' }).LOG_LEVEL, 'silent')
})

t.test('a fault names its variable and what is allowed', async (t) => {
  const table: readonly (readonly [name: string, value: string, allowed: RegExp])[] = [
    ['PORT', 'http', /whole number/],
    ['TRACING', 'on', /off.*otlp/],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', /must be an http\(s\) address/],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318?tenant=1', /must be without a query/],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318/otlp#1', /must be without a fragment/],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318/v1/traces', /must be without \/v1\/traces, which is added/],
    ['AUTH_JWKS_URL', 'https://user:planted@issuer.example/jwks', /must be without a user name and a password/],
    ['AUTH_JWKS_URL', 'https://issuer.example/jwks#1', /must be without a fragment/],
    ['AUTH_JWKS_URL', 'http://issuer.example/jwks', /must be an https address, or http on loopback/],
    ['STOP_DELAY_MS', '10000', /10000 must be below STOP_TIMEOUT_MS, which is 10000/],
    ['STOP_DELAY_MS', '60000', /60000 must be below STOP_TIMEOUT_MS, which is 10000/],
    ['PORT', '-1', /whole number/],
    ['PORT', '3000.5', /whole number/],
    ['PORT', ' 3000', /whole number/],
    ['PORT', '0x10', /whole number/],
    ['PORT', '1e3', /whole number/],
    ['PORT', '65536', /whole number from 0 to 65535$/],
    ['BODY_LIMIT', '1023', /from 1024 to 1048576$/],
    ['BODY_LIMIT', '16kB', /whole number/],
    ['BODY_LIMIT', '99999999999999999999', /from 1024 to 1048576$/],
    ['REQUEST_TIMEOUT_MS', '99', /from 100 to 600000$/],
    ['STOP_TIMEOUT_MS', '600001', /from 100 to 600000$/],
    ['LOG_LEVEL', 'loud', /"info"/],
    ['LOG_LEVEL', 'INFO', /"info"/],
  ]
  for (const [name, value, allowed] of table) {
    const [heading, fault, ...more] = faults({ [name]: value })
    t.equal(heading, 'The configuration is not valid.')
    t.match(fault, new RegExp(`^${name}: `), `${name}=${value}`)
    t.match(fault, allowed)
    t.same(more, [], 'one fault, one line')
    t.notMatch(fault, /planted/, 'and no password')
  }
})

t.test('what each variable allows and both together do not', async (t) => {
  t.equal(read({ STOP_DELAY_MS: '9999' }).STOP_DELAY_MS, 9999)
  t.equal(read({ STOP_DELAY_MS: '20000', STOP_TIMEOUT_MS: '30000' }).STOP_DELAY_MS, 20_000)
  t.match(
    faults({ STOP_TIMEOUT_MS: '100', STOP_DELAY_MS: '200' })[1],
    /^STOP_DELAY_MS: 200 must be below STOP_TIMEOUT_MS/,
  )
  for (const [name, way] of [
    ['AUTH_KEYS_FILE', 'api-key'],
    ['AUTH_JWKS_URL', 'jwt'],
    ['AUTH_JWKS_FILE', 'jwt'],
    ['AUTH_ISSUER', 'jwt'],
    ['AUTH_AUDIENCE', 'jwt'],
  ] as const) {
    const value = name === 'AUTH_JWKS_URL' ? 'https://issuer.example/jwks?version=2' : 'x'
    const told = new RegExp(`^AUTH: is not set, .* but ${name} is\\. Set AUTH to ${way}`)
    t.match(faults({ [name]: value })[1], told, `${name} without AUTH`)
    t.same(faults({ [name]: value, AUTH: 'none' }), [], 'none on purpose')
    t.same(faults({ [name]: value, AUTH: way }), [])
  }
})

t.test('all faults are told at once', async (t) => {
  const [, ...lines] = faults({ PORT: 'x', LOG_LEVEL: 'loud', STOP_TIMEOUT_MS: '1', HOST: '127.0.0.1' })
  t.same(lines.map((line) => line.split(':')[0]).sort(), ['LOG_LEVEL', 'PORT', 'STOP_TIMEOUT_MS'])
})

t.test('a process may add variables of its own', async (t) => {
  const variables = { ...hostVariables, WORKERS: integer(1, 8, 2), UPSTREAM: z.url().optional() }
  t.match(readConfig(variables, { WORKERS: '4' }), { WORKERS: 4, PORT: 3000 })
  t.throws(() => readConfig(variables, { WORKERS: '9' }), { name: 'ConfigError', message: /WORKERS: / })
  t.throws(() => readConfig(variables, { UPSTREAM: 'nowhere' }), { message: /UPSTREAM: / })
})

t.test('every variable is described', async (t) => {
  for (const [name, schema] of Object.entries(hostVariables)) t.ok(schema.description, name)
})
