import { fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import rapid3 from '../index.js'
import { ITEM_IDS, type Request } from '../schema.js'

const rating = (value: number) => ({ value, unit: '{score}' })
const itemsOf = (answers: readonly (number | null)[]) =>
  Object.fromEntries(ITEM_IDS.map((id, i) => [id, answers[i] ?? null]))
t.test('properties', async (t) => {
  const answers = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 10 })
  const tenths = fc.integer({ min: 0, max: 100 })
  const body = (given: readonly (number | null)[], pain: number, patientGlobal: number): Request => ({
    mdhaqItems: itemsOf(given),
    pain: rating(pain / 10),
    patientGlobal: rating(patientGlobal / 10),
  })
  /** Of a total in thirtieths. */
  const categoryAt = (total: number): string => {
    if (total <= 90) return 'near_remission'
    if (total <= 180) return 'low'
    return total <= 360 ? 'moderate' : 'high'
  }
  const complete = fc.tuple(answers, tenths, tenths).map(([given, pain, global]) => body(given, pain, global))

  t.test('value and category are those of exact arithmetic, in every unit', async (t) => {
    const aimed = fc.record({
      answers,
      pain: tenths,
      limit: fc.constantFrom(30, 60, 120),
      off: fc.integer({ min: -1, max: 1 }),
      unit: fc.constantFrom('{score}', 'cm', 'mm'),
    })
    const property = fc.property(aimed, ({ answers, pain, limit, off, unit }) => {
      const sum = answers.reduce((total, answer) => total + answer, 0)
      // FN in tenths is 10 * sum / 3; the global is aimed at what is left to the limit.
      const global = Math.floor((3 * (limit - pain) - 10 * sum) / 3) + off
      fc.pre(global >= 0 && global <= 100)
      const thirtieths = 10 * sum + 3 * (pain + global)
      const scale = (value: number) => ({ value: unit === 'mm' ? value : value / 10, unit })
      const { score, category } = rapid3.compute({
        mdhaqItems: itemsOf(answers),
        pain: scale(pain),
        patientGlobal: scale(global),
      })
      return Math.abs(Number(score?.value) - thirtieths / 30) < 1e-9 && category?.code === categoryAt(thirtieths)
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('either side of each limit and on it', async (t) => {
    const limits = [
      [3, 'near_remission', 'low'],
      [6, 'low', 'moderate'],
      [12, 'moderate', 'high'],
    ] as const
    for (const [limit, upTo, above] of limits)
      for (const [tenths, expected] of [
        [-1, upTo],
        [0, upTo],
        [1, above],
      ] as const) {
        // FN of 3 items at 1 is 1; the rest is shared between the two scales.
        const half = Math.floor((10 * (limit - 1) + tenths) / 2)
        const request = body([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], half, 10 * (limit - 1) + tenths - half)
        t.equal(rapid3.compute(request).category?.code, expected, `${limit} ${tenths} tenths`)
      }
  })

  t.test('with items open the bounds are the least and the greatest of every way of answering them', async (t) => {
    const property = fc.property(
      answers,
      fc.integer({ min: 1, max: 3 }),
      tenths,
      tenths,
      (given, open, pain, global) => {
        const partly = given.map((answer, i) => (i < 10 - open ? answer : null))
        const scores = Array.from({ length: 4 ** open }, (_, way) => {
          const answered = partly.map((answer, i) => answer ?? Math.floor(way / 4 ** (9 - i)) % 4)
          const sum = answered.reduce((total, answer) => total + answer, 0)
          return 10 * sum + 3 * (pain + global)
        })
        const categories = new Set(scores.map(categoryAt))
        const { score, category } = rapid3.compute(body(partly, pain, global))
        const ends = [score?.bounds?.lower, score?.bounds?.upper]
        const least = [Math.min(...scores), Math.max(...scores)]
        if (!ends.every((end, i) => Math.abs(Number(end) - Number(least[i]) / 30) < 1e-9)) return false
        if (category?.code !== (categories.size === 1 ? [...categories][0] : 'undetermined')) return false
        const answered = partly.filter((answer) => answer !== null)
        const mean = answered.reduce((total, answer) => total + answer, 0) / answered.length
        const value = (10 * mean) / 3 + (pain + global) / 10
        return open > 2 ? score?.value === null : Math.abs(Number(score?.value) - value) < 1e-9
      },
    )
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('a worse answer or scale never lowers the score; the order of the items is irrelevant', async (t) => {
    const property = fc.property(answers, tenths, tenths, fc.nat(9), (given, pain, global, at) => {
      const score = (one: Request) => Number(rapid3.compute(one).score?.value)
      const now = score(body(given, pain, global))
      const worse = given.map((answer, i) => (i === at ? Math.min(3, answer + 1) : answer))
      return (
        score(body(worse, pain, global)) >= now &&
        score(body(given, Math.min(100, pain + 5), global)) >= now &&
        score(body(given, pain, Math.min(100, global + 5))) >= now &&
        score(body([...given].reverse(), pain, global)) === now &&
        now >= 0 &&
        now <= 30
      )
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('bounds contain every completion', async (t) => {
    const removals = [
      ['pain'],
      ['patientGlobal'],
      ['mdhaqItems'],
      ['mdhaqItems.MDHAQ01'],
      ['mdhaqItems.MDHAQ04', 'mdhaqItems.MDHAQ05'],
    ]
    boundsContainCompletions(rapid3, complete, removals, 1000)
    t.pass()
  })
})
