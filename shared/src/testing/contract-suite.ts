/** The suite that every instrument passes; `services/test/registry.test.ts` runs it over the registry. Tests only. */
import type { Test } from 'tap'
import type { Instrument } from '../contract/instrument.js'
import { resultSchema } from '../contract/result-schema.js'
import { catalogueEntry } from '../document/catalogue.js'
import { referencesOf, resultOf } from '../engine/executor.js'
import { toJsonSchema, walk } from '../engine/json-schema.js'
import { ProblemSchema } from '../engine/problems.js'
import { compileSerialiser } from '../engine/serialise.js'
import { compileValidator } from '../engine/validate.js'
import type { Result } from '../language/outcome.js'
import { validBodies } from './arbitrary.js'
import { fc } from './drawing.js'
import { labelsOf } from './labels.js'
import { matches, post, serviceFor } from './testing.js'

interface Served {
  readonly instrument: Instrument
  readonly app: Awaited<ReturnType<typeof serviceFor>>
  readonly schema: ReturnType<typeof resultSchema>
}

/** `bodies`: how many are drawn. */
export async function instrumentContract(t: Test, instrument: Instrument, bodies: number): Promise<void> {
  const served = { instrument, app: await serviceFor(t, instrument), schema: resultSchema(instrument) }
  t.test('describes itself completely', async (t) => describesItself(t, instrument))
  t.test('is bounded and described in every input', async (t) => isBounded(t, instrument))
  for (const example of instrument.examples)
    t.test(`example ${example.name}`, (t) => answersExample(t, served, example))
  t.test('refuses what it does not know, as a problem', (t) => refusesUnknown(t, served))
  t.test('answers every valid body within its schema, and the compiled check agrees with zod', async (t) =>
    answersEveryBody(t, served, bodies),
  )
}

function describesItself(t: Test, instrument: Instrument): void {
  t.match(instrument.slug, /^[a-z0-9]+(-[a-z0-9]+)*$/)
  t.match(instrument.version, /^\d+\.\d+\.\d+$/)
  for (const part of ['title', 'summary', 'formula', 'population'] as const)
    t.ok(instrument[part].length > 3, `its ${part} is written`)
  t.ok(instrument.notFor.length > 0, 'says what it is not for')
  t.ok(referencesOf(instrument).length > 0, 'cites a paper with an identifier')
  t.ok(instrument.examples.length >= 3, 'has at least three examples')
  t.equal(new Set(instrument.examples.map(({ name }) => name)).size, instrument.examples.length, 'names differ')
  t.ok(catalogueEntry(instrument))
}

function isBounded(t: Test, instrument: Instrument): void {
  const request = toJsonSchema(instrument.request, 'input')
  walk(request, (node, path) => {
    const types = [node.type ?? []].flat()
    if (types.includes('object')) t.equal(node['additionalProperties'], false, `${path} is closed`)
    if (types.includes('number') || types.includes('integer')) {
      t.type(node.minimum ?? node.exclusiveMinimum, 'number', `${path} has a lower limit`)
      t.type(node.maximum ?? node.exclusiveMaximum, 'number', `${path} has an upper limit`)
    }
    if (types.includes('array')) t.type(node['maxItems'], 'number', `${path} has a limited length`)
    if (types.includes('string')) t.ok(node.enum ?? node['pattern'] ?? node['maxLength'], `${path} is a limited text`)
  })
  for (const [name, field] of Object.entries(request.properties ?? {})) t.ok(field.description, `${name} is described`)
  t.same(labelsOf(request).faults, [], 'every field, code and unit has a label')
}

async function answersExample(
  t: Test,
  { app, instrument: { slug }, schema }: Served,
  example: Instrument['examples'][number],
): Promise<void> {
  const reply = await post(app, slug, example.request)
  t.equal(reply.status, 200)
  t.ok(schema.safeParse(reply.json).success, 'the result keeps its schema')
  t.ok(example.source.length > 5, 'has a source')
  t.ok(Object.keys(example.expect).length > 0, 'expects something')
  matches(t, reply.json, example.expect, slug)
  t.equal((await post(app, slug, example.request)).raw, reply.raw, 'same input, same bytes')
  sumsUp(t, reply.json)
  const text = await post(app, slug, example.request, { accept: 'text/plain' })
  t.equal(text.raw, `${reply.json.text}\n`)
  const minimal = await post(app, slug, example.request, { prefer: 'return=minimal' })
  t.same(Object.keys(minimal.json), MINIMAL)
  t.same(minimal.json.score, reply.json.score)
}

const MINIMAL = ['instrument', 'version', 'status', 'score', 'category', 'criteria', 'missing', 'warnings']

async function refusesUnknown(t: Test, { app, instrument: { slug, examples } }: Served): Promise<void> {
  const [example] = examples
  const bodies = [{ ...(example?.request as object), unknownField: 1 }, [], null, 'text', 4]
  for (const body of bodies) {
    const reply = await post(app, slug, JSON.stringify(body))
    t.equal(reply.status, 422)
    t.match(reply.type, 'application/problem+json')
    t.ok(ProblemSchema.safeParse(reply.json).success)
    t.equal(reply.json.code, 'invalid_input')
  }
}

function answersEveryBody(t: Test, { instrument, schema }: Served, bodies: number): void {
  const validate = compileValidator(instrument)
  const serialise = compileSerialiser(instrument, referencesOf(instrument))
  const check = (body: unknown): void => {
    const validated = validate(body)
    if (
      validated.ok !== instrument.request.safeParse(body).success &&
      !instrument.rules.some((rule) => rule.check(body).length > 0)
    )
      throw new Error('the compiled check and zod disagree')
    if (!validated.ok) return
    const result = resultOf(instrument, referencesOf(instrument), validated.input)
    const { text: written, isAscii } = serialise(result)
    if (isAscii && Buffer.byteLength(written) !== written.length) throw new Error(`not ASCII: ${written}`)
    if (written !== JSON.stringify(result)) throw new Error(`not the bytes of JSON.stringify: ${written}`)
    const parsed = schema.safeParse(JSON.parse(written))
    if (!parsed.success) throw parsed.error
    decidesOrSaysWhy(result)
  }
  fc.assert(fc.property(validBodies(instrument), check), { numRuns: bodies })
  t.pass(`${bodies} bodies`)
}

/** The addends of a computed score add up to it. */
function sumsUp(t: Test, result: Result): void {
  if (result.terms.length === 0 || result.score?.value == null) return
  const total = result.terms.reduce((sum, term) => sum + term.value, 0)
  t.ok(Math.abs(total - result.score.value) < 1e-9, 'the terms add up to the score')
}

/** Reasons that leave a criterion open; a decided one may name what it rests on, never what it lacks. */
const OPEN = /^$|^(missing|censored|precision|conflict|stale|protocol_ambiguity):/

function decidesOrSaysWhy(result: Result): void {
  for (const { id, state, reason } of result.criteria)
    if (state === 'undetermined' ? !reason : reason !== null && OPEN.test(reason))
      throw new Error(`${id}: ${state} with reason ${reason}`)
  const { score, status } = result
  if (score && (score.value === null) !== (status === 'not_computable')) throw new Error('value and status disagree')
  if (score && (score.value === null) !== (score.reported === null)) throw new Error('value and reported disagree')
  const { lower, upper } = score?.bounds ?? { lower: null, upper: null }
  if (lower !== null && upper !== null && lower > upper) throw new Error('bounds are the wrong way round')
}
