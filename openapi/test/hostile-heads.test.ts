/** Heads of almost 8 kB made to cost much: none takes more than ten times the processor time of a usual request. */
import { type AddressInfo, connect, type Socket } from 'node:net'
import t from 'tap'
import { gateway } from './helpers.js'

/** What a header can have when the others are usual. */
const ROOM = 7600
const MOST_TIMES = 10
/** Requests of one measurement, and measurements of which the least counts: it is what the work takes. */
const REQUESTS = 10
const RUNS = 5

const INPUT =
  '{"tenderJointCount28":4,"swollenJointCount28":5,"patientGlobal":{"value":5,"unit":"cm"},"physicianGlobal":{"value":6,"unit":"cm"}}'
const JSON_TYPE = 'content-type: application/json\r\n'

const full = (piece: string): string => piece.repeat(Math.floor(ROOM / piece.length))
const numbered = (piece: (i: number) => string): string => Array.from({ length: 700 }, (_, i) => piece(i)).join('')

const request = (line: string, headers: string, body = ''): string =>
  `${line} HTTP/1.1\r\nhost: x\r\n${headers}${body === '' ? '' : `content-length: ${body.length}\r\n`}\r\n${body}`

/** Where a header is read, with a usual one and any other. */
const ROUTES: Readonly<Record<string, (headers: string) => string>> = {
  score: (headers) => request('POST /v1/cdai', headers, INPUT),
  batch: (headers) => request('POST /v1/cdai/batch', headers, `[{"id":1,"input":${INPUT}}]`),
  page: (headers) => request('GET /', headers),
}

const HEADERS: Readonly<Record<string, string>> = {
  'accept: short types': `accept: ${full('a/b,')}\r\n`,
  'accept: any, again and again': `accept: ${full('*/*,')}\r\n`,
  'accept: parameters': `accept: text/plain${full(';q=')}\r\n`,
  'accept: quoted commas': `accept: text/plain;a="${full('a,')}\r\n`,
  'accept: blanks': `accept: a/b${full(' ')}x\r\n`,
  'accept: many lines': full('accept:a/b\r\n'),
  'accept-encoding': `accept-encoding: ${full('a,')}\r\n`,
  'prefer: short ones': `prefer: ${full('a=b,')}\r\n`,
  'prefer: commas': `prefer: ${full(',')}\r\n`,
  'prefer: blanks': `prefer: return${full(' ')}x\r\n`,
  'prefer: quotes': `prefer: ${full('"')}\r\n`,
  'if-none-match': `if-none-match: ${full('"a",')}\r\n`,
  traceparent: `traceparent: ${full('00-')}\r\n`,
  tracestate: `tracestate: ${full('a=b,')}\r\n`,
  cookie: `cookie: ${full('a=b;')}\r\n`,
  authorization: `authorization: Bearer${full(' ')}a\r\n`,
  'x-request-id': `x-request-id: ${full('a')}\r\n`,
  'many headers': numbered((i) => `x${i}:\r\n`),
}

/** Media types of a body. */
const TYPES: Readonly<Record<string, string>> = {
  blanks: `application/json;${full(' ')}x`,
  'one parameter': `application/json${full(';a=b')}`,
  'many parameters': `application/json${numbered((i) => `;a${i}=b`)}`,
  semicolons: `application/json${full(';')}`,
  'a quoted parameter': `application/json;a="${full('\\"')}`,
}

interface Attack {
  readonly name: string
  readonly text: string
  readonly usual: string
}

const attacks: readonly Attack[] = [
  ...Object.entries(ROUTES).flatMap(([route, write]) => {
    const usual = write(route === 'page' ? '' : JSON_TYPE)
    return Object.entries(HEADERS).map(([name, header]) => ({
      name: `${route}, ${name}`,
      text: write(`${route === 'page' ? '' : JSON_TYPE}${header}`),
      usual,
    }))
  }),
  ...['score', 'batch'].flatMap((route) => {
    const write = ROUTES[route] as (headers: string) => string
    return Object.entries(TYPES).map(([name, type]) => ({
      name: `${route}, content-type: ${name}`,
      text: write(`content-type: ${type}\r\n`),
      usual: write(JSON_TYPE),
    }))
  }),
  ...['/v1/cdai?', '/v1/instruments?', '/v1/none?'].flatMap((path) =>
    ['a=b&', '%41', '&', '['].map((piece) => ({
      name: `${path}${piece}...`,
      text: request(`GET ${path}${full(piece)}`, ''),
      usual: request(`GET ${path}a=b`, ''),
    })),
  ),
  ...['a/', '%41', '/', '../', '%2f', ';'].map((piece) => ({
    name: `a path of ${piece}`,
    text: request(`GET /docs/${full(piece)}`, ''),
    usual: request('GET /docs/none', ''),
  })),
  {
    name: 'host',
    text: `GET /health HTTP/1.1\r\nhost: ${full('a.')}\r\n\r\n`,
    usual: request('GET /health', ''),
  },
  {
    name: 'a page that nobody has, content-type: blanks',
    text: request('POST /v1/none', `content-type: ${TYPES['blanks']}\r\n`, '{}'),
    usual: request('POST /v1/none', JSON_TYPE, '{}'),
  },
]

