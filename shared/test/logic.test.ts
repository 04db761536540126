import t from 'tap'
import { criterion } from '../src/language/criteria.js'
import {
  between,
  exactly,
  type Interval,
  isAbove,
  isAtLeast,
  isAtMost,
  isBelow,
  isExact,
  mapIncreasing,
} from '../src/language/interval.js'
import {
  and,
  atLeastOf,
  countState,
  decided,
  MET,
  NOT_MET,
  not,
  or,
  type State,
  undetermined,
  type Verdict,
  verdictOfFlag,
} from '../src/language/kleene.js'
import { boundsOf, termsOf } from '../src/language/outcome.js'
import { fc } from '../src/testing/drawing.js'

const STATES: readonly State[] = ['met', 'not_met', 'undetermined']

/** Every tuple of the given length. */
const tuples = (length: number): readonly (readonly State[])[] =>
  length === 0 ? [[]] : tuples(length - 1).flatMap((tuple) => STATES.map((state) => [...tuple, state]))

/** Every way in which the undetermined ones can turn out. */
const completions = (states: readonly State[]): readonly (readonly boolean[])[] =>
  states.reduce<readonly (readonly boolean[])[]>(
    (done, state) =>
      done.flatMap((known) => (state === 'undetermined' ? [true, false] : [state === 'met']).map((b) => [...known, b])),
    [[]],
  )

/** Decided if every completion agrees: the meaning of strong Kleene logic for independent questions. */
function oracle(states: readonly State[], question: (values: readonly boolean[]) => boolean): State {
  const answers = new Set(completions(states).map(question))
  if (answers.size > 1) return 'undetermined'
  return answers.has(true) ? 'met' : 'not_met'
}

const verdict = (state: State, i: number): Verdict =>
  state === 'undetermined' ? undetermined(`missing:q${i}`) : decided(state === 'met')

t.test('Kleene logic', async (t) => {
  t.test('and, or and at-least-of agree with every completion, up to five questions', async (t) => {
    let rows = 0
    for (let length = 0; length <= 5; length++) {
      for (const states of tuples(length)) {
        rows++
        const verdicts = states.map(verdict)
        const where = states.join(' ')
        check(
          and(...verdicts),
          oracle(states, (v) => v.every(Boolean)),
          `and ${where}`,
        )
        check(
          or(...verdicts),
          oracle(states, (v) => v.some(Boolean)),
          `or ${where}`,
        )
        for (let k = 0; k <= length + 1; k++)
          check(
            atLeastOf(k, verdicts),
            oracle(states, (v) => v.filter(Boolean).length >= k),
            `${k} of ${where}`,
          )
      }
    }
    t.equal(rows, 1 + 3 + 9 + 27 + 81 + 243)
  })

  t.test('negation swaps, keeps the undetermined with its reasons, and is its own inverse', async (t) => {
    t.same(not(MET), NOT_MET)
    t.same(not(NOT_MET), MET)
    const open = undetermined('missing:dlco')
    t.same(not(open), open)
    for (const states of tuples(3)) {
      const verdicts = states.map(verdict)
      t.equal(not(and(...verdicts)).state, or(...verdicts.map(not)).state, `de Morgan: ${states.join(' ')}`)
    }
  })

  t.test('an open answer collects the reasons of what is undetermined, each once', async (t) => {
    const a = undetermined('missing:fvc', 'missing:dlco')
    const b = undetermined('missing:dlco', 'censored:crp')
    const reasons = ['missing:fvc', 'missing:dlco', 'censored:crp']
    t.same(and(MET, a, b).reasons, reasons)
    t.same(or(NOT_MET, a, b).reasons, reasons)
    t.same(atLeastOf(2, [MET, a, b]).reasons, reasons)
    t.same(and(NOT_MET, a).reasons, [], 'a decided answer has none')
    t.same(or(MET, a).reasons, [])
    t.same(atLeastOf(1, [MET, a]).reasons, [])
  })

  t.test('an open answer always has a reason where its parts have', async (t) => {
    for (const states of tuples(4)) {
      const answer = and(...states.map(verdict))
      if ((answer.state === 'undetermined') !== answer.reasons.length > 0) t.fail(states.join(' '))
    }
    t.pass()
  })

  t.test('a stated answer: false is not_met, and missing is never false', async (t) => {
    t.equal(verdictOfFlag(true, 'x'), MET)
    t.equal(verdictOfFlag(false, 'x'), NOT_MET)
    t.same(verdictOfFlag(null, 'x'), { state: 'undetermined', reasons: ['missing:x'] })
    t.same(verdictOfFlag(undefined, 'x'), { state: 'undetermined', reasons: ['missing:x'] })
    t.equal(countState([MET, MET, NOT_MET, undetermined('r')], 'met'), 2)
  })

  t.test('a criterion prints reasons only where it is undetermined', async (t) => {
    const definition = { id: 'above', rule: 'score > 3.2', source: 'a trial' }
    t.same(criterion(definition, MET), { ...definition, state: 'met', reason: null })
    t.same(criterion(definition, undetermined('missing:a', 'censored:b')), {
      ...definition,
      state: 'undetermined',
      reason: 'missing:a, censored:b',
    })
  })
})

