import '../src/testing/patience.js'
import t from 'tap'
import { allowedIn, analytes, toCanonical } from '../src/language/units.js'
import {
  limitedQuantity,
  possibleRatio,
  ratioToLimit,
  twoUnitQuantity,
  usedLimited,
  withLimit,
} from '../src/language/upper-limit.js'

const { muscleEnzyme } = analytes

t.test('muscle enzymes: units by the table of the clinical specification (0.10)', async (t) => {
  // [value, unit, U/L]
  const table: readonly (readonly [number, string, number])[] = [
    [300, 'U/L', 300],
    [300, '[IU]/L', 300],
    [5, 'ukat/L', 300],
    [5000, 'nkat/L', 300],
    [0.3, 'kU/L', 300],
  ]
  for (const [value, unit, expected] of table) t.equal(toCanonical(muscleEnzyme, value, unit), expected, unit)
  t.same(allowedIn(muscleEnzyme, 'kU/L'), [0, 200])
})

t.test('a value with its upper limit, both in one unit', async (t) => {
  const schema = limitedQuantity(muscleEnzyme, 'Creatine kinase')
  const takes = (body: object) => schema.safeParse(body).success
  t.ok(takes({ value: 300, upperLimit: 200, unit: 'U/L' }))
  t.ok(takes({ value: 300, unit: 'U/L' }), 'the limit may be missing')
  t.ok(takes({ value: 300, upperLimit: null, unit: 'U/L', comparator: '>' }))
  t.notOk(takes({ value: 300, upperLimit: 0, unit: 'U/L' }))
  t.notOk(takes({ value: 300, upperLimit: 200 }), 'the unit may not')
  t.notOk(takes({ value: 201, upperLimit: 200, unit: 'kU/L' }), 'its range is that of the unit')
})

t.test('the ratio needs both numbers and no conversion', async (t) => {
  t.equal(ratioToLimit({ value: 375, upperLimit: 250, unit: 'U/L' }), 1.5) // iim-rule-04
  t.ok(Math.abs(Number(ratioToLimit({ value: 1.5, upperLimit: 0.7, unit: 'ukat/L' })) - 2.142857143) < 1e-9) // lab-17
  t.equal(ratioToLimit({ value: 375, unit: 'U/L' }), null)
  t.equal(possibleRatio({ value: 375, unit: 'U/L' }), null)
  t.same(possibleRatio({ value: 5, upperLimit: 40, unit: 'U/L', comparator: '<' }), {
    lower: 0,
    upper: 0.125,
    upperOpen: true,
  }) // lab-32
  t.same(possibleRatio({ value: 80, upperLimit: 40, unit: 'U/L', comparator: '>=' }), {
    lower: 2,
    upper: Number.POSITIVE_INFINITY,
  })
  t.same(usedLimited(muscleEnzyme, { value: 5, upperLimit: 3.2, unit: 'ukat/L', comparator: '>' }), {
    value: 300,
    upperLimit: 192,
    unit: 'U/L',
    comparator: '>',
  })
  t.equal(usedLimited(muscleEnzyme, null), null)
})

t.test('a limit in a unit of its own, or from elsewhere, is converted to the unit of the value', async (t) => {
  const { bilirubin } = analytes
  const schema = twoUnitQuantity(bilirubin, 'Bilirubin')
  t.ok(schema.safeParse({ value: 1.8, unit: 'mg/dL', upperLimit: 21, upperLimitUnit: 'umol/L' }).success)
  t.notOk(schema.safeParse({ value: 1.8, unit: 'mg/dL', upperLimit: 21, upperLimitUnit: 'g/L' }).success)
  const limited = withLimit(bilirubin, { value: 1.8, unit: 'mg/dL' }, { value: 21, unit: 'umol/L' })
  t.ok(Math.abs(Number(ratioToLimit(limited)) - 1.466057142857) < 1e-9) // lab-24
  const same = withLimit(bilirubin, { value: 31.5, unit: 'umol/L', comparator: '<' }, { value: 21, unit: 'umol/L' })
  t.same(same, { value: 31.5, unit: 'umol/L', comparator: '<', upperLimit: 21 })
})
