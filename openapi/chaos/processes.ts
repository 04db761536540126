/** Programs of this project as processes of their own, on port 0 unless told otherwise. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)
const at = (path: string): string => fileURLToPath(new URL(path, root))

export const GATEWAY: readonly string[] = [at('openapi/dist/src/main.js')]
/** The same as `npm start` has it. */
export const BUNDLED_GATEWAY: readonly string[] = [at('openapi/dist/bundle/programs/main.js')]
export const serviceOf = (slug: string): readonly string[] => [at('services/dist/serve.js'), slug]

/** Who ends what was started: a test, or a program at its end. */
export interface Owner {
  teardown(end: () => unknown): unknown
}

export interface Started {
  readonly child: ChildProcess
  readonly origin: string
  /** What it logged so far. */
  readonly lines: readonly Record<string, unknown>[]
  /** Everything that it wrote so far, to standard output and standard error. */
  heard(): string
}

interface Starting {
  readonly child: ChildProcess
  /** Settles when it listens. */
  readonly started: Promise<Started>
  /** Settles when a line with this message is logged. */
  said(message: string): Promise<void>
}

/** Starts a program and reads from its log what becomes of it. */
export function launch(
  owner: Owner,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Starting {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  owner.teardown(() => child.kill('SIGKILL'))
  const lines: Record<string, unknown>[] = []
  let heard = ''
  child.stderr.on('data', (chunk) => {
    heard += String(chunk)
    process.stderr.write(chunk)
  })
  const awaited = new Map<string, () => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    heard += `${line}\n`
    const entry = JSON.parse(line) as Record<string, unknown>
    lines.push(entry)
    awaited.get(String(entry['msg']))?.()
  })
  const said = (message: string): Promise<void> =>
    new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`ended with ${code} before it said "${message}"`)))
      awaited.set(message, resolve)
    })
  const started = said('listening').then(() => {
    const listening = lines.find((line) => line['msg'] === 'listening')
    return { child, origin: String(listening?.['address']), lines, heard: () => heard }
  })
  return { child, started, said }
}

/** Starts a program and waits until it listens and has done ahead what its first requests would have to wait for. */
export async function start(
  owner: Owner,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const { started, said } = launch(owner, args, environment)
  const [running] = await Promise.all([started, said('prepared')])
  return running
}

/** The exit code, once everything that the process wrote has been read. */
export const closed = async (child: ChildProcess): Promise<unknown> => (await once(child, 'close'))[0]
