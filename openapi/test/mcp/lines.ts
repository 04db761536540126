/** Lines of standard input: those that are messages pass as they are, however they are cut on their way. */
import { once } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import { fc } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { CheckedLines } from '../../src/mcp/lines.js'

const GOOD = [
  '{"jsonrpc":"2.0","id":1,"method":"m"}',
  '{"jsonrpc":"2.0","method":"é€😀"}',
  ' {"jsonrpc":"2.0","id":2,"result":{}} ',
]
const BAD: Readonly<Record<string, readonly [code: number, id: unknown]>> = {
  '{"id":7,"a":1,"a":2}': [-32600, 7],
  [`{"id":"x","a":${'['.repeat(70)}${']'.repeat(70)}}`]: [-32600, 'x'],
  [`{"id":8,"a":"${'y'.repeat(70_000)}"}`]: [-32600, null],
  '[{"jsonrpc":"2.0","id":1,"method":"m"}]': [-32600, null],
  null: [-32600, null],
  '1': [-32600, null],
  ' {} ': [-32600, null],
  '{"jsonrpc":"2.0","id":{"a":1},"method":"m"}': [-32600, null],
  '{"id":3,"method":"m"}': [-32600, 3],
  'no JSON': [-32700, null],
  '{"id":9': [-32700, null],
}
const EMPTY = ['', '  ']

const lines = fc.array(fc.constantFrom(...GOOD, ...Object.keys(BAD), ...EMPTY), { maxLength: 12 })
const cuts = fc.array(fc.integer({ min: 100, max: 40_000 }), { minLength: 1, maxLength: 5 })

t.test('whatever the pieces are in which it comes', async (t) => {
  const property = fc.asyncProperty(lines, cuts, async (sent, sizes) => {
    const refused: { readonly id: unknown; readonly error: { readonly code: number } }[] = []
    const checked = new CheckedLines((answer) => refused.push(JSON.parse(answer)))
    let passed = ''
    checked.setEncoding('utf8').on('data', (text) => {
      passed += text
    })
    const ended = once(checked, 'end')
    const bytes = Buffer.from(sent.map((line) => `${line}\n`).join(''))
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const end = at + (sizes[i % sizes.length] ?? 1)
      checked.write(bytes.subarray(at, end))
      at = end
    }
    checked.end()
    await ended
    const good = sent.filter((line) => GOOD.includes(line))
    const told = refused.map(({ id, error }) => [error.code, id])
    return (
      passed === good.map((line) => `${line}\n`).join('') &&
      isDeepStrictEqual(
        told,
        sent.flatMap((line) => (BAD[line] ? [BAD[line]] : [])),
      )
    )
  })
  await fc.assert(property, { numRuns: 60, examples: [[[...GOOD, ...EMPTY, ...Object.keys(BAD)], [1000]]] })
  t.pass()
})
