/** The conformance kit: its cases are current and have sources, we pass all of them, and wrong calculators fail where they are wrong. */
import '@activity-scores/shared/testing/patience'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import { Ajv } from 'ajv'
import t, { type Test } from 'tap'
import { casesOf } from '../../programs/conformance/examples.js'
import { gateway } from '../helpers.js'
import { FILES, WRONG } from './calculators.js'

const kit = new URL('../../../conformance/', import.meta.url)
const cli = fileURLToPath(new URL('dist/cli.js', kit))

interface Case {
  readonly id: string
  readonly source: string
  readonly expect?: Readonly<Record<string, unknown>>
}

const fileOf = (slug: string): { readonly version: string; readonly cases: readonly Case[] } =>
  JSON.parse(readFileSync(new URL(`cases/${slug}.json`, kit), 'utf8'))

interface Run {
  readonly code: number
  readonly output: string
}

async function run(t: Test, args: readonly string[], cwd = '.'): Promise<Run> {
  const child = spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(() => child.kill())
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  const [code] = (await once(child, 'close')) as [number]
  return { code, output }
}

t.test('the cases fit their schema, name their source, and hold the examples of every instrument', async (t) => {
  const isValid = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(new URL('case.schema.json', kit), 'utf8')))
  t.same(
    readdirSync(new URL('cases/', kit)).sort(),
    instruments.map(({ slug }) => `${slug}.json`).sort(),
    'a file for each instrument',
  )
  for (const instrument of instruments) {
    const file = fileOf(instrument.slug)
    t.ok(isValid(file), `${instrument.slug}: ${JSON.stringify(isValid.errors)}`)
    t.equal(file.version, instrument.version, `${instrument.slug}: npm run kit`)
    t.equal(new Set(file.cases.map(({ id }) => id)).size, file.cases.length, `${instrument.slug}: ids once each`)
    const written = new Map(file.cases.map((each) => [each.id, each]))
    for (const each of casesOf(instrument))
      t.same(written.get(each.id), JSON.parse(JSON.stringify(each)), `${instrument.slug} ${each.id}: npm run kit`)
    for (const { id, expect } of file.cases) {
      const { missing, status, ...more } = expect ?? { refused: true }
      const says = Object.keys(more).length > 0 || (Array.isArray(missing) && missing.length > 0)
      t.ok(says, `${instrument.slug} ${id} asks for more than that nothing is missing (${status})`)
    }
    for (const { id, source } of file.cases)
      t.notMatch(source, /our (own )?(output|code|answer)/i, `${instrument.slug} ${id}`)
  }
})

t.test('we pass every case', async (t) => {
  const app = await gateway(t)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const { code, output } = await run(t, ['--http', origin, '--json'])
  const { passed, failed, unsupported, cases } = JSON.parse(output)
  t.same(
    cases.filter(({ state }: { readonly state: string }) => state !== 'passed'),
    [],
  )
  t.ok(passed > 740, `${passed} cases`)
  t.same([code, failed, unsupported], [0, 0, 0])
  const again = await run(t, ['--http', origin, '--json'])
  t.equal(again.output, output, 'two runs give the same bytes')
})

const COMMAND = `"${process.execPath}" calculator.mjs`
const cdai = (wrong?: string): readonly string[] => [
  '--command',
  wrong === undefined ? COMMAND : `${COMMAND} "${wrong}"`,
  '--map',
  'names.json',
  '--only',
  'cdai',
]

const FAILING: Readonly<Record<(typeof WRONG)[number], readonly string[]>> = {
  'unit ignored': ['cdai-11-mm-input', 'cdai-13-vas-out-of-range', 'example-globals-in-millimetres'],
  'below for at most': [
    'cdai-02-exactly-2.8',
    'cdai-03-exactly-2.8-float-trap',
    'cdai-05-exactly-10',
    'cdai-07-exactly-22',
    'example-remission-exactly-2.8',
  ],
  'missing as zero': ['example-physician-global-missing'],
  'half to even': ['cdai-14-half-away-from-zero'],
  'rounds binary numbers': ['cdai-15-half-in-decimal'],
}

