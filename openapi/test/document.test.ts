import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { instruments } from '@activity-scores/services/registry'
import { describeBands } from '@activity-scores/shared/document/text'
import { comparesVisits } from '@activity-scores/shared/engine/series/comparison'
import { someOf } from '@activity-scores/shared/testing/drawing'
import { type Json, serviceFor } from '@activity-scores/shared/testing/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t, { type Test } from 'tap'
import { gateway, slugs, usualGateway } from './helpers.js'

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
  t.ok(isDeepStrictEqual((await app.inject('/openapi.json')).json(), committed), 'npm run openapi changes nothing')
  const yaml = await app.inject('/openapi.yaml')
  t.match(yaml.headers['content-type'], 'application/yaml')
  t.match(yaml.payload, /^openapi: 3\.1\.1/)
  const shipped = await usualGateway()
  const shown = await shipped.inject('/openapi.json')
  t.ok(isDeepStrictEqual(shown.json(), committed), 'and the file is what a gateway shows')
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

/** What a reference of the document stands for, itself where it is none. */
const resolvedIn = (document: Json, node: Json): Json =>
  typeof node.$ref === 'string'
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at: Json, key: string) => at[key], document)
    : node

/** Tells what is wrong with a value by a schema of the document; each schema is compiled once. */
function validatorOf(document: Json): (schema: Json, value: unknown) => string {
  // A second pass over the code of a check takes longer than all that it is asked.
  const options = { strict: false, validateFormats: false, allErrors: true, code: { optimize: false } }
  const ajv = new Ajv2020(options)
  ajv.addSchema({ $id: 'doc', components: document.components })
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>()
  return (schema, value) => {
    const text = JSON.stringify(schema).replaceAll('"#/', '"doc#/')
    const check = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object)
    compiled.set(text, check)
    return check(value) ? '' : JSON.stringify(check.errors)
  }
}

type App = Awaited<ReturnType<typeof gateway>>

/** Executes every example of the operations of a document, and holds request and answer against their schemas. */
async function executeExamples(t: Test, app: App, document: Json): Promise<number> {
  const valid = validatorOf(document)
  let executed = 0
  for (const [path, { post }] of Object.entries(document.paths as Record<string, Json>)) {
    if (!post) continue
    const body = post.requestBody.content['application/json']
    const ok = post.responses['200'].content['application/json']
    const shownFor = post.parameters.find(({ in: place }: Json) => place === 'path')?.example
    const url = path.replace('{slug}', shownFor)
    const isOfOne = path.endsWith('/series') && shownFor === undefined && path !== '/v1/panel/series'
    if (isOfOne) continue // its examples stand in the whole document
    const least = path.endsWith('/batch') ? 2 : 3
    t.ok(Object.keys(body.examples).length >= least, `${path} has at least ${least} examples`)
    for (const [name, { value, summary }] of Object.entries(body.examples as Record<string, Json>)) {
      t.ok(summary, `${path} ${name} has a summary`)
      t.equal(valid(body.schema, value), '', `${path} ${name}: request`)
      const reply = await app.inject({ method: 'POST', url, payload: value })
      t.equal(reply.statusCode, 200, `${path} ${name}`)
      const shown = ok.examples[name]
      if (shown) t.same(reply.json(), shown.value, `${path} ${name}: the answer shown is the answer given`)
      t.equal(valid(ok.schema, reply.json()), '', `${path} ${name}: result`)
      const headers = { prefer: 'return=minimal' }
      const short = await app.inject({ method: 'POST', url, payload: value, headers })
      t.equal(valid(ok['x-minimal'], short.json()), '', `${path} ${name}: result in short`)
      executed++
    }
    t.ok(Object.keys(ok.examples).length > 0, `${path} shows an answer`)
  }
  return executed
}

t.test('every operation: named examples that were executed, in full and in short', async (t) => {
  t.ok((await executeExamples(t, await usualGateway(), committed)) >= 38 * 6)
})

/** Whose documents are also asked of services of their own, which make them anew: others on each run, all in `npm run test:long`. */
const ownServices = new Set(someOf(slugs, 4))
/** Whose examples are executed by their own document, too: by the whole document all of them are, on each run. */
const ownExamples = new Set(someOf(slugs, 8))

