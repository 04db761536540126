import { readFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import { describeBands } from '@activity-scores/shared/document/text'
import { type Json, serviceFor } from '@activity-scores/shared/testing/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { gateway, slugs } from './helpers.js'

const committed = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')) as Json

/** Every node of the document that stands where a schema stands. */
function schemasOf(node: Json, found: { path: string; schema: Json }[] = [], path = '#', isSchema = false) {
  if (typeof node !== 'object' || node === null) return found
  if (isSchema) found.push({ path, schema: node })
  for (const [key, child] of Object.entries(node)) {
    if (['example', 'examples', 'enum', 'const', 'required'].includes(key)) continue
    const here = `${path}/${key}`
    if (['properties', 'schemas'].includes(key)) {
      for (const [name, sub] of Object.entries(child as object)) schemasOf(sub, found, `${here}/${name}`, true)
    } else if (['oneOf', 'anyOf', 'allOf'].includes(key) && Array.isArray(child)) {
      child.forEach((sub, i) => {
        schemasOf(sub, found, `${here}/${i}`, true)
      })
    } else schemasOf(child, found, here, ['schema', 'items', 'additionalProperties'].includes(key))
  }
  return found
}

t.test('the committed document is what the gateway serves (npm run openapi writes it)', async (t) => {
  const app = await gateway(t, {}, { freshDocument: true })
  t.same((await app.inject('/openapi.json')).json(), committed)
  const yaml = await app.inject('/openapi.yaml')
  t.match(yaml.headers['content-type'], 'application/yaml')
  t.match(yaml.payload, /^openapi: 3\.1\.1/)
  const shipped = await gateway(t)
  const shown = await shipped.inject('/openapi.json')
  t.same(shown.json(), committed, 'and the file is what a gateway shows')
  t.notMatch(shown.payload, '\n', 'without the breaks that the file has for those who compare it')
})

t.test('it has no empty schema, no unused and no undefined component', async (t) => {
  const all = schemasOf(committed)
  t.ok(all.length > 100, `${all.length} schemas looked at`)
  for (const { path, schema } of all) if (Object.keys(schema).length === 0) t.fail(`${path} is empty`)
  const text = JSON.stringify(committed)
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name))
  t.same([...used].sort(), Object.keys(committed.components.schemas).sort())
})

t.test('every operation: named examples that were executed, words, documented problems', async (t) => {
  const app = await gateway(t)
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema({ $id: 'doc', components: committed.components })
  const valid = (schema: Json, value: unknown): string => {
    const check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc#/')) as object)
    return check(value) ? '' : JSON.stringify(check.errors)
  }
  for (const [path, item] of Object.entries(committed.paths as Record<string, Json>)) {
    const post = item.post
    if (!post) continue
    const body = post.requestBody.content['application/json']
    const ok = post.responses['200'].content['application/json']
    t.ok(Object.keys(body.examples).length >= 3, `${path} has at least three examples`)
    for (const [name, { value, summary }] of Object.entries(body.examples as Record<string, Json>)) {
      t.ok(summary, `${path} ${name} has a summary`)
      t.equal(valid(body.schema, value), '', `${path} ${name}: request`)
      const reply = await app.inject({ method: 'POST', url: path, payload: value })
      t.equal(reply.statusCode, 200, `${path} ${name}`)
      const shown = ok.examples[name]
      if (shown) t.same(reply.json(), shown.value, `${path} ${name}: the answer shown is the answer given`)
      t.equal(valid(ok.schema, reply.json()), '', `${path} ${name}: result`)
    }
    t.ok(Object.keys(ok.examples).length > 0, `${path} shows an answer`)
    const refused = Object.entries(post.responses as Record<string, Json>).filter(([status]) => status.startsWith('4'))
    const failed = Object.entries(post.responses as Record<string, Json>).filter(([status]) => status.startsWith('5'))
    const asked = path.endsWith('/batch') || slugs.includes(path.slice('/v1/'.length))
    t.same(
      failed.map(([status]) => status),
      asked ? ['500', '502', '503', '504'] : ['500', '503'],
      `${path} documents its failures: only one instrument can be asked for elsewhere`,
    )
    for (const [status, response] of [...failed, ...refused]) {
      const { schema, example, examples } = response.content['application/problem+json']
      const shown: readonly Json[] = examples ? Object.values(examples).map((each: Json) => each.value) : [example]
      const named = [...response.description.matchAll(/`(\w+)`/g)].map(([, code]) => code)
      // A body at fault has one code; its description says what is wrong with it.
      t.same(
        shown.map(({ code }) => code),
        status === '422' ? ['invalid_input'] : named,
        `${path} ${status}: each code has an example`,
      )
      for (const each of shown) {
        t.equal(valid(schema, each), '', `${path} ${status}: the example is a problem`)
        t.equal(each.status, Number(status))
      }
    }
    t.same(
      refused.map(([status]) => status),
      ['400', '401', '403', '408', '413', '415', '422', '429'],
      `${path} documents its refusals`,
    )
  }
})

t.test('the description of an instrument holds formula, bands, citation and ranges', async (t) => {
  for (const instrument of instruments) {
    const { description } = committed.paths[`/v1/${instrument.slug}`].post
    t.match(description, instrument.formula)
    for (const set of instrument.bands) t.ok(description.includes(describeBands(set)), `${instrument.slug} ${set.id}`)
    for (const { text } of instrument.citations) t.ok(description.includes(text))
  }
})

t.test('a lone service documents its own paths as the gateway does', async (t) => {
  for (const instrument of instruments) {
    const own = (await (await serviceFor(t, instrument)).inject('/openapi.json')).json()
    for (const path of [`/v1/${instrument.slug}`, `/v1/${instrument.slug}/batch`])
      t.same(own.paths[path], committed.paths[path], path)
  }
})
