/** Programs under measurement: each on its core, its log in a file, waited for by asking it, ended with the one who measures. */

import { once } from 'node:events'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { hostVariables } from '@activity-scores/shared/http/variables'
import { ownedByProcess, spawnFor } from './processes.js'
import { pinning, processTree, SERVER_CORE } from './system.js'

/** Scratch of this run: samples, rows, logs of the servers, profiles. */
export const scratch = mkdtempSync(join(tmpdir(), 'activity-scores-bench-'))

let files = 0
export const scratchFile = (name: string): string => join(scratch, `${files++}-${name}`)

const READY_MS = 20_000
const STOP_MS = 5000

const owner = ownedByProcess()
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))

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

/** Starts a program and comes back when it is ready. Its log goes to a file, as in production it would to a pipe. */
export async function startProgram(program: Program): Promise<Running> {
  const port = program.port ?? (await freePort())
  const wanted = program.command ?? process.execPath
  const pin = pinning ? ['taskset', '-c', program.core ?? SERVER_CORE] : []
  const [command = wanted, ...args] = [...pin, wanted, ...program.args]
  const { child, errors } = spawnFor(owner, {
    command,
    args,
    environment: { ...surroundings, NODE_ENV: 'production', PORT: String(port), ...program.environment },
    output: openSync(scratchFile('log'), 'w'),
  })
  let isLive = true
  let failure: Error | undefined
  const ended = new Promise<void>((resolve) => {
    const end = (error?: Error): void => {
      isLive = false
      failure = error
      resolve()
    }
    child.once('exit', () => end())
    child.once('error', end)
  })
  const origin = `http://127.0.0.1:${port}`
  const deadline = performance.now() + READY_MS
  while (!(await answers(origin + program.ready))) {
    if (!isLive || performance.now() > deadline)
      throw new Error(
        `${[wanted, ...program.args].join(' ')} did not become ready. ${failure?.message ?? errors().slice(-2000)}`,
      )
    await delay(program.every ?? 20)
  }
  return {
    origin,
    pids: () => processTree(child.pid ?? 0),
    async stop() {
      if (!isLive) return
      child.kill('SIGTERM')
      await Promise.race([ended, delay(STOP_MS, undefined, { ref: false })])
      if (isLive) child.kill('SIGKILL')
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
      const running = await startProgram(program)
      started.push(running)
      return running
    })
  } finally {
    await Promise.all(started.map((running) => running.stop()))
  }
}

/** Answers 200 in every program of this project, and in those they are measured against. */
export const READY = '/health/live'

/** A benchmark means to fill a process, code that is not compiled yet included; nobody is to be refused for it. */
const PATIENT = { OVERLOAD_DELAY_MS: '10000' } as const

/** As `npm start` and `npm run service` start them. */
const PROGRAMS = 'openapi/dist/bundle/programs'

export const service = (slug: string, more: Partial<Program> = {}): Program => ({
  ready: READY,
  ...more,
  environment: { ...PATIENT, ...more.environment },
  args: [...(more.args ?? []), `${PROGRAMS}/serve.js`, slug],
})

export const gateway = (more: Partial<Program> = {}): Program => ({
  ready: READY,
  ...more,
  environment: { ...PATIENT, ...more.environment },
  args: [...(more.args ?? []), `${PROGRAMS}/main.js`],
})
