import { fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import acrFunctionalClass from '../index.js'
import type { Request } from '../schema.js'

const bool = fc.constantFrom(true, false, null)
const domains: fc.Arbitrary<Request> = fc.record({ selfCareAble: bool, vocationalAble: bool, avocationalAble: bool })
const recorded: fc.Arbitrary<Request> = fc.record({
  recordedClass: fc.constantFrom('I' as const, 'II' as const, 'III' as const, 'IV' as const),
  recordedClassSystem: fc.constantFrom('acr-1991' as const, 'steinbrocker-1949' as const, 'unstated' as const),
})
const possible = (body: Request) =>
  (acrFunctionalClass.compute(body).details as { readonly possibleClasses: readonly string[] }).possibleClasses

t.test('properties', async (t) => {
  t.test('a full pattern has the class of the published table, or of its most basic limit', async (t) => {
    const TABLE: Readonly<Record<string, string>> = { TTT: 'I', TTF: 'II', TFF: 'III', FFF: 'IV' }
    const OUTSIDE: Readonly<Record<string, string>> = { TFT: 'III', FTT: 'IV', FTF: 'IV', FFT: 'IV' }
    for (const s of [true, false])
      for (const v of [true, false])
        for (const a of [true, false]) {
          const key = [s, v, a].map((able) => (able ? 'T' : 'F')).join('')
          const { category, warnings } = acrFunctionalClass.compute({
            selfCareAble: s,
            vocationalAble: v,
            avocationalAble: a,
          })
          t.equal(category?.code, TABLE[key] ?? OUTSIDE[key], key)
          t.equal(warnings.length, key in TABLE ? 0 : 1, key)
        }
  })

  t.test('a missing domain leaves the classes of its completions and no other', async (t) => {
    const property = fc.property(
      domains,
      fc.constantFrom('selfCareAble', 'vocationalAble', 'avocationalAble'),
      (b, d) =>
        fc.stringify(possible({ ...b, [d]: null })) ===
        fc.stringify([...new Set([...possible({ ...b, [d]: true }), ...possible({ ...b, [d]: false })])].sort(byClass)),
    )
    fc.assert(property, { numRuns: 300 })
    t.pass()
  })

  t.test('a further limit never lowers the class', async (t) => {
    const property = fc.property(
      domains,
      fc.constantFrom('selfCareAble', 'vocationalAble', 'avocationalAble'),
      (b, d) => {
        const [before, after] = [possible({ ...b, [d]: true }), possible({ ...b, [d]: false })]
        const rank = (classes: readonly string[], at: number) => ORDER.indexOf(classes.at(at) ?? '')
        return rank(after, 0) >= rank(before, 0) && rank(after, -1) >= rank(before, -1)
      },
    )
    fc.assert(property, { numRuns: 300 })
    t.pass()
  })

  t.test('removing what is known never makes it class IV', async (t) => {
    const removals = [['selfCareAble'], ['vocationalAble'], ['avocationalAble'], ['recordedClass']]
    removalNeverMeets(acrFunctionalClass, fc.oneof(domains, recorded), removals)
    t.pass()
  })

  t.test('same input, same bytes', async (t) => {
    const compute = (body: Request) => JSON.stringify(acrFunctionalClass.compute(body))
    const both = fc.tuple(domains, recorded).map(([a, b]) => ({ ...a, ...b }))
    fc.assert(
      fc.property(both, (body) => compute(structuredClone(body)) === compute(body)),
      { numRuns: 200 },
    )
    t.pass()
  })
})

const ORDER = ['I', 'II', 'III', 'IV']
const byClass = (a: string, b: string) => ORDER.indexOf(a) - ORDER.indexOf(b)
