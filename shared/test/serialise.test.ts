import t from 'tap'
import { compileSerialiser } from '../src/serialise.js'
import { toy } from './toy.js'

t.test('what JSON cannot say is an error, not null', async (t) => {
  const serialise = compileSerialiser(toy, [])
  const outcome = toy.compute({ age: 50, tenderJointCount28: 4 })
  t.ok(serialise(outcome).startsWith('{"instrument":"toy"'))
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    t.throws(() => serialise({ ...outcome, terms: [{ id: 'x', value }] }), /cannot say/, String(value))
})
