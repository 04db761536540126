/**
 * Runs compiled tests, two processes that compute and one that waits at a time, under one seed.
 *
 *     npm test               every test
 *     npm run t -- cdai      an instrument and its contract; or the files, folders and modules of that name
 *     npm run test:quick     without what takes long
 *     npm run test:long      what draws, as often as there is patience for
 *
 * `SEED=7` in front of any of them draws again what an earlier run drew. Each process is one `node`, without the loaders of
 * tap's own runner, which cost more than most files; tap shows what failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loaders } from '@activity-scores/services/loaders'
import { nearest } from '@activity-scores/shared/engine/nearest'
import { SEED } from '@activity-scores/shared/testing/seed'
import { allUnits, drawsMore, knownWords, together, type Unit, unitsFor } from './files.js'
import { endAll, type Outcome, runUnit } from './process.js'
import { HEAVY, isHeavy, SHARING, WAITING, weightOf } from './weights.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const slugs = Object.keys(loaders)
const JOBS = 2
const SLOWEST = 5
const RESULTS = join(root, '.tap')

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

function fail(text: string): never {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

/** The units of every word, each once. */
function meant(words: readonly string[]): readonly Unit[] {
  const found = new Map<string, Unit>()
  for (const word of words) {
    const units = unitsFor(root, slugs, word)
    if (units.length === 0) {
      const known = knownWords(root, slugs)
      fail(
        `No test is called "${word}". Perhaps ${nearest(word, known, 3).join(', ')}? There are: ${known.join(', ')}.`,
      )
    }
    for (const unit of units) found.set(unit.name, unit)
  }
  return [...found.values()]
}

const isAlone = (name: string): boolean => name in HEAVY || WAITING.has(name)

function chosen(): readonly Unit[] {
  const options = { all: { type: 'boolean' }, quick: { type: 'boolean' }, long: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ allowPositionals: true, options })
  const all = allUnits(root, slugs)
  if (values.quick)
    return together(
      all.filter(({ name }) => !isHeavy(name)),
      isAlone,
      SHARING,
    )
  if (values.long) return all.filter((unit) => drawsMore(root, unit))
  if (values.all) return together(all, isAlone, SHARING)
  if (positionals.length === 0) fail('npm run t -- cdai: a slug, or the name of a test file, its folder or a module')
  return meant(positionals)
}

/** Heavy ones first, so that no core waits for the last of them. */
const byWeight = (units: readonly Unit[]): Unit[] => units.toSorted((a, b) => weightOf(b) - weightOf(a))

/** By the clock, and of a core. */
const timeOf = ({ seconds, coreSeconds }: Outcome, digits: number): string =>
  `${seconds.toFixed(digits)} s${coreSeconds === undefined ? '' : ` (core ${coreSeconds.toFixed(digits)})`}`

async function runAll(units: readonly Unit[], environment: Readonly<Record<string, string>>) {
  const computing = byWeight(units.filter(({ name }) => !WAITING.has(name)))
  const waiting = byWeight(units.filter(({ name }) => WAITING.has(name)))
  const outcomes: Outcome[] = []
  const lane = async (next: () => Unit | undefined): Promise<void> => {
    for (let unit = next(); unit; unit = next()) {
      const outcome = await runUnit(root, unit, environment)
      outcomes.push(outcome)
      const { isGood, passed, failed } = outcome
      say(
        `${isGood ? 'ok    ' : 'FAILED'} ${unit.name} ${passed}${failed > 0 ? ` and ${failed} failed` : ''} ${timeOf(outcome, 1)}`,
      )
    }
  }
  const lanes = Array.from({ length: JOBS }, () => lane(() => computing.shift() ?? waiting.shift()))
  await Promise.all([...lanes, lane(() => waiting.shift())])
  return outcomes
}

/** All of it as one TAP stream, with the counts of all assertions in its last line. */
function write(outcomes: readonly Outcome[]): {
  readonly passed: number
  readonly failed: number
  readonly text: string
} {
  const sum = (key: 'passed' | 'failed' | 'skipped') => outcomes.reduce((total, outcome) => total + outcome[key], 0)
  const broken = outcomes.filter(({ isGood, failed }) => !isGood && failed === 0).length
  const [passed, failed, skipped] = [sum('passed'), sum('failed') + broken, sum('skipped')]
  const total = passed + failed + skipped
  const text = `# { total: ${total}, pass: ${passed}${failed > 0 ? `, fail: ${failed}` : ''}${skipped > 0 ? `, skip: ${skipped}` : ''} }`
  const parts = outcomes.map(({ unit, tap, isGood, seconds }, i) => {
    const body = tap.replace(/^TAP version 14\n/m, '').replace(/^(?=.)/gm, '    ')
    return `# Subtest: ${unit.name}\n${body}\n${isGood ? 'ok' : 'not ok'} ${i + 1} - ${unit.name} # time=${Math.round(seconds * 1000)}ms\n`
  })
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, 'results.tap'), `TAP version 14\n${parts.join('\n')}\n1..${outcomes.length}\n${text}\n`)
  return { passed, failed, text }
}

/** What failed, as tap shows it, and what its process said beside it. */
function show(outcomes: readonly Outcome[]): void {
  const folder = join(RESULTS, 'failed')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const files = outcomes.map(({ unit, tap }) => {
    const file = join(folder, `${unit.name.replaceAll(/[/ ]/g, '_')}.tap`)
    writeFileSync(file, tap)
    return file
  })
  const tap = join(root, 'node_modules/.bin/tap')
  const shown = spawnSync(tap, ['--reporter=terse', '--disable-coverage', ...files], { cwd: root, encoding: 'utf8' })
  say(shown.stdout.slice(Math.max(0, shown.stdout.indexOf('\n FAIL'))))
  for (const { unit, empty } of outcomes) for (const name of empty) say(`${unit.name}: "${name}" asserts nothing`)
  for (const { unit, errors, seconds } of outcomes)
    say(`${unit.name} ended after ${seconds.toFixed(1)} s\n${errors.split('\n').slice(-40).join('\n')}`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    endAll()
    process.exit(130)
  })

const units = chosen()
const isLong = process.argv.includes('--long')
const began = performance.now()
say(`seed ${SEED}, ${units.length} processes`)
const outcomes = await runAll(units, { SEED: String(SEED), ...(isLong ? { LONG: '1' } : {}) })
const { failed, text } = write(outcomes)
const bad = outcomes.filter(({ isGood }) => !isGood)
if (bad.length > 0) show(bad)
const slowest = outcomes.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST)
if (outcomes.length > SLOWEST)
  say(`slowest: ${slowest.map((outcome) => `${outcome.unit.name} ${timeOf(outcome, 0)}`).join(', ')}`)
const coreSeconds = outcomes.reduce((sum, outcome) => sum + (outcome.coreSeconds ?? 0), 0)
say(`${text} in ${((performance.now() - began) / 1000).toFixed(0)} s (core ${coreSeconds.toFixed(0)}), seed ${SEED}`)
if (bad.length > 0)
  say(
    `FAILED: ${bad.map(({ unit }) => unit.name).join(', ')}. The same draws again: SEED=${SEED} npm run t -- ${bad[0]?.unit.name.split('/').at(-1)?.split(' ').at(-1)}`,
  )
process.exit(failed === 0 ? 0 : 1)
