/** What is planted in requests, in every place that a request has, and what each request must be answered. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** A word that occurs nowhere else, in any case of letters, and numbers that no instrument knows. */
export const WORD = 'Zyxwvutmark'
/** Out of every range. */
const HUGE = 98_765_432.1
/** Within the ranges of a creatinine in mg/dL and a weight in kg, so that they are computed with. */
const FINE = { creatinine: 1.476_538_219, weight: 61.829_471_356 }
/** An address of nobody (RFC 5737). */
const ADDRESS = '203.0.113.177'

/** Whatever of it is left in a text. Fractions alone, since a value may be written in another unit. */
const MARKERS = /zyxwvutmark|98765432|9\.87654321|476538219|829471356|203\.0\.113\.177/gi

export const hitsIn = (text: string, markers = MARKERS): readonly string[] => text.match(markers) ?? []

export interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Headers with something in each of them that a caller can fill. */
const HEADERS: Readonly<Record<string, string>> = {
  'x-request-id': `id ${WORD}`,
  host: `${WORD}.example`,
  'user-agent': `${WORD}/${HUGE}`,
  authorization: `Bearer ${WORD}`,
  'x-api-key': WORD,
  cookie: `patient=${WORD}`,
  referer: `http://${WORD}.example/${HUGE}`,
  'x-forwarded-for': ADDRESS,
  prefer: WORD,
  'accept-language': WORD,
  baggage: `patient=${WORD},esr=${HUGE}`,
  traceparent: `00-${WORD}-${WORD}-01`,
  tracestate: `a=${WORD}`,
}

/** As above, with a trace that is continued: what stands in its state goes to a service, and nowhere else. */
const TRACED = { ...HEADERS, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }

export const FAIR = {
  age: 60,
  sex: 'male',
  weight: { value: FINE.weight, unit: 'kg' },
  creatinine: { value: FINE.creatinine, unit: 'mg/dL' },
}
const FAULTY = { ...FAIR, creatinine: { value: HUGE, unit: WORD }, [WORD]: WORD }
/** The failing instrument throws, with the whole input in its message. */
const FATAL = { ...FAIR, age: 27 }

const CSV = 'id,age,sex,weight,weight_unit,creatinine,creatinine_unit\n'
const cells = (age: number, value: number, unit: string) => `${WORD},${age},male,${FINE.weight},kg,${value},${unit}\n`
const row = (input: unknown) => JSON.stringify({ id: WORD, input })
const JSON_TYPE = { 'content-type': 'application/json' }
const NDJSON = { 'content-type': 'application/x-ndjson' }
const TABLE = { 'content-type': 'text/csv' }
const LARGE = 70_000

/** What one slug is asked wherever it is computed, each with the status that it must get. */
export const ofInstrument: Readonly<Record<string, readonly [Sent, number]>> = {
  'a valid body': [{ body: JSON.stringify(FAIR) }, 200],
  'a valid body, traced': [{ body: JSON.stringify(FAIR), headers: TRACED }, 200],
  'a query': [{ path: `/v1/crcl?patient=${WORD}&creatinine=${HUGE}`, body: JSON.stringify(FAIR) }, 200],
  'an invalid body': [{ body: JSON.stringify(FAULTY) }, 422],
  'no JSON': [{ body: `{"age": ${WORD}` }, 400],
  'a key twice': [{ body: `{"${WORD}":1,"${WORD}":${HUGE}}` }, 400],
  'an instrument that fails': [{ body: JSON.stringify(FATAL) }, 500],
  'another media type': [{ headers: { 'content-type': `text/${WORD}` }, body: WORD }, 415],
  'another charset': [{ headers: { 'content-type': `application/json; charset=${WORD}` }, body: '{}' }, 415],
  compressed: [{ headers: { ...JSON_TYPE, 'content-encoding': WORD }, body: '{}' }, 415],
  'too large': [{ body: WORD.repeat(LARGE / WORD.length) }, 413],
  'another method': [{ method: 'PUT', path: `/v1/crcl?${WORD}`, body: WORD }, 405],
  'a batch, each row another fault': [
    { path: '/v1/crcl/batch', body: `[${row(FAIR)},${row(FAULTY)},${row(FATAL)},{"${WORD}":${HUGE}}]` },
    200,
  ],
  'no batch': [{ path: '/v1/crcl/batch', body: `{"${WORD}":${HUGE}}` }, 422],
  'a batch that is no JSON': [{ path: '/v1/crcl/batch', body: `[${WORD}` }, 400],
  'a batch of another media type': [
    { path: '/v1/crcl/batch', headers: { 'content-type': `x/${WORD}` }, body: WORD },
    415,
  ],
  lines: [
    {
      path: '/v1/crcl/batch',
      headers: { ...NDJSON, traceparent: TRACED.traceparent },
      body: [row(FAIR), row(FAULTY), row(FATAL), `{"${WORD}`, WORD.repeat(8000)].join('\n'),
    },
    200,
  ],
  'a table': [
    {
      path: '/v1/crcl/batch',
      headers: TABLE,
      body: CSV + cells(60, FINE.creatinine, 'mg/dL') + cells(60, HUGE, WORD) + cells(27, 1, 'mg/dL') + WORD,
    },
    200,
  ],
  'a table with quotes that do not match': [
    { path: '/v1/crcl/batch', headers: TABLE, body: `${CSV}"${WORD}"x"${HUGE}` },
    200,
  ],
  'a table with unknown columns': [{ path: '/v1/crcl/batch', headers: TABLE, body: `${WORD},${HUGE}\n1,2\n` }, 422],
}

