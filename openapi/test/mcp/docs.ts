/** docs/mcp.md says what is true: each command is run as it is printed. */
import { exec } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { origin } from './served.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const text = readFileSync(`${root}docs/mcp.md`, 'utf8')
const fences = (language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, body = '']) => body)

t.test('each command gives the answer that it is shown for', async (t) => {
  const commands = fences('sh').flatMap((body) =>
    body
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('curl ')),
  )
  const answers = [
    /"name":"calculate"/,
    /mmt8: /,
    /esr: \{value,unit,comparator\?\}/,
    /DAS28-ESR 3\.81, moderate/,
    /myositis: /,
  ]
  t.equal(commands.length, answers.length)
  for (const [i, command] of commands.entries()) {
    const { stdout } = await promisify(exec)(command.replaceAll('localhost:3000', origin), {
      cwd: root,
      shell: '/bin/bash',
    })
    const { result } = JSON.parse(stdout)
    t.notOk(result.isError, command.slice(-100))
    t.match(i === 0 ? JSON.stringify(result) : result.content[0].text, answers[i] as RegExp)
  }
})

t.test('what clients read is JSON, and the packages and variables that are named exist', async (t) => {
  const files = fences('json').map((body) => JSON.parse(body))
  t.match(files, [
    { mcpServers: { 'activity-scores': { command: 'npx' } } },
    { mcpServers: { 'activity-scores': { type: 'http' } } },
  ])
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  for (const [, name = ''] of text.matchAll(/npm run (?:--silent )?([a-z]+)/g)) t.ok(scripts[name], name)
})
