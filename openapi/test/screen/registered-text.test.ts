/** Each sentence of the register is claimed by exactly the criteria that it names, and by nothing else. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'

interface Item {
  readonly words: string
  readonly criteria: readonly string[]
  readonly isWhole: boolean
}

/** Items of a text: a heading with the criteria, and the words as a quotation. */
function itemsOf(text: string): readonly Item[] {
  return [...text.matchAll(/^### (.+)\n\n> (.+)$/gm)].map(([, head = '', words = '']) => ({
    words,
    criteria: head.match(/[A-Za-z]+-[A-Z]?\d+[a-z]?(?:\.\d+)?/g) ?? [],
    isWhole: !head.endsWith('(in part)'),
  }))
}

const files = readdirSync(PROTOCOLS).filter((file) => file.endsWith('.text.md'))

t.test('every sentence has its criteria, and every criterion its sentences', async (t) => {
  t.ok(files.length >= 1)
  for (const file of files) {
    const text = readFileSync(`${PROTOCOLS}/${file}`, 'utf8')
    const protocol: Json = JSON.parse(readFileSync(`${PROTOCOLS}/${file.replace('.text.md', '.json')}`, 'utf8'))
    const items = itemsOf(text)
    const claimed = new Map<string, string[]>()
    for (const { words, criteria, isWhole } of items) {
      t.equal(words.includes('[…]'), !isWhole, words)
      for (const id of criteria) claimed.set(id, [...(claimed.get(id) ?? []), words])
    }
    const withText = protocol.criteria.filter(({ text }: Json) => text !== undefined)
    t.same(
      Object.fromEntries(withText.map(({ id, text }: Json) => [id, text.split('\n')])),
      Object.fromEntries(claimed),
      file,
    )
    const [, unquoted = ''] = /^No words of the register are at hand for these criteria[^:]*: (.*)\.$/m.exec(text) ?? []
    const without = protocol.criteria.filter(({ text }: Json) => text === undefined).map(({ id }: Json) => id)
    t.same(unquoted === '' ? [] : unquoted.split(', '), without, `${file} names what it has no words for`)
  }
})
