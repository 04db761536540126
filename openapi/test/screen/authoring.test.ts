/** A protocol file for those who write one: its schema, and the program that checks, explains and tries it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'
import { usualGateway } from '../helpers.js'

const PROGRAM = fileURLToPath(new URL('../../src/commands/protocol.js', import.meta.url))
const TRIAL = `${PROTOCOLS}/nct06464679.json`
const run = (...args: readonly string[]) => spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' })

t.test('the schema: served, in docs, and what the file of the trial fits', async (t) => {
  const app = await usualGateway()
  const schema = (await app.inject('/v1/protocols/schema.json')).json()
  const written = new URL('../../../../docs/protocol.schema.json', import.meta.url)
  t.same(JSON.parse(readFileSync(written, 'utf8')), schema, 'npm run openapi writes it')
  const fits = new Ajv2020({ strict: false }).compile(schema)
  const trial = JSON.parse(readFileSync(TRIAL, 'utf8'))
  t.ok(fits(trial), JSON.stringify(fits.errors?.slice(0, 3)))
  t.notOk(fits({ ...trial, criteria: [{ id: 'C-1' }] }))
})

t.test('check, explain, try', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'protocol-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const least = {
    $schema: '/v1/protocols/schema.json',
    id: 'least',
    version: '0.1.0',
    title: 'The least that a protocol can be',
    source: 'test',
    arms: [{ id: 'one', title: 'One' }],
    inputs: { birthDate: { type: 'partial-date', title: 'Date of birth' } },
    criteria: [
      {
        id: 'I-1',
        kind: 'inclusion',
        title: 'Adult',
        says: 'completed years >= 18',
        source: 'test',
        rule: { age: 'birthDate', on: 'asOf', atLeast: 18 },
      },
    ],
  }
  const file = join(folder, 'least.json')
  writeFileSync(file, JSON.stringify(least, null, 2))
  const checked = run('check', file)
  t.equal(checked.status, 0, checked.stderr)
  t.match(checked.stdout, /least 0\.1\.0: 1 criteria, 1 inputs, 0 examples come out/)
  t.match(run('explain', file).stdout, /completed years on the day of screening >= 18/)
  const record = join(folder, 'record.json')
  writeFileSync(record, JSON.stringify({ arm: 'one', asOf: '2026-01-01', inputs: { birthDate: '1990' } }))
  t.match(run('try', file, record).stdout, /\| I-1 Adult \| met \|/)
  writeFileSync(
    file,
    JSON.stringify({ ...least, criteria: [{ ...least.criteria[0], rule: { fact: 'birthDate' } }] }, null, 2),
  )
  const wrong = run('check', file)
  t.not(wrong.status, 0)
  t.match(
    `${wrong.stdout}${wrong.stderr}`,
    /least\.json:\d+: criteria\.0\.rule\.fact: "birthDate" is no yes or no, but a day/,
  )
})

t.test('the guide: each of its steps', async (t) => {
  const guide = readFileSync(new URL('../../../../docs/protocols.md', import.meta.url), 'utf8')
  const [file = '', record = ''] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const [said = ''] = [...guide.matchAll(/```\n(\*\*.*?)\n```/g)].map(([, text = '']) => text)
  const folder = mkdtempSync(join(tmpdir(), 'guide-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'my-trial.json'), file)
  writeFileSync(join(folder, 'record.json'), record)
  const checked = run('check', join(folder, 'my-trial.json'))
  t.match(checked.stdout, /my-trial 0\.1\.0: 6 criteria/, checked.stderr)
  t.match(run('explain', join(folder, 'my-trial.json')).stdout, /CDAI > 22/)
  const tried = run('try', join(folder, 'my-trial.json'), join(folder, 'record.json')).stdout
  t.ok(said !== '' && tried.includes(said), tried)
})
