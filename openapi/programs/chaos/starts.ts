/** Callers of a process that has just been started: while it compiles, nobody is refused and every answer is right. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { Agent, request } from 'node:http'
import { GATEWAY, launch, type Owner } from '../kit/processes.js'
import { type Outcome, promised } from './cases.js'

/** The worked example of Prevoo 1995, whose score is 3.81. */
const BODY = JSON.stringify({
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
})
const SCORE = '"reported":"3.81"'

export interface Starting {
  readonly starts: number
  /** Callers, each with a connection of its own and one call at a time. */
  readonly callers: number
  /** Each calls so often at least, and as long as the process is not ready. */
  readonly calls: number
  /** Whether another process keeps the core of this one busy. */
  readonly neighbour: boolean
}

interface Called {
  readonly status: number
  readonly right: boolean
  readonly milliseconds: number
}

/** The core that a process shares with its neighbour. */
const CORE = '0'
const canPin = spawnSync('taskset', ['-c', CORE, 'true']).status === 0

const pin = (pid: number | undefined): void => {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', CORE, String(pid)])
}

/** A process that never rests. */
function neighbour(owner: Owner): ChildProcess {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
  owner.teardown(() => child.kill('SIGKILL'))
  pin(child.pid)
  return child
}

function call(origin: string, agent: Agent): Promise<Called> {
  const began = performance.now()
  return new Promise((resolve) => {
    const failed = (): void => resolve({ status: 0, right: false, milliseconds: performance.now() - began })
    const headers = { 'content-type': 'application/json' }
    request(`${origin}/v1/das28-esr`, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      answer.on('error', failed)
      answer.on('end', () => {
        const status = answer.statusCode ?? 0
        resolve({ status, right: status === 200 && text.includes(SCORE), milliseconds: performance.now() - began })
      })
    })
      .on('error', failed)
      .end(BODY)
  })
}

async function startOnce(owner: Owner, { callers, calls, neighbour: beside }: Starting): Promise<readonly Called[]> {
  const other = beside ? neighbour(owner) : undefined
  const { child, started, said } = launch(owner, GATEWAY, { LOG_LEVEL: 'info' })
  if (beside) pin(child.pid)
  let ready = false
  const prepared = said('prepared').then(() => {
    ready = true
  })
  const { origin } = await started
  const caller = async (): Promise<readonly Called[]> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const seen: Called[] = []
    while (seen.length < calls || !ready) seen.push(await call(origin, agent))
    agent.destroy()
    return seen
  }
  const all = await Promise.all(Array.from({ length: callers }, caller))
  await prepared
  child.kill('SIGKILL')
  other?.kill('SIGKILL')
  return all.flat()
}

export async function started(owner: Owner, starting: Starting): Promise<Outcome> {
  const { starts, callers, calls, neighbour: beside } = starting
  const seen: Called[] = []
  let fewest = Number.POSITIVE_INFINITY
  for (let i = 0; i < starts; i++) {
    const one = await startOnce(owner, starting)
    fewest = Math.min(fewest, one.length)
    for (const answered of one) seen.push(answered)
  }
  const refused = seen.filter(({ status }) => status === 503).length
  const failed = seen.filter(({ right }) => !right).length
  const who = callers === 1 ? 'a caller who is alone' : `${callers} callers`
  return {
    name: `${starts} starts, ${who}${beside ? ', beside a busy process' : ''}`,
    others: {
      requests: seen.length,
      failed,
      statuses: {},
      slowest: seen.reduce((most, { milliseconds }) => Math.max(most, milliseconds), 0),
    },
    victim: undefined,
    wellAfter: undefined,
    promises: [
      promised('calls were made', fewest >= callers * calls, fewest),
      promised('nobody was refused', refused === 0, refused),
      promised('every answer was right', failed === 0, failed),
    ],
  }
}
