/** docs/ehr.md says what is true: each command is run as it is printed, each refusal and warning of the source is in its tables. */
import { exec } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { codesFile } from '../../src/ehr/codes/schema.js'
import { preparedUsualGateway } from '../helpers.js'
import { codes, type Json } from './encode.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const text = readFileSync(`${root}docs/ehr.md`, 'utf8')
const fences = (language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, body = '']) => body)

t.test('each command gives an answer', async (t) => {
  const app = await preparedUsualGateway()
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const commands = fences('sh').flatMap((body) => body.trim().split('\n'))
  t.ok(commands.length >= 10, `${commands.length} commands`)
  for (const command of commands) {
    const { stdout } = await promisify(exec)(command.replaceAll('localhost:3000', origin), {
      cwd: root,
      shell: '/bin/bash',
      maxBuffer: 1e8,
    })
    const [first] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Json)
    t.ok(first?.['resourceType'] ?? first?.['services'] ?? first?.['cards'], command.slice(0, 80))
    if (command.includes('das28-esr') && !command.includes('explain') && !command.includes('Definition'))
      t.match(stdout, '3.34', command.slice(0, 80))
    if (command.includes('/batch')) t.equal(stdout.trim().split('\n').length, 2, 'a line for each patient')
    if (command.includes('esspri')) t.match(stdout, '"value":6,')
  }
})

t.test('each code of ours is told', async (t) => {
  const folder = `${root}openapi/src/ehr`
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const found = new Set<string>()
  for (const file of files) {
    const source = readFileSync(`${folder}/${file}`, 'utf8')
    for (const [, code = ''] of source.matchAll(
      /(?:code: |malformed\(\s*|refused\(|refusedValue\(\s*|invalid\()'([a-z]+_[a-z_]+)'/g,
    ))
      found.add(code)
  }
  t.ok(found.size > 40, `${found.size} codes`)
  for (const code of found)
    if (code !== 'identity_unavailable' && code !== 'refused_too_often') t.match(text, `\`${code}\``, code)
})

t.test('the codes of the table are read, and the files are valid', async (t) => {
  const known = new Set([...codes.fields.values()].flatMap(({ codes: of = [] }) => of.map(({ code }) => code)))
  const table = text.slice(text.indexOf('## What is read'), text.indexOf('## What is refused'))
  const named = [...table.matchAll(/\b(\d{3,5}-\d|\d{8,9})\b/g)].map(([, code = '']) => code)
  t.ok(named.length > 40)
  for (const code of named) if (code !== '441870009') t.ok(known.has(code), code)
  const [clients, site] = fences('json').map((body) => JSON.parse(body) as unknown)
  t.ok((clients as { clients: unknown[] }).clients.length === 2)
  t.ok(codesFile.safeParse(site).success)
})
