/** One process of tests: what it wrote, what it counted, how it ended. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Unit } from './files.js'

export interface Outcome {
  readonly unit: Unit
  readonly tap: string
  readonly errors: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
  /** Of one core, for it and whatever it started; nothing where the system does not tell. */
  readonly coreSeconds: number | undefined
  /** Tests in it that asserted nothing: a loop over what was empty, or a check that was never called. */
  readonly empty: readonly string[]
  /** It ended well, and each test in it asserted something. */
  readonly isGood: boolean
}

/** tap ends a file that hangs; this ends what tap could not. */
const HANGS_SECONDS = 900
const KILLED_MS = (HANGS_SECONDS + 60) * 1000

const running = new Set<() => void>()
/** Nothing outlives an interrupted run. */
export const endAll = (): void => {
  for (const end of running) end()
}

/** What Linux counts in: a hundredth of a second. */
const TICKS_PER_SECOND = 100

/** What processes that this one started and saw end have taken of a core, with what those started; on Linux. */
function endedChildrenSeconds(): number | undefined {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8')
    // After the name, which may hold anything: cutime and cstime, the 16th and 17th of proc(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND
  } catch {
    return undefined
  }
}

let countedSeconds = endedChildrenSeconds()

/** What was added since the last look: the process that has just ended. */
function lastEndedSeconds(): number | undefined {
  const before = countedSeconds
  countedSeconds = endedChildrenSeconds()
  return before === undefined || countedSeconds === undefined ? undefined : countedSeconds - before
}

/** Several files share a process by being imported; the first stands for them in what they print about themselves. */
const argumentsOf = (root: string, { files, args }: Unit): readonly string[] => {
  const [first = ''] = files
  if (files.length === 1) return [first, ...args]
  const imports = files.map((file) => `import ${JSON.stringify(resolve(root, file))}`).join('\n')
  return ['--input-type=module', '--eval', imports, first, ...args]
}

/** The last line of that kind is about the whole. */
function countsOf(tap: string): { readonly passed: number; readonly failed: number; readonly skipped: number } {
  const line = tap.match(/^# \{ total: .*\}$/gm)?.at(-1) ?? ''
  const number = (key: string): number => Number(new RegExp(`\\b${key}: (\\d+)`).exec(line)?.[1] ?? 0)
  return { passed: number('pass'), failed: number('fail'), skipped: number('skip') + number('todo') }
}

/** Names of the tests without any assertion; those that are skipped say so instead. */
const emptyIn = (tap: string): readonly string[] =>
  [...tap.matchAll(/^ *1\.\.0\n *ok \d+ - (.*?)(?: # time=.*)?$/gm)].map(([, name = '']) => name)

export function runUnit(root: string, unit: Unit, environment: Readonly<Record<string, string>>): Promise<Outcome> {
  const began = performance.now()
  const child = spawn(process.execPath, argumentsOf(root, unit), {
    cwd: root,
    env: { TAP_TIMEOUT: String(HANGS_SECONDS), ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = () => child.kill('SIGKILL')
  running.add(end)
  const timer = setTimeout(end, KILLED_MS)
  let tap = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    tap += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text
  })
  let coreSeconds: number | undefined
  child.once('exit', () => {
    coreSeconds = lastEndedSeconds()
  })
  return new Promise((done) => {
    child.once('close', (code) => {
      clearTimeout(timer)
      running.delete(end)
      const counts = countsOf(tap)
      const empty = emptyIn(tap)
      const isGood = code === 0 && counts.failed === 0 && counts.passed + counts.skipped > 0 && empty.length === 0
      const seconds = (performance.now() - began) / 1000
      done({ unit, tap, errors, ...counts, empty, seconds, coreSeconds, isGood })
    })
  })
}
