/** Where the packages come from, under which licences, and that none runs code when it is installed. */
import '@activity-scores/shared/testing/patience'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { minVersion, satisfies } from 'semver'
import t from 'tap'
import {
  type LockedPackage,
  type Lockfile,
  nameAt,
  productionPackages,
  registryPackages,
} from '../../programs/deploy/lockfile.js'
import { type Bom, productionBom } from '../../programs/deploy/sbom.js'

const root = new URL('../../../../', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const lock = read('package-lock.json') as Lockfile

/** Permissive ones; another licence in the tree of production is a decision for people. */
const LICENCES = new Set(['Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'])
/** What is built and tested here; binaries of tools for other machines may lack integrity (decision 21). */
const HERE = { os: 'linux', cpu: 'x64', libc: 'glibc' } as const

/** Tools whose script only checks or speeds up what they bring as a package; here and in the image it does not run. */
const SCRIPTS_NOT_NEEDED = new Set(['esbuild'])

const elsewhere = (entry: LockedPackage): boolean =>
  (['os', 'cpu', 'libc'] as const).some((key) => entry[key] !== undefined && !entry[key].includes(HERE[key]))

/** What is wrong with where a package comes from. */
function faultsOf([path, entry]: readonly [string, LockedPackage]): readonly string[] {
  const excused = entry.dev && (entry.inBundle || (entry.optional && elsewhere(entry)))
  const integrity = entry.integrity ?? ''
  return [
    ...(/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity) || (excused && integrity === '') ? [] : [`${path}: integrity`]),
    ...(entry.resolved === undefined || entry.resolved.startsWith('https://registry.npmjs.org/')
      ? []
      : [`${path}: comes from ${entry.resolved}`]),
    ...(entry.hasInstallScript && !(entry.dev && SCRIPTS_NOT_NEEDED.has(nameAt(path)))
      ? [`${path}: has an install script`]
      : []),
  ]
}

t.test(
  'every package comes from the registry, is known by its hash, and needs to run nothing when installed',
  async (t) => {
    t.same(registryPackages(lock).flatMap(faultsOf), [])
    const without = registryPackages(lock).filter(([, { integrity, inBundle }]) => !integrity && !inBundle)
    t.ok(
      without.length <= 23,
      `${without.length} tool binaries of other machines without integrity: no more than known`,
    )

    const hash = `sha512-${'A'.repeat(86)}==`
    const planted: readonly LockedPackage[] = [
      { version: '1.0.0' },
      { version: '1.0.0', integrity: 'sha1-AAAA' },
      { version: '1.0.0', dev: true, optional: true, os: ['linux'], cpu: ['x64'] },
      { version: '1.0.0', optional: true, os: ['darwin'] },
      { version: '1.0.0', integrity: hash, resolved: 'git+ssh://git@github.com/a/b.git#1' },
      { version: '1.0.0', integrity: hash, dev: true, hasInstallScript: true },
    ]
    for (const entry of planted) t.equal(faultsOf(['node_modules/x', entry]).length, 1, JSON.stringify(entry))
    t.same(faultsOf(['node_modules/x', { version: '1.0.0', integrity: hash }]), [])
  },
)

t.test('every locked package runs on every line of Node that package.json names', async (t) => {
  const { engines } = read('package.json') as { readonly engines: { readonly node: string } }
  const lines = engines.node.split(' || ').map((line) => minVersion(line))
  t.same(lines.map(String), ['20.19.0', '22.13.0', '24.0.0'])
  for (const version of lines)
    for (const [path, { engines: own }] of registryPackages(lock))
      if (own?.node && !satisfies(version ?? '', own.node)) t.fail(`${path} wants Node ${own.node}, not ${version}`)
  t.pass()
})

t.test('dependencies are asked for by version, never by an address', async (t) => {
  for (const folder of ['', 'shared/', 'services/', 'openapi/']) {
    const manifest = read(`${folder}package.json`) as Readonly<Record<string, Readonly<Record<string, string>>>>
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'])
      for (const [name, wanted] of Object.entries(manifest[kind] ?? {}))
        t.match(wanted, /^[\^~]?\d+\.\d+\.\d+$/, `${folder}package.json ${name}`)
  }
})

t.test('licences of what runs', async (t) => {
  for (const [path, { license = 'none', optional }] of productionPackages(lock)) {
    t.ok(LICENCES.has(license), `${nameAt(path)}: ${license}`)
    // A binary for another machine is not installed here.
    if (!optional)
      t.equal((read(`${path}/package.json`) as { license: unknown }).license, license, `${path} says so too`)
  }
})

t.test('the bill of materials has all that runs and nothing else', async (t) => {
  const whole = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const bom = productionBom(JSON.parse(whole) as Bom, lock)
  const wanted = productionPackages(lock).map(([path, { version }]) => `${nameAt(path)}@${version}`)
  const own = ['openapi', 'services', 'shared'].map((name) => `@activity-scores/${name}@0.2.0`)
  const listed = bom.components.map((component) => `${component.name}@${component.version}`)
  t.same([...listed].sort(), [...new Set([...wanted, ...own])].sort())
  t.equal(bom.metadata.component.name, 'activity-scores')
  for (const { name, hashes = [], licenses = [], purl } of bom.components) {
    t.ok(licenses.length > 0, `${name}: licence`)
    t.match(purl, /^pkg:npm\//)
    if (!name.startsWith('@activity-scores/')) t.equal(hashes[0]?.alg, 'SHA-512', `${name}: hash`)
  }
  const known = new Set([...listed, 'activity-scores@0.2.0'])
  for (const { ref, dependsOn } of bom.dependencies)
    for (const each of [ref, ...dependsOn]) t.ok(known.has(each), `${each} is listed`)
})
