import {
  codesOf,
  faultsOf,
  type Json,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import essdai from '../index.js'
import { levelsWithTotal, NO_ACTIVITY } from './levels.js'

const slug = 'essdai'
const from = import.meta.url
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)

t.test('worked examples of the clinical specification', async (t) => {
  const app = await serviceFor(t, essdai)
  const end = (name: 'lower' | 'upper') => (t: Test, reply: Json, value: number) => {
    const { score } = reply.json
    t.equal(score.bounds === null ? score.value : score.bounds[name], value)
  }
  await workedExamples(t, app, {
    slug,
    from,
    file: 'essdai.json',
    rows: 16,
    inputs: {
      domainLevels_0to3: (domains, request) => {
        request['domains'] = domains
      },
    },
    expected: {
      total_units: (t, reply, value) => {
        t.equal(reply.status, 200)
        t.equal(reply.json.score.value, value)
        t.equal(reply.json.score.reported, value === null ? null : `${value}`)
      },
      category: (t, reply, value, row) => {
        // Without a total the file names no category; ours is the one that both bounds fall into, if they do.
        const { lowerBound_units: lower, upperBound_units: upper } = row.expected
        const open = upper < 5 ? 'low' : lower >= 5 && upper <= 13 ? 'moderate' : 'undetermined'
        t.equal(reply.json.category.code, value ?? open)
      },
      missingDomains: (t, reply, value) => {
        t.same(reply.json.details.missingDomains, value)
        t.same(
          reply.json.missing,
          value.map((name: string) => `domains.${name}`),
        )
      },
      lowerBound_units: end('lower'),
      upperBound_units: end('upper'),
      atLeast5: (t, reply, value) => t.equal(stateOf(reply.json, 'at-least-5'), fileState(value)),
    },
  })
  await workedExamples(t, app, {
    slug,
    from,
    file: 'essdai-change.json',
    rows: 10,
    inputs: {
      baselineEssdai_units: (total, request) => {
        request['baseline'] = { essdai: total }
      },
      followUpEssdai_units: (total, request) => {
        request['domains'] = total === null ? null : levelsWithTotal(total)
      },
    },
    expected: {
      decrease_units: (t, reply, value) => t.equal(reply.json.details.decrease, value),
      mcii: (t, reply, value) => t.equal(stateOf(reply.json, 'mcii'), fileState(value)),
      baselineAtLeast5: (t, reply, value) => t.equal(stateOf(reply.json, 'baseline-at-least-5'), fileState(value)),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, essdai)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('a level that a domain does not have is refused', async (t) => {
    t.same(faultsOf(await ask({ domains: { cns: 1 }, baseline: { domains: { cns: 1 } } })), [
      'illegal_level /domains/cns',
      'illegal_level /baseline/domains/cns',
    ])
    const over = { constitutional: 3, glandular: 3, biological: 3, renal: 4, articular: 1.5, muscular: -1 }
    t.same(faultsOf(await ask({ domains: over })).toSorted(), [
      'not_whole_number /domains/articular',
      'out_of_range /domains/biological',
      'out_of_range /domains/constitutional',
      'out_of_range /domains/glandular',
      'out_of_range /domains/muscular',
      'out_of_range /domains/renal',
    ])
    // Level times weight in a field named level, and a misspelt domain.
    t.same(faultsOf(await ask({ domains: { pulmonary: 10, hematological: 1 } })).toSorted(), [
      'out_of_range /domains/pulmonary',
      'unknown_field /domains/hematological',
    ])
  })

  t.test('nothing sent is not zero', async (t) => {
    for (const body of [{}, { domains: null }, { domains: {} }]) {
      const result = await ask(body)
      t.equal(result.status, 'not_computable')
      t.same(result.score, { value: null, reported: null, unit: '{score}', bounds: { lower: 0, upper: 123 } })
      t.equal(result.missing.length, 12)
      t.equal(result.category.code, 'undetermined')
    }
  })

  t.test('the cut-offs of the categories', async (t) => {
    for (const [total, code] of [
      [4, 'low'],
      [5, 'moderate'],
      [13, 'moderate'],
      [14, 'high'],
    ] as const)
      t.equal((await ask({ domains: levelsWithTotal(total) })).category.code, code, `${total}`)
  })

  t.test('a baseline by domains, complete or not, and one that contradicts its total', async (t) => {
    const domains = levelsWithTotal(5)
    const complete = await ask({ domains, baseline: { domains: levelsWithTotal(8) } })
    t.match(complete.details, { decrease: 3, baselineTotal: 8, baselineBounds: null })
    t.equal(complete.text, 'ESSDAI 5, moderate systemic activity; decrease 3 from 8, MCII met')
    const open = await ask({ domains, baseline: { domains: { ...levelsWithTotal(8), biological: null } } })
    t.match(open.details, { decrease: null, baselineTotal: null })
    t.equal(stateOf(open, 'baseline-at-least-5'), 'met')
    t.same(open.missing, ['baseline.domains.biological'])
    t.equal(open.status, 'computed')
    t.same((await ask({ domains, baseline: {} })).missing, ['baseline.essdai'])
    t.same(faultsOf(await ask({ baseline: { essdai: 9, domains: levelsWithTotal(8) } })), ['conflict /baseline/essdai'])
    // Peripheral nervous system missing: its levels add 0, 5, 10 or 15, so that 13 is possible and 14 is not.
    const gap = { ...levelsWithTotal(8), pns: null }
    t.equal((await ask({ domains, baseline: { essdai: 13, domains: gap } })).details.decrease, 8)
    t.same(faultsOf(await ask({ baseline: { essdai: 14, domains: gap } })), ['conflict /baseline/essdai'])
  })

  t.test('without a baseline no change is claimed', async (t) => {
    const result = await ask({ domains: NO_ACTIVITY })
    t.match(result.details, { decrease: null, decreaseBounds: null, baselineTotal: null })
    t.same(
      result.criteria.slice(1).map(({ state, reason }: Json) => [state, reason]),
      [
        ['undetermined', 'missing:baseline'],
        ['undetermined', 'missing:baseline'],
      ],
    )
    t.same(result.missing, [])
  })

  t.test('a score of the biological domain alone is flagged', async (t) => {
    const only = async (more: object) =>
      (await ask({ domains: { ...NO_ACTIVITY, ...more } })).details.biologicalDomainOnly
    t.same(codesOf(await ask({ domains: { ...NO_ACTIVITY, biological: 1 } })), ['biological_domain_only'])
    t.equal(await only({ biological: 1 }), true)
    t.equal(await only({}), false)
    t.equal(await only({ biological: null }), null)
    t.equal(await only({ biological: 2, renal: null }), null)
    t.equal(await only({ biological: 2, renal: null, articular: 1 }), false)
    t.equal(await only({ biological: 0, renal: null }), false)
  })
})
