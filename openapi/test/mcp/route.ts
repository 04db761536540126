/** `POST /mcp` holds to the rules of the other routes: bodies, names, methods, callers, rows, log and metrics. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import { type Executor, embed } from '@activity-scores/shared/engine/executor'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { newKey } from '@activity-scores/shared/identity/keys'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { readGatewayConfig } from '../../src/config.js'
import { buildGateway } from '../../src/gateway.js'
import { mcpExecutor } from '../../src/mcp/executor.js'
import { faceOf } from '../../src/mcp/server.js'
import { panelOf } from '../../src/panel/executor.js'
import { gateway, slugs, usualGateway } from '../helpers.js'
import { connected, HEAD, messageOf, post, toolOf } from './connected.js'
import { app as served } from './served.js'

const callOf = (name: string, sent: object): object => messageOf('tools/call', { name, arguments: sent })
const CDAI = instruments.find(({ slug }) => slug === 'cdai')?.examples[0]?.request as object

t.test('off unless it is asked for', async (t) => {
  const app = await usualGateway()
  t.equal((await post(app, messageOf('tools/list'))).statusCode, 404)
  t.throws(() => readGatewayConfig({ MCP: 'yes' }, slugs), /MCP/)
  t.throws(() => readGatewayConfig({ MCP_HOSTS: 'https://a.example' }, slugs), /MCP_HOSTS: .*names of hosts/)
})

t.test('bodies and methods', async (t) => {
  const app = served
  const deep = `${'{"a":'.repeat(64)}1${'}'.repeat(64)}`
  const twice =
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"calculate","arguments":{"slug":"cdai","input":{"a":1,"a":2}}}}'
  const cases: readonly (readonly [payload: string | Buffer, status: number, code: string, pointer: string])[] = [
    ['{"jsonrpc":', 400, 'invalid_json', ''],
    ['', 400, 'invalid_json', ''],
    [`{"jsonrpc":"2.0","id":1,"method":"ping","params":${deep}}`, 400, 'too_deep', ''],
    [Buffer.from('{"jsonrpc":"\xff"}', 'latin1'), 400, 'not_utf8', ''],
    [twice, 400, 'duplicate_key', '/params/arguments/input/a'],
    [JSON.stringify(callOf('find', { query: 'x'.repeat(1_048_576) })), 413, 'body_too_large', ''],
  ]
  for (const [payload, status, code, pointer] of cases) {
    const reply = await post(app, payload)
    t.equal(reply.statusCode, status, code)
    t.match(reply.headers['content-type'], 'application/problem+json')
    t.match(reply.json(), { code, instance: '/mcp', errors: [{ pointer }] })
  }
  t.equal((await post(app, '{}', { 'content-type': 'text/plain' })).statusCode, 415)
  for (const method of ['GET', 'DELETE', 'PUT'] as const) {
    const reply = await app.inject({ method, url: '/mcp' })
    t.equal(reply.statusCode, 405, method)
    t.equal(reply.headers.allow, 'POST')
    t.equal(reply.json().code, 'method_not_allowed')
  }
  for (const payload of ['null', '1', '"a"', '[]', JSON.stringify([callOf('find', { query: '' })])]) {
    const reply = await post(app, payload)
    t.equal(reply.statusCode, 400, payload)
    t.match(reply.json(), { error: { code: -32600 }, id: null })
  }
  const listen = await post(app, {
    ...messageOf('subscriptions/listen', { notifications: {} }),
    params: { notifications: {}, _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } },
  })
  t.notMatch(listen.headers['content-type'], 'event-stream', 'nothing stays open')
  const strange = [
    'initialize',
    'ping',
    'tools/call',
    'resources/read',
    'prompts/list',
    'server/discover',
    'nothing/such',
  ]
  for (const method of strange)
    for (const params of [undefined, null, 1, [], {}, { name: 1 }, { name: 'find', arguments: [] }, { uri: {} }]) {
      const reply = await post(app, { jsonrpc: '2.0', id: 'x', method, params })
      t.ok(
        reply.statusCode < 500,
        `${method} ${JSON.stringify(params)}: ${reply.statusCode} ${reply.payload.slice(0, 200)}`,
      )
      t.notMatch(reply.payload, /node_modules|\.js:|\.ts:/)
    }
})

t.test('names by which it may be called', async (t) => {
  const app = await gateway(t, {
    MCP: 'on',
    MCP_HOSTS: 'scores.example, Other.example',
    PUBLIC_URL: 'https://public.example/base',
    CORS_ORIGINS: 'https://client.example',
  })
  const cases: readonly (readonly [headers: Record<string, string>, status: number])[] = [
    [{ host: 'localhost:3000' }, 200],
    [{ host: '127.0.0.1:3000' }, 200],
    [{ host: '[::1]:3000' }, 200],
    [{ host: 'scores.example' }, 200],
    [{ host: 'other.example:8443' }, 200],
    [{ host: 'public.example' }, 200],
    [{ host: 'evil.example' }, 403],
    [{ host: 'localhost.evil.example' }, 403],
    [{ host: 'localhost:80@evil.example' }, 403],
    [{ origin: 'https://client.example' }, 200],
    [{ origin: 'http://localhost:6274' }, 200],
    [{ origin: 'http://client.example' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
  ]
  for (const [headers, status] of cases) {
    const reply = await post(app, messageOf('tools/list'), headers)
    t.equal(reply.statusCode, status, JSON.stringify(headers))
    if (status === 403) t.match(reply.json(), { code: 'forbidden', instance: '/mcp' })
    t.notMatch(reply.payload, /evil/)
  }
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/mcp',
    headers: { origin: 'https://client.example', 'access-control-request-method': 'POST' },
  })
  t.match(preflight.headers['access-control-allow-headers'], /Mcp-Protocol-Version/)
})

const keyOf = (name: string, ...scopes: readonly string[]) => newKey(name, scopes)
const [all, allEntry] = keyOf('all', 'compute')
const [logged, loggedEntry] = keyOf('logged', 'compute')
const [counted, countedEntry] = keyOf('counted', 'compute')
const [one, oneEntry] = keyOf('one', 'compute:cdai')
const [panel, panelEntry] = keyOf('panel', 'compute:panel')
const [screen, screenEntry] = keyOf('screen', 'compute:screen/nct06464679')
const [metrics, metricsEntry] = keyOf('metrics', 'metrics')
const file = join(mkdtempSync(join(tmpdir(), 'mcp-')), 'keys.json')
const keys = [allEntry, loggedEntry, countedEntry, oneEntry, panelEntry, screenEntry, metricsEntry]
writeFileSync(file, JSON.stringify({ keys }))

let log = ''
/** It asks callers who they are, counts their rows, writes its log here, and has an instrument that fails. */
const guarded = await guardedGateway()

