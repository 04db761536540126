/** What is confirmed and what is entered give, through the FHIR operation, what JSON gives: for each instrument that reads a record. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { instruments } from '@activity-scores/services/registry'
import { catalogueEntry } from '@activity-scores/shared/document/catalogue'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import '@activity-scores/shared/testing/patience'
import t from 'tap'
import { readGatewayConfig } from '../../src/config.js'
import { recordReads } from '../../src/ehr/reads.js'
import { ASSETS } from '../../src/files/paths.js'
import { readAssets } from '../../src/pages/assets.js'
import type { Entry } from '../../web/model/catalogue.js'
import { formOf } from '../../web/model/fields.js'
import { plainParameters } from '../../web/model/parameters.js'
import { confirmedEntries, explainedOf, notUsed, type RecordEntry, rowsOf } from '../../web/model/record.js'
import { requestOf, valuesOf } from '../../web/model/request.js'
import { addressOf, isGranted, scopesFor } from '../../web/model/smart.js'
import { observation, readable } from '../ehr/encode.js'
import { gateway, slugs, usualGateway } from '../helpers.js'

const LABELS = { yes: 'yes', no: 'no' }
const FHIR = { 'content-type': 'application/fhir+json' }

type Json = Record<string, unknown>

const dayOf = (request: Json, visit: string): unknown => (request[visit] as Json | undefined)?.['date']

/** The days of the visits of an example; what it says of them counts. */
function daysOf(request: Json): Readonly<Record<string, string>> {
  const day = (visit: string, other: string): string => String(dayOf(request, visit) ?? other)
  const baseline = day('baseline', '2026-01-01')
  const later = new Date(Date.parse(baseline) + Number(request['intervalDays'] ?? 59) * 86_400_000)
  return {
    baseline,
    followUp: day('followUp', String(request['sampleDate'] ?? later.toISOString().slice(0, 10))),
    confirmation: day('confirmation', '2026-05-01'),
  }
}

