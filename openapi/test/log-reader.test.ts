/** What a process does whose log nobody reads: a pipe whose reader stops, goes on, and is gone. */
import '@activity-scores/shared/testing/patience'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { connect, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { closed, serviceOf } from '../programs/kit/processes.js'

const PATIENCE_MS = 30_000
/** What spins or waits for its reader does not answer at all; a busy machine takes its time. */
const ALIVE_MS = 10_000
/** More lines than the 4 MiB that wait and the pipe can hold, each being some 240 bytes. */
const MANY = 24_000
/** Ticks of `/proc/PID/stat` in a second, on every Linux. */
const TICKS = 100

interface Line {
  readonly msg: string
  readonly requestId?: string
  readonly address?: string
  readonly dropped?: number
}

class Reader {
  readonly socket: Socket
  /** Of all whole lines. */
  text = ''

  constructor(descriptor: number) {
    this.socket = new Socket({ fd: descriptor, readable: true, writable: false })
    this.socket.on('data', (chunk) => {
      this.text += chunk.toString('latin1')
    })
  }

  /** Every line that is whole; one that is torn is no JSON. */
  get lines(): readonly Line[] {
    return this.text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line)
  }

  async said(message: string): Promise<Line> {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await delay(20)) {
      const found = this.lines.find(({ msg }) => msg === message)
      if (found) return found
    }
    throw new Error(`it did not say "${message}"`)
  }
}

interface Logging {
  readonly child: ChildProcess
  readonly reader: Reader
  readonly origin: string
  readonly heard: () => string
}

/** A service that logs to a named pipe: unlike the sockets that Node makes for its children, what shells and containers use. */
async function logging(t: Test, environment: Readonly<Record<string, string>> = {}): Promise<Logging> {
  const folder = mkdtempSync(join(tmpdir(), 'log-reader-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const pipe = join(folder, 'log')
  spawnSync('mkfifo', [pipe])
  const reader = new Reader(openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK))
  t.teardown(() => reader.socket.destroy())
  const out = openSync(pipe, constants.O_WRONLY)
  const [file = '', ...rest] = serviceOf('cdai')
  const child = spawn(process.execPath, [file, ...rest], {
    env: { PORT: '0', OVERLOAD_DELAY_MS: '0', ...environment },
    stdio: ['ignore', out, 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  closeSync(out)
  let heard = ''
  child.stderr?.on('data', (chunk) => {
    heard += String(chunk)
  })
  const { address = '' } = await reader.said('listening')
  await reader.said('prepared')
  return { child, reader, origin: address, heard: () => heard }
}

const idOf = (number: number): string => `line-${String(number).padStart(59, '0')}`

/** So many requests on one connection, numbered in their ids; resolves when all are answered. */
async function ask(origin: string, first: number, count: number): Promise<void> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  let answers = 0
  const all = new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk) => {
      answers += chunk.toString('latin1').split('"status":"live"').length - 1
      if (answers === count) resolve()
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error(`${answers} of ${count} answers`)))
  })
  const GROUP = 100
  for (let i = 0; i < count; i += GROUP) {
    const group = Array.from(
      { length: Math.min(GROUP, count - i) },
      (_, k) => `GET /health/live HTTP/1.1\r\nHost: a\r\nX-Request-Id: ${idOf(first + i + k)}\r\n\r\n`,
    )
    // No answer may be cut in two by the counting, so a group is answered before the next one is sent.
    if (!socket.write(group.join(''))) await once(socket, 'drain')
    while (answers < i + group.length) await delay(1)
  }
  await all
  socket.destroy()
}

const health = async (origin: string): Promise<number> => {
  const began = performance.now()
  await (await fetch(`${origin}/health/live`)).text()
  return performance.now() - began
}

const dropped = async (origin: string): Promise<number> =>
  Number(/^log_lines_dropped_total (\d+)$/m.exec(await (await fetch(`${origin}/metrics`)).text())?.[1])

