/** What the operating system tells: processor time and memory of processes, and the machine itself. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'

const onLinux = existsSync('/proc/self/schedstat')

const cpuSource = onLinux
  ? 'nanoseconds of every thread from /proc/PID/task/TID/schedstat'
  : 'user and system time from ps, of every process of the tree'

const readable = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // the process or thread has ended
  }
}

/** A process and everything it started. */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const line of execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')) {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const below = (pid: number): readonly number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)]
  return below(root)
}

/** Seconds of processor time that the processes have used so far. */
export function cpuSeconds(pids: readonly number[]): number {
  const each = onLinux ? threadSeconds : psSeconds
  return pids.reduce((sum, pid) => sum + each(pid), 0)
}

function threadSeconds(pid: number): number {
  let threads: readonly string[]
  try {
    threads = readdirSync(`/proc/${pid}/task`)
  } catch {
    return 0
  }
  const nanoseconds = threads.map((thread) =>
    Number(readable(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ')[0] ?? 0),
  )
  return nanoseconds.reduce((sum, time) => sum + time, 0) / 1e9
}

/** ps prints `[[dd-]hh:]mm:ss[.cc]`. */
function psSeconds(pid: number): number {
  const text = spawnSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  const [rest = '', days = '0'] = text.split('-').reverse()
  return rest.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) + Number(days) * 86_400
}

export interface Memory {
  /** MiB resident; shared pages are counted in every process. */
  readonly rss: number
  /** MiB with shared pages divided among their users; not known outside Linux. */
  readonly pss: number | undefined
}

export function memoryOf(pids: readonly number[]): Memory {
  if (!onLinux) {
    const kib = pids.map((pid) =>
      Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout),
    )
    return { rss: kib.reduce((a, b) => a + b, 0) / 1024, pss: undefined }
  }
  const sum = (file: string, key: string): number =>
    pids.reduce((mib, pid) => mib + kibOf(readable(`/proc/${pid}/${file}`), key) / 1024, 0)
  return { rss: sum('status', 'VmRSS'), pss: sum('smaps_rollup', 'Pss') || undefined }
}

const kibOf = (text: string | undefined, key: string): number =>
  Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text ?? '')?.[1] ?? 0)

/** Starts a new account of the highest resident memory; false where the system keeps none. */
export function resetPeak(pids: readonly number[]): boolean {
  try {
    for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5')
    return true
  } catch {
    return false
  }
}

/** MiB, the highest since the last reset. */
export const peakOf = (pids: readonly number[]): number =>
  pids.reduce((mib, pid) => mib + kibOf(readable(`/proc/${pid}/status`), 'VmHWM') / 1024, 0)

const succeeds = (command: string, args: readonly string[]): boolean => spawnSync(command, args).status === 0

/** Servers run on the first processor and the load on the second, where the system can hold them there. */
export const pinning = cpus().length > 1 && succeeds('taskset', ['-V'])
export const SERVER_CORE = '0'
const LOAD_CORE = '1'
export const ALL_CORES = `0-${cpus().length - 1}`

/** Puts this process, which makes the load, on its own processor. */
export function pinSelf(): void {
  if (pinning) spawnSync('taskset', ['-acp', LOAD_CORE, String(process.pid)])
}

export const nginxProgram = ['/usr/sbin/nginx', 'nginx'].find((program) => succeeds(program, ['-v']))

const firstLine = (command: string, args: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  return `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n')[0] ?? ''
}

/** As found before this process made any load. */
const loadAverage = loadavg()[0]?.toFixed(1)

/** The machine in a few words, for the head of the results. */
export function describeMachine(root: string): Readonly<Record<string, string>> {
  const version = (name: string): string => {
    const own = `${root}openapi/node_modules/${name}/package.json`
    const file = existsSync(own) ? own : `${root}node_modules/${name}/package.json`
    return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
  }
  const packages = ['fastify', 'zod', 'ajv', 'pino', 'undici', 'autocannon'].map((name) => `${name} ${version(name)}`)
  return {
    Date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    Commit: firstLine('git', ['-C', root, 'describe', '--always', '--dirty']),
    Processor: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
    System: `${firstLine('uname', ['-sr'])}, Node ${process.versions.node}, ${nginxProgram ? firstLine(nginxProgram, ['-v']).replace(/^.*: /, '') : 'no nginx'}`,
    Packages: packages.join(', '),
    'Other work': `load average ${loadAverage} before the run; above about 0.2 other programs took part`,
    Placement: pinning
      ? `servers on core ${SERVER_CORE}, load on core ${LOAD_CORE} (taskset)`
      : 'servers and load share the cores: nothing could be pinned',
    'Processor time': cpuSource,
  }
}
