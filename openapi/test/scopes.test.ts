/** A scope opens its own operation and no other: every key of one against every operation that computes. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import { buildService } from '@activity-scores/shared/http/service'
import { newKey } from '@activity-scores/shared/identity/keys'
import { type Json, silentLogger, testConfig } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { PROTOCOLS } from '../src/files/paths.js'
import { protocolFiles } from '../src/screen/load.js'
import { gateway } from './helpers.js'

const screens = [...protocolFiles([PROTOCOLS]).keys()].map((id) => `screen/${id}`)
const slugs = [...instruments.map(({ slug }) => slug), 'panel', ...screens]
const made = slugs.map((slug, i) => [slug, ...newKey(`holder-${i}`, [`compute:${slug}`])] as const)
const [all, allEntry] = newKey('all', ['compute'])
const file = join(mkdtempSync(join(tmpdir(), 'scopes-')), 'keys.json')
writeFileSync(file, JSON.stringify({ keys: [...made.map(([, , entry]) => entry), allEntry] }))
const KEYS = { AUTH: 'api-key', AUTH_KEYS_FILE: file, REFUSAL_LIMIT: '0' } as const

/** The operation that a path belongs to, with its batches. */
const slugOf = (path: string): string => path.replace(/^\/v1\//, '').replace(/\/(?:batch|series|attrition)$/, '')

t.test('at the gateway', async (t) => {
  const app = await gateway(t, KEYS)
  const document: Json = (await app.inject('/openapi.json')).json()
  const paths = Object.entries(document.paths as Json)
    .flatMap(([path, operations]) => ((operations as Json).post ? [path.replace('{slug}', 'cdai')] : []))
    .filter((path) => path.startsWith('/v1/'))
  for (const slug of slugs) t.ok(paths.includes(`/v1/${slug}`), slug)
  for (const { slug } of instruments) t.ok(paths.includes(`/v1/${slug}/batch`), `${slug} in batches`)
  const status = async (url: string, key: string): Promise<number> =>
    (await app.inject({ method: 'POST', url, payload: '{}', headers: { 'x-api-key': key } })).statusCode
  for (const path of paths) {
    const opened: string[] = []
    // 415 is what the operation itself says to a body without a type.
    for (const [slug, key] of made) {
      const found = await status(path, key)
      if (found === 415) opened.push(slug)
      else if (found !== 403) t.fail(`${path} answers ${found} to the key of ${slug}`)
    }
    t.same(opened, [slugOf(path)], path)
    t.equal(await status(path, all), 415, `${path} with the scope of all`)
  }
})

t.test('at a service of several instruments', async (t) => {
  const two = instruments.filter(({ slug }) => slug === 'cdai' || slug === 'das28-esr')
  const { app } = await buildService(two, testConfig(KEYS), silentLogger())
  t.teardown(() => app.close())
  for (const [slug, key] of made)
    for (const asked of ['cdai', 'das28-esr'])
      for (const url of [`/v1/${asked}`, `/v1/${asked}/batch`]) {
        const reply = await app.inject({ method: 'POST', url, payload: '{}', headers: { 'x-api-key': key } })
        t.equal(reply.statusCode, slug === asked ? 415 : 403, `${url} with the key of ${slug}`)
        if (reply.statusCode === 403) t.match(reply.headers['www-authenticate'], `scope="compute:${asked}"`)
      }
})
