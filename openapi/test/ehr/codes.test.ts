/** The data file: every leaf of every instrument is known (F7, F13), every alias is read and its look-alike refused. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import { inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import t, { type Test } from 'tap'
import { loadCodes } from '../../src/ehr/codes/codes.js'
import { leavesOf } from '../../src/ehr/codes/leaves.js'
import { unitAliases, unitOfText } from '../../src/ehr/codes/units.js'
import { gateway } from '../helpers.js'
import { fhirOf, scoreIn } from './asked.js'
import { codes, LOCAL, observation, UCUM } from './encode.js'

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name

t.test('nothing is forgotten: each leaf is a field of the file or a plain value', async (t) => {
  for (const { slug, request } of instruments)
    for (const { name, path } of leavesOf(inputSchemaOf(request), codes.instrument(slug).names))
      t.ok(codes.field(name) || codes.valuesOnly.some((each) => matches(each, name)), `${slug} ${path.join('.')}`)
  for (const slug of codes.instruments.keys())
    t.ok(
      instruments.some((each) => each.slug === slug),
      slug,
    )
  for (const [slug, { needs = [], helps = [] }] of codes.instruments)
    for (const name of [...needs, ...helps]) t.ok(codes.field(name), `${slug} ${name}`)
})

t.test('only what is verified is emitted', async (t) => {
  const all = [...codes.fields.values()].flatMap(({ codes: of = [] }) => of)
  t.ok(all.length > 60)
  for (const { code, emit, status, source } of all) {
    if (emit) t.equal(status, 'verified', code)
    t.ok(source, `${code} has a source`)
  }
  for (const { output = [] } of codes.instruments.values())
    for (const { code, status } of output) t.equal(status, 'verified', code)
})

t.test('each alias is read, and what looks like it is not', async (t) => {
  for (const [text, code] of unitAliases()) {
    t.equal(unitOfText(text, [code]), code, text)
    t.equal(unitOfText(` ${text} `, [code]), code, `${text} with blanks around`)
    for (const other of [text.toUpperCase(), text.toLowerCase(), `${text}.`, text.replace('/', ' per ')])
      if (!unitAliases().some(([known]) => known === other) && other !== code)
        t.equal(unitOfText(other, [code]), undefined, `${other} is not ${code}`)
    t.equal(unitOfText(text, ['kg']), undefined, `${text} where kg is asked for`)
  }
  t.equal(unitOfText('G/L', ['g/L', 'g/dL']), undefined, 'giga per litre is no gram per litre')
})

function site(t: Test, content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'codes-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'site.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

t.test("F13: a site's file adds a code and a unit; a faulty one stops the start", async (t) => {
  const system = 'http://hospital.example/codes'
  const file = site(t, {
    fields: {
      esr: { codes: [{ system, code: 'BSG', status: 'verified', emit: true }], unitText: { 'mm n.W.': 'mm/h' } },
    },
  })
  const app = await gateway(t, { FHIR_CODES_FILE: file })
  const call = fhirOf(app)
  const value = (name: string, more: object) => observation({ name }, 0, { valueQuantity: undefined, ...more })
  const entry = [
    value('tenderJointCount28', { valueInteger: 5 }),
    value('swollenJointCount28', { valueInteger: 3 }),
    value('patientGlobal', { valueQuantity: { value: 45, code: 'mm', system: UCUM } }),
    value('esr', { code: { coding: [{ system, code: 'BSG' }] }, valueQuantity: { value: 4, unit: 'mm n.W.' } }),
  ].map((resource) => ({ resource }))
  const reply = await call('/fhir/$das28-esr', { resourceType: 'Bundle', type: 'collection', entry })
  t.equal(scoreIn(reply), 3.34)
  t.match(reply.text, /"code":"BSG"/, 'emitted')
  const faulty: readonly (readonly [unknown, RegExp])[] = [
    ['{', /FHIR_CODES_FILE: .* cannot be read, or is not JSON/],
    [{ fields: { esr: { codes: [{ system: 'x' }] } } }, /fields\.esr\.codes\.0/],
    [{ fields: { esr: { colour: 'red' } } }, /fields\.esr/],
    [
      { fields: { crp: { codes: [{ system: 'http://loinc.org', code: '4537-7', status: 'site' }] } } },
      /is that of esr already/,
    ],
  ]
  for (const [content, why] of faulty) t.throws(() => loadCodes(site(t, content)), { message: why })
  t.throws(() => loadCodes('/no/such/file.json'), { message: /cannot be read/ })
  t.equal(loadCodes(undefined).matches(LOCAL, 'esr').length, 1)
})
