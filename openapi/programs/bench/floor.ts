/**
 * The floor of refusing: bare node:http that answers every request 503 by its head, with fixed bytes. `node floor.js`
 * with PORT set.
 */
import { createServer } from 'node:http'

const BODY = '{"type":"about:blank","title":"Too busy","status":503}'
const HEAD = ['content-type', 'application/problem+json', 'content-length', String(BODY.length), 'retry-after', '2']

createServer((request, response) => {
  const isHealth = request.url === '/health/live'
  response.writeHead(isHealth ? 200 : 503, HEAD)
  response.end(BODY, 'latin1')
}).listen(Number(process.env['PORT']), '127.0.0.1')
