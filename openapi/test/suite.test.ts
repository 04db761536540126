/** How tests are chosen and run: every file once, each word what it means, and nothing that went wrong counts as passed. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import '@activity-scores/shared/testing/patience'
import t from 'tap'
import { allUnits, drawsMore, knownWords, together, type Unit, unitsFor } from '../programs/suite/files.js'
import { runUnit } from '../programs/suite/process.js'
import { HEAVY, isHeavy, SHARING, WAITING, weightOf } from '../programs/suite/weights.js'
import { slugs } from './helpers.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const names = (units: readonly Unit[]): readonly string[] => units.map(({ name }) => name).sort()

/** Sources of tests, without what is compiled or installed. */
function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return ['dist', 'node_modules'].includes(entry.name) ? [] : sources(path)
    return path.endsWith('.test.ts') ? [path] : []
  })
}
const tests = ['shared', 'services', 'openapi'].flatMap(sources)

t.test('every test file is run once', async (t) => {
  const run = allUnits(root, slugs).flatMap(({ files }) => files)
  t.same([...run].sort(), tests.map((path) => path.replace(/^(\w+)\//, '$1/dist/').replace(/\.ts$/, '.js')).sort())
  t.equal(new Set(run).size, run.length)
})

t.test('light files of a folder share a process, heavy ones are alone', async (t) => {
  const units = allUnits(root, slugs)
  const shared = together(units, isHeavy)
  const grouped = together(units, isHeavy, SHARING)
  const files = (some: readonly Unit[]) => some.flatMap((unit) => unit.files).sort()
  t.same(files(shared), files(units))
  t.same(files(grouped), files(units))
  const processOf = (name: string) => grouped.find(({ parts = [] }) => parts.includes(name))
  for (const group of SHARING) t.same([...(processOf(group[0] ?? '')?.parts ?? [])].sort(), [...group].sort())
  t.equal(
    weightOf(processOf('openapi/pages/visits') as Unit),
    SHARING[0]?.reduce((sum, name) => sum + (HEAVY[name] ?? 0), 0),
  )
  t.ok(shared.length < units.length / 2, `${shared.length} processes of ${units.length}`)
  for (const name of Object.keys(HEAVY).filter(isHeavy)) t.ok(names(shared).includes(name), name)
  const [one] = together([{ name: 'a/b', files: ['b.js'], args: [] }], () => false)
  t.equal(one?.name, 'a/b')
  const two = ['b', 'c'].map((name) => ({ name: `a/${name}`, files: [`${name}.js`], args: [] }))
  t.same(
    together(two, () => false),
    [{ name: 'a/{b,c}', files: ['b.js', 'c.js'], args: [], parts: ['a/b', 'a/c'] }],
  )
})

t.test('every test file has time enough when it is run by itself', async (t) => {
  const patient = /\/(patience|drawing|testing|helpers|contract-suite)(\.js)?'/
  for (const path of tests)
    t.ok(patient.test(readFileSync(join(root, path), 'utf8')), `${path} imports @activity-scores/shared/patience`)
})

t.test('what is called heavy is there, and most of the suite is quick', async (t) => {
  const known = names(allUnits(root, slugs))
  for (const name of [...Object.keys(HEAVY), ...WAITING, ...SHARING.flat()]) t.ok(known.includes(name), name)
  t.ok(known.filter((name) => !isHeavy(name)).length > 2 * Object.keys(HEAVY).length)
})

t.test('a long run has each test that draws more then, also where a module beside it does', async (t) => {
  const long = names(allUnits(root, slugs).filter((unit) => drawsMore(root, unit)))
  for (const name of ['openapi/batch', 'services/equivalence', 'openapi/pages/visits']) t.ok(long.includes(name), name)
  for (const name of ['openapi/gateway', 'services/cdai', 'shared/json']) t.notOk(long.includes(name), name)
})

t.test('a word is a slug with its contract, a file, its folder, or a module that tests import', async (t) => {
  const of = (word: string) => names(unitsFor(root, slugs, word))
  const cdai = of('cdai')
  for (const name of ['services/cdai', 'services/registry cdai', 'services/equivalence cdai']) t.ok(cdai.includes(name))
  t.same(
    unitsFor(root, slugs, 'cdai').filter(({ args }) => args.length > 0 && args[0] !== 'cdai'),
    [],
  )
  t.same(of('services/cdai/test/cdai.test.ts'), cdai)
  t.ok(of('json').includes('shared/json'))
  t.notOk(of('json').includes('services/cdai'))
  t.same(of('document'), ['openapi/document'])
  for (const name of ['shared/batch', 'shared/batch-csv', 'services/batch', 'openapi/batch'])
    t.ok(of('batch').includes(name))
  t.ok(of('screen').includes('openapi/screen/days'))
  t.ok(of('joints').includes('services/joint-counts'), 'the instrument that imports it')
  for (const none of ['cdia', '', '.*']) t.same(of(none), [], none)
  for (const word of knownWords(root, slugs)) t.ok(of(word).length > 0, word)
})

t.test('only a process that ends well and asserted something has passed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'suite-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'tests'))
  const start = `import t from ${JSON.stringify(import.meta.resolve('tap'))}\n`
  const run = (...contents: readonly string[]) => {
    const files = contents.map((content, i) => {
      const file = `tests/${i}.js`
      writeFileSync(join(folder, file), `${start}${content}`)
      return file
    })
    return runUnit(folder, { name: 'some', files, args: ['cdai'] }, {})
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const good = 't.test("a", async (t) => { t.pass(); t.equal(process.argv[2], "cdai") })'
  t.match(await run(good), { isGood: true, passed: 2, failed: 0 })
  t.match(await run(good, good), { isGood: true, passed: 4, failed: 0 }, 'two in one process')
  t.match(await run(good, 't.equal(1, 2)'), { isGood: false, passed: 2, failed: 1 })
  t.match(await run('t.pass(); t.test("a", { skip: "why" }, () => {})'), { isGood: true, skipped: 1 })
  t.match(
    await run('t.pass(); t.test("a", async (t) => { t.test("b c", async () => {}); t.pass() })'),
    { isGood: false, empty: ['b c'] },
    'one among others asserts nothing',
  )
  for (const [bad, why] of [
    ['t.comment("nothing")', 'no assertion'],
    ['t.pass(); t.test("a", async () => {})', 'a test without any'],
    ['t.pass(); throw new Error("after")', 'thrown'],
    ['t.pass(); process.exit(3)', 'another code'],
    ['t.pass(); process.kill(process.pid, "SIGKILL")', 'killed'],
    ['t.test("a", () => new Promise(() => {}))', 'never ends'],
    ['import "./none.js"', 'not loaded'],
  ] as const)
    t.match(await run(bad), { isGood: false }, why)
})
