/** Which variables of an environment are spoken of: those that were perhaps meant for us, and no others. */
import '../src/testing/patience.js'
import t from 'tap'
import { readConfig } from '../src/config/read.js'
import { editDistance, isServiceLink, misspelt, tellPassedOver } from '../src/http/unknown-variables.js'
import { hostVariables } from '../src/http/variables.js'
import { createLogger } from '../src/telemetry/logging.js'

const known = [...Object.keys(hostVariables), 'UPSTREAM_TEMPLATE', 'UPSTREAM_DAS28_ESR', 'PROTOCOLS_DIR']

const told = (environment: Readonly<Record<string, string>>) =>
  misspelt(known, environment).map(({ variable, nearest }) => `${variable} ${nearest}`)

t.test('letters that are put in, taken out or changed', async (t) => {
  // The usual examples of textbooks.
  t.equal(editDistance('KITTEN', 'SITTING'), 3)
  t.equal(editDistance('SATURDAY', 'SUNDAY'), 3)
  t.equal(editDistance('', 'ABC'), 3)
  t.equal(editDistance('ABC', 'ABC'), 0)
})

t.test('what is very like one of ours is told with it', async (t) => {
  const pairs: readonly (readonly [variable: string, nearest: string])[] = [
    ['RATELIMIT_ROWS', 'RATE_LIMIT_ROWS'],
    ['RATE_LIMIT_ROW', 'RATE_LIMIT_ROWS'],
    ['RATE_LIMIT_WINDOW', 'RATE_LIMIT_WINDOW_S'],
    ['AUTH_KEY_FILE', 'AUTH_KEYS_FILE'],
    ['AUTH_KEYS', 'AUTH_KEYS_FILE'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['LOG_LEVLE', 'LOG_LEVEL'],
    ['log_level', 'LOG_LEVEL'],
    ['STOP_TIMEOUT', 'STOP_TIMEOUT_MS'],
    ['OVERLOAD_DELAY', 'OVERLOAD_DELAY_MS'],
    ['MAX_CONECTIONS', 'MAX_CONNECTIONS'],
    ['ALLOW_ANONYMUS', 'ALLOW_ANONYMOUS'],
    ['BATCH_THREAD', 'BATCH_THREADS'],
    ['TRACNG', 'TRACING'],
    ['UPSTREM_DAS28_ESR', 'UPSTREAM_DAS28_ESR'],
    ['OTEL_SERVICE_NAMES', 'OTEL_SERVICE_NAME'],
  ]
  for (const [variable, nearest] of pairs) t.same(told({ [variable]: 'x' }), [`${variable} ${nearest}`])
})

t.test('the environments of others are not', async (t) => {
  const shell = {
    HOME: '/root',
    PATH: '/usr/bin',
    HOSTNAME: 'a',
    HOSTS: 'a',
    PORTS: '1',
    OAUTH: 'x',
    XAUTHORITY: '/root/.Xauthority',
    POST: 'x',
    PWD: '/',
    TERM: 'xterm',
    LANG: 'C',
    USER: 'node',
    SHLVL: '1',
    NODE_ENV: 'production',
    NODE_OPTIONS: '--max-old-space-size=384',
    NODE_VERSION: '20.20.2',
    YARN_VERSION: '1.22.22',
    npm_config_loglevel: 'warn',
    npm_lifecycle_event: 'start',
    http_proxy: 'http://proxy',
    NO_PROXY: 'x',
    TZ: 'UTC',
    LOG_FORMAT: 'json',
    MAX_CONN: '5',
    SSL_CERT_FILE: '/etc/ssl/cert.pem',
    OTEL_RESOURCE_ATTRIBUTES: 'a=b',
    OTEL_EXPORTER_OTLP_HEADERS: 'a=b',
    OTEL_TRACES_SAMPLER: 'always_on',
    INVOCATION_ID: '1',
    JOURNAL_STREAM: '8:1',
    port: '1',
    host: 'a',
    auth: 'x',
  }
  t.same(told(shell), [])
  // What Kubernetes and Docker set for services of these names.
  for (const service of [
    'AUTH',
    'CDAI',
    'UPSTREAM',
    'BATCH',
    'RATE_LIMIT',
    'STOP',
    'OVERLOAD',
    'PORT',
    'HOST',
    'KUBERNETES',
  ])
    t.same(
      told({
        [`${service}_SERVICE_HOST`]: '10.0.0.1',
        [`${service}_SERVICE_PORT`]: '80',
        [`${service}_SERVICE_PORT_HTTP`]: '80',
        [`${service}_PORT`]: 'tcp://10.0.0.1:80',
        [`${service}_PORT_80_TCP`]: 'tcp://10.0.0.1:80',
        [`${service}_PORT_80_TCP_PROTO`]: 'tcp',
        [`${service}_PORT_80_TCP_PORT`]: '80',
        [`${service}_PORT_80_TCP_ADDR`]: '10.0.0.1',
      }),
      [],
      service,
    )
  t.notOk(isServiceLink('AUTH_PORT', '80'))
  t.same(told(Object.fromEntries(known.map((name) => [name, 'x']))), [], 'nor ours')
})

t.test('one line each, without the value, and as many as can be read', async (t) => {
  const lines: string[] = []
  const logger = createLogger('info', { write: (line) => lines.push(line) })
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`AUTH_OTHER_${i}`, 'planted']))
  const config = readConfig(hostVariables, { AUTH: 'api-key', AUTH_KEYS_FILE: 'a', AUTH_ISSUER: 'planted' })
  tellPassedOver(known, { RATELIMIT_ROWS: 'planted' }, config, logger)
  t.same(
    lines
      .map((line) => JSON.parse(line))
      .map(({ level, variable, nearest, msg }) => ({ level, variable, nearest, msg })),
    [
      {
        level: 40,
        variable: 'RATELIMIT_ROWS',
        nearest: 'RATE_LIMIT_ROWS',
        msg: 'RATELIMIT_ROWS is not known and was passed over; the nearest is RATE_LIMIT_ROWS',
      },
      { level: 40, variable: undefined, nearest: undefined, msg: 'AUTH_ISSUER is not used: AUTH has no jwt' },
    ],
  )
  tellPassedOver(known, many, config, logger)
  t.ok(lines.length < 30)
  t.notMatch(lines.join(''), 'planted')
})