async function guardedGateway(): Promise<FastifyInstance> {
  const logger = createLogger('trace', {
    write(line: string) {
      log += line
    },
  })
  const config = readGatewayConfig(
    {
      MCP: 'on',
      AUTH: 'api-key',
      AUTH_KEYS_FILE: file,
      REFUSAL_LIMIT: '0',
      RATE_LIMIT_ROWS: '50',
      RATE_LIMIT_WINDOW_S: '3600',
      LOG_LEVEL: 'trace',
      OVERLOAD_DELAY_MS: '0',
    },
    slugs,
  )
  const failing = {
    ...instruments.find(({ slug }) => slug === 'cdai'),
    slug: 'fails',
    provides: [],
    compute: (input: unknown): never => {
      throw new Error(JSON.stringify(input))
    },
  } as (typeof instruments)[number]
  const set = instrumentSetOf([...instruments, failing])
  const { app } = await buildGateway(set, config, logger, { freshDocument: true })
  t.teardown(() => app.close())
  return app
}

t.test('a scope opens its own instrument and no other', async (t) => {
  const origin = await guarded.listen({ port: 0, host: '127.0.0.1' })
  t.equal((await post(guarded, messageOf('tools/list'))).statusCode, 401)
  t.equal((await post(guarded, messageOf('tools/list'), { 'x-api-key': metrics })).statusCode, 403)
  const calls = {
    cdai: ['calculate', { slug: 'cdai', input: {} }],
    sdai: ['calculate', { slug: 'sdai', input: {} }],
    panel: ['panel', { instruments: ['cdai'], inputs: { tenderJointCount28: 1 } }],
    screen: ['screen', { protocol: 'nct06464679', arm: 'myositis', asOf: '2026-01-01', inputs: {} }],
    describe: ['describe', { slug: 'sdai' }],
  } as const
  const opened: readonly (readonly [key: string, names: readonly string[]])[] = [
    [all, ['cdai', 'sdai', 'panel', 'screen', 'describe']],
    [one, ['cdai', 'describe']],
    [panel, ['panel', 'describe']],
    [screen, ['screen', 'describe']],
  ]
  for (const [key, names] of opened) {
    const call = toolOf(await connected(t, origin, 'auto', { 'x-api-key': key }))
    const found: string[] = []
    for (const [name, [tool, sent]] of Object.entries(calls)) {
      const reply = await call(tool, sent)
      if (!reply.isError) found.push(name)
      else t.match(reply.text, /^forbidden: .*scope compute:/)
    }
    t.same(found, names)
  }
})

