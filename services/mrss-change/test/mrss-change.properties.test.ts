import { SKIN_SITES, type SkinSites } from '@activity-scores/shared/measures/skin-score'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets, without } from '@activity-scores/shared/testing/properties'
import { type Json, stateOf } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import mrssChange from '../index.js'
import type { Request } from '../schema.js'

const statesOf = (request: Request): readonly string[] =>
  mrssChange.compute(request).criteria.map(({ id, state }) => `${id} ${state}`)

/** The rules in whole numbers: no division and no binary fraction. */
function exactStates(b: number, f: number): readonly string[] {
  const state = (met: boolean) => (met ? 'met' : 'not_met')
  const rise = f - b
  const trial = b === 0 && rise > 0 ? 'undetermined' : state(10 * rise > b)
  const progression = b === 0 && rise > 5 ? 'undetermined' : state(rise > 5 && 4 * rise >= b)
  return [
    `trial-skin-progression ${trial}`,
    `eustar-skin-progression ${progression}`,
    `eustar-skin-improvement ${state(-rise > 5 && -4 * rise >= b)}`,
    `mcid-improvement-3-units ${state(rise <= -3)}`,
    `mcid-improvement-4-units ${state(rise <= -4)}`,
    `mcid-improvement-5-units-dcssc ${state(rise <= -5)}`,
  ]
}

const TOTALS = Array.from({ length: 52 }, (_, total) => total)

t.test('all 2704 pairs of totals are decided as in exact whole numbers', async (t) => {
  for (const b of TOTALS)
    for (const f of TOTALS) {
      const outcome = mrssChange.compute({ baseline: { total: b }, followUp: { total: f } })
      const details = outcome.details as Json
      const states = outcome.criteria.map(({ id, state }) => `${id} ${state}`)
      if (states.join() !== exactStates(b, f).join()) t.same(states, exactStates(b, f), `${b} to ${f}`)
      if (outcome.score?.value !== f - b || outcome.score.reported !== `${f - b}`) t.fail(`change of ${b} to ${f}`)
      if (b === 0 ? details.percentChange !== null : Math.abs(details.percentChange * b - 100 * (f - b)) > 1e-9)
        t.fail(`percent of ${b} to ${f}`)
      // No reported percent lies on the other side of a cut-off, so no warning of that kind is needed.
      const shown = Number(details.percentChangeReported)
      if (b > 0 && (shown > 10 !== 10 * (f - b) > b || shown >= 25 !== 4 * (f - b) >= b))
        t.fail(`reported percent of ${b} to ${f}`)
    }
  t.pass()
})

const grade = fc.integer({ min: 0, max: 3 })
const sites = fc.record(Object.fromEntries(SKIN_SITES.map((site) => [site, grade]))) as fc.Arbitrary<SkinSites>
const fromTotal = fc.oneof(fc.integer({ min: 0, max: 51 }), fc.integer({ min: 0, max: 12 }))
const visit = fc.oneof(
  sites.map((graded) => ({ sites: graded })),
  fromTotal.map((total) => ({ total })),
)
const complete: fc.Arbitrary<Request> = fc.record({ baseline: visit, followUp: visit })

const removals = ['baseline', 'followUp'].flatMap((name) => [
  [`${name}.total`, `${name}.sites`],
  [`${name}.sites.face`],
  [`${name}.sites.handRight`, `${name}.sites.handLeft`],
  SKIN_SITES.slice(6).map((site) => `${name}.sites.${site}`),
])

