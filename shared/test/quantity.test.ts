import t from 'tap'
import { suspectScales } from '../src/contract/fields.js'
import {
  asUsed,
  type Comparator,
  inCanonicalUnit,
  plausibility,
  quantity,
  rangeOf,
  usedQuantity,
} from '../src/language/quantity.js'
import { type Analyte, allowedIn, analytes, fromCanonical } from '../src/language/units.js'
import { decimal } from '../src/testing/arbitrary.js'
import { fc } from '../src/testing/drawing.js'

t.test('limits of a quantity', async (t) => {
  const limits: readonly (readonly [Analyte, string, number, number])[] = [
    [analytes.creatinine, 'mg/dL', 0.1, 30],
    [analytes.creatinine, 'umol/L', 8.84, 2652],
    [analytes.creatinine, 'mmol/L', 0.00884, 2.652],
    [analytes.creatinine, 'mg/L', 1, 300],
    [analytes.weight, 'g', 20_000, 400_000],
    [analytes.weight, '[lb_av]', 44.0924524369, 881.84904874],
    [analytes.height, 'm', 0.6, 2.5],
    [analytes.height, '[in_i]', 23.622047244, 98.4251968504],
    [analytes.scaleInMillimetres, 'cm', 0, 10],
    [analytes.scaleInMillimetres, '{score}', 0, 10],
    [analytes.scaleOfTen, 'mm', 0, 100],
  ]
  for (const [analyte, unit, low, high] of limits) {
    t.test(`${analyte.name} in ${unit}: ${low} to ${high}, ends included`, async (t) => {
      t.same(allowedIn(analyte, unit), [low, high])
      const schema = quantity(analyte, 'x')
      const takes = (value: number) => schema.safeParse({ value, unit }).success
      t.ok(takes(low))
      t.ok(takes(high))
      t.notOk(takes(low - 0.001 * Math.max(low, 1)))
      t.notOk(takes(high * 1.001))
    })
  }

  t.test('no unit is assumed, also where there is only one', async (t) => {
    for (const analyte of Object.values<Analyte>(analytes)) {
      const [unit = ''] = Object.keys(analyte.units)
      const value = allowedIn(analyte, unit)[1]
      const schema = quantity(analyte, 'x')
      t.notOk(schema.safeParse({ value }).success, `${analyte.name} without a unit`)
      t.notOk(schema.safeParse({ value, unit: null }).success, `${analyte.name} of unit null`)
    }
  })

  t.test('the limit itself is taken in every unit, also where no decimal says it exactly', async (t) => {
    for (const analyte of Object.values<Analyte>(analytes))
      for (const unit of Object.keys(analyte.units)) {
        const schema = quantity(analyte, 'x')
        const [low, high] = analyte.allowed.map((limit) => fromCanonical(analyte, limit, unit))
        for (const value of analyte.aboveLower ? [high] : [low, high])
          t.ok(schema.safeParse({ value, unit }).success, `${analyte.name} of ${value} ${unit}`)
        const [from, to] = allowedIn(analyte, unit)
        t.ok(Number(low) - from <= 1e-11 * Number(low), 'no further out than the last digit')
        t.ok(to - Number(high) <= 1e-11 * Number(high), 'no further out than the last digit')
      }
    // 20 kg and 400 kg over 0.45359237, 60 cm and 250 cm over 2.54, to 14 digits
    const inOther: readonly (readonly [Analyte, string, number, number])[] = [
      [analytes.weight, '[lb_av]', 44.092452436976, 881.84904873951],
      [analytes.height, '[in_i]', 23.622047244094, 98.425196850394],
    ]
    for (const [analyte, unit, ...ends] of inOther)
      for (const value of ends) t.ok(quantity(analyte, 'x').safeParse({ value, unit }).success, `${value} ${unit}`)
  })

  t.test('where zero itself is refused, the smallest volume is not', async (t) => {
    for (const analyte of [analytes.fvc, analytes.dlco, analytes.muscleEnzyme]) {
      const takes = (value: number) =>
        quantity(analyte, 'x').safeParse({ value, unit: Object.keys(analyte.units).at(-1) }).success
      t.notOk(takes(0), analyte.name)
      t.notOk(takes(-0), analyte.name)
      t.notOk(takes(-1), analyte.name)
      t.ok(takes(0.001), analyte.name)
    }
  })

  t.test('a percent of predicted begins at 5: below, a fraction was meant', async (t) => {
    for (const analyte of [analytes.fvcPercentPredicted, analytes.dlcoPercentPredicted]) {
      const takes = (value: number) => quantity(analyte, 'x').safeParse({ value, unit: '%' }).success
      for (const value of [-1, 0, 0.85, 4.99, 200.01]) t.notOk(takes(value), `${analyte.name} ${value}`)
      for (const value of [5, 85, 200]) t.ok(takes(value), `${analyte.name} ${value}`)
    }
  })

  t.test('a value without a unit, with another unit, or of another kind is no quantity', async (t) => {
    const schema = quantity(analytes.esr, 'ESR')
    const refused = [
      20,
      '20',
      [20],
      { value: 20 },
      { unit: 'mm/h' },
      { value: 20, unit: 'mm' },
      { value: 20, unit: 'MM/H' },
      { value: 20, unit: null },
      { value: null, unit: 'mm/h' },
      { value: '20', unit: 'mm/h' },
      { value: Number.POSITIVE_INFINITY, unit: 'mm/h' },
      { value: Number.NaN, unit: 'mm/h' },
      { value: 20, unit: 'mm/h', comparator: '=' },
      { value: 20, unit: 'mm/h', note: 'x' },
    ]
    for (const body of refused) t.notOk(schema.safeParse(body).success, JSON.stringify(body))
    t.ok(schema.safeParse({ value: 20, unit: 'mm/h', comparator: null }).success)
    const noComparator = quantity(analytes.weight, 'w').safeParse({ value: 70, unit: 'kg', comparator: '<' })
    t.notOk(noComparator.success, 'only laboratory values carry a comparator')
  })

  t.test('the description names every unit with its own range', async (t) => {
    t.match(
      quantity(analytes.creatinine, 'Creatinine').description,
      'Allowed: 0.1 to 30 `mg/dL`, 8.84 to 2652 `umol/L`, 0.00884 to 2.652 `mmol/L`, 1 to 300 `mg/L`',
    )
    t.match(quantity(analytes.fvc, 'FVC').description, 'Allowed: above 0 to 10 `L`, above 0 to 10000 `mL`')
  })
})

