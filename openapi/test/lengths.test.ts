/** Files of at most 300 lines and functions of at most 60, so that each can be read at one sitting; exceptions give their reason. */
import '@activity-scores/shared/testing/patience'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { root } from '../programs/kit/processes.js'
import { sourcesIn } from '../programs/suite/rooms.js'

const MOST_LINES_OF_FILE = 300
const MOST_LINES_OF_FUNCTION = 60
const FOLDERS = [
  'shared/src',
  'services',
  'openapi/src',
  'openapi/web',
  'openapi/client/src',
  'openapi/conformance/src',
  'openapi/programs',
]

interface Exception {
  readonly lines: number
  readonly because: string
}

const LONG_FILES: Readonly<Record<string, Exception>> = {
  'openapi/client/src/types.ts': { lines: 10_000, because: 'written from the registry' },
  'shared/src/language/analytes.ts': { lines: 320, because: 'a table: what is measured, with its units and ranges' },
}

const RESULT = 'ends in the result, which is a table: a line for each criterion, detail, input and warning'
const LONG_FUNCTIONS: Readonly<Record<string, Exception>> = {
  'openapi/src/screen/answer/request.ts screenRequest': { lines: 78, because: 'a table: a member of the request each' },
  'openapi/src/screen/cohort-document.ts attritionPaths': { lines: 82, because: 'a table: the document of one path' },
  'openapi/programs/kit/patients.ts common': { lines: 78, because: 'a table: a line for each value that is drawn' },
  'services/boolean-remission/compute.ts compute': { lines: 76, because: RESULT },
  'services/difficult-to-treat-ra/compute.ts compute': { lines: 62, because: RESULT },
  'services/egfr-ckd-epi-2021/compute.ts compute': { lines: 74, because: RESULT },
  'services/eular-response/compute.ts compute': { lines: 64, because: RESULT },
  'services/index-response/compute.ts compute': { lines: 62, because: RESULT },
  'services/myositis-core-set/compute.ts compute': { lines: 79, because: RESULT },
  'services/ra-acr-eular-2010/compute.ts compute': { lines: 80, because: RESULT },
}

const linesOf = (folder: string, file: string): readonly string[] =>
  readFileSync(join(folder, file), 'utf8').split('\n')

interface Found {
  readonly name: string
  readonly lines: number
}

interface Diagnostic {
  readonly category: string
  readonly location: {
    readonly path: string
    readonly start: { readonly line: number }
    readonly end: { readonly line: number }
  }
}

const RULE = 'noExcessiveLinesPerFunction'

/** Every function below some folders: the linter finds them, and each is as long as from its first line to its last. */
function functionsIn(t: Test, folder: string, below: readonly string[]): readonly Found[] {
  const config = mkdtempSync(join(tmpdir(), 'lengths-'))
  t.teardown(() => rmSync(config, { recursive: true, force: true }))
  const rules = { preset: 'none', complexity: { [RULE]: { level: 'error', options: { maxLines: 1 } } } }
  const files = { includes: ['**/*.ts', '**/*.tsx', '!**/dist/**', '!**/test/**'] }
  writeFileSync(join(config, 'biome.json'), JSON.stringify({ root: true, files, linter: { rules } }))
  const program = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = ['lint', `--config-path=${config}`, '--reporter=json', '--max-diagnostics=none', ...below]
  const { stdout } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 })
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }
  return diagnostics
    .filter(({ category }) => category.endsWith(RULE))
    .map(({ location: { path, start, end } }) => {
      const [, name] =
        /(?:(?:export|async|static|const|function\*?) )*#?(\w+)/.exec(linesOf(folder, path)[start.line - 1] ?? '') ?? []
      return { name: `${path} ${name}`, lines: end.line - start.line + 1 }
    })
}

/** Those that are longer than allowed, and exceptions that are none any more. */
function heldAgainst(found: readonly Found[], most: number, exceptions: Readonly<Record<string, Exception>>) {
  const long = found.filter(({ lines }) => lines > most)
  const names = new Set(long.map(({ name }) => name))
  return {
    tooLong: long.filter(({ name, lines }) => lines > (exceptions[name]?.lines ?? most)),
    unneeded: Object.keys(exceptions).filter((name) => !names.has(name)),
  }
}

t.test('files', async (t) => {
  const files = FOLDERS.flatMap((folder) => sourcesIn(root, folder))
  t.ok(files.length > 500, `${files.length} files`)
  const found = files.map((name) => ({ name, lines: linesOf(root, name).length - 1 }))
  t.same(heldAgainst(found, MOST_LINES_OF_FILE, LONG_FILES), { tooLong: [], unneeded: [] })
})

t.test('functions', async (t) => {
  const found = functionsIn(t, root, FOLDERS)
  t.ok(found.length > 2000, `${found.length} functions`)
  t.same(heldAgainst(found, MOST_LINES_OF_FUNCTION, LONG_FUNCTIONS), { tooLong: [], unneeded: [] })
})

t.test('a function that is a line too long is found, and named', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lengths-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const body = (lines: number): string => '  count()\n'.repeat(lines - 2)
  const functions = [
    `export async function long(): Promise<void> {\n${body(MOST_LINES_OF_FUNCTION + 1)}}\n`,
    `const arrow = (): void => {\n${body(MOST_LINES_OF_FUNCTION + 1)}}\n`,
    `function short(): void {\n${body(MOST_LINES_OF_FUNCTION)}}\n`,
    `class One {\n  #method(): void {\n${body(MOST_LINES_OF_FUNCTION + 1)}  }\n}\n`,
  ]
  writeFileSync(join(folder, 'a.ts'), functions.join(''))
  const { tooLong, unneeded } = heldAgainst(functionsIn(t, folder, ['.']), MOST_LINES_OF_FUNCTION, {
    'b.ts gone': { lines: 70, because: 'it is not there any more' },
  })
  t.same(tooLong.map(({ name }) => name.replace('./', '')).sort(), ['a.ts arrow', 'a.ts long', 'a.ts method'])
  t.same(unneeded, ['b.ts gone'])
})
