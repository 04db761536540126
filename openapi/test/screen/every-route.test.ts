/** Every protocol of the folder is served on every route, whatever it is: a further file needs no code. */
import { readFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import { inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'
import { protocolFiles } from '../../src/screen/load.js'
import { SECTIONS } from '../../src/screen/protocol/schema.js'
import { fhirOf } from '../ehr/asked.js'
import { hook } from '../ehr/prefetched.js'
import { preparedGateway, preparedUsualGateway } from '../helpers.js'

const protocols = [...protocolFiles([PROTOCOLS])].map(
  ([id, file]) => [id, JSON.parse(readFileSync(file, 'utf8'))] as readonly [string, Json],
)
t.ok(protocols.length >= 2)

for (const [id, protocol] of protocols)
  t.test(`${id}: single, batch, attrition, forms, FHIR, CDS Hooks, page`, async (t) => {
    const app = await preparedGateway(t, { CDS_SCREEN_ARM: protocol.arms[0].id })
    const slug = `screen/${id}`
    const document = (await app.inject('/openapi.json')).json()
    for (const path of [slug, `${slug}/batch`, `${slug}/attrition`]) t.ok(document.paths[`/v1/${path}`], path)
    const answers = []
    for (const { name, request, expect } of protocol.examples) {
      const { json } = await post(app, slug, request)
      t.equal(json.verdict, expect.verdict, name)
      answers.push(json)
      for (const detail of ['verdict', 'open']) {
        const short = (await post(app, slug, { ...request, detail })).json
        t.equal(short.verdict, json.verdict, `${name} ${detail}`)
      }
    }
    const [{ request }] = protocol.examples
    const rows = protocol.examples.map((each: Json, i: number) => ({ id: i, input: each.request }))
    const batch = (await post(app, `${slug}/batch`, rows)).json
    t.same(
      batch.map(({ result }: Json) => result),
      answers,
    )
    const { arm } = request
    const attrition = (await post(app, `${slug}/attrition`, { arm, rows: [{ input: request }] })).json
    t.equal(attrition[answers[0].verdict], 1)
    for (const [accept, said] of [
      ['text/markdown', /^# /],
      ['text/html', /^<!doctype html>/],
      ['text/plain', new RegExp(`^${id.toUpperCase()} `)],
    ] as const)
      t.match((await post(app, slug, request, { accept })).raw, said, accept)
    const reply = await fhirOf(app)(`/fhir/$screen-${id}`, {
      resourceType: 'Parameters',
      parameter: [
        { name: 'arm', valueCode: arm },
        { name: 'asOf', valueDate: request.asOf },
      ],
    })
    t.equal(reply.status, 200, reply.text.slice(0, 200))
    const definition = await app.inject(`/fhir/OperationDefinition/screen-${id}`)
    t.equal(definition.statusCode, 200)
    const { services } = (await app.inject('/cds-services')).json()
    t.ok(services.some((service: Json) => service.id === `screen-${id}`))
    const cards = await fhirOf(app)(
      `/cds-services/screen-${id}`,
      hook({ patient: { resourceType: 'Patient', id: '1' } }),
      {
        'content-type': 'application/json',
      },
    )
    t.equal(cards.status, 200, cards.text.slice(0, 200))
    for (const page of ['/screen', `/screen/${id}`]) t.equal((await app.inject(page)).statusCode, 200, page)
    t.match((await app.inject('/screen')).body, `/screen/${id}`)
  })

const inputsIn = ({ groups }: Json): readonly Json[] => groups.flatMap(({ inputs }: Json) => inputs)

t.test('the inputs of an arm, in the order of a visit', async (t) => {
  const app = await preparedUsualGateway()
  for (const [id, protocol] of protocols) {
    t.match((await app.inject(`/v1/protocols/${id}`)).json(), protocol, 'without an arm it is the file')
    for (const { id: arm, title } of protocol.arms) {
      const url = `/v1/protocols/${id}?arm=${arm}`
      const { statusCode, body } = await app.inject(url)
      t.equal(statusCode, 200, url)
      const json = JSON.parse(body)
      t.same([json.protocol, json.arm, json.title], [id, arm, title])
      t.same(
        json.groups.map((group: Json) => group.id),
        ['common', 'arm', 'optional'],
      )
      for (const { inputs } of json.groups) {
        const places = inputs.map(({ section }: Json) => SECTIONS.indexOf(section))
        t.same(
          places,
          [...places].sort((a: number, b: number) => a - b),
          url,
        )
      }
      // What a patient of the arm is asked for, of whom nothing is known, is all there and needed.
      const { json: nothing } = await post(app, `screen/${id}`, { arm, asOf: '2026-03-01', inputs: {} })
      const needed = json.groups.slice(0, 2).flatMap(({ inputs }: Json) => inputs.map(({ name }: Json) => name))
      for (const { input } of nothing.nextInputs) t.ok(needed.includes(input), `${url} ${input}`)
      for (const { name, label, of, criteria, isDated } of inputsIn(json)) {
        t.ok(criteria.length > 0, name)
        t.equal(isDated, protocol.inputs[name].window !== undefined, name)
        if (of === null) continue
        const [slug = '', field = ''] = of.split('.')
        const request = instruments.find((instrument) => instrument.slug === slug)?.request
        t.equal(
          label,
          request && inputSchemaOf(request).properties?.[field]?.title,
          `${name} has the label of the catalogue`,
        )
      }
    }
  }
})

t.test('the groups of one arm by name', async (t) => {
  const app = await preparedUsualGateway()
  const { groups } = (await app.inject('/v1/protocols/nct06464679?arm=sjogren')).json()
  const [common, own, optional] = groups.map(({ inputs }: Json) => inputs.map(({ name }: Json) => name))
  t.equal(common[0], 'birthDate')
  t.ok(common.indexOf('wbc') > common.indexOf('weight'), 'laboratory after examination')
  t.ok(own.includes('essdaiDomains') && !common.includes('essdaiDomains'))
  t.notOk(own.includes('mmt8'), 'of another arm')
  t.ok(optional.includes('epilepsy') && optional.includes('siteUpperLimits'))
  const wbc = groups[0].inputs.find(({ name }: Json) => name === 'wbc')
  t.match(wbc, { label: 'Leukocytes', of: 'laboratory-limits.wbc', criteria: ['C-2'] })
  t.match(wbc.units[0], { code: '10*9/L', label: '10⁹/L' })
})

t.test('an arm that is not there', async (t) => {
  const app = await preparedUsualGateway()
  for (const query of ['arm=nobody', 'arm=', 'arm=sjogren&arm=myositis', 'arm=__proto__']) {
    const reply = await app.inject(`/v1/protocols/nct06464679?${query}`)
    t.equal(reply.statusCode, 404, query)
    t.match(reply.json(), { code: 'not_found', detail: /^arm must be one of rheumatoid-arthritis, / })
  }
  t.equal((await app.inject('/v1/protocols/nct06464679?other=1')).statusCode, 200, 'other words of a query are nothing')
  const head = await app.inject({ method: 'HEAD', url: '/v1/protocols/nct06464679?arm=sjogren' })
  t.equal(head.statusCode, 200)
})
