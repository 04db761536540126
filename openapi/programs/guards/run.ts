/**
 * `npm run guards -- [word]`: takes each guard away in a copy of the tree, one at a time, and runs the tests that must miss it.
 * Prints a table; ends with code 1 where a guard is missed by nobody. With a word only the guards whose name or file has it.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Guard } from './guard.js'
import { guards } from './guards.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const WORKSPACES = ['shared', 'services', 'openapi', 'openapi/client', 'openapi/conformance', 'openapi/mcp']
const OWN = '@activity-scores'
const NOT_COPIED = ['node_modules', '.git', '.tap', 'artifacts', 'coverage']
/** A test that hangs has noticed, too; generous, since a busy machine is no loss of a guard. */
const PATIENCE_MS = 300_000

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** The tree with its compiled code; packages are shared with the original, the workspaces are not. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'activity-scores-guards-'))
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
  cpSync(root, copy, {
    recursive: true,
    filter: (from) => !NOT_COPIED.includes(relative(root, from).split('/').at(-1) ?? ''),
  })
  for (const folder of ['', ...WORKSPACES]) {
    const packages = join(root, folder, 'node_modules')
    if (!existsSync(packages)) continue
    mkdirSync(join(copy, folder, 'node_modules'))
    for (const name of readdirSync(packages))
      if (name !== OWN) symlinkSync(join(packages, name), join(copy, folder, 'node_modules', name))
  }
  mkdirSync(join(copy, 'node_modules', OWN))
  for (const name of WORKSPACES) symlinkSync(join(copy, name), join(copy, 'node_modules', OWN, basename(name)))
  return copy
}

const run = (copy: string, args: readonly string[]) =>
  spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, TAP_TIMEOUT: String(PATIENCE_MS / 1000) },
    timeout: PATIENCE_MS,
    // A test that keeps the event loop busy does not hear a signal that it could answer.
    killSignal: 'SIGKILL',
    maxBuffer: 1e9,
  })

const build = (copy: string) => run(copy, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'tsconfig.build.json'])

/** What is not the compiler's: programs as tests start them, and what a browser runs. */
function bundle(copy: string, file: string): void {
  for (const script of ['openapi/bundle.mjs', ...(file.startsWith('openapi/web/') ? ['openapi/web/build.mjs'] : [])]) {
    const { status, stderr } = run(copy, [script])
    if (status !== 0) throw new Error(`${script} failed: ${stderr}`)
  }
}

/** The test that missed the guard, or why nobody did. */
function missedBy(copy: string, { file, from, to, tests }: Guard): { readonly missed: boolean; readonly by: string } {
  const path = join(copy, file)
  const original = readFileSync(path, 'utf8')
  const places = original.split(from).length - 1
  if (places !== 1) return { missed: false, by: `the text to change stands ${places} times in ${file}` }
  writeFileSync(
    path,
    original.replace(from, () => to),
  )
  try {
    const built = build(copy)
    if (built.status !== 0) return { missed: false, by: `does not compile: ${built.stdout.split('\n')[0]}` }
    bundle(copy, file)
    const failed = tests.find((test) => run(copy, [test]).status !== 0)
    return failed ? { missed: true, by: failed } : { missed: false, by: `survived ${tests.join(', ')}` }
  } finally {
    writeFileSync(path, original)
    bundle(copy, file)
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const word = process.argv[2] ?? ''
const chosen = guards.filter(({ guard, file }) => guard.includes(word) || file.includes(word))
const copy = copyTree()
const sound = build(copy)
if (sound.status !== 0) throw new Error(`the copy does not compile: ${sound.stdout}`)
// Twice, since some of them measure times.
for (const test of new Set(chosen.flatMap(({ tests }) => tests)))
  if (run(copy, [test]).status !== 0 && run(copy, [test]).status !== 0)
    throw new Error(`${test} fails with every guard in place`)

say('| guard | file | missed by | s |')
say('| --- | --- | --- | --- |')
let survivors = 0
for (const guard of chosen) {
  const began = performance.now()
  const { missed, by } = missedBy(copy, guard)
  if (!missed) survivors++
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  say(
    `| ${guard.guard} | ${guard.file} | ${missed ? by.replace(/^.*\/(.*)\.test\.js$/, '$1') : `**nobody**: ${by}`} | ${seconds} |`,
  )
}
say(`\n${chosen.length} guards, ${survivors} missed by nobody`)
process.exit(survivors === 0 ? 0 : 1)
