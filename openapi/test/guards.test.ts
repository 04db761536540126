/** `npm run guards` takes minutes; that its list fits the source is looked at here. */
import '@activity-scores/shared/testing/patience'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { guards } from '../programs/guards/guards.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))

t.test('each guard stands once in its file, and has tests', async (t) => {
  t.ok(guards.length >= 10)
  t.equal(new Set(guards.map(({ guard }) => guard)).size, guards.length, 'no name stands twice')
  for (const { guard, file, from, to, tests } of guards) {
    t.equal(readFileSync(root + file, 'utf8').split(from).length - 1, 1, `${guard}: ${file}`)
    t.not(from, to, guard)
    t.ok(tests.length > 0 && tests.every((test) => existsSync(root + test)), `${guard}: ${tests.join(', ')}`)
  }
})
