/** What only the head of a request decides: who is refused by it, who is asked for a body, and the order on a connection. */
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { ProblemSchema } from '../src/engine/problems.js'
import { buildService } from '../src/http/service.js'
import { newKey } from '../src/identity/keys.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { keysFile } from './keys-file.js'
import { toy } from './toy.js'

const BODY = '{"age":50,"tenderJointCount28":4}'
const NDJSON = `{"id":1,"input":${BODY}}\n`
const [key, entry] = newKey('tests', ['compute'])

async function listening(environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const { app } = await buildService([toy], testConfig(environment), silentLogger())
  t.teardown(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

const port = await listening()

interface Answers {
  /** Of each answer in order, informational ones too. */
  readonly statuses: readonly number[]
  readonly text: string
}

/** Sends bytes as they are and reads until the connection ends; `later` follows once the server has said something. */
function send(text: string, later = '', to = port): Promise<Answers> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: to, host: '127.0.0.1' }, () => socket.write(text))
    let received = ''
    socket.setEncoding('utf8').on('data', (piece) => {
      if (received === '' && later !== '') socket.write(later)
      received += String(piece)
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const statuses = [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
      resolve({ statuses, text: received })
    })
  })
}

const get = (head: string): string => `GET /health/live HTTP/1.1\r\nconnection: close\r\n${head}\r\n`
const post = (head: string, path = '/v1/toy'): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${head}\r\n`

t.test('a head at fault is refused as a problem, before any route is looked for', async (t) => {
  const chunked = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`
  const json = 'content-type: application/json\r\n'
  const refused: readonly (readonly [name: string, text: string, detail: RegExp])[] = [
    ['no Host', get(''), /no Host header/],
    ['an empty Host', get('host:\r\n'), /not the name of a host/],
    ['two Hosts', get('host: x\r\nhost: y\r\n'), /more than one Host header/],
    ['the same Host twice', get('Host: x\r\nhost: x\r\n'), /more than one Host header/],
    ['two Hosts in one', get('host: x, y\r\n'), /not the name of a host/],
    ['a Host with a blank', get('host: x y\r\n'), /not the name of a host/],
    ['a Host that is an address of a page', get('host: http://x/\r\n'), /not the name of a host/],
    ['a compressed transfer', post(`${json}transfer-encoding: gzip, chunked\r\n`) + chunked, /transfer coding/],
    ['chunks in HTTP/1.0', post(`${json}transfer-encoding: chunked\r\n`).replace('1.1', '1.0'), /transfer coding/],
  ]
  for (const [name, text, detail] of refused) {
    const answer = await send(text)
    t.same(answer.statuses, [400], name)
    const [head = '', body = ''] = answer.text.split('\r\n\r\n')
    t.match(head, /content-type: application\/problem\+json/i)
    t.match(head, /connection: close/i)
    const problem = JSON.parse(body)
    t.ok(ProblemSchema.safeParse(problem).success)
    t.equal(problem.code, 'bad_request')
    t.match(problem.detail, detail, name)
  }
  for (const host of ['x', 'scores.example.org:8443', '127.0.0.1:3000', '[::1]:3000', 'a_b-c.d'])
    t.same((await send(get(`host: ${host}\r\n`))).statuses, [200], host)
  t.same((await send(get('').replace('1.1', '1.0'))).statuses, [200], 'HTTP/1.0 asks for no Host')
  t.same((await send(post(`${json}transfer-encoding: Chunked\r\n`) + chunked)).statuses, [200])
})

t.test('a body is asked for where it will be read, and nowhere else', async (t) => {
  const locked = await listening({ AUTH: 'api-key', AUTH_KEYS_FILE: keysFile(entry) })
  const json = `content-type: application/json\r\ncontent-length: ${BODY.length}\r\n`
  const expecting = 'expect: 100-continue\r\n'
  const refused: readonly (readonly [name: string, text: string, status: number, to?: number])[] = [
    ['401', post(json + expecting), 401, locked],
    ['404', post(json + expecting, '/v1/nothing'), 404],
    ['405', post(json + expecting, '/v1/instruments'), 405],
    ['413', post(`content-type: application/json\r\ncontent-length: 70000\r\n${expecting}`), 413],
    [
      '413 of an array',
      post(`content-type: application/json\r\ncontent-length: 9000000\r\n${expecting}`, '/v1/toy/batch'),
      413,
    ],
    ['415', post(`content-type: text/plain\r\ncontent-length: 2\r\n${expecting}`), 415],
    ['415 of a batch', post(`content-type: text/plain\r\ncontent-length: 2\r\n${expecting}`, '/v1/toy/batch'), 415],
    ['two Hosts', post(`host: y\r\n${json}${expecting}`), 400],
  ]
  for (const [name, text, status, to] of refused)
    t.same((await send(text, BODY, to)).statuses, [status], `${name} is the first answer and the only one`)

  const rows = `content-type: application/json\r\ncontent-length: ${NDJSON.length + 2}\r\n`
  const lines = `content-type: application/x-ndjson\r\ncontent-length: ${NDJSON.length}\r\n`
  const csv = 'id,age,tenderJointCount28\n1,50,4\n'
  const table = `content-type: text/csv\r\ncontent-length: ${csv.length}\r\n`
  const taken: readonly (readonly [name: string, text: string, body: string, to?: number])[] = [
    ['one', post(json + expecting), BODY],
    ['one with a key', post(`${json}x-api-key: ${key}\r\n${expecting}`), BODY, locked],
    ['an array', post(rows + expecting, '/v1/toy/batch'), `[${NDJSON}]`],
    ['lines', post(lines + expecting, '/v1/toy/batch'), NDJSON],
    ['a table', post(table + expecting, '/v1/toy/batch'), csv],
  ]
  for (const [name, text, body, to] of taken)
    t.same((await send(text, body, to)).statuses, [100, 200], `${name}: the body is asked for, once`)
})

t.test(
  'of many requests on one connection one is worked on at a time, in order, and others are not kept waiting',
  async (t) => {
    const many = 2000
    const one = `GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n`
    // The head that has come by half waits for those before it: on a busy machine longer than a caller's would.
    const patient = await listening({ HEADERS_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '60000' })
    const began = performance.now()
    const [{ statuses, text }, single] = await Promise.all([
      send(
        `${one.repeat(many)}${post(`content-type: application/json\r\ncontent-length: ${BODY.length}\r\n`)}${BODY}`,
        '',
        patient,
      ),
      delay(5).then(() => send(get('host: x\r\n'), '', patient).then(() => performance.now() - began)),
    ])
    const all = performance.now() - began
    t.equal(statuses.length, many + 1)
    t.ok(statuses.every((status) => status === 200))
    t.match(text.slice(-2000), '"instrument":"toy"', 'the last is answered last')
    t.ok(single < all / 2, `one that came later on another connection had its answer after ${single} of ${all} ms`)
  },
)