/** Processor time of a process in seconds. */
function processorTime({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

/** Share of a processor while nobody asks for anything. */
async function idleShare(child: ChildProcess): Promise<number> {
  const before = processorTime(child)
  const began = performance.now()
  await delay(2000)
  return ((processorTime(child) - before) * 1000) / (performance.now() - began)
}

const endsInTime = async (t: Test, child: ChildProcess): Promise<void> => {
  const ended = closed(child)
  const began = performance.now()
  child.kill('SIGTERM')
  t.equal(await ended, 0)
  t.ok(performance.now() - began < 5000, 'without waiting for its reader')
}

t.test('a reader that stops, goes on, and is gone', async (t) => {
  const { child, reader, origin, heard } = await logging(t)
  t.equal(await dropped(origin), 0)
  reader.socket.pause()
  await ask(origin, 0, MANY)
  const lost = await dropped(origin)
  t.ok(lost > 0 && lost < MANY / 2, `${lost} of ${MANY} lines dropped`)
  t.ok((await idleShare(child)) < 0.04, 'nothing is tried over and over')
  t.ok((await health(origin)) < ALIVE_MS)

  reader.socket.resume()
  await delay(500)
  await ask(origin, MANY, 10)
  const last = idOf(MANY + 9)
  for (let i = 0; i < 200 && !reader.text.includes(last); i++) await delay(50)
  const lines = reader.lines
  const numbers = lines.flatMap(({ requestId }) => (requestId?.startsWith('line-') ? [Number(requestId.slice(5))] : []))
  t.same(
    numbers,
    [...numbers].sort((a, b) => a - b),
    'in order',
  )
  t.equal(numbers.at(-1), MANY + 9, 'the log goes on')
  const gaps = lines.filter(({ msg }) => msg.startsWith('log lines were dropped'))
  t.equal(gaps.length, 1, 'one line tells of the gap')
  const missing = MANY + 10 - numbers.length
  // Lines of the other requests of this test may be among them.
  t.ok(missing > 0 && Number(gaps[0]?.dropped) - missing <= 5, 'and how large it is')
  t.equal(await dropped(origin), gaps[0]?.dropped)

  reader.socket.destroy()
  await ask(origin, 0, 1000)
  t.ok((await idleShare(child)) < 0.04, 'nor without a reader')
  t.ok((await health(origin)) < ALIVE_MS)
  await endsInTime(t, child)
  t.equal(heard(), '', 'standard error has nothing to tell')
})

t.test('an end is not held up by a reader that has stopped', async (t) => {
  const { child, reader, origin } = await logging(t)
  reader.socket.pause()
  // A pipe holds 64 kB.
  await ask(origin, 0, 2000)
  await endsInTime(t, child)
})

t.test('an end at short notice is in order all the same', async (t) => {
  const { child, reader, origin } = await logging(t, { STOP_TIMEOUT_MS: '400' })
  reader.socket.pause()
  await ask(origin, 0, 2000)
  await endsInTime(t, child)
})

t.test('what was logged last is read after the end', async (t) => {
  const { child, reader, origin } = await logging(t)
  await ask(origin, 0, 500)
  await endsInTime(t, child)
  await reader.said('stopped')
  t.equal(reader.lines.filter(({ requestId }) => requestId?.startsWith('line-')).length, 500)
})

t.test('so is what a crash says', async (t) => {
  const crash = 'process.once(%27SIGUSR2%27,()=>{throw%20new%20RangeError()})'
  const { child, reader, origin } = await logging(t, { NODE_OPTIONS: `--import data:text/javascript,${crash}` })
  await ask(origin, 0, 500)
  const ended = closed(child)
  child.kill('SIGUSR2')
  t.equal(await ended, 1)
  await reader.said('stopping after a failure')
  await reader.said('stopped')
})

t.test('a reader of another time reads on', async (t) => {
  // A named pipe may be opened again, as log collectors do when they are restarted.
  const { child, reader, origin, heard } = await logging(t)
  reader.socket.destroy()
  await ask(origin, 0, 100)
  const again = new Reader(openSync(`/proc/${child.pid}/fd/1`, constants.O_RDONLY | constants.O_NONBLOCK))
  t.teardown(() => again.socket.destroy())
  for (let i = 0; i < 100 && !again.text.includes(idOf(99)); i++) await delay(50)
  t.match(again.text, idOf(99), 'what waited is there')
  await endsInTime(t, child)
  t.equal(heard(), '')
})
