/**
 * `npm run new -- my-instrument`: a new instrument's folder from the template, and its line in the registry.
 * What it makes compiles and is served; the tests fail on the science that only you can add.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const template = fileURLToPath(new URL('template', import.meta.url))
const [slug, root = fileURLToPath(new URL('../../', import.meta.url))] = process.argv.slice(2)
const services = join(root, 'services')

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

if (!slug || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug))
  stop('Usage: npm run new -- <slug>\nA slug is kebab-case with the variant included, such as asdas-crp.')
if (existsSync(join(services, slug))) stop(`services/${slug} is there already.`)

const camel = slug.replace(/-([a-z0-9])/g, (_all, letter) => letter.toUpperCase())
const fill = (text) => text.replaceAll('__slug__', slug).replaceAll('__camel__', camel)

function copy(from, to) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const target = join(to, fill(entry.name).replace(/\.template$/, ''))
    if (entry.isDirectory()) copy(join(from, entry.name), target)
    else writeFileSync(target, fill(readFileSync(join(from, entry.name), 'utf8')))
  }
}

function register() {
  const file = join(services, 'loaders.ts')
  const entry = /^ {2}'?([a-z0-9-]+)'?: \(\) => import\('\.\/[a-z0-9-]+\/index\.js'\),$/
  const lines = readFileSync(file, 'utf8').split('\n')
  const known = lines.flatMap((line) => entry.exec(line)?.[1] ?? [])
  const first = lines.findIndex((line) => entry.test(line))
  const key = (name) => (/^[a-z0-9]+$/.test(name) ? name : `'${name}'`)
  const all = [...known, slug].sort().map((name) => `  ${key(name)}: () => import('./${name}/index.js'),`)
  writeFileSync(file, [...lines.slice(0, first), ...all, ...lines.slice(first + known.length)].join('\n'))
}

copy(template, join(services, slug))
register()
process.stdout.write(
  `services/${slug} is there and registered. CONTRIBUTING.md says what to fill in, in which order.\n`,
)
