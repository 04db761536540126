/** A server in the place of a service, which answers wrongly in one way after the other. */
import { createServer, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' }

export const LIES: Readonly<Record<string, (response: ServerResponse) => void>> = {
  HTML: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Welcome'),
  'another media type': (response) => response.writeHead(200, { 'content-type': 'text/csv' }).end('{}'),
  'another instrument': (response) => response.writeHead(200, JSON_HEADERS).end('{"instrument":"other","score":1}'),
  'no end': (response) => {
    response.writeHead(200, JSON_HEADERS)
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  },
  'a byte now and then': (response) => {
    response.writeHead(200, { ...JSON_HEADERS, 'content-length': '5000' })
    const timer = setInterval(() => response.write('{'), 100)
    response.once('close', () => clearInterval(timer))
  },
  silence: () => undefined,
  'a broken connection': (response) => response.socket?.destroy(),
}

export interface Liar {
  tell(lie: string): void
  close(): Promise<void>
}

export async function liar(port: number): Promise<Liar> {
  let lie = LIES['HTML']
  const sockets = new Set<Socket>()
  const server = createServer((_request, response) => lie?.(response))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    tell(name) {
      lie = LIES[name]
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
