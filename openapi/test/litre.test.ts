/** Either litre of UCUM, `mg/l` as `mg/L`, at every face: the same answer, in our spelling, and the document says so. */
import { instruments } from '@activity-scores/services/registry'
import { withSmallLitre } from '@activity-scores/shared/language/litre'
import type { Json } from '@activity-scores/shared/testing/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { gateway, services, usualGateway } from './helpers.js'

/** A body whose units have the small litre. */
const respelled = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, member: unknown) =>
    ['unit', 'upperLimitUnit'].includes(key) && typeof member === 'string' ? withSmallLitre(member) : member,
  )

const send = (app: FastifyInstance, url: string, payload: string, type = 'application/json') =>
  app.inject({ method: 'POST', url, headers: { 'content-type': type, 'x-request-id': 'litre-0001' }, payload })

async function same(t: Test, app: FastifyInstance, url: string, body: unknown, other = respelled(body)): Promise<void> {
  t.not(JSON.stringify(other), JSON.stringify(body), `${url}: respelled`)
  const [one, two] = [await send(app, url, JSON.stringify(body)), await send(app, url, JSON.stringify(other))]
  t.equal(two.statusCode, 200, url)
  t.equal(two.payload, one.payload, url)
}

const requestOf = (slug: string): Json => instruments.find((each) => each.slug === slug)?.examples[0]?.request

async function everyFace(t: Test, app: FastifyInstance): Promise<void> {
  const crcl = requestOf('crcl')
  const laboratory = requestOf('laboratory-limits')
  await same(t, app, '/v1/crcl', crcl)
  await same(t, app, '/v1/crcl/batch', [{ id: 1, input: crcl }])
  await same(t, app, '/v1/panel', { inputs: { ...laboratory, ...crcl } })
  const line = (body: unknown) => `${JSON.stringify({ id: 1, input: body })}\n`
  const lines = await Promise.all(
    [crcl, respelled(crcl)].map((body) => send(app, '/v1/crcl/batch', line(body), 'application/x-ndjson')),
  )
  t.match(lines[1]?.payload, '"status":200')
  t.equal(lines[1]?.payload, lines[0]?.payload)
  const table = (unit: string) =>
    `id,age,sex,weight,weight_unit,creatinine,creatinine_unit\n1,60,female,70,kg,90,${unit}\n`
  const tables = await Promise.all(
    ['umol/L', 'umol/l', '\u00b5mol/L'].map((unit) => send(app, '/v1/crcl/batch', table(unit), 'text/csv')),
  )
  t.match(tables[1]?.payload, '1,200,crcl,computed')
  t.equal(tables[1]?.payload, tables[0]?.payload)
  t.match(tables[2]?.payload, 'the UCUM code for ""\u00b5mol/L"" is ""umol/L""', 'another spelling is told its code')
}

t.test('embedded', async (t) => {
  const app = await usualGateway()
  await everyFace(t, app)
  const { examples } = (await app.inject({ url: '/v1/protocols/nct06464679' })).json() as Json
  for (const { request } of examples) await same(t, app, '/v1/screen/nct06464679', request)
})

t.test('proxied', async (t) => everyFace(t, await gateway(t, await services(t))))

t.test('the document takes both and answers in one', async (t) => {
  const app = await usualGateway()
  const { components } = (await app.inject({ url: '/openapi.json' })).json() as Json
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'doc', components })
  for (const name of ['CrclInput', 'LaboratoryLimitsInput']) {
    const slug = name === 'CrclInput' ? 'crcl' : 'laboratory-limits'
    const accepts = ajv.compile({ $ref: `doc#/components/schemas/${name}` })
    t.ok(accepts(requestOf(slug)), `${name}: ours`)
    t.ok(accepts(respelled(requestOf(slug))), `${name}: small litres`)
    const entry = (await app.inject({ url: `/v1/instruments/${slug}` })).json() as Json
    t.ok(
      new Ajv2020({ strict: false, validateFormats: false }).validate(entry.requestSchema, respelled(requestOf(slug))),
    )
  }
  t.notMatch(JSON.stringify(components.schemas.CrclResult), 'umol/l', 'no answer has the other')
})
