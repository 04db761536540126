/** Programs of this project as processes of their own, on port 0 unless told otherwise. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

const root = new URL('../../../', import.meta.url)
export const at = (path: string): string => fileURLToPath(new URL(path, root))

export const GATEWAY = [at('openapi/dist/src/main.js')] as const
export const serviceOf = (slug: string) => [at('services/dist/serve.js'), slug] as const

export interface Started {
  readonly child: ChildProcess
  readonly origin: string
  /** What it logged so far. */
  readonly lines: readonly Record<string, unknown>[]
}

/** Starts a program and reads its address from its log. */
export function start(
  t: Test,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const lines: Record<string, unknown>[] = []
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it listened`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line) as Record<string, unknown>
      lines.push(entry)
      if (entry['msg'] === 'listening') resolve({ child, origin: String(entry['address']), lines })
    })
  })
}

/** The exit code, once everything that the process wrote has been read. */
export const closed = async (child: ChildProcess): Promise<unknown> => (await once(child, 'close'))[0]