t.test('comparators', async (t) => {
  const esr = (value: number, comparator?: Comparator | null) =>
    rangeOf(analytes.esr, { value, unit: 'mm/h', comparator })
  t.same(esr(20), { lower: 20, upper: 20 })
  t.same(esr(20, null), { lower: 20, upper: 20 })
  t.same(esr(20, '<'), { lower: 0, upper: 20, upperOpen: true })
  t.same(esr(20, '<='), { lower: 0, upper: 20 })
  t.same(esr(120, '>'), { lower: 120, upper: Number.POSITIVE_INFINITY, lowerOpen: true })
  t.same(esr(120, '>='), { lower: 120, upper: Number.POSITIVE_INFINITY })

  t.test('the interval is in the canonical unit', async (t) => {
    t.same(rangeOf(analytes.muscleEnzyme, { value: 2, unit: 'ukat/L', comparator: '<' }), {
      lower: 0,
      upper: 120,
      upperOpen: true,
    })
  })

  t.test('the inputs of a result keep the comparator', async (t) => {
    const given = { value: 2, unit: 'ukat/L', comparator: '>' } as const
    t.same(asUsed(analytes.muscleEnzyme, given), { value: 120, unit: 'U/L', comparator: '>' })
    t.ok(usedQuantity(analytes.muscleEnzyme, 'x').safeParse(asUsed(analytes.muscleEnzyme, given)).success)
    t.equal(asUsed(analytes.esr, null), null)
    t.equal(asUsed(analytes.esr, undefined), null)
    t.same(asUsed(analytes.esr, { value: 2, unit: 'mm/h', comparator: null }), { value: 2, unit: 'mm/h' })
  })
})

t.test('a comparator that leaves no possible value is refused', async (t) => {
  const takes = (analyte: Analyte, value: number, unit: string, comparator: Comparator | null) =>
    quantity(analyte, 'x').safeParse({ value, unit, comparator }).success
  const lowest: readonly (readonly [Analyte, number, string])[] = [
    [analytes.esr, 0, 'mm/h'],
    [analytes.esr, -0, 'mm/(1.h)'],
    [analytes.creatinine, 0.1, 'mg/dL'],
    [analytes.creatinine, 8.84, 'umol/L'],
    [analytes.creatinine, 0.00884, 'mmol/L'],
    [analytes.creatinine, 1, 'mg/L'],
  ]
  for (const [analyte, value, unit] of lowest) {
    t.notOk(takes(analyte, value, unit, '<'), `<${value} ${unit}`)
    t.ok(takes(analyte, value * 1.001 + 0.0001, unit, '<'), 'a little above it something lies below')
    for (const comparator of ['<=', '>=', '>', null] as const)
      t.ok(takes(analyte, value, unit, comparator), `${comparator}${value} ${unit}`)
  }
  t.ok(takes(analytes.esr, 300, 'mm/h', '>'), 'above the greatest there is no end')
  t.ok(takes(analytes.muscleEnzyme, 1e-9, 'U/L', '<'), 'where 0 itself is refused, something lies below every value')
})

