/** Programs under measurement: started on their core, waited for, and always ended with the benchmark. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { hostVariables } from '@activity-scores/shared/http/variables'
import { pinning, processTree, SERVER_CORE } from './system.js'

export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Scratch of this run: samples, rows, logs of the servers, profiles. */
export const scratch = mkdtempSync(join(tmpdir(), 'activity-scores-bench-'))

const READY_MS = 20_000
const STOP_MS = 5000

const live = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of live) child.kill('SIGKILL')
  rmSync(scratch, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

export interface Running {
  readonly origin: string
  /** All processes of the program at the time of asking. */
  pids(): readonly number[]
  stop(): Promise<void>
}

export interface Program {
  readonly command?: string
  readonly args: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly port?: number
  /** Path that answers 200 once the program serves. */
  readonly ready: string
  /** Core to run on, or several; the servers' core if not said. */
  readonly core?: string
  /** How often readiness is asked for, in ms. */
  readonly every?: number
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

/** The environment as found, without what would configure the targets. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !(name in hostVariables) && !name.startsWith('UPSTREAM_')),
)

let logs = 0

/** Starts a program and comes back when it is ready. Its log goes to a file, as in production it would to a pipe. */
export async function start(program: Program): Promise<Running> {
  const port = program.port ?? (await freePort())
  const command = program.command ?? process.execPath
  const pin = pinning ? ['taskset', '-c', program.core ?? SERVER_CORE] : []
  const [file = command, ...args] = [...pin, command, ...program.args]
  const log = openSync(join(scratch, `log-${logs++}`), 'w')
  const child = spawn(file, args, {
    cwd: root,
    env: { ...surroundings, NODE_ENV: 'production', PORT: String(port), ...program.environment },
    stdio: ['ignore', log, 'pipe'],
  })
  live.add(child)
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said = (said + String(chunk)).slice(-2000)
  })
  let failure: Error | undefined
  child.on('error', (error) => {
    failure = error
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      live.delete(child)
      resolve()
    })
  })
  const origin = `http://127.0.0.1:${port}`
  const deadline = performance.now() + READY_MS
  while (!(await answers(origin + program.ready))) {
    if (failure || !live.has(child) || performance.now() > deadline)
      throw new Error(`${[command, ...program.args].join(' ')} did not become ready. ${failure?.message ?? said}`)
    await delay(program.every ?? 20)
  }
  return {
    origin,
    pids: () => processTree(child.pid ?? 0),
    async stop() {
      if (!live.has(child)) return
      child.kill('SIGTERM')
      await Promise.race([ended, delay(STOP_MS, undefined, { ref: false })])
      if (live.has(child)) child.kill('SIGKILL')
      await ended
    },
  }
}

/** Asked on a bare socket: a client library would take processor time from the program that is starting. */
function answers(url: string): Promise<boolean> {
  const { hostname, port, pathname, host } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
    })
    socket.once('data', (chunk: Buffer) => {
      resolve(chunk.toString('latin1').startsWith('HTTP/1.1 200'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}

/** Runs a case with programs that end with it, also when it fails. */
export async function withPrograms<T>(work: (add: (program: Program) => Promise<Running>) => Promise<T>): Promise<T> {
  const started: Running[] = []
  try {
    return await work(async (program) => {
      const running = await start(program)
      started.push(running)
      return running
    })
  } finally {
    await Promise.all(started.map((running) => running.stop()))
  }
}
