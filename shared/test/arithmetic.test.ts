import t from 'tap'
import {
  type Band,
  type BandLimit,
  bandOf,
  bandSet,
  categoryOf,
  categoryWithin,
  crossesCutOff,
} from '../src/language/bands.js'
import { atLeast, atMost, greater, less, same } from '../src/language/compare.js'
import { between, exactly, hull } from '../src/language/interval.js'
import { scored } from '../src/language/outcome.js'
import { report } from '../src/language/rounding.js'
import { fc } from '../src/testing/drawing.js'

t.test('comparison with a cut-off', async (t) => {
  /** What binary doubles make of a sum, and what it is. */
  const onTheCutOff: readonly (readonly [string, number, number])[] = [
    ['CDAI of 1.1 + 1.7', 1.1 + 1.7, 2.8],
    ['DAS28 change 4.4 - 3.2', 4.4 - 3.2, 1.2],
    ['FVC decline from 2.0 to 1.8 L in percent', (100 * (2.0 - 1.8)) / 2.0, 10],
    ['FVC decline from 3 to 2.85 L in percent', (100 * (3 - 2.85)) / 3, 5],
    ['DLCO decline from 14 to 11.9 in percent', (100 * (14 - 11.9)) / 14, 15],
    ['six weights of the 2017 myositis criteria', 2.2 + 0.7 + 0.5 + 1.2 + 1.6 + 1.4, 7.6],
    ['0.1 + 0.2', 0.1 + 0.2, 0.3],
  ]
  for (const [name, value, cutOff] of onTheCutOff) {
    t.test(`${name} is on ${cutOff}`, async (t) => {
      t.notOk(greater(value, cutOff))
      t.notOk(less(value, cutOff))
      t.ok(atLeast(value, cutOff))
      t.ok(atMost(value, cutOff))
      t.ok(same(value, cutOff))
    })
  }

  t.test('decides decimals of up to six places as exact arithmetic does', async (t) => {
    const integer = fc.integer({ min: -10_000_000, max: 10_000_000 })
    const near = fc.integer({ min: -2, max: 2 })
    const property = fc.property(integer, near, fc.integer({ min: 0, max: 6 }), (a, step, places) => {
      const b = a + step
      const [x, y] = [a / 10 ** places, b / 10 ** places]
      return (
        greater(x, y) === a > b &&
        less(x, y) === a < b &&
        atLeast(x, y) === a >= b &&
        atMost(x, y) === a <= b &&
        same(x, y) === (a === b)
      )
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('holds with infinite values', async (t) => {
    t.ok(greater(Number.POSITIVE_INFINITY, 300))
    t.ok(less(Number.NEGATIVE_INFINITY, 0))
    t.notOk(same(Number.POSITIVE_INFINITY, 300))
  })
})

/** Half away from zero in whole numbers: `digits / 10^places` to `decimals` decimals. */
function roundExactly(digits: bigint, places: number, decimals: number): string {
  const negative = digits < 0n
  const magnitude = (negative ? -digits : digits) * 10n ** BigInt(decimals)
  const divisor = 10n ** BigInt(places)
  const rounded = (2n * magnitude + divisor) / (2n * divisor)
  const text = rounded.toString().padStart(decimals + 1, '0')
  const point = text.length - decimals
  const printed = decimals === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`
  return negative && rounded > 0n ? `-${printed}` : printed
}

t.test('rounding', async (t) => {
  const known: readonly (readonly [number, number, string])[] = [
    [-22.75, 1, '-22.8'],
    [22.75, 1, '22.8'],
    [1.005, 2, '1.01'],
    [601274.575, 2, '601274.58'],
    [-601274.575, 2, '-601274.58'],
    [2.675, 2, '2.68'],
    [0.125, 2, '0.13'],
    [4.376237, 2, '4.38'],
    [3, 2, '3.00'],
    [59.95, 1, '60.0'],
    [0, 2, '0.00'],
    [-0, 2, '0.00'],
    [-0.004, 2, '0.00'],
    [-0.005, 2, '-0.01'],
    [0.5, 0, '1'],
    [-0.5, 0, '-1'],
    [1.5, 0, '2'],
    [2.5, 0, '3'],
  ]
  for (const [value, decimals, expected] of known)
    t.equal(report(value, decimals), expected, `${value} to ${decimals} decimals`)

  t.test('is half away from zero for every decimal text', async (t) => {
    const places = fc.integer({ min: 0, max: 5 })
    const digits = fc.bigInt({ min: -99_999_999n, max: 99_999_999n })
    const property = fc.property(digits, places, fc.integer({ min: 0, max: 3 }), (n, k, decimals) => {
      if (Math.abs(Number(n)) / 10 ** k > 100_000) return
      const found = report(Number(n) / 10 ** k, decimals)
      const wanted = roundExactly(n, k, decimals)
      if (found !== wanted) throw new Error(`${n}e-${k} to ${decimals}: ${found}, exactly ${wanted}`)
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('takes exact halves away from zero on both sides', async (t) => {
    const half = fc.bigInt({ min: -99_999n, max: 99_999n }).map((n) => n * 10n + (n < 0n ? -5n : 5n))
    const property = fc.property(half, fc.integer({ min: 0, max: 3 }), (n, decimals) => {
      const value = Number(`${n}e-${decimals + 1}`)
      return report(value, decimals) === roundExactly(n, decimals + 1, decimals)
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('is odd, and never prints a negative zero', async (t) => {
    const value = fc.double({ min: 0, max: 10_000, noNaN: true })
    const property = fc.property(value, fc.integer({ min: 0, max: 3 }), (x, decimals) => {
      const [up, down] = [report(x, decimals), report(-x, decimals)]
      const zero = /^[0.]+$/.test(up)
      return zero ? down === up : down === `-${up}`
    })
    fc.assert(property)
    t.pass()
  })
})

const activity = bandSet('eular', 'a paper', [
  { code: 'remission', label: 'Remission', below: 2.6 },
  { code: 'low', label: 'Low', upTo: 3.2 },
  { code: 'moderate', label: 'Moderate', upTo: 5.1 },
  { code: 'high', label: 'High' },
])

/** Rising limits in whole tenths, each excluded or included. */
const limits = fc
  .uniqueArray(fc.record({ tenths: fc.integer({ min: -50, max: 50 }), included: fc.boolean() }), {
    maxLength: 5,
    selector: ({ tenths }) => tenths,
  })
  .map((drawn) => drawn.sort((a, b) => a.tenths - b.tenths))

t.test('bands', async (t) => {
  t.test('say which of their ends are included', async (t) => {
    const ends = ({ code, lower, lowerIncluded, upper, upperIncluded }: Band) =>
      `${code} ${lower} ${lowerIncluded} ${upper} ${upperIncluded}`
    t.same(activity.bands.map(ends), [
      'remission null false 2.6 false',
      'low 2.6 true 3.2 true',
      'moderate 3.2 false 5.1 true',
      'high 5.1 false null false',
    ])
  })

  t.test('decide the published boundaries', async (t) => {
    const table: readonly (readonly [number, string])[] = [
      [0, 'remission'],
      [2.5999, 'remission'],
      [2.6, 'low'],
      [3.2, 'low'],
      [1.1 + 2.1, 'low'],
      [3.2001, 'moderate'],
      [5.1, 'moderate'],
      [5.1001, 'high'],
      [Number.POSITIVE_INFINITY, 'high'],
      [Number.NEGATIVE_INFINITY, 'remission'],
    ]
    for (const [value, code] of table) t.equal(bandOf(activity, value).code, code, `${value}`)
  })

  t.test('neither gap nor overlap, by exact arithmetic on a grid', async (t) => {
    const property = fc.property(limits, (drawn) => {
      const set = bandSet('drawn', 'nowhere', [
        ...drawn.map(({ tenths, included }, i): BandLimit => {
          const limit = included ? { upTo: tenths / 10 } : { below: tenths / 10 }
          return { code: `b${i}`, label: `Band ${i}`, ...limit }
        }),
        { code: 'last', label: 'Last' },
      ])
      for (let tenths = -52; tenths <= 52; tenths++) {
        const index = drawn.findIndex((limit) => (limit.included ? tenths <= limit.tenths : tenths < limit.tenths))
        const expected = set.bands[index === -1 ? drawn.length : index]
        // One float step beside the grid point must not matter.
        for (const value of [tenths / 10, tenths * 0.1, (tenths + 3) / 10 - 0.3])
          if (bandOf(set, value) !== expected) throw new Error(`${value} is in ${bandOf(set, value).code}`)
        if (set.bands.filter((band) => holds(band, tenths)).length !== 1)
          throw new Error(`${tenths} tenths: not one band`)
      }
    })
    fc.assert(property, { numRuns: 300 })
    t.pass()
  })

  t.test('a set without an open last band fails loudly', async (t) => {
    t.throws(() => bandOf(bandSet('broken', 'nowhere', [{ code: 'a', label: 'A', below: 1 }]), 2), /no open last band/)
  })
})

/** Whether the printed limits of a band hold a value, in whole tenths. */
function holds(band: Band, tenths: number): boolean {
  const lower = band.lower === null ? null : Math.round(band.lower * 10)
  const upper = band.upper === null ? null : Math.round(band.upper * 10)
  const above = lower === null || tenths > lower || (band.lowerIncluded && tenths === lower)
  const below = upper === null || tenths < upper || (band.upperIncluded && tenths === upper)
  return above && below
}

t.test('the category of a range', async (t) => {
  t.same(categoryOf(activity, 3.2), { set: 'eular', code: 'low', label: 'Low' })
  t.equal(categoryOf(activity, 3), categoryOf(activity, 3.1), 'one object per band')

  t.test('is decided where both ends lie in one band, and undetermined otherwise', async (t) => {
    t.equal(categoryWithin(activity, { lower: 2.6, upper: 3.2 }).code, 'low')
    t.equal(categoryWithin(activity, { lower: 5.2, upper: Number.POSITIVE_INFINITY }).code, 'high')
    t.equal(categoryWithin(activity, { lower: 2.5, upper: 2.6 }).code, 'undetermined')
    t.equal(categoryWithin(activity, { lower: 3.2, upper: Number.POSITIVE_INFINITY }).code, 'undetermined')
    t.same(Object.keys(categoryWithin(activity, null)), ['set', 'code', 'label'])
    t.equal(categoryWithin(activity, null).code, 'undetermined')
  })

  t.test('is never decided against a value inside it', async (t) => {
    const tenths = fc.integer({ min: 0, max: 80 })
    const property = fc.property(tenths, tenths, tenths, (a, b, c) => {
      const [lower = 0, inside = 0, upper = 0] = [a, b, c].sort((x, y) => x - y).map((n) => n / 10)
      const { code } = categoryWithin(activity, { lower, upper })
      return code === 'undetermined'
        ? bandOf(activity, lower) !== bandOf(activity, upper)
        : code === bandOf(activity, inside).code
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })
})

t.test('a reported value on the other side of a cut-off', async (t) => {
  const codes = (value: number, decisions: readonly ((x: number) => boolean)[] = []) =>
    crossesCutOff(value, 2, [activity], decisions).map(({ code }) => code)
  t.same(codes(2.599791043), ['reported_value_crosses_cutoff'], 'das28-07: reported 2.60, still remission')
  t.same(codes(2.600044284), [], 'das28-08: reported 2.60, low either way')
  t.same(codes(3.200007632), ['reported_value_crosses_cutoff'], 'das28-10: reported 3.20, moderate')
  t.same(codes(3.2), [])
  t.same(codes(1.1 + 2.1), [], 'a float step is no crossing')
  t.same(codes(9.996), [])
  t.same(codes(9.996, [(x) => x >= 10]), ['reported_value_crosses_cutoff'], 'single cut-offs count too')
  t.match(crossesCutOff(2.599791043, 2, [activity])[0]?.message, '2.60', 'says what is shown')

  t.test('is told exactly where the decisions differ', async (t) => {
    const property = fc.property(fc.integer({ min: 0, max: 80_000 }), (n) => {
      const value = n / 10_000
      const shown = Number(roundExactly(BigInt(n), 4, 2))
      const side = (x: number) => [x < 2.6, x <= 3.2, x <= 5.1].join()
      return codes(value).length === (side(value) === side(shown) ? 0 : 1)
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })
})

t.test('status and score of a value and what else is possible', async (t) => {
  t.same(scored(2.84, exactly(2.84), 1, '{score}'), {
    status: 'computed',
    score: { value: 2.84, reported: '2.8', unit: '{score}', bounds: null },
  })
  t.same(
    scored(7, between(6, 8), 0, '%').score.bounds,
    { lower: 6, upper: 8 },
    'a value beside others keeps its bounds',
  )
  t.same(scored(null, between(0, Number.POSITIVE_INFINITY), 1, 'mg/d'), {
    status: 'not_computable',
    score: { value: null, reported: null, unit: 'mg/d', bounds: { lower: 0, upper: null } },
  })
  t.equal(
    scored(null, exactly(1), 1, '%').score.bounds?.lower,
    1,
    'what is not computable shows the one value left, too',
  )
  t.equal(scored(null, null, 1, '%').score.bounds, null, 'nothing is said of a range that is not known')
})

t.test('the hull of two ranges keeps an end open that neither has as a value', async (t) => {
  const below5 = { lower: 1, upper: 5, upperOpen: true }
  const above1 = { lower: 1, lowerOpen: true, upper: 5 }
  t.match(hull(below5, { lower: 3, upper: 4 }), { lower: 1, upper: 5, lowerOpen: false, upperOpen: true })
  t.match(hull(below5, between(4, 5)), { lower: 1, upper: 5, upperOpen: false }, '5 is a value of the other')
  t.match(hull(below5, below5), { upper: 5, upperOpen: true })
  t.match(hull(above1, between(2, 6)), { lower: 1, upper: 6, lowerOpen: true, upperOpen: false })
  t.match(hull(above1, between(1, 2)), { lower: 1, lowerOpen: false })
})
