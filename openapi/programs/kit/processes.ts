/**
 * Programs as processes of their own. Whoever starts one owns it: it is ended with its owner. What it writes is kept, and its
 * log tells when it listens.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Of the repository; ends with a slash. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** As `npm start` has it: bundled, which starts in half the time. */
export const GATEWAY: readonly string[] = [`${root}openapi/dist/bundle/programs/main.js`]
/** As `npm run service` has it. */
export const serviceOf = (slug: string): readonly string[] => [`${root}openapi/dist/bundle/programs/serve.js`, slug]

/** Who ends what was started: a test, or this process at its end. */
export interface Owner {
  teardown(end: () => unknown): unknown
}

/** Ends what it owns with this process, also when that is interrupted. */
export function ownedByProcess(): Owner {
  const ends: (() => unknown)[] = []
  process.once('exit', () => {
    for (const end of ends) end()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  return { teardown: (end) => ends.push(end) }
}

interface Spawning {
  /** Node, if not said. */
  readonly command?: string
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** A file for standard output, which nobody reads then. */
  readonly output?: number
}

interface Spawned {
  readonly child: ChildProcess
  /** What it wrote so far to standard error. */
  errors(): string
}

/** The one place where a program is started. */
export function spawnFor(owner: Owner, { command = process.execPath, args, environment, output }: Spawning): Spawned {
  const child = spawn(command, args, { cwd: root, env: environment, stdio: ['ignore', output ?? 'pipe', 'pipe'] })
  owner.teardown(() => child.kill('SIGKILL'))
  let errors = ''
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk)
  })
  return { child, errors: () => errors }
}

/** Of this process a program gets nothing but where programs are found; it takes any free port unless told otherwise. */
const environmentOf = (given: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  PORT: '0',
  ...given,
})

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
  const { child, errors } = spawnFor(owner, { args, environment: environmentOf(environment) })
  child.stderr?.on('data', (chunk) => process.stderr.write(chunk))
  const lines: Record<string, unknown>[] = []
  const awaited = new Map<string, () => void>()
  let output = ''
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    output += `${line}\n`
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
    return { child, origin: String(listening?.['address']), lines, heard: () => output + errors() }
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

export interface Ended {
  readonly code: unknown
  /** What it wrote to standard error. */
  readonly errors: string
}

/** Runs a program that ends by itself; one that listens instead is ended, and has no exit code. */
export async function runToEnd(
  owner: Owner,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { child, errors } = spawnFor(owner, { args, environment: environmentOf(environment) })
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += String(chunk)
    if (output.includes('"msg":"listening"')) child.kill('SIGKILL')
  })
  const code = await closed(child)
  return { code, errors: errors() }
}
