/** The last day of a key is one of its days: taken until its end in UTC, and no moment longer. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { keysFrom, newKey } from '../src/identity/keys.js'
import { silentLogger } from '../src/testing/testing.js'

const { now } = Date
t.teardown(() => {
  Date.now = now
})

for (const [last, lastMoment, next] of [
  ['2026-03-31', '2026-03-31T23:59:59.999Z', '2026-04-01T00:00:00.000Z'],
  ['2028-02-29', '2028-02-29T23:59:59.999Z', '2028-03-01T00:00:00.000Z'],
  ['2026-12-31', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00.000Z'],
] as const)
  t.test(`a key until ${last}`, async (t) => {
    const [key, entry] = newKey('ward', ['compute'], last)
    const [ever, everEntry] = newKey('ever', ['compute'])
    const file = join(mkdtempSync(join(tmpdir(), 'days-')), 'keys.json')
    writeFileSync(file, JSON.stringify({ keys: [entry, everEntry] }))
    const keys = keysFrom(file, silentLogger())
    t.teardown(() => keys.close())
    const at = (moment: string): string | undefined => {
      Date.now = () => Date.parse(moment)
      return keys.identify(key)?.name
    }
    t.equal(at('2026-01-01T00:00:00.000Z'), 'key:ward')
    t.equal(at(`${last}T00:00:00.000Z`), 'key:ward', 'its first moment')
    t.equal(at(lastMoment), 'key:ward', 'its last one')
    t.equal(at(next), undefined, 'the day after')
    t.equal(keys.identify(ever)?.name, 'key:ever', 'without a last day there is none')
  })
