/** The dependency rules catch what they forbid: each is broken on purpose in a small tree of its own. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('../../../', import.meta.url))

const clean = {
  'shared/dist/src/a.js': 'export const a = 1',
  'shared/dist/src/testing/testing.js': 'export const t = 1',
  'services/dist/one/formula.js': 'export const f = 1',
  'services/dist/one/index.js': "import '../../../shared/dist/src/a.js'\nimport './formula.js'",
  'services/dist/two/index.js': 'export const two = 2',
  'openapi/dist/src/main.js': "import '../../../services/dist/one/index.js'",
  'openapi/client/dist/index.js': "import './send.js'",
  'openapi/client/dist/send.js': 'export const send = 1',
  'openapi/conformance/dist/cli.js': 'export const cli = 1',
}

const broken: Readonly<Record<string, readonly [file: string, code: string]>> = {
  'shared-knows-no-instrument': ['shared/dist/src/a.js', "import '../../../services/dist/one/index.js'"],
  'services-know-no-gateway': ['services/dist/one/index.js', "import '../../../openapi/dist/src/main.js'"],
  'siblings-never-meet': ['services/dist/one/index.js', "import '../two/index.js'"],
  'formula-imports-nothing': ['services/dist/one/formula.js', "import '../../../shared/dist/src/a.js'"],
  'test-support-stays-in-tests': ['services/dist/one/index.js', "import '../../../shared/dist/src/testing/testing.js'"],
  'client-stands-alone': ['openapi/client/dist/send.js', "import '../../../shared/dist/src/a.js'"],
  'conformance-stands-alone': ['openapi/conformance/dist/cli.js', "import '../../../shared/dist/src/a.js'"],
  'no-circles': ['services/dist/two/index.js', "import './other.js'"],
}

t.test('dependency rules', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [file, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), code)
    }
  }
  const cruise = () => {
    const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
    const args = [
      'shared/dist',
      'services/dist',
      'openapi/dist',
      'openapi/client/dist',
      'openapi/conformance/dist',
      '--config',
      join(root, '.dependency-cruiser.json'),
      '--output-type',
      'err',
    ]
    return spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' })
  }
  write({ ...clean, 'services/dist/two/other.js': "import './index.js'" })
  t.equal(cruise().status, 0, 'the clean tree passes')
  for (const [rule, [file, code]] of Object.entries(broken)) {
    write({ [file]: code })
    const { status, stdout } = cruise()
    t.not(status, 0, `${rule} fails the check`)
    t.match(stdout, `error ${rule}:`)
    write(clean)
  }
})
