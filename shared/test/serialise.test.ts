import '../src/testing/patience.js'
import t from 'tap'
import { compileSerialiser } from '../src/engine/serialise.js'
import { toy } from './toy.js'

t.test('what JSON cannot say is an error, not null', async (t) => {
  const serialise = compileSerialiser(toy, [])
  const outcome = toy.compute({ age: 50, tenderJointCount28: 4 })
  t.ok(serialise(outcome).text.startsWith('{"instrument":"toy"'))
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    t.throws(() => serialise({ ...outcome, terms: [{ id: 'x', value }] }), /cannot say/, String(value))
})

t.test('it says so only of what is ASCII', async (t) => {
  const serialise = compileSerialiser(toy, [])
  const outcome = toy.compute({ age: 50, tenderJointCount28: 4 })
  const texts: readonly (readonly [text: string, isAscii: boolean])[] = [
    ['plain', true],
    ['5 \u00b5mol/L', false],
    ['\u{1f9b4}', false],
    ['a "quoted"\nline', true],
    ['a "quoted" \u2264', false],
    ['plain again', true],
  ]
  for (const [text, isAscii] of texts) {
    const written = serialise({ ...outcome, text })
    t.equal(written.isAscii, isAscii, text)
    t.equal(JSON.parse(written.text).text, text)
  }
})

t.test('a frozen part that is not ASCII is never forgotten', async (t) => {
  const serialise = compileSerialiser(toy, [])
  const category = Object.freeze({ set: 'toy', code: 'low', label: 'low \u2264 3' })
  const outcome = { ...toy.compute({ age: 50, tenderJointCount28: 4 }), category }
  for (let time = 1; time <= 3; time++) {
    const { text, isAscii } = serialise(outcome)
    t.equal(isAscii, false, `time ${time}`)
    t.equal(JSON.parse(text).category.label, category.label)
  }
})

t.test('constants that are not ASCII', async (t) => {
  const serialise = compileSerialiser(toy, ['Sj\u00f6gren 1933'])
  t.equal(serialise(toy.compute({ age: 50, tenderJointCount28: 4 })).isAscii, false)
})
