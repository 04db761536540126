/** A folder of its own in which files are compiled against the client, as whoever installs it would. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import { root } from '../../programs/kit/processes.js'

/** The compiler of this project, and the last of the one that most callers have. */
export const COMPILERS = {
  'TypeScript 7': join(root, 'node_modules/typescript/bin/tsc'),
  'TypeScript 5': join(root, 'openapi/node_modules/typescript/bin/tsc'),
} as const

/** Neither the DOM library nor Node's types: the client needs none of them. */
const STRICT = {
  target: 'es2022',
  lib: ['es2022'],
  types: [],
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
}

/** Packages are what the names lead to; the folder ends with the test. */
export function callersFolder(
  t: Test,
  files: Readonly<Record<string, string>>,
  packages: Readonly<Record<string, string>>,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'client-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, place] of Object.entries(packages)) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, place), link)
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** What the compiler says of each file that it refuses. */
export function faultsIn(folder: string, compiler: string, options: object = {}): Readonly<Record<string, string>> {
  const config = { compilerOptions: { ...STRICT, outDir: 'out', ...options }, include: ['*.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', '.'], { cwd: folder, encoding: 'utf8' })
  const faults: Record<string, string> = {}
  // Lines that explain a fault are indented.
  for (const [, file = '', fault = ''] of stdout.matchAll(/^(\S+?)\(\d+,\d+\): (.+(?:\n +.+)*)/gm))
    faults[file] = `${faults[file] ?? ''}${fault}\n`
  return faults
}