t.test('the document of an instrument: every example with its answer, how it decides, at most 80 kB', async (t) => {
  const app = await usualGateway()
  for (const instrument of instruments) {
    const { slug, examples, formula, bands, criteria, citations } = instrument
    const reply = await app.inject(`/v1/instruments/${slug}/openapi.json`)
    t.equal(reply.statusCode, 200, slug)
    t.ok(reply.rawPayload.length <= 80_000, `${slug}: ${reply.rawPayload.length} bytes`)
    const document = reply.json()
    const series = comparesVisits(instrument) ? [] : [`/v1/${slug}/series`]
    t.same(Object.keys(document.paths), [`/v1/${slug}`, `/v1/${slug}/batch`, ...series])
    const { post } = document.paths[`/v1/${slug}`]
    const names = examples.map(({ name }) => name)
    t.same(Object.keys(post.requestBody.content['application/json'].examples), names)
    t.same(Object.keys(post.responses['200'].content['application/json'].examples), names, 'each is answered')
    if (ownExamples.has(slug)) t.ok((await executeExamples(t, app, document)) >= examples.length, slug)
    for (const text of [formula, ...bands.map(describeBands), ...citations.map((citation) => citation.text)])
      t.ok(post.description.includes(text), `${slug}: ${text.slice(0, 40)}`)
    for (const { id, rule } of criteria) t.ok(post.description.includes(`- \`${id}\`: ${rule}`), `${slug} ${id}`)
    if (!ownServices.has(slug)) continue
    const service = await serviceFor(t, instrument)
    const own = await service.inject(`/v1/instruments/${slug}/openapi.json`)
    t.equal(own.payload, reply.payload, `${slug}: its own service says the same`)
    const { paths } = (await service.inject('/openapi.json')).json()
    for (const path of [`/v1/${slug}`, `/v1/${slug}/batch`])
      t.same(paths[path], committed.paths[path], `${path}: also in its overview`)
  }
})

t.test('the whole document is small enough to be read by programs', async (t) => {
  t.ok(JSON.stringify(committed).length < 1_200_000, `${JSON.stringify(committed).length} characters`)
  for (const { slug, examples } of instruments) {
    const { post } = committed.paths[`/v1/${slug}`]
    const shown = post.requestBody.content['application/json'].examples
    t.same(
      Object.keys(shown),
      examples.map(({ name }) => name),
      `${slug}: no example is missing`,
    )
  }
})

t.test('every operation: documented refusals and failures, each code with an example', async (t) => {
  const valid = validatorOf(committed)
  for (const [path, { post }] of Object.entries(committed.paths as Record<string, Json>)) {
    if (!post) continue
    const answers = Object.entries(post.responses as Record<string, Json>)
    const refused = answers.filter(([status]) => status.startsWith('4'))
    const failed = answers.filter(([status]) => status.startsWith('5'))
    const asked = [...slugs, '{slug}'].includes(path.split('/')[2] ?? '')
    t.same(
      failed.map(([status]) => status),
      asked ? ['500', '502', '503', '504'] : ['500', '503'],
      `${path} documents its failures: only one instrument can be asked for elsewhere`,
    )
    for (const [status, response] of [...failed, ...refused]) {
      const { content, description } = resolvedIn(committed, response)
      const { schema, example, examples } = content['application/problem+json']
      const shown: readonly Json[] = examples ? Object.values(examples).map((each: Json) => each.value) : [example]
      const named = [...description.matchAll(/`(\w+)`/g)].map(([, code]) => code).filter((code) => code !== 'errors')
      t.same(
        shown.map(({ code }) => code),
        named,
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
  const { example } = committed.components.responses.InvalidInput.content['application/problem+json']
  const reply = await (await usualGateway()).inject({
    method: 'POST',
    url: '/v1/das28-esr',
    payload: { tenderJointCount28: 44 },
  })
  t.same(reply.json(), example, 'the refusal that is shown is given')
})

t.test('operations stand in groups: where to begin, then by disease', async (t) => {
  const groups = committed['x-tagGroups'] as readonly { name: string; tags: string[] }[]
  t.same(
    groups.map(({ name }) => name),
    [
      'Begin here',
      'Rheumatoid arthritis',
      'Systemic sclerosis',
      'Interstitial lung disease',
      'Myositis',
      'Sjögren disease',
      'Any disease',
      'This process',
    ],
  )
  t.same(groups[0]?.tags, [
    'das28-esr',
    'cdai',
    'mrss-change',
    'ild-progression',
    'haq-di',
    'mmt8',
    'myositis-core-set',
    'crcl',
    'series',
    'panel',
    'screen',
  ])
  const tags = committed.tags.map(({ name }: Json) => name)
  t.same(
    groups.flatMap((group) => group.tags),
    tags,
    'in the order of the tags, each in one group',
  )
  t.equal(new Set(tags).size, tags.length)
  for (const slug of slugs) t.ok(tags.includes(slug), slug)
})

t.test(
  'a corrected instrument breaks nobody: its version is a pattern, and rows are told apart by their status',
  async (t) => {
    const { schemas } = committed.components
    for (const [name, schema] of Object.entries(schemas as Record<string, Json>)) {
      const { version, status } = schema.properties ?? {}
      if (name.endsWith('Result') && version) t.equal(resolvedIn(committed, version).const, undefined, name)
      if (status?.type === 'integer' && name !== 'Problem') t.ok(status.enum, `${name}: statuses are named`)
    }
    t.same(schemas.RowProblem.properties.status.enum, [400, 422, 500])
    t.equal(schemas.CdaiRowResult.properties.status.const, 200)
  },
)