/** One request after the other; a new connection where the last was closed. */
class Caller {
  readonly #port: number
  #socket: Socket | undefined

  constructor(port: number) {
    this.#port = port
  }

  close(): void {
    this.#socket?.destroy()
  }

  /** Gives the status of the answer. */
  async send(text: string): Promise<number> {
    const socket = await this.#connected()
    return new Promise((resolve, reject) => {
      let got = ''
      const lost = (): void => reject(new Error(`no answer: ${got.slice(0, 80)}`))
      const read = (piece: Buffer): void => {
        got += piece.toString('latin1')
        const end = got.indexOf('\r\n\r\n')
        if (end < 0) return
        const head = got.slice(0, end)
        if (got.length < end + 4 + Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)) return
        socket.off('data', read).off('close', lost)
        if (/^connection: close/im.test(head)) socket.destroy()
        resolve(Number(head.slice(9, 12)))
      }
      socket.on('data', read).once('close', lost)
      socket.write(text)
    })
  }

  #connected(): Promise<Socket> {
    const known = this.#socket
    if (known && !known.destroyed) return Promise.resolve(known)
    return new Promise((resolve, reject) => {
      const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
      this.#socket = socket
      socket.once('error', reject).once('connect', () => resolve(socket))
    })
  }
}

async function measure(caller: Caller, text: string): Promise<number> {
  const before = process.cpuUsage()
  for (let i = 0; i < REQUESTS; i++) await caller.send(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / REQUESTS
}

t.test(`${attacks.length} hostile heads`, async (t) => {
  const app = await gateway(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const caller = new Caller((app.server.address() as AddressInfo).port)
  t.teardown(() => caller.close())
  // What is compiled at the first call is compiled now.
  for (const { text, usual } of attacks) for (const each of [text, usual]) await measure(caller, each)
  const least = new Map<string, number>()
  for (let run = 0; run < RUNS; run++)
    for (const text of new Set(attacks.flatMap((attack) => [attack.text, attack.usual])))
      least.set(text, Math.min(least.get(text) ?? Number.POSITIVE_INFINITY, await measure(caller, text)))
  const times = ({ text, usual }: Attack): number => (least.get(text) as number) / (least.get(usual) as number)
  const [worst, ...others] = attacks.toSorted((a, b) => times(b) - times(a))
  for (const each of others.slice(0, 8)) t.comment(`${times(each).toFixed(1)} times: ${each.name}`)
  t.ok(worst && times(worst) < MOST_TIMES, `${worst?.name}: ${worst && times(worst).toFixed(1)} times a usual request`)
})

t.test('what is too long to be looked at is as if nothing were asked for, or is named', async (t) => {
  const app = await gateway(t)
  const post = (headers: Readonly<Record<string, string>>) =>
    app.inject({
      method: 'POST',
      url: '/v1/cdai',
      headers: { 'content-type': 'application/json', ...headers },
      body: INPUT,
    })
  const asText = `text/plain;a=${'b'.repeat(900)}`
  t.match((await post({ accept: 'text/plain, a/b;q=0.1' })).headers['content-type'], /^text\/plain/)
  t.match((await post({ accept: `${'a/b, '.repeat(150)}text/plain` })).headers['content-type'], /^text\/plain/)
  const many = await post({ accept: `text/plain, ${asText}${'a/b,'.repeat(100)}` })
  t.equal(many.statusCode, 200)
  t.match(many.headers['content-type'], /^application\/json/)
  const page = await app.inject({ url: '/', headers: { accept: `text/html, ${'a/b,'.repeat(300)}` } })
  t.match(page.json(), { documentation: '/docs' })
  t.equal((await post({ 'content-type': `application/json;${' '.repeat(100)}charset=utf-8` })).statusCode, 200)
  const type = await post({ 'content-type': `application/json;${' '.repeat(300)}charset=utf-8` })
  t.equal(type.statusCode, 415)
  t.match(type.json().detail, /Content-Type: application\/json/)
})
