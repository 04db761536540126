/**
 * Requests at evenly spaced times. autocannon's `-R` sends what a second may hold at the beginning of that second; this
 * client sends each request when it is due and counts its time from then, so that a server that stalls is charged for the queue.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Fired, Shot } from '../kit/load.js'

export interface Pace {
  readonly origin: string
  readonly shots: readonly Shot[]
  readonly rate: number
  readonly seconds: number
  readonly connections: number
}

interface Line {
  readonly socket: Socket
  due: number
  received: string
}

const PATIENCE_MS = 3000

const bytesOf = ({ path, body }: Shot, host: string): Buffer =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )

/** True once head and body of an answer are complete; bodies here are ASCII but for labels, so bytes are counted as latin1. */
function isWhole(received: string): boolean {
  const head = received.indexOf('\r\n\r\n')
  if (head === -1) return false
  const length = /content-length: (\d+)/i.exec(received.slice(0, head))?.[1]
  return length !== undefined && received.length >= head + 4 + Number(length)
}

export async function pace({ origin, shots, rate, seconds, connections }: Pace): Promise<Fired> {
  const { hostname, port, host } = new URL(origin)
  const requests = shots.map((shot) => bytesOf(shot, host))
  const total = Math.round(rate * seconds)
  const times: number[] = []
  const idle: Line[] = []
  let faults = 0
  const lines = Array.from({ length: connections }, (): Line => {
    const socket = connect(Number(port), hostname).setNoDelay(true)
    return { socket, due: 0, received: '' }
  })
  for (const line of lines) {
    line.socket.on('error', () => faults++)
    line.socket.on('data', (chunk: Buffer) => {
      line.received += chunk.toString('latin1')
      if (!isWhole(line.received)) return
      times.push(performance.now() - line.due)
      if (!line.received.startsWith('HTTP/1.1 200')) faults++
      line.received = ''
      idle.push(line)
    })
  }
  await Promise.all(lines.map(({ socket }) => once(socket, 'connect')))
  idle.push(...lines)
  const begin = performance.now() + 20
  const last = begin + seconds * 1000 + PATIENCE_MS
  let sent = 0
  await new Promise<void>((resolve) => {
    const turn = (): void => {
      const now = performance.now()
      while (sent < total && idle.length > 0 && begin + (sent / rate) * 1000 <= now) {
        const line = idle.pop()
        if (!line) break
        line.due = begin + (sent / rate) * 1000
        line.socket.write(requests[sent % requests.length] ?? '')
        sent++
      }
      if (times.length >= total || now > last) resolve()
      else setImmediate(turn)
    }
    turn()
  })
  const elapsed = (performance.now() - begin) / 1000
  for (const { socket } of lines) socket.destroy()
  await delay(1)
  return { requests: times.length, seconds: elapsed, faults: faults + (total - times.length), times }
}
