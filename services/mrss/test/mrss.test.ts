import { SKIN_SITES, type SkinSites } from '@activity-scores/shared/measures/skin-score'
import { codesOf, faultsOf, type Json, post, serviceFor, workedExamples } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import instrument from '../index.js'

const slug = 'mrss'
const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())

t.test('worked examples of the clinical specification', async (t) => {
  const bound = (end: 'lower' | 'upper') => (t: Test, reply: Json, value: number) => {
    const { score } = reply.json
    t.equal(score.value ?? score.bounds[end], value)
    t.equal(score.bounds === null, score.value !== null)
  }
  await workedExamples(t, await serviceFor(t, instrument), {
    slug,
    from: import.meta.url,
    file: 'mrss.json',
    rows: 10,
    inputs: {
      sites_0to3: (sites, request) => {
        const named = Object.entries(sites as object).map(([name, grade]) => [camelCase(name), grade])
        request['sites'] = Object.fromEntries(named)
      },
    },
    expected: {
      total_units: (t, reply, value) => {
        t.equal(reply.status, 200)
        t.equal(reply.json.score.value, value)
        t.equal(reply.json.score.reported, value === null ? null : String(value))
      },
      complete: (t, reply, value) => {
        t.equal(reply.json.details.complete, value)
        t.equal(reply.json.status === 'computed', value)
      },
      sitesScored: (t, reply, value) => t.equal(reply.json.details.sitesScored, value),
      missingSites: (t, reply, value) => {
        const names = value.map(camelCase)
        t.same(reply.json.details.missingSites, names)
        t.same(
          reply.json.missing,
          names.map((name: string) => `sites.${name}`),
        )
      },
      lowerBound_units: bound('lower'),
      upperBound_units: bound('upper'),
    },
  })
})

const allSites = (grade: number, more: Partial<SkinSites> = {}): SkinSites => ({
  ...Object.fromEntries(SKIN_SITES.map((site) => [site, grade])),
  ...more,
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, instrument)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('a total alone, confirmed, contradicted, or beside incomplete sites', async (t) => {
    const alone = await ask({ mrss: 0 })
    t.equal(alone.score.value, 0)
    t.same(alone.terms, [])
    t.same(alone.details, { complete: null, sitesScored: null, missingSites: null })
    t.equal((await ask({ mrss: 17, sites: allSites(1) })).score.value, 17)
    t.same(faultsOf(await ask({ mrss: 16, sites: allSites(1) })), ['conflict /mrss'])
    const incomplete = allSites(1, { footLeft: null, footRight: null }) // 15 to 21
    for (const mrss of [15, 21]) {
      const result = await ask({ mrss, sites: incomplete })
      t.equal(result.score.value, mrss)
      t.same(result.missing, [])
      t.same(codesOf(result), ['sites_incomplete'])
      t.match(result.details, { complete: false, sitesScored: 15 })
    }
    for (const mrss of [14, 22]) t.same(faultsOf(await ask({ mrss, sites: incomplete })), ['conflict /mrss'])
  })

  t.test('a total above 45 is asked about unless complete sites confirm it', async (t) => {
    const high = await ask({ mrss: 46 })
    t.same(codesOf(high), ['outside_plausible_range'])
    t.equal(high.warnings[0].pointer, '/mrss')
    t.same(codesOf(await ask({ mrss: 45 })), [])
    t.same(codesOf(await ask({ mrss: 51, sites: allSites(3) })), [])
  })

  t.test('grades and totals are whole numbers in range; a site that is none is refused', async (t) => {
    t.same(faultsOf(await ask({ mrss: 52, sites: { face: 4, abdomen: 1.5, back: 1, fingers: 2 } })).toSorted(), [
      'not_whole_number /sites/abdomen',
      'out_of_range /mrss',
      'out_of_range /sites/face',
      'unknown_field /sites/back',
      'unknown_field /sites/fingers',
    ])
  })

  t.test('nothing sent, and the line of text', async (t) => {
    const nothing = await ask({})
    t.same(nothing.missing, ['sites'])
    t.same(nothing.score.bounds, { lower: 0, upper: 51 })
    t.equal(nothing.text, 'mRSS not computable: no sites; possible 0 to 51')
    const open = await ask({ sites: allSites(3, { face: null, abdomen: null }) })
    t.equal(open.text, 'mRSS not computable: 2 of 17 sites missing; possible 45 to 51')
    t.equal((await ask({ sites: allSites(1) })).text, 'mRSS 17 of 51')
  })
})
