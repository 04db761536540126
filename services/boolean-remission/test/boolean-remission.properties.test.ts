import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import booleanRemission from '../index.js'
import type { Request } from '../schema.js'

const score = (value: number) => ({ value, unit: '{score}' })
const hundredths = (around: readonly number[]) =>
  fc
    .tuple(fc.constantFrom(...around), fc.integer({ min: -2, max: 2 }))
    .map(([cutOff, off]) => Math.max(0, cutOff + off))

t.test('properties', async (t) => {
  t.test('at the limits the decision is that of exact arithmetic, whatever the units', async (t) => {
    const drawn = fc.record({
      tender: fc.integer({ min: 0, max: 2 }),
      swollen: fc.integer({ min: 0, max: 2 }),
      global: hundredths([100, 200]),
      crp: hundredths([100]), // of mg/dL
      scale: fc.constantFrom('mm', 'cm', '{score}'),
      mgDl: fc.boolean(),
    })
    const property = fc.property(drawn, ({ tender, swollen, global, crp, scale, mgDl }) => {
      const result = booleanRemission.compute({
        tenderJointCount28: tender,
        swollenJointCount28: swollen,
        patientGlobal: { value: global / (scale === 'mm' ? 10 : 100), unit: scale },
        crp: mgDl ? { value: crp / 100, unit: 'mg/dL' } : { value: crp / 10, unit: 'mg/L' },
      })
      const joints = tender <= 1 && swollen <= 1
      const [below1, below2, lowCrp] = [BigInt(global) <= 100n, BigInt(global) <= 200n, BigInt(crp) <= 100n]
      const expected = [joints && lowCrp && below1, joints && lowCrp && below2, joints && below1, joints && below2]
      return expected.every((met, i) => result.criteria[i]?.state === (met ? 'met' : 'not_met'))
    })
    const beside = [-1, 0, 1]
    const examples = each([100, 200], beside, beside, ['mm', 'cm', '{score}'], [true, false]).map(
      ([limit, global, crp, scale, mgDl]) => ({
        tender: 1,
        swollen: 1,
        global: limit + global,
        crp: 100 + crp,
        scale,
        mgDl,
      }),
    )
    fc.assert(property, { numRuns: 2000, examples: examples.map((example) => [example]) })
    t.pass()
  })

  const bodies: fc.Arbitrary<Request> = fc.record({
    tenderJointCount28: fc.integer({ min: 0, max: 2 }),
    swollenJointCount28: fc.integer({ min: 0, max: 2 }),
    tenderJointCount68: fc.option(fc.integer({ min: 0, max: 2 })),
    swollenJointCount66: fc.option(fc.integer({ min: 0, max: 2 })),
    patientGlobal: hundredths([100, 200]).map((value) => score(value / 100)),
    crp: fc.record({
      value: hundredths([100]).map((value) => value / 10),
      unit: fc.constant('mg/L'),
      comparator: fc.constantFrom(undefined, '<' as const, '<=' as const, '>=' as const, '>' as const),
    }),
    sdai: fc.constantFrom(3.2, 3.3, 3.4),
    cdai: fc.constantFrom(2.7, 2.8, 2.9),
  })

  t.test('removing a measurement never meets a definition', async (t) => {
    removalNeverMeets(
      booleanRemission,
      bodies,
      [
        ['tenderJointCount28', 'tenderJointCount68'],
        ['swollenJointCount28', 'swollenJointCount66'],
        ['patientGlobal'],
        ['crp'],
        ['sdai'],
        ['cdai'],
      ],
      1000,
    )
    t.pass()
  })

  t.test('more disease never brings remission; 2011 implies 2.0, and CRP only narrows', async (t) => {
    const order = ['not_met', 'undetermined', 'met']
    const ranks = (body: Request) => booleanRemission.compute(body).criteria.map(({ state }) => order.indexOf(state))
    const property = fc.property(bodies, fc.constantFrom('joint', 'global', 'crp'), (body, which) => {
      const worse: Request = {
        ...body,
        ...(which === 'joint' ? { swollenJointCount28: 2, swollenJointCount66: body.swollenJointCount66 && 2 } : {}),
        ...(which === 'global' ? { patientGlobal: score((body.patientGlobal?.value ?? 0) + 0.5) } : {}),
        ...(which === 'crp' && body.crp ? { crp: { ...body.crp, value: body.crp.value + 0.5 } } : {}),
      }
      const [before, after] = [ranks(body), ranks(worse)]
      const [of2011 = 0, of20 = 0, of2011NoCrp = 0, of20NoCrp = 0] = before
      return (
        after.every((rank, i) => rank <= (before[i] ?? 0)) &&
        of2011 <= of20 &&
        of2011NoCrp <= of20NoCrp &&
        of2011 <= of2011NoCrp &&
        of20 <= of20NoCrp
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('same input, same bytes', async (t) => {
    const compute = (body: Request) => JSON.stringify(booleanRemission.compute(body))
    const property = fc.property(bodies, (body) => compute(structuredClone(body)) === compute(body))
    fc.assert(property, { numRuns: 200 })
    t.pass()
  })
})
