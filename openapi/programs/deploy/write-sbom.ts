/** `npm run sbom`: writes artifacts/sbom.cdx.json, from the lockfile alone. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Lockfile } from './lockfile.js'
import { type Bom, productionBom } from './sbom.js'

const root = new URL('../../../../', import.meta.url)
const whole = execFileSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'],
  { cwd: fileURLToPath(root), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] },
)
const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as Lockfile
const bom = productionBom(JSON.parse(whole) as Bom, lock)
mkdirSync(new URL('artifacts/', root), { recursive: true })
const file = new URL('artifacts/sbom.cdx.json', root)
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
process.stdout.write(`${bom.components.length} components in ${fileURLToPath(file)}\n`)
