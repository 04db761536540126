/** The program of the package: over standard input and output by the official client, on hostile lines, and as it is installed. */
import '@activity-scores/shared/testing/patience'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { instruments } from '@activity-scores/services/registry'
import { type Answer, embed } from '@activity-scores/shared/engine/executor'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import t, { type Test } from 'tap'
import { root } from '../../programs/kit/processes.js'
import { VERSION } from '../../src/mcp/server.js'
import { clientOf, ERAS, type Era, toolOf } from './connected.js'

const run = promisify(execFile)
const PACKAGE = join(root, 'openapi/mcp')
const PROGRAM = join(PACKAGE, 'dist/mcp.js')
const protocols = readdirSync(join(root, 'openapi/protocols')).filter((file) => file.endsWith('.json'))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

async function opened(t: Test, era: Era, command = process.execPath, args: readonly string[] = [PROGRAM]) {
  const client = clientOf(era)
  await client.connect(new StdioClientTransport({ command, args: [...args], stderr: 'ignore' }))
  t.teardown(() => client.close())
  return client
}

t.test('by the official client, both revisions: instruments, and a screening', async (t) => {
  for (const era of ERAS) {
    const client = await opened(t, era)
    t.equal((await client.listTools()).tools.length, 5)
    const tool = toolOf(client)
    for (const instrument of instruments.filter((_, i) => i % 8 === 0)) {
      const { slug, examples } = instrument
      const input = examples[0]?.request as Record<string, unknown>
      const { body } = (await embed(instrument).fromValue(input, { form: 'full', requestId: '' })) as Answer
      t.strictSame((await tool('calculate', { slug, input })).structured, JSON.parse(String(body)), slug)
    }
    if (era === 'legacy') continue
    t.equal((await tool('find', { query: '' })).structured.instruments.length, instruments.length + protocols.length)
    const [{ request = {} } = {}] = JSON.parse(read('openapi/protocols/nct06464679.json')).examples
    t.match((await tool('screen', { protocol: 'nct06464679', ...request })).text, /^nct06464679 /)
    t.ok((await tool('calculate', { slug: 'none', input: {} })).isError)
  }
})

const MARK = 'Plantedmark'
const lineOf = (id: number, input: string): string =>
  `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"calculate","arguments":{"slug":"cdai","input":${input}}}}`

t.test('whatever comes in, standard output is the protocol alone, and nothing sent is on standard error', async (t) => {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] })
  t.teardown(() => child.kill('SIGKILL'))
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text))
  const lines = [
    '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}',
    '{"jsonrpc":"2.0","method":"notifications/initialized"}',
    MARK,
    '',
    '[1,2]',
    `"${MARK}"`,
    lineOf(1, '{"tenderJointCount28":1,"tenderJointCount28":2}'),
    lineOf(2, `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`),
    lineOf(3, `{"${MARK}":"${'x'.repeat(1_048_576)}"}`),
    lineOf(4, `{"${MARK}":1}`),
    `{"jsonrpc":"2.0","id":5,"method":"${MARK}"}`,
    `{"jsonrpc":"2.0","id":{"a":"${MARK}"},"method":1}`,
    lineOf(6, '{"tenderJointCount28":4}'),
  ]
  child.stdin.end(`${lines.join('\n')}\n`)
  const [code] = await once(child, 'close')
  t.equal(code, 0, 'it ends with its input')
  const answers = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  for (const answer of answers) t.equal(answer.jsonrpc, '2.0')
  const answerTo = (id: number) => answers.find((answer) => answer.id === id)
  t.match(answerTo(1), { error: { code: -32600, data: { code: 'duplicate_key' } } })
  t.match(answerTo(2), { error: { code: -32600, data: { code: 'too_deep' } } })
  t.equal(answerTo(3), undefined, 'of a line that is too long nothing is kept')
  t.match(
    answers.find(({ error }) => /more than 65536 bytes/.test(error?.message)),
    { id: null },
  )
  t.match(answerTo(4), { result: { isError: true } })
  t.match(answerTo(5), { error: { code: -32601 } })
  t.match(answerTo(6), { result: { structuredContent: { status: 'not_computable' } } })
  t.notMatch(errors, MARK)
})

t.test('as it is installed: one program, what is in it, and its licences', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-package-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: PACKAGE })
  const [{ filename, files }] = JSON.parse(stdout)
  t.same(files.map(({ path }: { path: string }) => path).sort(), [
    'LICENSE',
    'NOTICE',
    'README.md',
    'dist/THIRD-PARTY.txt',
    'dist/mcp.js',
    ...protocols.map((file) => `dist/protocols/${file}`),
    'package.json',
  ])
  const project = join(folder, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true }')
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)], { cwd: project })
  const tool = toolOf(await opened(t, 'legacy', join(project, 'node_modules/.bin/activity-scores-mcp'), []))
  const input = instruments.find(({ slug }) => slug === 'cdai')?.examples[0]?.request
  t.match((await tool('calculate', { slug: 'cdai', input })).text, /^CDAI 20\.0/)
  const { version, license, engines } = JSON.parse(read('package.json'))
  const own = JSON.parse(read('openapi/mcp/package.json'))
  t.match(own, { version, license, engines, type: 'module' })
  t.equal(VERSION, version, 'what it says of itself')
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies']) t.equal(own[kind], undefined, kind)
  for (const file of ['LICENSE', 'NOTICE']) t.equal(read(`openapi/mcp/${file}`), read(file), file)
  const licences = read('openapi/mcp/dist/THIRD-PARTY.txt')
  for (const name of ['@modelcontextprotocol/server', 'zod']) t.match(licences, new RegExp(`^${name} \\d`, 'm'))
  t.notMatch(licences, 'has no text of the licence')
  t.match(read('openapi/mcp/README.md'), '"args": ["-y", "@activity-scores/mcp"]')
})
