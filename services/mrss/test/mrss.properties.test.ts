import { SKIN_SITES, type SkinSites } from '@activity-scores/shared/measures/skin-score'
import { fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

const grade = fc.integer({ min: 0, max: 3 })
const sites = fc.record(Object.fromEntries(SKIN_SITES.map((site) => [site, grade]))) as fc.Arbitrary<SkinSites>
const complete: fc.Arbitrary<Request> = sites.map((graded) => ({ sites: graded }))

t.test('properties', async (t) => {
  t.test('the total is the whole-number sum of the grades, in any order of the sites', async (t) => {
    const property = fc.property(sites, (graded) => {
      const exact = Object.values(graded).reduce<bigint>((sum, value) => sum + BigInt(value ?? 0), 0n)
      const reversed = Object.fromEntries(Object.entries(graded).reverse())
      return [graded, reversed].every((given) => {
        const { score, terms } = instrument.compute({ sites: given })
        return score?.value === Number(exact) && score.reported === `${exact}` && terms.length === SKIN_SITES.length
      })
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('bounds contain every completion, and are the totals with the missing sites at 0 and at 3', async (t) => {
    boundsContainCompletions(
      instrument,
      complete,
      SKIN_SITES.map((site) => [`sites.${site}`]),
    )
    const property = fc.property(sites, fc.subarray([...SKIN_SITES], { minLength: 1 }), (graded, gone) => {
      const at = (value: number | null) => ({ ...graded, ...Object.fromEntries(gone.map((site) => [site, value])) })
      const { score } = instrument.compute({ sites: at(null) })
      return (
        score?.value === null &&
        score.bounds?.lower === instrument.compute({ sites: at(0) }).score?.value &&
        score.bounds?.upper === instrument.compute({ sites: at(3) }).score?.value
      )
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('a worse grade raises the total by as much', async (t) => {
    const property = fc.property(sites, fc.constantFrom(...SKIN_SITES), grade, (graded, site, worse) => {
      const total = (given: SkinSites) => Number(instrument.compute({ sites: given }).score?.value)
      return total({ ...graded, [site]: worse }) - total(graded) === worse - (graded[site] ?? 0)
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })
})
