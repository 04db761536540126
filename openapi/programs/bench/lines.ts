/** Connections that are open before they are used, each asked by itself. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { bytesOf, type Shot } from '../kit/load.js'

export interface Line {
  /** Resolves with the answer; fails where it has another status, or where the connection ends. */
  ask(shot: Shot, status: number): Promise<void>
  close(): void
}

/** A server takes one connection in a turn of its loop. */
const AT_A_TIME = 32

export async function openLines(origin: string, count: number): Promise<readonly Line[]> {
  const lines: Line[] = []
  while (lines.length < count)
    lines.push(
      ...(await Promise.all(Array.from({ length: Math.min(AT_A_TIME, count - lines.length) }, () => open(origin)))),
    )
  return lines
}

async function open(origin: string): Promise<Line> {
  const { hostname, port, host } = new URL(origin)
  const socket = connect(Number(port), hostname).setNoDelay(true)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return {
    async ask(shot, status) {
      socket.write(bytesOf(shot, host))
      const [answer] = (await once(socket, 'data')) as [Buffer]
      const begin = answer.toString('latin1', 0, 12)
      if (begin !== `HTTP/1.1 ${status}`) throw new Error(`${status} expected, came: ${begin}`)
    },
    close() {
      socket.destroy()
    },
  }
}