t.test('properties', async (t) => {
  t.test('an incomplete pair is decided exactly as all its completions together', async (t) => {
    // Grades that leave low totals often, so that cut-offs and a baseline of 0 are met; 0 to 4 missing sites.
    const lowGrade = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, grade)
    const incomplete = fc
      .tuple(
        fc.record(Object.fromEntries(SKIN_SITES.map((site) => [site, fc.oneof(lowGrade, grade)]))),
        fc.subarray([...SKIN_SITES], { maxLength: 4 }),
      )
      .map(([graded, gone]) =>
        without(
          { sites: graded as SkinSites },
          gone.map((site) => `sites.${site}`),
        ),
      )
    const property = fc.property(incomplete, incomplete, (baseline, followUp) => {
      const result = mrssChange.compute({ baseline, followUp })
      const all = possibleTotals(baseline.sites).flatMap((b) =>
        possibleTotals(followUp.sites).map((f) => exactStates(b, f)),
      )
      return result.criteria.every(({ id, state }, i) => {
        const states = new Set(all.map((exact) => exact[i]?.split(' ')[1]))
        return state === (states.size === 1 ? [...states][0] : 'undetermined') && id.length > 0
      })
    })
    // The same grade at the first sites, none elsewhere, with a site open at either visit or at none.
    const skin = (total: number): { sites: SkinSites } => ({
      sites: Object.fromEntries(
        SKIN_SITES.map((site, i) => [site, Math.max(0, Math.min(3, total - 3 * i))]),
      ) as SkinSites,
    })
    const visits = each([0, 20, 25, 26, 30], [false, true]).map(([total, isOpen]) =>
      isOpen ? without(skin(total), [`sites.${SKIN_SITES.at(-1)}`]) : skin(total),
    )
    const examples = each(visits, visits)
    const states = examples.flatMap(([baseline, followUp]) => statesOf({ baseline, followUp }))
    t.equal(new Set(states).size, 18, 'the constructed cases have each criterion in every state')
    fc.assert(property, { numRuns: 1500, examples })
  })

  t.test('removing an input never meets a criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(mrssChange, complete, removals)
    boundsContainCompletions(mrssChange, complete, removals)
    t.pass()
  })

  t.test('more thickening at follow-up never lowers the change nor un-meets progression', async (t) => {
    const property = fc.property(complete, fc.constantFrom(...SKIN_SITES), fromTotal, (body, site, more) => {
      const { total, sites: graded } = body.followUp ?? {}
      const worse: Request = {
        ...body,
        followUp: graded
          ? { sites: { ...graded, [site]: Math.min(3, (graded[site] ?? 0) + 1) } }
          : { total: Math.min(51, (total ?? 0) + more) },
      }
      const before = mrssChange.compute(body)
      const after = mrssChange.compute(worse)
      const met = (id: string, outcome: typeof before) => stateOf(outcome, id) === 'met'
      return (
        Number(after.score?.value) >= Number(before.score?.value) &&
        ['trial-skin-progression', 'eustar-skin-progression'].every((id) => met(id, after) || !met(id, before)) &&
        mrssChange.criteria.slice(2).every(({ id }) => met(id, before) || !met(id, after))
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('sites and their total give the same answer, and the order of the sites is irrelevant', async (t) => {
    const property = fc.property(sites, sites, (first, second) => {
      const reversed = Object.fromEntries(Object.entries(first).reverse()) as SkinSites
      const bySites = mrssChange.compute({ baseline: { sites: reversed }, followUp: { sites: second } })
      const byTotal = statesOf({ baseline: { total: sumOf(first) }, followUp: { total: sumOf(second) } })
      return (
        bySites.score?.value === sumOf(second) - sumOf(first) &&
        bySites.criteria.every(({ id, state }, i) => byTotal[i] === `${id} ${state}`)
      )
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })
})

function sumOf(graded: SkinSites): number {
  return Object.values(graded).reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

/** Every total that some grading of the missing sites gives, by trying them one after the other. */
function possibleTotals(graded: SkinSites): readonly number[] {
  return SKIN_SITES.reduce<readonly number[]>(
    (totals, site) => {
      const options = graded[site] == null ? [0, 1, 2, 3] : [graded[site] ?? 0]
      return [...new Set(totals.flatMap((total) => options.map((option) => total + option)))]
    },
    [0],
  )
}
