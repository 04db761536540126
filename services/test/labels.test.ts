/**
 * What the catalogue says of inputs beside their schema. That each has a title and each code a label is part of the contract
 * of every instrument (`registry.test.ts`); here stands what is about several of them.
 */
import { catalogueEntry } from '@activity-scores/shared/document/catalogue'
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { labelsOf } from '@activity-scores/shared/testing/labels'
import { type Json, post, serviceFor } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { instruments } from '../registry.js'
import { put } from './bad-fields.js'

interface Field {
  readonly slug: string
  readonly path: readonly string[]
  readonly schema: JsonSchema
}

/** Every field by its path, without the members of quantities and of items of lists. */
function* fieldsOf(slug: string, schema: JsonSchema, path: readonly string[] = []): Generator<Field> {
  for (const { properties = {} } of alternatives(schema)) {
    if (properties['unit']) continue
    for (const [name, field] of Object.entries(properties)) {
      yield { slug, path: [...path, name], schema: field }
      yield* fieldsOf(slug, field, [...path, name])
    }
  }
}

const everyField = instruments.flatMap(({ slug, request }) => [...fieldsOf(slug, inputSchemaOf(request))])
const having = (keyword: string) => everyField.filter(({ schema }) => schema[keyword] !== undefined)

t.test('all inputs of all instruments are looked at', async (t) => {
  const looked = instruments.map(({ request }) => labelsOf(inputSchemaOf(request)))
  t.ok(looked.reduce((sum, { fields }) => sum + fields, 0) > 937, 'as many as were counted before there were labels')
})

t.test('the same field has the same title in every instrument', async (t) => {
  const titles = new Map<string, Set<string>>()
  for (const { path, schema } of everyField.filter(({ path }) => path.length === 1)) {
    const [name = ''] = path
    titles.set(name, (titles.get(name) ?? new Set()).add(schema.title ?? ''))
  }
  const differing = [...titles].filter(([, { size }]) => size > 1).map(([name, words]) => [name, ...words])
  t.same(differing, DIFFERENT_WORDS)
})

/** One name, and another question in each instrument. */
const DIFFERENT_WORDS: readonly (readonly string[])[] = [
  ['variant', 'Form of the DAS28', 'Which DAS28 answers'],
  ['reading', 'Reading that is answered', 'Other joints that count'],
  ['intervalDays', 'Days between the visits', 'Days between the radiographs'],
  [
    'worsenedSymptoms',
    'Respiratory symptoms became worse within 24 months',
    'Respiratory symptoms became worse within the past year',
  ],
]

t.test('maps of joints, skin and muscles', async (t) => {
  const widgets = new Set(having('x-widget').map(({ path, schema }) => `${path.at(-1)} ${schema['x-widget']}`))
  t.same([...widgets].sort(), ['grades muscle-map', 'joints joint-map', 'sites skin-map'])
})

t.test('the earlier visit is told from the later one', async (t) => {
  const visits = everyField.filter(({ path, schema }) => path.length === 1 && isVisit(path, schema))
  t.ok(visits.length > 20)
  for (const { slug, path, schema } of visits)
    t.equal(schema['x-layer'], path[0] === 'baseline' ? 'baseline' : 'follow-up', `${slug} ${path[0]}`)
  t.equal(having('x-layer').length, visits.length, 'and nothing else has a layer')
})

const isVisit = ([name]: readonly string[], schema: JsonSchema): boolean =>
  (name === 'baseline' || name === 'followUp') && schema.properties !== undefined

t.test('MMT-8 shows the muscles of one form', async (t) => {
  const muscles = having('x-when').filter(({ slug, path }) => slug === 'mmt8' && path[0] === 'grades')
  const of = (is: string) => muscles.filter(({ schema }) => (schema['x-when'] as Json).is === is).length
  // Neck flexors are of both forms: 15 and 8 muscles in all.
  t.same([of('bilateral'), of('unilateral')], [14, 7])
})

/** Of the tables of plausible ranges, but the instrument asks about them no more than it reads them. */
const NOT_WARNED_OF = new Set([
  'laboratory-limits directBilirubin', // only raises the question of Gilbert syndrome
  'iim-eular-acr-2017 enzymes.aldolase', // not one of the enzymes of these criteria
])

t.test('what is odd but allowed is warned of', async (t) => {
  const plausible = having('x-plausible')
  t.ok(plausible.length > 60, `${plausible.length} fields`)
  const silent: string[] = []
  for (const instrument of instruments.filter(({ slug }) => plausible.some((field) => field.slug === slug))) {
    const app = await serviceFor(t, instrument)
    for (const { slug, path, schema } of plausible.filter((field) => field.slug === instrument.slug)) {
      const { minimum, maximum, unit } = schema['x-plausible'] as Json
      const isBare = schema.type !== undefined && [schema.type].flat().includes('integer')
      const warnedOf = async (value: number): Promise<boolean> => {
        const sent = isBare ? Math.round(value) : { value, unit }
        // By itself too: beside one form of the muscle test, another is refused.
        for (const request of [...instrument.examples.map((example) => example.request as Json), {}]) {
          const reply = await post(app, slug, put(request, path, sent))
          const of = (reply.json.warnings ?? []).filter(({ pointer }: Json) => pointer === `/${path.join('/')}`)
          if (of.some(({ code }: Json) => code === 'outside_plausible_range')) return true
        }
        return false
      }
      const warned = [
        await warnedOf(isBare ? maximum + 1 : maximum * 1.001),
        await warnedOf(minimum * 0.999 - (isBare ? 1 : 0)),
      ]
      if (!warned.includes(true)) silent.push(`${slug} ${path.join('.')}`)
    }
  }
  t.same(new Set(silent), NOT_WARNED_OF)
})

t.test('the catalogue has titles of inputs and labels of units', async (t) => {
  for (const instrument of instruments) {
    const { inputs, units, requestSchema } = catalogueEntry(instrument) as Json
    for (const { name, title, schema } of inputs) {
      t.equal(title, schema.title, `${instrument.slug} ${name}`)
      t.equal(requestSchema.properties[name].title, title)
    }
    t.ok(Object.values(units).every((label) => typeof label === 'string' && label !== ''))
    t.equal(JSON.stringify(requestSchema).includes('"unit"'), Object.keys(units).length > 0, instrument.slug)
  }
})