t.test('a right calculator of others passes; each wrong one fails in the cases that are about its fault', async (t) => {
  const cwd = t.testdir(FILES)
  const right = await run(t, [...cdai(), '--json'], cwd)
  t.equal(right.code, 0, right.output.slice(0, 2000))
  t.ok(JSON.parse(right.output).passed > 10)
  for (const wrong of WRONG) {
    const { code, output } = await run(t, [...cdai(wrong), '--json'], cwd)
    t.equal(code, 1, wrong)
    const failed = (JSON.parse(output).cases as readonly { readonly id: string; readonly state: string }[])
      .filter(({ state }) => state === 'failed')
      .map(({ id }) => id)
    t.same(failed, FAILING[wrong], wrong)
  }
})

t.test('what a failure prints, and the forms for other programs', async (t) => {
  const cwd = t.testdir(FILES)
  const [, , ...rest] = cdai()
  const bad = ['--command', `${COMMAND} "unit ignored"`, ...rest]
  const text = (await run(t, bad, cwd)).output
  for (const part of ['FAILED cdai cdai-11-mm-input', '"unit":"mm"', '/score/value: expected 17.9, got 98', 'source '])
    t.ok(text.includes(part), part)
  t.match(
    (await run(t, [...bad, '--tap'], cwd)).output,
    /^TAP version 14\n(?:.*\n)*not ok \d+ - cdai cdai-11-mm-input\n/,
  )
  t.match(
    (await run(t, [...bad, '--junit'], cwd)).output,
    /<testsuite name="[^"]+" tests="\d+" failures="3" skipped="\d+">/,
  )
})

t.test('nothing that could be asked ends with 2, and a mistake in the call says how to mend it', async (t) => {
  const cwd = t.testdir(FILES)
  t.equal((await run(t, ['--command', COMMAND, '--only', 'crcl'], cwd)).code, 2, 'an instrument that it does not have')
  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /Give --http or --command/],
    [['--http', 'http://127.0.0.1:9', '--only', 'das29'], /No instrument das29; there are/],
    [['--http', 'http://127.0.0.1:9', '--level', '4'], /--level is 1, 2 or 3/],
    [['--htp', 'x'], /Unknown option/],
  ]
  for (const [args, says] of mistakes) {
    const { code, output } = await run(t, args)
    t.equal(code, 2, args.join(' '))
    t.match(output, says)
  }
  const silent = await run(t, ['--command', 'exit 3', '--only', 'cdai', '--level', '1'])
  t.equal(silent.code, 1)
  t.match(silent.output, 'the command ended with 3')
})

const python = spawnSync('python3', ['--version']).status === 0
t.test('the calculator of the README', { skip: python ? false : 'no python3 here' }, async (t) => {
  const text = readFileSync(new URL('README.md', kit), 'utf8')
  const [, code = ''] = /```python\n([^`]+)```/.exec(text) ?? []
  const [, names = ''] = /```json\n([^`]+)```/.exec(text) ?? []
  const cwd = t.testdir({ 'das28.py': code, 'names.json': names })
  const args = ['--command', 'python3 das28.py', '--map', 'names.json', '--only', 'das28-esr', '--json']
  const { code: ended, output } = await run(t, args, cwd)
  t.equal(ended, 0, output.slice(0, 3000))
  const { passed, failed } = JSON.parse(output)
  t.ok(passed >= 15, `${passed} passed`)
  t.equal(failed, 0)
})

t.test('README: how many cases there are', async (t) => {
  const text = readFileSync(new URL('README.md', kit), 'utf8')
  const count = instruments.reduce((sum, { slug }) => sum + fileOf(slug).cases.length, 0)
  t.match(text, `${count} worked examples of ${instruments.length} rheumatology scores`)
})
