/** The READMEs say what is true: their calls are made, their answers are compared, their tables are complete. */
import { exec } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { instruments } from '@activity-scores/services/registry'
import t from 'tap'
import { withFacts } from '../src/commands/operators.js'
import { withCoreInstruments, withInstruments } from '../src/commands/readme.js'
import { gatewayVariables } from '../src/config.js'
import { gateway, usualGateway } from './helpers.js'

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

interface Call {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The curl calls of a text, each with the fenced answer that follows it, if any. */
type Calls = readonly (Call & { readonly answer: string | undefined })[]

function callsOf(text: string): Calls {
  const call =
    /curl -s localhost:\d+(\S+)((?:\s+-H '[^']+')*)\s+(?:-d|--data-binary) (?:'([^']+)'|@(\S+))[^`]*```(?:\s*```(?:json)?\n([^`]+)```)?/g
  return [...text.matchAll(call)].map(([, path = '', headers = '', body = '', file, answer]) => ({
    path,
    headers: Object.fromEntries(
      [...headers.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]),
    ),
    body: file === undefined ? body : read(file),
    answer,
  }))
}

t.test('README and docs/callers.md: the calls give the answers shown', async (t) => {
  const app = await usualGateway()
  const [first, more] = ['README.md', 'docs/callers.md'].map((file) => callsOf(read(file))) as [Calls, Calls]
  t.same([first.length, more.length], [6, 2], 'three calls, two batches, a screening; a visit and a series')
  const calls = [...first, ...more]
  for (const { path, headers, body, answer } of calls) {
    const reply = await app.inject({ method: 'POST', url: path, headers, payload: body })
    const shown = answer ?? ''
    if (shown.startsWith('{\n')) t.same(reply.json(), JSON.parse(shown), path)
    else t.equal(reply.payload.trim(), shown.trim(), path)
  }
})

t.test('README: a file of rows is streamed by the command as it is printed', async (t) => {
  const app = await gateway(t)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const [command = ''] = /^curl .* -T rows\.ndjson .*$/m.exec(read('README.md')) ?? []
  const cwd = t.testdir({ 'rows.ndjson': '{"id":"p1","input":{}}\n{"id":"p2","input":{"tenderJointCount28":44}}\n' })
  await promisify(exec)(command.replace('localhost:3000', origin), { cwd })
  const answers = readFileSync(`${cwd}/answers.ndjson`, 'utf8').trim().split('\n')
  t.same(
    answers.map((line) => JSON.parse(line)).map(({ id, status }) => [id, status]),
    [
      ['p1', 200],
      ['p2', 422],
    ],
  )
})

t.test('the screening requests of the README are the examples of the protocol', async (t) => {
  const { examples } = JSON.parse(read('openapi/protocols/nct06464679.json'))
  t.ok(examples.length >= 4, 'one for each arm')
  for (const { name, request } of examples) t.same(JSON.parse(read(`openapi/examples/${name}.json`)), request, name)
})

/** Named in the README, and no variable of the configuration table: one for each slug. */
const ELSEWHERE = new Set(['UPSTREAM_CDAI'])

t.test(
  'README and docs/instruments.md: instruments are those of the registry, and variables that are named exist',
  async (t) => {
    const text = read('README.md')
    t.equal(withCoreInstruments(text, instruments), text, 'the table of core instruments: npm run openapi')
    const all = read('docs/instruments.md')
    t.equal(withInstruments(all, instruments), all, 'the table of all instruments: npm run openapi')
    const named = new Set(text.match(/`(?:[A-Z]+_)+[A-Z]+(?=[`=])/g)?.map((name) => name.slice(1)))
    t.ok(named.has('PROTOCOLS_DIR'))
    for (const name of named) t.ok(name in gatewayVariables || ELSEWHERE.has(name), name)
    for (const command of ['npm ci && npm start', 'npm ci && npm test']) t.ok(text.includes(command))
  },
)

t.test('the README of each instrument: under 60 lines, and its call computes', async (t) => {
  const app = await usualGateway()
  for (const { slug } of instruments) {
    const text = read(`services/${slug}/README.md`)
    t.ok(text.split('\n').length <= 60, `${slug}: ${text.split('\n').length} lines`)
    const [call] = callsOf(text)
    t.equal(call?.path, `/v1/${slug}`, `${slug} shows its call`)
    const reply = await app.inject({
      method: 'POST',
      url: call?.path ?? '',
      headers: call?.headers ?? {},
      payload: call?.body ?? '',
    })
    t.equal(reply.json().status, 'computed', slug)
  }
})

t.test('docs/operators.md: its variables and its figures are those of the code and of the last bench', async (t) => {
  const text = read('docs/operators.md')
  t.equal(withFacts(text, read('openapi/programs/bench/RESULTS.md')), text, 'npm run openapi writes them')
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
  for (const [, name = ''] of text.matchAll(/`npm run ([a-z]+)/g)) t.ok(scripts[name], `npm run ${name} is there`)
})

t.test('docs/callers.md: each mistake is answered as it says', async (t) => {
  const app = await usualGateway()
  const text = read('docs/callers.md')
  const paths = [...text.matchAll(/^\| `(\w+) (\S+)` \| (\d+) (.+) \|$/gm)]
  const bodies = [...text.matchAll(/^\| `(\/\S+)` \| `(.+)` \| (\d+) (.+) \|$/gm)]
  t.ok(paths.length > 8 && bodies.length > 18, `${paths.length} paths, ${bodies.length} bodies`)
  for (const [, method = '', url = '', status, answer = ''] of paths) {
    const reply = await app.inject({ method: method as 'GET', url, ...(method === 'GET' ? {} : { payload: {} }) })
    t.equal(reply.statusCode, Number(status), `${method} ${url}`)
    t.ok(reply.json().detail.includes(answer), `${method} ${url}: ${reply.json().detail}`)
  }
  for (const [, url = '', payload = '', status, answer = ''] of bodies) {
    const headers = { 'content-type': 'application/json' }
    const reply = await app.inject({ method: 'POST', url, headers, payload })
    const { title, detail, errors = [] } = reply.json()
    const said = [title, detail, ...errors.map(({ message }: { message: string }) => message)].join(' ')
    t.equal(reply.statusCode, Number(status), payload)
    t.ok(said.includes(answer), `${url} ${payload}: ${said.slice(0, 300)}`)
  }
})
