/** The package as it is published: what is in it, what linters of packages say, that it works in an empty project, and its README. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import '@activity-scores/shared/testing/patience'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import t from 'tap'
import { root } from '../../programs/kit/processes.js'
import { gateway } from '../helpers.js'
import { COMPILERS, callersFolder, faultsIn } from './compiling.js'

const run = promisify(execFile)
const CLIENT = join(root, 'openapi/client')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const MODULES = ['batch', 'index', 'platform', 'problem', 'results', 'send', 'types', 'versions']

/** As its profile `esm-only`: who uses `require`, or resolves as Node 10 did, is not served. */
const NOT_MEANT: ReadonlySet<string> = new Set(['node10', 'node16-cjs'])

const served = gateway(t).then((app) => app.listen({ port: 0, host: '127.0.0.1' }))

const PROGRAM = `import { createClient } from '@activity-scores/client'
const scores = createClient(process.argv[2])
console.log(await scores.text('cdai', {
  tenderJointCount28: 4, swollenJointCount28: 5,
  patientGlobal: { value: 5, unit: 'cm' }, physicianGlobal: { value: 6, unit: 'cm' },
}))
`

t.test('packed, looked at by publint and arethetypeswrong, installed in an empty project, and run', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'client-package-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: CLIENT })
  const [{ filename, files }] = JSON.parse(stdout)
  const wanted = ['LICENSE', 'NOTICE', 'README.md', 'package.json']
  t.same(
    files.map(({ path }: { path: string }) => path).sort(),
    [...wanted, ...MODULES.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`])].sort(),
    'neither sources nor tests',
  )
  const tarball = readFileSync(join(folder, filename))
  const { messages } = await publint({
    pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) },
    strict: true,
  })
  t.same(messages, [], 'publint')
  const checked = await checkPackage(createPackageFromTarballData(tarball))
  if (!checked.types) throw new Error('it has no types')
  t.same(
    checked.problems.filter((problem) => !('resolutionKind' in problem && NOT_MEANT.has(problem.resolutionKind))),
    [],
    'arethetypeswrong',
  )
  const project = join(folder, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  writeFileSync(join(project, 'program.js'), PROGRAM)
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)], { cwd: project })
  const origin = await served
  const ran = await run(process.execPath, ['program.js', origin], { cwd: project })
  t.match(ran.stdout, /^CDAI 20\.0/)
})

t.test('it has the version and the licence of the service, and needs no other package', async (t) => {
  const { version, license } = JSON.parse(read('package.json'))
  const own = JSON.parse(read('openapi/client/package.json'))
  t.match(own, { version, license, sideEffects: false, type: 'module' })
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies']) t.equal(own[kind], undefined, kind)
  for (const file of ['LICENSE', 'NOTICE']) t.equal(read(`openapi/client/${file}`), read(file), file)
})

t.test('the example of the README compiles as it stands and prints what it says', async (t) => {
  const text = read('openapi/client/README.md')
  t.ok(text.split('\n').length <= 60, 'at most 60 lines')
  const [, example = ''] = /```ts\n([^`]+)```/.exec(text) ?? []
  const origin = await served
  const folder = callersFolder(
    t,
    {
      'example.ts': example.replace('https://scores.example', origin),
      // What prints is no part of the language.
      'console.d.ts': 'declare const console: { log(...values: unknown[]): void }',
    },
    { '@activity-scores/client': 'openapi/client' },
  )
  t.same(faultsIn(folder, COMPILERS['TypeScript 7']), {})
  const { stdout } = await run(process.execPath, [join(folder, 'out/example.js')])
  const said = [...example.matchAll(/\/\/ (.+)$/gm)].map(([, line]) => line)
  t.same(stdout.trim().split('\n'), said)
})