function check(found: Verdict, wanted: State, where: string): void {
  if (found.state !== wanted) throw new Error(`${where}: ${found.state}, every completion says ${wanted}`)
}

/** Values that stand for all reals around whole cut-offs: quarters, and a far point on either side for infinity. */
const POINTS = [-1e6, ...Array.from({ length: 41 }, (_, i) => (i - 20) / 4), 1e6]

const inside = ({ lower, upper, lowerOpen, upperOpen }: Interval): readonly number[] =>
  POINTS.filter((x) => (lowerOpen ? x > lower : x >= lower) && (upperOpen ? x < upper : x <= upper))

const questions: readonly (readonly [string, typeof isAbove, (x: number, cutOff: number) => boolean])[] = [
  ['isAbove', isAbove, (x, c) => x > c],
  ['isAtLeast', isAtLeast, (x, c) => x >= c],
  ['isBelow', isBelow, (x, c) => x < c],
  ['isAtMost', isAtMost, (x, c) => x <= c],
]

t.test('thresholds over intervals', async (t) => {
  t.test('are decided exactly where every possible value agrees', async (t) => {
    const ends = [Number.NEGATIVE_INFINITY, -2, -1, -0.5, 0, 0.5, 1, 2, Number.POSITIVE_INFINITY]
    let asked = 0
    for (const lower of ends)
      for (const upper of ends.filter((end) => end >= lower))
        for (const lowerOpen of [false, true])
          for (const upperOpen of [false, true]) {
            const interval = { lower, upper, lowerOpen, upperOpen }
            const values = inside(interval)
            if (values.length === 0) continue
            for (const cutOff of [-1, 0, 1])
              for (const [name, ask, holds] of questions) {
                asked++
                const answers = new Set(values.map((x) => holds(x, cutOff)))
                const wanted = answers.size > 1 ? 'undetermined' : answers.has(true) ? 'met' : 'not_met'
                const found = ask(interval, cutOff, ['why'])
                if (found.state !== wanted)
                  t.fail(`${name} ${cutOff} over ${JSON.stringify(interval)}: ${found.state}, not ${wanted}`)
                if ((found.reasons.join() === 'why') !== (wanted === 'undetermined')) t.fail(`${name}: reasons`)
              }
          }
    t.ok(asked > 1000, `${asked} questions`)
  })

  t.test('put a float step beside the cut-off on it', async (t) => {
    const point = exactly(1.1 + 1.7)
    t.equal(isAbove(point, 2.8, []).state, 'not_met')
    t.equal(isAtLeast(exactly((100 * (14 - 11.9)) / 14), 15, []).state, 'met')
    t.equal(isBelow(point, 2.8, []).state, 'not_met')
    t.equal(isAtMost(point, 2.8, []).state, 'met')
  })

  t.test('agree with exact arithmetic on decimal intervals', async (t) => {
    const tenths = fc.integer({ min: -30, max: 30 })
    const property = fc.property(tenths, fc.integer({ min: 1, max: 6 }), tenths, (low, width, cut) => {
      const interval = between(low * 0.1, (low + width) * 0.1)
      const expected = low > cut ? 'met' : low + width > cut ? 'undetermined' : 'not_met'
      return isAbove(interval, cut / 10, ['r']).state === expected
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('narrowing an interval never turns a decided answer round', async (t) => {
    const quarter = fc.integer({ min: -8, max: 8 }).map((n) => n / 4)
    const property = fc.property(fc.tuple(quarter, quarter, quarter, quarter), quarter, (drawn, cutOff) => {
      const [a = 0, b = 0, c = 0, d = 0] = [...drawn].sort((x, y) => x - y)
      return questions.every(([, ask]) => {
        const wide = ask(between(a, d), cutOff, ['r']).state
        return wide === 'undetermined' || ask(between(b, c), cutOff, ['r']).state === wide
      })
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('small helpers', async (t) => {
    t.ok(isExact(exactly(3)))
    t.notOk(isExact(between(3, 4)))
    t.same(mapIncreasing({ lower: 1, upper: 4, upperOpen: true }, Math.sqrt), { lower: 1, upper: 2, upperOpen: true })
    t.same(boundsOf({ lower: Number.NEGATIVE_INFINITY, upper: 2 }), { lower: null, upper: 2 })
    t.same(boundsOf({ lower: 0, upper: Number.POSITIVE_INFINITY }), { lower: 0, upper: null })
    t.same(termsOf({ a: 1, b: 2 }), [
      { id: 'a', value: 1 },
      { id: 'b', value: 2 },
    ])
  })
})
