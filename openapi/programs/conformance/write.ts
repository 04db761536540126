/**
 * `npm run kit`: writes the cases of the conformance kit, from the examples of the registry and from the worked examples that
 * the tests of the instruments hold. Two runs give the same bytes.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import type { KitCase } from '@activity-scores/shared/testing/kit-cases'
import { casesOf } from './examples.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const collected = mkdtempSync(join(tmpdir(), 'kit-'))

/** Runs the tests of one instrument, which leave a line for each row. */
function worked(slug: string): readonly KitCase[] {
  const folder = join(root, 'services/dist', slug, 'test')
  for (const name of readdirSync(folder).filter((each) => each === `${slug}.test.js`)) {
    const { status } = spawnSync(process.execPath, [join(folder, name)], {
      env: { ...process.env, KIT_CASES: collected },
    })
    if (status !== 0) throw new Error(`${slug}: its tests fail, and so its cases are not known (npm run t -- ${slug})`)
  }
  const file = join(collected, `${slug}.ndjson`)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as KitCase)
}

let count = 0
for (const instrument of instruments) {
  const { slug, version } = instrument
  const cases = [...casesOf(instrument), ...worked(slug)].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  count += cases.length
  const rows = cases.map((each) => `    ${JSON.stringify(each)}`).join(',\n')
  const head = `  "kit": "1",\n  "instrument": "${slug}",\n  "version": "${version}",\n  "cases": [\n`
  writeFileSync(join(root, `openapi/conformance/cases/${slug}.json`), `{\n${head}${rows}\n  ]\n}\n`)
}
rmSync(collected, { recursive: true })
process.stdout.write(`${count} cases of ${instruments.length} instruments\n`)