/** What is about no instrument. */
export const ofAnyHost: Readonly<Record<string, readonly [Sent, number]>> = {
  'an unknown slug': [{ path: `/v1/${WORD}`, body: WORD }, 404],
  'an unknown path': [{ path: `/${WORD}/${HUGE}?${WORD}`, body: WORD }, 404],
  'a path that cannot be decoded': [{ method: 'GET', path: `/v1/${WORD}%zz` }, 400],
  'an unknown entry of the catalogue': [{ method: 'GET', path: `/v1/instruments/${WORD}` }, 404],
  'a page with a query': [{ method: 'GET', path: `/health/live?${WORD}` }, 200],
  'a page that is deleted': [{ method: 'DELETE', path: `/metrics?${WORD}`, body: WORD }, 405],
  'a documentation page that is not there': [{ method: 'GET', path: `/docs/static/${WORD}` }, 404],
  'a large head': [{ headers: { 'x-more': WORD.repeat(1000) }, body: '{}' }, 431],
}

/** What a gateway has besides. */
export const ofGateway: Readonly<Record<string, readonly [Sent, number]>> = {
  'a panel': [
    { path: '/v1/panel', headers: TRACED, body: JSON.stringify({ instruments: ['crcl'], inputs: FAULTY }) },
    200,
  ],
  'a panel that fails': [
    { path: '/v1/panel', headers: { prefer: WORD }, body: JSON.stringify({ instruments: ['crcl', WORD], inputs: {} }) },
    422,
  ],
  'a screening': [
    {
      path: '/v1/screen/nct06464679',
      body: JSON.stringify({ arm: WORD, asOf: WORD, inputs: { [WORD]: HUGE, age: HUGE } }),
    },
    422,
  ],
  'a protocol': [{ method: 'GET', path: `/v1/protocols/${WORD}` }, 404],
}

/** Sends with all the headers filled; those of the request win. */
export function send(origin: string, { method = 'POST', path = '/v1/crcl', headers = {}, body }: Sent) {
  const { hostname, port } = new URL(origin)
  const filled = { ...HEADERS, ...(body === undefined ? {} : JSON_TYPE), ...headers }
  return new Promise<number>((resolve, reject) => {
    const asked = httpRequest(
      { hostname, port, method, path, headers: filled, agent: false },
      (answer: IncomingMessage) => {
        answer.resume().on('error', () => undefined)
        resolve(answer.statusCode ?? 0)
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Bytes on a bare socket; gives what came back until the other side ended it, or left after so long. */
export function raw(origin: string, bytes: string, leaveAfterMs?: number): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(Number(port), hostname)
    socket.on('data', (chunk) => {
      heard += String(chunk)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
    socket.write(bytes)
    if (leaveAfterMs !== undefined) delay(leaveAfterMs).then(() => socket.destroy())
  })
}

const head = (type: string, path: string, more: string): string =>
  `POST ${path} HTTP/1.1\r\nhost: ${WORD}\r\ncookie: ${WORD}\r\ncontent-type: ${type}\r\n${more}\r\n`

/** Faults of the connection, each with how its answer must begin; an empty one is not waited for. */
export const ofConnection: Readonly<Record<string, readonly [bytes: string, begins: string, leaveAfterMs?: number]>> = {
  'no HTTP': [`${WORD} ${HUGE}\r\n\r\n`, 'HTTP/1.1 400'],
  'another version': [`GET /${WORD} HTTP/9.9\r\n\r\n`, 'HTTP/1.1 400'],
  'a header with a fault': [`GET /v1/${WORD} HTTP/1.1\r\nhost: x\r\n${WORD}\u0000: ${HUGE}\r\n\r\n`, 'HTTP/1.1 400'],
  'no host': [`GET /v1/${WORD}?${HUGE} HTTP/1.1\r\ncookie: ${WORD}\r\n\r\n`, 'HTTP/1.1 400'],
  'two lengths': [head('application/json', '/v1/crcl', `content-length: 5\r\ncontent-length: 6\r\n`), 'HTTP/1.1 400'],
  'a body that is no chunk': [
    `${head('application/json', '/v1/crcl', 'transfer-encoding: chunked\r\n')}${WORD}\r\n`,
    'HTTP/1.1 400',
  ],
  'a body that does not come': [
    `${head('application/json', '/v1/crcl', 'content-length: 900\r\n')}{"${WORD}":${HUGE}`,
    'HTTP/1.1 408',
  ],
  'a caller who leaves': [
    `${head('application/json', '/v1/crcl', 'content-length: 900\r\n')}{"${WORD}":${HUGE}`,
    '',
    100,
  ],
  'a caller who leaves amid lines': [
    `${head('application/x-ndjson', '/v1/crcl/batch', 'transfer-encoding: chunked\r\n')}${chunk(`${row(FAIR)}\n{"${WORD}`)}`,
    '',
    300,
  ],
  'a caller who leaves amid a table': [
    `${head('text/csv', '/v1/crcl/batch', 'transfer-encoding: chunked\r\n')}${chunk(`${CSV}${cells(60, 1, WORD)}${WORD}`)}`,
    '',
    300,
  ],
}

function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`
}