t.test('rows count as elsewhere', async (t) => {
  const call = (body: object) => post(guarded, body, { 'x-api-key': counted })
  const left = async (body: object): Promise<string> => String((await call(body)).headers['ratelimit'])
  t.match(await left(messageOf('tools/list')), 'r=49')
  t.match(await left(callOf('calculate', { slug: 'cdai', input: CDAI })), 'r=48')
  t.match(await left(callOf('panel', { instruments: ['cdai', 'sdai', 'das28-esr'], inputs: CDAI })), 'r=45')
  await left(callOf('panel', { instruments: slugs, inputs: CDAI }))
  await left(callOf('panel', { instruments: slugs, inputs: CDAI }))
  const refused = await call(callOf('calculate', { slug: 'cdai', input: CDAI }))
  t.equal(refused.statusCode, 429)
  t.equal(refused.json().code, 'rate_limited')
})

const MARK = 'Plantedmark'

t.test('log and metrics name what was computed and hold nothing that was sent', async (t) => {
  log = ''
  const call = (body: object) => post(guarded, body, { 'x-api-key': logged, 'mcp-method': MARK })
  const sent: readonly (readonly [body: object, route: string])[] = [
    [callOf('calculate', { slug: 'cdai', input: CDAI }), '/mcp#calculate/cdai'],
    [callOf('calculate', { slug: 'cdai', input: { [MARK]: MARK } }), '/mcp#calculate/cdai'],
    [callOf('calculate', { slug: MARK, input: {} }), '/mcp#calculate'],
    [callOf('find', { query: MARK }), '/mcp#find'],
    [callOf('describe', { slug: 'cdai', form: MARK }), '/mcp#describe'],
    [callOf('panel', { instruments: ['cdai'], inputs: { [MARK]: MARK } }), '/mcp#panel'],
    [
      callOf('screen', { protocol: 'nct06464679', arm: 'myositis', asOf: '2026-01-01', inputs: {}, subject: MARK }),
      '/mcp#screen/nct06464679',
    ],
    [callOf(MARK, {}), '/mcp'],
    [{ jsonrpc: '2.0', id: MARK, method: MARK, params: { [MARK]: MARK } }, '/mcp'],
    [messageOf('resources/read', { uri: `activity-scores://${MARK}` }), '/mcp'],
  ]
  for (const [body] of sent) t.ok((await call(body)).statusCode < 500, JSON.stringify(body))
  const failed = await call(callOf('calculate', { slug: 'fails', input: { tenderJointCount28: 27 } }))
  t.equal(failed.statusCode, 500)
  t.equal(failed.json().code, 'internal_error')
  t.notMatch(failed.payload, '27')
  const routes = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'request')
    .map(({ route }) => route)
  t.same(routes, [...sent.map(([, route]) => route), '/mcp'])
  const text = (await guarded.inject({ url: '/metrics', headers: { 'x-api-key': metrics } })).payload
  for (const route of new Set(routes)) t.ok(text.includes(`route="${route}"`), route)
  t.match(log, /"msg":"request failed"/)
  for (const written of [log, text]) {
    t.notMatch(written, MARK)
    t.notMatch(written, /tenderJointCount28/)
  }
})

t.test('200 calls at once', async (t) => {
  const app = served
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      post(app, { ...callOf('calculate', { slug: 'cdai', input: { ...CDAI, tenderJointCount28: i % 29 } }), id: i }),
    ),
  )
  for (const [i, reply] of all.entries()) {
    const { id, result } = reply.json()
    t.equal(id, i)
    t.equal(result.structuredContent.inputs.tenderJointCount28, i % 29)
  }
})

t.test('a tool is computed in the turn of its request, and once', async (t) => {
  const cdai = instruments.find(({ slug }) => slug === 'cdai') as (typeof instruments)[number]
  const asked: unknown[] = []
  const { fromValue, ...own } = embed(cdai)
  const executor: Executor = {
    ...own,
    fromValue(body, context) {
      asked.push(body)
      return fromValue(body, context)
    },
  }
  const instrumentSet = instrumentSetOf([cdai])
  const face = faceOf({
    instrumentSet,
    executors: [executor],
    panel: panelOf(instrumentSet, [executor]),
    screens: new Map(),
  })
  const body = Buffer.from(JSON.stringify(callOf('calculate', { slug: 'cdai', input: CDAI })))
  const answer = mcpExecutor(face).fromBytes(body, { form: 'full', requestId: 'x', headers: HEAD })
  t.equal(asked.length, 1, 'before the library has it, whose work nobody sees')
  t.match(JSON.parse(String((await answer).body)), { result: { structuredContent: { instrument: 'cdai' } } })
  t.equal(asked.length, 1)
})
