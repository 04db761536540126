/** Conformance of the FHIR face by its numbers: F1 to F3, F10 (by hand), F11, F12, F17 and F18. */
import { instruments } from '@activity-scores/services/registry'
import t from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'
import { protocolFiles } from '../../src/screen/load.js'
import { preparedGateway, slugs } from '../helpers.js'
import { codesIn, emptiesIn, faultsOf, fhirOf, holds, notesIn, scoreIn } from './asked.js'
import { bundle, type Json, observation, parametersOf, UCUM } from './encode.js'
import { das28Prefetch, found, VALUES } from './prefetched.js'

const app = await preparedGateway(t, { PUBLIC_URL: 'https://scores.example/base/' })
const call = fhirOf(app)
const get = async (url: string, headers = {}) => app.inject({ url, headers })

t.test('F1: metadata is valid, operations answer, definitions resolve at their canonical URLs', async (t) => {
  const statement = (await get('/fhir/metadata')).json()
  t.strictSame(faultsOf(statement), [])
  t.equal(statement.fhirVersion, '4.0.1')
  t.match(statement.copyright, /LOINC .* copyright Regenstrief/)
  const { operation, resource } = statement.rest[0] as {
    operation: { name: string; definition: string }[]
    resource: { type: string }[]
  }
  t.equal(operation.length, slugs.length + protocolFiles([PROTOCOLS]).size, 'a trial each, too')
  for (const { name, definition } of operation) {
    t.match(definition, /^https:\/\/scores\.example\/base\/fhir\/OperationDefinition\//)
    const page = (await get(definition.slice('https://scores.example/base'.length))).json()
    t.equal(page.url, definition)
    t.strictSame(faultsOf(page), [], name)
    t.strictSame(emptiesIn(page), [], name)
    const reply = await call(`/fhir/$${name}`, { resourceType: 'Parameters' })
    t.ok([200, 400, 422].includes(reply.status), `${name} ${reply.status}`)
    holds(t, reply, name)
  }
  for (const { type } of resource) {
    const all = (await get(`/fhir/${type}`)).json()
    t.strictSame(faultsOf(all), [], type)
    t.equal(all.type, 'searchset')
    const { url } = all.entry[0].resource
    t.equal((await get(`/fhir/${type}?url=${encodeURIComponent(url)}`)).json().total, 1)
    t.equal((await get(`/fhir/${type}?url=nothing`)).json().total, 0)
  }
  const system = (await get('/fhir/CodeSystem/activity-scores')).json()
  t.strictSame(faultsOf(system), [])
  const codes = system.concept.map(({ code }: { code: string }) => code) as string[]
  t.equal(new Set(codes).size, codes.length)
})

t.test('every code of ours that an answer holds is in the CodeSystem', async (t) => {
  const system = (await get('/fhir/CodeSystem/activity-scores')).json()
  const codes = new Set(system.concept.map(({ code }: { code: string }) => code))
  for (const instrument of instruments)
    for (const { name, request } of instrument.examples) {
      const { text } = await call(`/fhir/$${instrument.slug}`, parametersOf(instrument, request))
      for (const [, code] of text.matchAll(/"system":"urn:activity-scores:codes","code":"([^"]+)"/g))
        if (!codes.has(code)) t.fail(`${instrument.slug} ${name}: ${code}`)
    }
  t.ok(codes.size > 500)
})

t.test('F2 and F3: spellings, media types, methods', async (t) => {
  t.equal((await call('/fhir/%24das28-esr', VALUES)).text, (await call('/fhir/$das28-esr', VALUES)).text)
  const typed = async (type: string, headers: Record<string, string> = {}) =>
    call('/fhir/$das28-esr', VALUES, { 'content-type': type, ...headers })
  for (const type of [
    'application/fhir+json',
    'application/fhir+json; fhirVersion=4.0',
    'application/json',
    'application/json+fhir',
    'application/json; charset=utf-8',
  ]) {
    const reply = await typed(type)
    t.equal(reply.status, 200, type)
    t.equal(reply.headers['content-type'], 'application/fhir+json; charset=utf-8')
  }
  for (const type of [
    'application/fhir+xml',
    'text/xml',
    'application/fhir+json; fhirVersion=5.0',
    'application/fhir+json; fhirVersion=3.0',
  ]) {
    const reply = await typed(type)
    t.equal(reply.status, 415, type)
    holds(t, reply, type)
  }
  for (const accept of [
    '*/*',
    'application/fhir+json',
    'application/json+fhir',
    'text/html, application/json;q=0.1',
    'application/*',
  ])
    t.equal((await typed('application/json', { accept })).status, 200, accept)
  const xml = await typed('application/json', { accept: 'application/fhir+xml' })
  t.equal(xml.status, 406)
  holds(t, xml, '406')
  const read = await get('/fhir/$das28-esr')
  t.equal(read.statusCode, 405)
  t.equal(read.headers['allow'], 'POST')
  for (const url of ['/fhir/metadata/', '/fhir/$das28-esr/', '/fhir/nothing', '/fhir'])
    t.equal((await app.inject({ method: 'POST', url, payload: {} })).statusCode, 404, url)
  t.same(codesIn(await call('/fhir/$nobody', VALUES)), ['operation_unknown'])
})

t.test('the DAS28-ESR of the French guide as an Observation', async (t) => {
  const reply = await call('/fhir/$das28-esr', VALUES)
  holds(t, reply, 'example')
  const { json } = reply
  t.match(json, {
    resourceType: 'Observation',
    status: 'final',
    text: {
      status: 'generated',
      div: '<div xmlns="http://www.w3.org/1999/xhtml">DAS28-ESR 3.34, moderate disease activity</div>',
    },
    effectiveDateTime: '2026-03-01',
    valueQuantity: { value: 3.34, unit: '{score}', system: UCUM, code: '{score}' },
  })
  const texts = (json['referenceRange'] as { text: string }[]).map(({ text }) => text)
  t.strictSame(texts, ['below 2.6', 'from 2.6 to 3.2, both included', 'above 3.2, to 5.1 included', 'above 5.1'])
  t.match(reply.text, '"value":3.3375783463030917')
  t.match(reply.text, '"code":"LA9642-5","display":"Moderate activity"')
  t.notMatch(reply.text, '441870009', 'SNOMED CT by configuration alone')
  const snomed = fhirOf(await preparedGateway(t, { EMIT_SNOMED: 'true' }))
  t.match((await snomed('/fhir/$das28-esr', VALUES)).text, '"system":"http://snomed.info/sct","code":"441870009"')
})

t.test('every fault of Parameters at once, and what is no resource', async (t) => {
  const parameter = [
    ...VALUES.parameter,
    { name: 'colour', valueString: 'red' },
    { name: 'tenderJointCount28', valueInteger: 6 },
    { name: 'variant', valueBoolean: true },
    { name: 'asOf', valueDate: '2026-02-30' },
    { name: 'subject', valueString: 'x' },
    { name: 'baselineRule', valueCode: 'any' },
    {},
    { name: 'record' },
  ]
  const reply = await call('/fhir/$das28-esr', { resourceType: 'Parameters', parameter })
  t.equal(reply.status, 400)
  t.same(new Set(codesIn(reply)), new Set(['unknown_parameter', 'parameter_repeated', 'wrong_value_type']))
  t.ok(codesIn(reply).length >= 8)
  holds(t, reply, 'faults')
  const bodies: readonly (readonly [unknown, string, number])[] = [
    ['{', 'not_json', 400],
    ['', 'not_json', 400],
    ['{"resourceType":"Parameters","resourceType":"Parameters"}', 'duplicate_key', 400],
    [[], 'not_a_resource', 400],
    [{}, 'not_a_resource', 400],
    [{ resourceType: 'Parameters', parameter: {} }, 'wrong_value_type', 400],
    [{ resourceType: 'Bundle', type: 'batch' }, 'bundle_is_a_request', 400],
    [{ resourceType: 'Bundle', type: 'transaction', entry: [] }, 'bundle_is_a_request', 400],
    [{ resourceType: 'Bundle', type: 'nonsense', entry: [] }, 'not_a_resource', 400],
    [{ resourceType: 'Bundle', type: 'collection', entry: [{ resource: 5 }] }, 'not_a_resource', 400],
    [
      { resourceType: 'Bundle', type: 'collection', entry: Array(10_001).fill({ resource: { resourceType: 'A' } }) },
      'too_many_resources',
      413,
    ],
  ]
  const large = fhirOf(await preparedGateway(t, { BODY_LIMIT: '1048576' }))
  for (const [body, code, status] of bodies) {
    const each = await large('/fhir/$das28-esr', body)
    t.equal(each.status, status, code)
    t.ok(codesIn(each).includes(code), `${code} in ${codesIn(each)}`)
    holds(t, each, code)
  }
  const deep = [1, 2, 3, 4, 5].reduce<Json>((inner) => bundle([inner]), VALUES)
  t.equal((await call('/fhir/$das28-esr', deep)).status, 413, 'nested beyond 4')
  const noUnit = { resourceType: 'Parameters', parameter: [{ name: 'esr', valueQuantity: { value: 4 } }] }
  t.same(codesIn(await call('/fhir/$das28-esr', noUnit)), ['unit_missing'])
  t.equal(
    (
      await app.inject({
        method: 'POST',
        url: '/fhir/$cdai',
        headers: { 'content-type': 'application/fhir+json' },
        payload: ' '.repeat(70_000),
      })
    ).statusCode,
    413,
  )
})

t.test('a plain value wins over the record, and other resources are named once', async (t) => {
  const record = bundle([
    observation({ name: 'esr' }, { value: 99, unit: 'mm/h' }),
    { resourceType: 'Encounter' },
    { resourceType: 'Encounter' },
  ])
  const reply = await call('/fhir/$das28-esr', {
    ...VALUES,
    parameter: [...VALUES.parameter, { name: 'record', resource: record }],
  })
  t.equal(scoreIn(reply), 3.34)
  t.ok(notesIn(reply).includes('record_value_not_used'))
  t.equal(notesIn(reply).filter((code) => code === 'resource_not_read').length, 1)
})

t.test("F10: the French guide's DAS28 as published", async (t) => {
  const snomed = (code: string, value: Json): Json => ({
    ...found('x', value),
    code: { coding: [{ system: 'http://snomed.info/sct', code }] },
  })
  const published = bundle([
    snomed('442736000', { valueInteger: 5 }),
    snomed('442687006', { valueInteger: 3 }),
    snomed('443394008', { valueInteger: 45 }),
    snomed('441870009', { valueQuantity: { value: 3.34 } }),
  ])
  const reply = await call('/fhir/$das28-esr', published)
  t.equal(reply.status, 200)
  t.match(JSON.stringify(reply.json['dataAbsentReason']), 'Not computable: missing esr, patientGlobal')
})

t.test('F11, F12: neither order nor repetition changes an answer', async (t) => {
  const resources = Object.values(das28Prefetch()).map(
    (each) => ((each as Json)['entry'] as { resource: Json }[])[0]?.resource as Json,
  )
  const more = [
    ...resources,
    { ...resources[2], id: 'other', effectiveDateTime: '2026-01-10' } as Json,
    { resourceType: 'Patient', id: '1' },
  ]
  const texts = new Set<string>()
  for (const order of [more, [...more].reverse(), [...more.slice(3), ...more.slice(0, 3)]])
    texts.add((await call('/fhir/$das28-esr', bundle(order))).text)
  texts.add((await call('/fhir/$das28-esr', bundle(more))).text)
  t.equal(texts.size, 1)
})

t.test('what is explained: found, missing and refused, nothing computed', async (t) => {
  const record = bundle([
    observation({ name: 'esr' }, { value: 4, unit: 'mm/h' }),
    found('88981-6', { valueString: 'five' }),
  ])
  const reply = await call('/fhir/$das28-esr?explain=inputs', record)
  t.equal(reply.status, 200)
  t.strictSame(faultsOf(reply.json), [])
  const names = (reply.json['parameter'] as { name: string }[]).map(({ name }) => name)
  for (const name of ['found', 'missing', 'refused']) t.ok(names.includes(name), name)
  t.notMatch(reply.text, 'unrounded')
})
