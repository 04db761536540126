/** One seed for all that a test file draws: from the environment or new, printed, and named where the file fails. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { seedFrom } from '../src/testing/seed.js'

const drawing = new URL('../src/testing/drawing.js', import.meta.url).href
const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A test file that says what it drew. */
const file = (assertion: string): string => `
  import { fc, draws } from '${drawing}'
  import t from 'tap'
  t.comment('drawn ' + fc.sample(fc.noBias(fc.nat()), { numRuns: 4 }) + '; ' + draws(5, 100) + ' times')
  fc.assert(fc.property(fc.nat(), () => true))
  t.ok(${assertion})
`

function run(environment: Readonly<Record<string, string>>, assertion = 'true') {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !['SEED', 'LONG'].includes(name)))
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', file(assertion), 'services/dist/cdai/test/cdai.test.js'],
    { cwd: root, encoding: 'utf8', env: { ...clean, ...environment } },
  )
  const [, seed] = /^# seed (\d+)$/m.exec(stdout) ?? []
  const [, drawn] = /^# drawn ([\d,]+);/m.exec(stdout) ?? []
  return { stdout, stderr, status, seed, drawn }
}

t.test('a seed is a whole number, and nothing is read as one that is not', async (t) => {
  t.equal(
    seedFrom('7', () => 1),
    7,
  )
  t.equal(
    seedFrom('2147483647', () => 1),
    2 ** 31 - 1,
  )
  for (const none of [undefined, '']) {
    const otherwise = seedFrom(none, () => 1)
    t.equal(otherwise, 1)
  }
  for (const wrong of ['7x', '-1', '1.5', '1e3', ' 7', '0x7', '2147483648'])
    t.throws(() => seedFrom(wrong), /A seed is a whole number/, wrong)
})

t.test('the same seed draws the same; without one each run has its own, which repeats it', async (t) => {
  const first = run({})
  const second = run({})
  t.match(first.seed, /^\d+$/, 'it is printed')
  t.not(first.seed, second.seed)
  t.not(first.drawn, second.drawn)
  const repeated = run({ SEED: first.seed ?? '' })
  t.equal(repeated.seed, first.seed)
  t.equal(repeated.drawn, first.drawn)
  t.notMatch(repeated.stderr, 'SEED', 'a run that passes needs no repeating')
})

t.test('a run that fails says how to repeat it', async (t) => {
  const { stderr, status } = run({ SEED: '7' }, 'false')
  t.equal(status, 1)
  t.match(stderr, 'SEED=7 npm run t -- cdai\n')
})

t.test('the long run draws more', async (t) => {
  t.match(run({}).stdout, '; 5 times')
  t.match(run({ LONG: '1' }).stdout, '; 100 times')
})
