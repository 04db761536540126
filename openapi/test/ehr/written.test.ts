/** What answers have in common is written once: each answer still says its own, in bytes that its head counts. */
import '@activity-scores/shared/testing/patience'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { isUuid, uuidsOf } from '../../src/ehr/cds/uuid.js'
import { gateway } from '../helpers.js'
import { fhirOf, scoreIn } from './asked.js'
import type { Json } from './encode.js'
import { found, quantity } from './prefetched.js'
import { isComputed, others } from './selected.js'

const folder = mkdtempSync(join(tmpdir(), 'written-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'site.json')
const SYSTEMS = ['http://one.example/codes', 'http://two.example/codes']
const codes = SYSTEMS.map((system) => ({ system, code: 'BSG', status: 'site', emit: true }))
writeFileSync(file, JSON.stringify({ fields: { esr: { codes } } }))
const app = await gateway(t, { FHIR_CODES_FILE: file })
const call = fhirOf(app)

const record = (...entries: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [...others().map((resource) => ({ resource })), ...entries],
})
const esrUnder = (system: string, value = 4): Json => ({
  ...found('', quantity(value, 'mm/h')),
  code: { coding: [{ system, code: 'BSG' }] },
})

t.test('one code in two systems: each answer repeats that of its own record', async (t) => {
  for (const system of [...SYSTEMS, ...SYSTEMS]) {
    const reply = await call('/fhir/$das28-esr', record({ resource: esrUnder(system) }))
    isComputed(t, reply, system)
    for (const each of SYSTEMS) t.equal(reply.text.includes(each), each === system, `${each} for ${system}`)
  }
})

t.test('of an Observation in two versions the last counts, however it is named', async (t) => {
  const version = (value: number, versionId: string, fullUrl?: string): Json => ({
    ...(fullUrl === undefined ? {} : { fullUrl }),
    resource: { ...esrUnder(SYSTEMS[0] ?? '', value), id: 'e1', meta: { versionId } },
  })
  const url = 'http://ehr.example/fhir/Observation/e1'
  const twice: readonly (readonly [string, readonly [Json, Json]])[] = [
    ['by its id', [version(99, '1'), version(4, '2')]],
    ['by its address', [version(99, '1', url), version(4, '2', url)]],
    ['by addresses of versions', [version(99, '1', `${url}/_history/1`), version(4, '2', `${url}/_history/2`)]],
    ['by an address and that of a version', [version(99, '1', url), version(4, '2', `${url}/_history/2`)]],
  ]
  for (const [how, [older, newer]] of twice)
    for (const entries of [
      [older, newer],
      [newer, older],
    ]) {
      const reply = await call('/fhir/$das28-esr', record(...entries))
      t.equal(scoreIn(reply), 3.34, how)
    }
})

t.test('the length of an answer is that of its bytes, whatever letters it has', async (t) => {
  for (const value of ['plain', 'Ä', '患者', '\u{1f468}', '\ud800']) {
    const subject = { identifier: { system: 'urn:x', value } }
    const of = (resource: unknown): Json => ({ ...(resource as Json), subject })
    const entry = [...others(), esrUnder(SYSTEMS[0] ?? '')].map((resource) => ({ resource: of(resource) }))
    const reply = await call('/fhir/$das28-esr', { resourceType: 'Bundle', type: 'collection', entry })
    t.equal(reply.status, 200)
    t.equal(Number(reply.headers['content-length']), Buffer.byteLength(reply.text), value)
    t.same(reply.json['subject'], subject, value)
  }
})

t.test('media types are read in any spelling that names FHIR as JSON', async (t) => {
  const body = record({ resource: esrUnder(SYSTEMS[0] ?? '') })
  const read = [
    'application/fhir+json',
    'Application/FHIR+JSON',
    'application/fhir+json;charset=utf-8',
    'application/json',
  ]
  for (const type of read) t.equal((await call('/fhir/$das28-esr', body, { 'content-type': type })).status, 200, type)
  for (const type of ['application/fhir+xml', 'application/fhir+json; charset=latin1', 'application/fhir+jsonx'])
    t.equal((await call('/fhir/$das28-esr', body, { 'content-type': type })).status, 415, type)
})

t.test('UUIDs are those of RFC 9562, version 5', async (t) => {
  const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
  t.equal(uuidsOf(DNS, ['www.example.com'])[0], '2ed6657d-e927-568b-95e1-2665a8aea6a2', 'appendix A.4')
  t.ok(isUuid(uuidsOf(DNS, ['Jürgen 患者'])[0]))
  const variants = new Set(
    uuidsOf(
      DNS,
      Array.from({ length: 64 }, (_, i) => String(i)),
    ).map((each) => each.charAt(19)),
  )
  t.same([...variants].sort(), ['8', '9', 'a', 'b'])
})
