/** A protocol file that comes with the program is what was checked, or is checked before anybody is let in. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import t from 'tap'
import { readGatewayConfig } from '../../src/config.js'
import { PROTOCOLS } from '../../src/files/paths.js'
import { buildGateway } from '../../src/gateway.js'
import { checkedIn, sumsOf, sumsPath } from '../../src/screen/checked.js'
import { slugs } from '../helpers.js'

const built = (folder: string) =>
  buildGateway(instrumentSetOf(instruments), readGatewayConfig({}, slugs), createLogger('silent'), {
    protocols: folder,
  })

function folderWith(change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'protocols-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(PROTOCOLS, folder, { recursive: true })
  const file = join(folder, 'nct06464679.json')
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  return folder
}

t.test('the sums are those of the files: npm run openapi', async (t) => {
  t.equal(readFileSync(sumsPath(PROTOCOLS), 'utf8'), sumsOf(PROTOCOLS))
  t.ok(checkedIn(PROTOCOLS).size >= 2, 'each file of the folder')
})

t.test('one that was changed is no longer the one that was checked', async (t) => {
  const longer = folderWith((text) => `${text}\n`)
  t.same(
    [...checkedIn(longer)],
    [...checkedIn(PROTOCOLS)].filter((id) => id !== 'nct06464679'),
  )
  const { app } = await built(longer)
  t.equal((await app.inject('/v1/protocols/nct06464679')).statusCode, 200, 'and is served where it is good')
  await app.close()
})

t.test('one that is faulty stops the start, with the line', async (t) => {
  const faulty = folderWith((text) =>
    text.replace('"fact": "haemodynamicallyStable"', '"fact": "haemodynamicalyStable"'),
  )
  await t.rejects(built(faulty), { message: /nct06464679\.json:\d+: .*there is no input "haemodynamicalyStable"/ })
  const wrong = folderWith((text) => text.replace('"verdict": "eligible"', '"verdict": "ineligible"'))
  await t.rejects(built(wrong), { message: /the verdict is eligible, not ineligible/ }, 'its examples come out')
})
