/**
 * The anchor: bare node:http doing work of equal size. It reads and parses the body, checks its shape, builds an answer
 * of the same content and writes it; no validation of ranges, no log, no metrics, no headers beyond type and length.
 * `node anchor.js EXCHANGES.json` with PORT set.
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { builderOf, checkOf, type Exchange, nudge } from './shape.js'

const exchanges = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly Exchange[]
const routes = new Map(
  exchanges.map(({ path, request, response }) => [path, { check: checkOf(request), build: builderOf(response) }]),
)
const step = nudge()

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const route = routes.get(request.url ?? '')
  if (!route) {
    answer(response, request.url === '/health/live' ? 200 : 404, '{}')
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    let body: unknown
    try {
      body = JSON.parse((chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString())
    } catch {
      answer(response, 400, '{}')
      return
    }
    if (route.check(body)) answer(response, 200, JSON.stringify(route.build(step)))
    else answer(response, 422, '{}')
  })
}

createServer(serve).listen(Number(process.env['PORT']), '127.0.0.1')
