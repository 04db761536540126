/** The files of worked examples keep one format, which an editor can know too. */
import '@activity-scores/shared/testing/patience'
import { readdirSync, readFileSync } from 'node:fs'
import { schemaFaults } from '@activity-scores/shared/testing/schema-faults'
import t from 'tap'
import { loaders } from '../loaders.js'

const services = new URL('../../', import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, services), 'utf8'))
const schema = read('test/examples.schema.json')

t.test('every file of worked examples has the format of examples.schema.json', async (t) => {
  const paths = Object.keys(loaders).flatMap((slug) => {
    const files = readdirSync(new URL(`${slug}/examples/`, services))
    t.ok(files.length > 0, `${slug} has worked examples`)
    return files.map((file) => `${slug}/examples/${file}`)
  })
  t.same(schemaFaults(schema, Object.fromEntries(paths.map((path) => [path, read(path)]))), [])
})

t.test('the format', async (t) => {
  const row = { id: 'a-1', inputs: { item: 3 }, expected: { status: 'computed' }, source: 'the paper, table 1' }
  const isRefused = (value: unknown) => t.ok(schemaFaults(schema, { file: value }).length > 0, JSON.stringify(value))
  t.same(schemaFaults(schema, { list: [row], object: { $schema: '../../test/examples.schema.json', rows: [row] } }), [])
  isRefused([{ ...row, source: '' }])
  isRefused([{ ...row, expected: {} }])
  isRefused([{ ...row, note: 'unknown member' }])
  isRefused([{ inputs: {}, expected: row.expected, source: 'no id' }])
  isRefused({ rows: [row], more: true })
})
