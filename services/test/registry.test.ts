import { readdirSync, readFileSync } from 'node:fs'
import { instrumentContract } from '@activity-scores/shared/testing/contract-suite'
import { draws } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { instruments } from '../registry.js'
import { asked } from './asked.js'

const slugs = instruments.map(({ slug }) => slug)

t.test('the registry is sorted and holds every instrument folder once', async (t) => {
  t.same(slugs, [...slugs].sort())
  const folders = readdirSync(new URL('../../', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['dist', 'node_modules', 'test'].includes(entry.name))
    .map((entry) => entry.name)
  t.same(folders.sort(), slugs)
})

t.test('every instrument is put together by the same lines, and its schema holds no rules', async (t) => {
  const source = (slug: string, file: string): string =>
    readFileSync(new URL(`../../${slug}/${file}`, import.meta.url), 'utf8')
  const [first = ''] = slugs
  for (const slug of slugs) {
    t.equal(source(slug, 'index.ts'), source(first, 'index.ts'), `${slug}/index.ts`)
    t.notMatch(source(slug, 'schema.ts'), /\bRule\b/, `${slug}/schema.ts`)
  }
})

/** Of every instrument. */
const PARTS = [
  'README.md',
  'compute.ts',
  'examples',
  'examples.ts',
  'index.ts',
  'manifest.ts',
  'rules.ts',
  'schema.ts',
  'test',
]
/** Where compute.ts would be long: a file, or a folder of files where one file would be. */
const MORE_PARTS = ['decisions', 'findings', 'formula', 'items', 'text', 'visit', 'warnings']

t.test('the parts of an instrument have the same names everywhere', async (t) => {
  for (const slug of slugs) {
    const found = readdirSync(new URL(`../../${slug}/`, import.meta.url))
    t.same(
      PARTS.filter((part) => !found.includes(part)),
      [],
      `${slug} lacks nothing`,
    )
    const more = found.filter((name) => !PARTS.includes(name) && !MORE_PARTS.includes(name.replace(/\.ts$/, '')))
    t.same(more, [], `${slug} has no part of another name`)
  }
})

t.test('test files have the name of their instrument, and what is drawn is in one place', async (t) => {
  for (const slug of slugs) {
    const folder = new URL(`../../${slug}/test/`, import.meta.url)
    const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'))
    t.ok(files.includes(`${slug}.test.ts`), `${slug} has ${slug}.test.ts`)
    t.same(
      files.filter((name) => !name.startsWith(`${slug}.`)),
      [],
      `${slug} has no tests of another name`,
    )
    t.ok(files.includes(`${slug}.properties.test.ts`), `${slug} draws requests`)
    t.notMatch(readFileSync(new URL(`${slug}.test.ts`, folder), 'utf8'), /\bfc\./, `${slug}.test.ts draws nothing`)
  }
})

const BODIES = draws(60, 5000)

for (const instrument of asked) t.test(instrument.slug, (t) => instrumentContract(t, instrument, BODIES))
