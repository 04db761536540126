/**
 * Units as they are written elsewhere, in every quantity of every instrument: either litre of UCUM is taken, the rest
 * is told its code.
 */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { withSmallLitre } from '@activity-scores/shared/language/litre'
import { SPELLINGS } from '@activity-scores/shared/language/unit-spellings'
import { type Json, post, serviceFor } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { instruments } from '../registry.js'
import { asked } from './asked.js'
import { fieldsOf, isQuantity, pointerOf, put } from './bad-fields.js'

interface Sent {
  readonly path: readonly string[]
  readonly unit: string
  readonly body: Json
}

/** The first example with one quantity in each of its units. */
function* quantitiesOf({ request, examples }: Instrument): Generator<Sent> {
  const schema = toJsonSchema(request, 'input')
  const [base] = examples.map((example) => example.request)
  for (const { path, nodes } of fieldsOf(schema, schema).filter(isQuantity))
    for (const { properties } of nodes)
      for (const unit of (properties?.['unit']?.enum ?? []) as readonly string[]) {
        const { minimum, exclusiveMinimum, maximum } = properties?.['value'] ?? {}
        const value = ((minimum ?? exclusiveMinimum ?? 0) + (maximum ?? 0)) / 2
        yield { path, unit, body: put(base, path, { value, unit }) }
      }
}

for (const instrument of asked)
  t.test(instrument.slug, async (t) => {
    const app = await serviceFor(t, instrument)
    const wrong: string[] = []
    let computed = 0
    for (const { path, unit, body } of quantitiesOf(instrument)) {
      const at = path.join('.')
      const small = withSmallLitre(unit)
      const [ours, other] = [body, put(body, [...path, 'unit'], small)]
      if (small !== unit) {
        const [first, second] = [await post(app, instrument.slug, ours), await post(app, instrument.slug, other)]
        if (first.raw !== second.raw) wrong.push(`${at} in ${small}: ${second.raw.slice(0, 300)}`)
        if (second.status === 200) computed++
      }
      const [spelling] = SPELLINGS[unit] ?? []
      if (spelling === undefined) continue
      const refused = await post(app, instrument.slug, put(body, [...path, 'unit'], spelling))
      const named = refused.json.errors?.some(
        ({ pointer, code, message }: Json) =>
          pointer === `${pointerOf(path)}/unit` && code === 'not_allowed_value' && message.includes(`"${unit}"`),
      )
      if (refused.status !== 422 || !named) wrong.push(`${at} in ${spelling}: ${refused.raw.slice(0, 300)}`)
    }
    t.same(wrong, [])
    const hasLitres = [...quantitiesOf(instrument)].some(({ unit }) => unit.includes('L'))
    t.equal(computed > 0, hasLitres, `${computed} computed`)
  })

t.test('the limit of a report may have a unit of its own, in either litre', async (t) => {
  const [laboratory] = instruments.filter(({ slug }) => slug === 'laboratory-limits')
  const app = await serviceFor(t, laboratory as Instrument)
  const alt = (unit: string, upperLimitUnit: string) =>
    post(app, 'laboratory-limits', { alt: { value: 1, unit, upperLimit: 40, upperLimitUnit } })
  t.equal((await alt('ukat/l', 'U/l')).raw, (await alt('ukat/L', 'U/L')).raw)
  const refused = await alt('ukat/L', 'IU/L')
  t.equal(refused.status, 422)
  t.match(
    refused.json.errors[0].message,
    'alt.upperLimitUnit is not a unit taken here: the UCUM code for "IU/L" is "U/L". Send one of "U/L"',
  )
})

t.test('rheumatoid factor and ACPA are read against their own limit, in any unit that reports print', async (t) => {
  const [classification] = instruments.filter(({ slug }) => slug === 'ra-acr-eular-2010')
  const app = await serviceFor(t, classification as Instrument)
  const read = (field: string, unit: string, value: number) =>
    post(app, 'ra-acr-eular-2010', { [field]: { value, upperLimit: 20, unit } })
  for (const field of ['rf', 'acpa'])
    for (const unit of ['U/mL', '[IU]/mL', "[arb'U]/mL", '{RU}/mL', '{CU}', 'kU/L'])
      for (const [value, points] of [
        [20, 0],
        [60, 2],
        [61, 3],
      ] as const) {
        const { status, json } = await read(field, unit, value)
        t.equal(status, 200, `${field} in ${unit}`)
        // The partner test is not known: it may add up to 3 points, the greatest there are.
        t.equal(json.details.pointBounds.serology.lower, points, `${value} ${unit}, limit 20`)
        t.equal(json.inputs[field].unit, unit)
      }
  const { status, json } = await post(app, 'ra-acr-eular-2010', {
    rf: { value: 20, unit: 'U/mL', upperLimit: 14, upperLimitUnit: '[IU]/mL' },
  })
  t.equal(status, 422, 'a limit in another unit has no place')
  t.equal(json.errors[0].pointer, '/rf/upperLimitUnit')
})