t.test('plausibility', async (t) => {
  const codes = (analyte: Analyte, value: number, unit: string) =>
    plausibility(analyte, { value, unit }, '/x').map(({ code }) => code)
  const OUTSIDE = ['outside_plausible_range']

  t.test('warns outside the range, not at its ends, in any unit', async (t) => {
    t.same(codes(analytes.creatinine, 0.3, 'mg/dL'), [])
    t.same(codes(analytes.creatinine, 26.52, 'umol/L'), [], '26.52 umol/L is 0.3 mg/dL')
    t.same(codes(analytes.creatinine, 26.5, 'umol/L'), OUTSIDE)
    t.same(codes(analytes.creatinine, 1326, 'umol/L'), [], '1326 umol/L is 15 mg/dL')
    t.same(codes(analytes.creatinine, 1327, 'umol/L'), OUTSIDE)
    t.same(codes(analytes.height, 1.3, 'm'), [])
    t.same(codes(analytes.height, 1.29, 'm'), OUTSIDE)
    t.same(plausibility(analytes.height, null, '/height'), [])
    t.same(plausibility(analytes.height, undefined, '/height'), [])
  })

  t.test('the message has the range and its unit, and not the value', async (t) => {
    const [warning] = plausibility(analytes.weight, { value: 271.828, unit: 'kg' }, '/weight')
    t.equal(warning?.pointer, '/weight')
    t.match(warning?.message, '30 to 250 kg')
    t.notMatch(warning?.message, '271.828')
  })

  t.test('the plausible range lies inside the allowed one', async (t) => {
    for (const [key, { allowed, plausible }] of Object.entries(analytes)) {
      t.ok(allowed[0] <= plausible[0] && plausible[1] <= allowed[1], key)
      t.ok(plausible[0] < plausible[1], key)
    }
  })

  t.test('the same amount gives the same warning in every unit', async (t) => {
    const { units } = analytes.weight
    const property = fc.property(decimal(21, 399, 2), fc.constantFrom(...Object.keys(units)), (kg, unit) => {
      const value = fromCanonical(analytes.weight, kg, unit)
      return (
        codes(analytes.weight, value, unit).length === codes(analytes.weight, kg, 'kg').length &&
        Math.abs(inCanonicalUnit(analytes.weight, { value, unit }) - kg) < 1e-9
      )
    })
    fc.assert(property)
    t.pass()
  })
})

t.test('scales that look like a 0 to 10 rating labelled mm', async (t) => {
  const mm = (value: number) => ({ value, unit: 'mm' })
  const fields = (scales: Parameters<typeof suspectScales>[0]) => suspectScales(scales).map(({ pointer }) => pointer)
  t.same(fields({ patientGlobal: mm(5), physicianGlobal: mm(10) }), ['/patientGlobal', '/physicianGlobal'])
  t.same(fields({ patientGlobal: mm(5), physicianGlobal: mm(11) }), [], 'one scale beyond 10 mm speaks for mm')
  t.same(fields({ patientGlobal: mm(0), physicianGlobal: mm(0) }), [], 'zero is zero on either scale')
  t.same(fields({ patientGlobal: mm(0), physicianGlobal: mm(3) }), ['/patientGlobal', '/physicianGlobal'])
  t.same(fields({ patientGlobal: mm(5), physicianGlobal: { value: 5, unit: 'cm' } }), ['/patientGlobal'])
  t.same(fields({ patientGlobal: mm(5), physicianGlobal: null, pain: undefined }), ['/patientGlobal'])
  t.same(fields({ patientGlobal: { value: 5, unit: '{score}' } }), [])
  t.same(fields({ patientGlobal: null }), [])
  t.same(fields({}), [])
  const [warning] = suspectScales({ patientGlobal: mm(7.25) })
  t.equal(warning?.code, 'vas_scale_suspect')
  t.match(warning?.message, '"cm" or "{score}"', 'says how to mend it')
  t.notMatch(warning?.message, '7.25')
})
