import { faultsOf, type Json, post, serviceFor, stateOf, workedExamples } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import clinessdai from '../index.js'

import { type Levels, names } from './requests.js'

const slug = 'clinessdai'
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)

t.test('worked examples of the clinical specification', async (t) => {
  const end = (name: 'lower' | 'upper') => (t: Test, reply: Json, value: number) => {
    const { score } = reply.json
    t.equal(score.bounds === null ? score.value : score.bounds[name], value)
  }
  await workedExamples(t, await serviceFor(t, clinessdai), {
    slug,
    from: import.meta.url,
    file: 'clinessdai.json',
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
      },
      category: (t, reply, value) => t.equal(reply.json.category.code, value ?? 'undetermined'),
      missingDomains: (t, reply, value) => t.same(reply.json.details.missingDomains, value),
      lowerBound_units: end('lower'),
      upperBound_units: end('upper'),
      atLeast5: (t, reply, value) => t.equal(stateOf(reply.json, 'at-least-5'), fileState(value)),
    },
  })
})

const NO_ACTIVITY: Levels = Object.fromEntries(names.map((name) => [name, 0]))

t.test('edges', async (t) => {
  const app = await serviceFor(t, clinessdai)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('levels that do not exist, and the biological domain, are refused', async (t) => {
    const levels = { cns: 1, constitutional: 3, glandular: 3, biological: 0 }
    t.same(faultsOf(await ask({ domains: levels })).toSorted(), [
      'illegal_level /domains/cns',
      'out_of_range /domains/constitutional',
      'out_of_range /domains/glandular',
      'unknown_field /domains/biological',
    ])
  })

  t.test('a baseline total must be one that levels can give', async (t) => {
    for (const total of [1, 134])
      t.same(faultsOf(await ask({ baseline: { clinessdai: total } })), ['conflict /baseline/clinessdai'])
    t.same(faultsOf(await ask({ baseline: { clinessdai: 136 } })), ['out_of_range /baseline/clinessdai'])
    t.same(faultsOf(await ask({ baseline: { essdai: 8 } })), ['unknown_field /baseline/essdai'])
    t.same(faultsOf(await ask({ baseline: { clinessdai: 8, domains: NO_ACTIVITY } })), [
      'conflict /baseline/clinessdai',
    ])
  })

  t.test('change on both sides of 3 points', async (t) => {
    const mcii = async (baseline: number) =>
      stateOf(await ask({ domains: { ...NO_ACTIVITY, articular: 2 }, baseline: { clinessdai: baseline } }), 'mcii')
    t.equal(await mcii(8), 'not_met')
    t.equal(await mcii(9), 'met')
    t.equal(await mcii(4), 'not_met')
    t.equal(stateOf(await ask({ domains: NO_ACTIVITY }), 'mcii'), 'undetermined')
  })

  t.test('nothing sent is not zero', async (t) => {
    const result = await ask({})
    t.same(result.score.bounds, { lower: 0, upper: 135 })
    t.equal(result.missing.length, 11)
  })
})
