/** The check of labels finds what a schema lacks. */
import '../src/testing/patience.js'
import t from 'tap'
import * as z from 'zod'
import { withoutLabels } from '../src/document/labels.js'
import { inputSchemaOf, toJsonSchema, walk } from '../src/engine/json-schema.js'
import { quantity } from '../src/language/quantity.js'
import { unitLabel } from '../src/language/unit-labels.js'
import { analytes } from '../src/language/units.js'
import { labelsOf } from '../src/testing/labels.js'

const faultsOf = (shape: z.ZodRawShape): readonly string[] =>
  labelsOf(toJsonSchema(z.strictObject(shape), 'input')).faults

const count = z.int().min(0).max(28).nullish()
const form = z.enum(['long', 'short'])
const FORM_LABELS = { long: 'long form', short: 'short form' }

t.test('a field without a title is found, wherever it stands', async (t) => {
  t.same(faultsOf({ count: count.meta({ title: 'Tender joints of 28' }) }), [])
  t.same(faultsOf({ count: count.describe('Number of tender joints') }), ['count has no title'])
  const visit = z.strictObject({ count }).nullish().meta({ title: 'Earlier visit' })
  t.same(faultsOf({ visit }), ['visit.count has no title'])
  const courses = z.array(z.strictObject({ count })).max(2).nullish().meta({ title: 'Courses' })
  t.same(faultsOf({ courses }), ['courses[].count has no title'])
  t.same(faultsOf({ crp: quantity(analytes.crp, 'CRP').nullish() }), ['crp has no title'])
  t.same(faultsOf({ crp: quantity(analytes.crp, 'CRP').nullish().meta({ title: 'C-reactive protein' }) }), [])
  t.match(faultsOf({ count: count.meta({ title: 'tender joints' }) }), [/sentence case/])
})

t.test('a code without a label is found, and a label without its code', async (t) => {
  t.same(faultsOf({ form: form.nullish().meta({ title: 'Form' }) }), [
    'form has no label for "long"',
    'form has no label for "short"',
  ])
  const labelled = form.meta({ 'x-options': FORM_LABELS })
  t.same(faultsOf({ form: labelled.nullish().meta({ title: 'Form' }) }), [])
  t.same(faultsOf({ forms: z.array(labelled).max(2).meta({ title: 'Forms' }) }), [])
  t.same(faultsOf({ forms: z.array(form).max(2).meta({ title: 'Forms' }) }).length, 2)
  const more = form.meta({ title: 'Form', 'x-options': { ...FORM_LABELS, other: 'another form' } })
  t.same(faultsOf({ form: more }), ['form has a label for other, which is no code'])
})

t.test('a unit without a label is found', async (t) => {
  const furlong = { ...analytes.height, canonical: '[fur_us]', units: { '[fur_us]': {} } }
  t.same(faultsOf({ height: quantity(furlong, 'Height').nullish().meta({ title: 'Body height' }) }), [
    'height.unit has no label for "[fur_us]"',
  ])
  t.equal(unitLabel('{score}'), '0 to 10')
  t.equal(unitLabel('umol/L'), 'µmol/L')
  t.equal(unitLabel('umol/l'), 'µmol/L', 'either litre')
  t.equal(unitLabel('mL/min/mm[Hg]'), 'mL/min/mmHg')
})

t.test('a hint that leads nowhere is found', async (t) => {
  const shape = (hint: object) => ({
    form: form.meta({ title: 'Form', 'x-options': FORM_LABELS }),
    count: count.meta({ title: 'Tender joints of 28', ...hint }),
  })
  t.same(faultsOf(shape({ 'x-when': { field: 'form', is: 'long' } })), [])
  t.match(faultsOf(shape({ 'x-when': { field: 'form', is: 'middle' } })), [/x-when/])
  t.match(faultsOf(shape({ 'x-when': { field: 'mode', is: 'long' } })), [/x-when/])
  t.match(faultsOf(shape({ 'x-widget': 'slider' })), [/x-widget/])
  t.match(faultsOf(shape({ 'x-layer': 'later' })), [/x-layer/])
})

t.test('the whole document leaves labels out, and nothing else', async (t) => {
  const request = z.strictObject({
    form: form.nullish().meta({ title: 'Form', description: 'Which form', 'x-options': FORM_LABELS }),
    creatinine: quantity(analytes.creatinine, 'Serum creatinine').nullish().meta({ title: 'Serum creatinine' }),
    title: count.meta({ title: 'A field of that name', description: 'A count' }),
  })
  const full = inputSchemaOf(request)
  const bare = withoutLabels(full)
  t.equal(bare.properties?.['form']?.description, 'Which form')
  t.equal(bare.properties?.['title']?.description, 'A count', 'a field named title stays')
  const titles: string[] = []
  walk(bare, (node, path) => {
    if (node.title !== undefined) titles.push(path)
    t.same(
      Object.keys(node).filter((keyword) => keyword.startsWith('x-')),
      [],
      path,
    )
  })
  t.ok(titles.length > 1, 'the units of a quantity are told apart')
  t.ok(titles.every((path) => /oneOf\/\d+$/.test(path)))
})
