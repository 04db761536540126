import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

const mm = (value: number) => ({ value, unit: 'mm' })
const in15 = (value: number) => ({ value, unit: 'mL/(15.min)' })

t.test('properties', async (t) => {
  const flag = fc.boolean()
  const byTests: fc.Arbitrary<Request> = fc.record({
    ocularSymptoms: flag,
    oralSymptoms: flag,
    schirmer: fc.oneof(decimal(0, 35, 1), decimal(4.8, 5.2, 1)).map(mm),
    vanBijsterveld: fc.integer({ min: 0, max: 9 }),
    focusScore: fc.oneof(decimal(0, 20, 2), decimal(0.98, 1.02, 2)),
    unstimulatedSaliva: fc.oneof(decimal(0, 30, 2), decimal(1.48, 1.52, 2)).map(in15),
    sialographyPositive: flag,
    scintigraphyPositive: flag,
    antiSsaRoPositive: flag,
    antiSsbLaPositive: flag,
    aecgAnyExclusion: flag,
  })

  t.test('tests and the statements they amount to give the same answer', async (t) => {
    const property = fc.property(byTests, (body) => {
      const hundredths = (value: number) => BigInt(Math.round(value * 100))
      const statements: Request = {
        ocularSymptoms: body.ocularSymptoms,
        oralSymptoms: body.oralSymptoms,
        ocularSigns: hundredths(body.schirmer?.value ?? 35) <= 500n || (body.vanBijsterveld ?? 0) >= 4,
        histopathology: hundredths(body.focusScore ?? 0) >= 100n,
        salivaryInvolvement:
          hundredths(body.unstimulatedSaliva?.value ?? 75) <= 150n ||
          body.sialographyPositive === true ||
          body.scintigraphyPositive === true,
        autoantibodies: body.antiSsaRoPositive === true || body.antiSsbLaPositive === true,
        aecgAnyExclusion: body.aecgAnyExclusion,
      }
      const states = (request: Request) => JSON.stringify(instrument.compute(request).criteria)
      return states(body) === states(statements)
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('removing an input never meets a criterion', async (t) => {
    const removals = [
      ...['ocularSymptoms', 'oralSymptoms', 'focusScore', 'unstimulatedSaliva', 'schirmer', 'vanBijsterveld'],
      ...['sialographyPositive', 'scintigraphyPositive', 'antiSsaRoPositive', 'antiSsbLaPositive', 'aecgAnyExclusion'],
    ].map((field) => [field])
    removalNeverMeets(instrument, byTests, removals, 1000)
    t.pass()
  })
})
