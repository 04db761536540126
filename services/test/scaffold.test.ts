/** `npm run new` in a copy of the tree: what it makes compiles and is served, and fails only on its missing science. */
import '@activity-scores/shared/testing/patience'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('../../../', import.meta.url))

t.test('a scaffolded instrument', async (t) => {
  const copy = mkdtempSync(join(tmpdir(), 'scaffold-'))
  t.teardown(() => rmSync(copy, { recursive: true, force: true }))
  const skipped = /(^|\/)(node_modules|\.tap|\.git|artifacts)(\/|$)/
  for (const part of ['shared', 'services', 'tsconfig.base.json'])
    cpSync(join(root, part), join(copy, part), {
      recursive: true,
      // So that what has not changed is not compiled again.
      preserveTimestamps: true,
      filter: (path) => !skipped.test(path.slice(root.length)),
    })
  mkdirSync(join(copy, 'node_modules', '@activity-scores'), { recursive: true })
  symlinkSync(join(copy, 'shared'), join(copy, 'node_modules', '@activity-scores', 'shared'))
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@activity-scores' && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name))

  // Without the test runner's own loader, which the compiler cannot be started under.
  const run = (...args: readonly string[]) =>
    spawnSync('env', ['-u', 'NODE_OPTIONS', process.execPath, ...args], { cwd: copy, encoding: 'utf8' })
  const made = run('shared/scaffold/new.mjs', 'new-score', copy)
  t.equal(made.status, 0, made.stderr)
  const compiled = run(join(root, 'node_modules/typescript/bin/tsc'), '-b', 'services')
  t.equal(compiled.status, 0, `it compiles ${compiled.stdout}${compiled.stderr}`)

  // The others were held against it in this tree.
  const contract = run('services/dist/test/registry.test.js', 'new-score')
  t.equal(contract.status, 1, 'the contract fails')
  const failed = contract.stdout.split('\n').filter((line) => /^ +not ok \d+ - /.test(line))
  const science =
    /has at least three examples|cites a paper|says what it is not for|its (summary|formula|population) is written|describes itself completely|new-score/
  t.ok(failed.length >= 4, `${failed.length} assertions fail`)
  t.same(
    failed.filter((line) => !science.test(line)),
    [],
    'and nothing but the science is missing',
  )
  t.match(contract.stdout, /\n {4}ok \d+ - answers every valid body within its schema/, 'what is there works')

  t.equal(run('shared/scaffold/new.mjs', 'new-score', copy).status, 1, 'an existing folder is not touched')
  t.equal(run('shared/scaffold/new.mjs', 'New_Score', copy).status, 1, 'a slug is kebab-case')
})