t.test('by record and by hand together: the same result as by JSON', async (t) => {
  const app = await usualGateway()
  const post = async (url: string, parameter: readonly object[]) =>
    (
      await app.inject({ method: 'POST', url, headers: FHIR, payload: { resourceType: 'Parameters', parameter } })
    ).json()
  let compared = 0
  for (const instrument of instruments) {
    const { slug, examples } = instrument
    const entry = catalogueEntry(instrument) as Entry
    const fields = formOf(entry.requestSchema, { ...LABELS, units: entry.units })
    for (const { name, request } of examples as readonly { name: string; request: Json }[]) {
      const leaves = readable(instrument, request)
      const days = daysOf(request)
      const entries = leaves.map(([leaf, value], i): RecordEntry => {
        const effectiveDateTime = days[leaf.visit ?? 'followUp']
        return {
          resource: observation(leaf, value, { id: `o${i}`, effectiveDateTime }) as RecordEntry['resource'] & Json,
        }
      })
      if (entries.length === 0) continue
      const isOfVisits = leaves.some(([{ visit }]) => visit !== undefined)
      const on = ['baseline', 'followUp'].map((visit) => ({ name: `${visit}On`, valueDate: days[visit] }))
      const record = (entry: readonly RecordEntry[]) => [
        ...(isOfVisits ? on : []),
        { name: 'record', resource: { resourceType: 'Bundle', type: 'collection', entry } },
      ]
      const explained = explainedOf(slug, await post(`/fhir/$${slug}?explain=inputs`, record(entries)))
      // A record has days, so that an example whose interval is not known is none of a record.
      const hasDays = explained.found.some(({ path }) => path === 'baseline.date')
      if (hasDays && dayOf(request, 'baseline') === undefined && request['intervalDays'] === undefined) continue
      const rows = rowsOf([explained], fields, 'en')
      const typed = valuesOf(fields, request)
      t.same(
        requestOf(fields, Object.assign({}, typed, ...rows.map(({ values }) => values)), 'en').input,
        requestOf(fields, { ...typed, ...valuesOf(fields, inputOf(explained)) }, 'en').input,
        `${slug} ${name}: the form`,
      )

      const paths = new Set(rows.flatMap(({ uses }) => uses.map(({ path }) => path)))
      const plain = plainParameters(entry.requestSchema, request, (path) => paths.has(path))
      const places = rows.map(({ expression }) => expression)
      const answer = await post(`/fhir/$${slug}`, [...record(confirmedEntries(entries, places)), ...plain])
      const direct = (await app.inject({ method: 'POST', url: `/v1/${slug}`, payload: request })).json()
      const expected = direct.score?.reported == null ? undefined : Number(direct.score.reported)
      t.equal(answer.valueQuantity?.value, expected, `${slug} ${name}: the number`)
      const told = String(answer.text?.div ?? JSON.stringify(answer))
      t.ok(told.includes(escaped(direct.text)), `${slug} ${name}: ${direct.text}, not ${told.slice(0, 300)}`)
      compared++
    }
  }
  t.ok(compared > 40, `${compared} examples`)
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** What was found, as a request. */
function inputOf({ found }: ReturnType<typeof explainedOf>): Json {
  const input: Json = {}
  for (const { path, value } of found) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    let node = input
    for (const name of names) {
      node[name] ??= {}
      node = node[name] as Json
    }
    node[last] = value
  }
  return input
}

t.test('what is not confirmed is not there: no older value comes in its place', async (t) => {
  const entries: RecordEntry[] = [
    { resource: { resourceType: 'Patient', id: '1', birthDate: '1960-05-04', gender: 'female', extension: [] } },
    {
      resource: {
        resourceType: 'Observation',
        id: 'a',
        valueInteger: 1,
        component: [
          { code: {}, valueInteger: 5 },
          { code: {}, valueInteger: 3 },
        ],
      },
    },
    { resource: { resourceType: 'Observation', id: 'b', valueInteger: 9 } },
  ]
  const place = 'Parameters.parameter[1].resource'
  t.same(
    confirmedEntries(entries, [
      `${place}.entry[1].resource.component[1].value`,
      `${place}.entry[0].resource.birthDate`,
    ]),
    [
      { resource: { resourceType: 'Patient', id: '1', birthDate: '1960-05-04' } },
      { resource: { resourceType: 'Observation', id: 'a', component: [{ code: {}, valueInteger: 3 }] } },
    ],
  )
  t.same(confirmedEntries(entries, []), [{ resource: { resourceType: 'Patient', id: '1' } }])
})

t.test('a warning beside a value stands with it; every other one is told once', async (t) => {
  const das28 = instruments.find(({ slug }) => slug === 'das28-esr')
  const entry = (das28 && catalogueEntry(das28)) as Entry
  const fields = formOf(entry.requestSchema, { ...LABELS, units: entry.units })
  const found = [
    {
      path: 'esr',
      value: { value: 1.234, unit: 'mm/h' },
      time: '2026-03-01',
      source: 'Observation/1',
      expression: 'x.entry[0].resource.value',
    },
  ]
  const told = (code: string, text: string, pointer: string) => ({ code, text, pointer, source: undefined })
  const explained = {
    slug: 'das28-esr',
    subject: 'Patient/1',
    found,
    refused: [told('unit_missing', 'no unit', '/patientGlobal')],
    warnings: [told('unit_text_only', 'by its text', '/esr'), told('input_expired', 'too old', '/crp')],
  }
  const [row, ...others] = rowsOf([explained, explained], fields, 'de')
  t.same(others, [])
  t.same(row?.notes, ['by its text'])
  t.equal(row?.values['esr/value'], '1,234', 'in German a point before three digits may stand between thousands')
  t.same(notUsed([explained, explained], row ? [row] : []), ['no unit', 'too old'])
})

t.test('rights of both versions of SMART', async (t) => {
  t.equal(scopesFor({ saves: false }), 'launch openid fhirUser patient/Observation.rs patient/Patient.r')
  t.equal(
    scopesFor({ saves: true }),
    'launch openid fhirUser patient/Observation.rs patient/Patient.r patient/Observation.c',
  )
  for (const [scope, type, right, is] of [
    ['patient/Observation.rs', 'Observation', 's', true],
    ['patient/Observation.rs', 'Observation', 'c', false],
    ['patient/Observation.rs?category=laboratory', 'Observation', 's', true],
    ['openid patient/*.read', 'Patient', 'r', true],
    ['patient/*.*', 'Observation', 'c', true],
    ['patient/Observation.write', 'Observation', 'c', true],
    ['patient/Observation.read', 'Observation', 'c', false],
    ['user/Observation.cruds', 'Observation', 'c', true],
    ['patient/Observations.c', 'Observation', 'c', false],
    ['launch', 'Observation', 'r', false],
  ] as const)
    t.equal(isGranted(scope, type, right), is, `${scope} ${type}.${right}`)
  t.equal(addressOf('https://ehr.example/fhir/'), 'https://ehr.example/fhir')
})

t.test(
  'what is read is that of the codes, for each instrument; an instrument that is added is among them',
  async (t) => {
    const reads = await recordReads(instrumentSetOf(instruments), undefined)
    t.match(
      reads['das28-esr']?.fields.find(({ name }) => name === 'esr')?.search,
      'http://loinc.org|4537-7,http://loinc.org|30341-2',
    )
    t.match(reads['das28-esr']?.fields.find(({ name }) => name === 'esr')?.search, /urn:activity-scores:codes\|esr$/)
    t.equal(reads['crcl']?.isOfPatient, true)
    t.equal(reads['prednisone-equivalent'], undefined, 'a record holds nothing of it')
    const [first] = instruments
    const toy = { ...first, slug: 'toy-score', title: 'Toy score' } as (typeof instruments)[number]
    t.equal((await recordReads(instrumentSetOf([toy]), undefined))['toy-score']?.title, 'Toy score')
  },
)

t.test('settings: what is at fault or alone stops the start with a sentence', async (t) => {
  const read = (environment: Record<string, string>) => () => readGatewayConfig(environment, slugs)
  const ISSUER = 'https://ehr.example/fhir'
  const whole = read({ SMART_ISSUERS: `${ISSUER}/ https://b.example/r4`, SMART_CLIENT_ID: 'x', SMART_SAVE: 'on' })()
  t.same(whole.smart, { issuers: [ISSUER, 'https://b.example/r4'], tokenOrigins: [], clientId: 'x', saves: true })
  t.equal(read({})().smart, undefined)
  t.throws(read({ SMART_ISSUERS: ISSUER }), /SMART_CLIENT_ID: must be set beside SMART_ISSUERS/)
  t.throws(read({ SMART_CLIENT_ID: 'x' }), /SMART_CLIENT_ID: is set, but SMART_ISSUERS names no EHR/)
  t.throws(read({ SMART_SAVE: 'on' }), /SMART_SAVE: is set, but SMART_ISSUERS/)
  t.throws(read({ SMART_SAVE: 'yes' }), /SMART_SAVE/)
  t.throws(read({ SMART_ISSUERS: ISSUER, SMART_CLIENT_ID: 'x', PAGES: 'off' }), /SMART_ISSUERS: needs the pages/)
  t.throws(read({ SMART_ISSUERS: `${ISSUER} ehr.example`, SMART_CLIENT_ID: 'x' }), /SMART_ISSUERS: address 2 must be/)
  t.throws(read({ SMART_ISSUERS: `${ISSUER}?a=b`, SMART_CLIENT_ID: 'x' }), /without a query/)
  t.throws(
    read({ SMART_ISSUERS: ISSUER, SMART_CLIENT_ID: 'x', SMART_TOKEN_ORIGINS: 'https://a.example/token' }),
    /without a path/,
  )
})

t.test('the policy names the EHRs, on these two pages alone; without them both say what is missing', async (t) => {
  const app = await gateway(t, {
    SMART_ISSUERS: 'https://ehr.example/fhir',
    SMART_CLIENT_ID: 'x',
    SMART_TOKEN_ORIGINS: 'https://login.example',
  })
  for (const url of ['/smart/launch', '/smart/app']) {
    const policy = String((await app.inject(url)).headers['content-security-policy'])
    t.match(policy, "connect-src 'self' https://ehr.example https://login.example;")
    t.match(policy, "require-trusted-types-for 'script'")
    t.notMatch(policy, /unsafe|\*/)
    t.equal((await app.inject({ method: 'POST', url })).statusCode, 405)
  }
  t.match((await app.inject('/i/cdai')).headers['content-security-policy'], "connect-src 'self';")
  const plan = (await app.inject('/smart/plan.json')).json()
  t.same(plan.visits, ['ra', 'ssc', 'myositis', 'sjogren'])
  t.equal(plan.saves, false)

  const off = await usualGateway()
  for (const url of ['/smart/launch', '/smart/app']) {
    const reply = await off.inject(url)
    t.equal(reply.statusCode, 404)
    t.match(reply.headers['content-type'], 'application/problem+json')
    t.match(reply.json().detail, /set SMART_ISSUERS and SMART_CLIENT_ID/)
  }
})

t.test('scripts within budget, and none that makes code from text', async (t) => {
  const { smart, files } = await readAssets(ASSETS)
  const read = (name: string): Buffer => readFileSync(join(ASSETS, name))
  const size = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0)
  // With the library for access; maps are loaded where one is shown.
  for (const [page, most] of [
    ['launch', 15_000],
    ['app', 42_000],
  ] as const) {
    const { script, imports } = smart.pages[page] ?? { script: '', imports: [] }
    const bytes = size([script, ...imports])
    t.ok(bytes <= most, `script of ${page}: ${bytes}`)
  }
  t.ok(size([smart.style]) <= 6000, 'style')
  for (const name of files.filter((each) => each.startsWith('smart-')))
    t.notOk(/\beval\(|new Function\b/.test(read(name).toString()), name)
})
