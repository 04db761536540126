import { faultsOf, type Json, post, serviceFor, stateOf, workedExamples } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

import { APPLIES, exact, ITEMS } from './requests.js'

const slug = 'ssc-acr-eular-2013'
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)

t.test('worked examples of the clinical specification', async (t) => {
  const end = (name: 'lower' | 'upper') => (t: Test, reply: Json, value: number) => {
    const { score } = reply.json
    t.equal(score.bounds === null ? score.value : score.bounds[name], value)
  }
  const sameName = (field: string) => [
    field,
    (value: Json, request: Record<string, Json>) => {
      request[field] = value
    },
  ]
  await workedExamples(t, await serviceFor(t, instrument), {
    slug,
    from: import.meta.url,
    file: 'acr-eular-2013-ssc.json',
    rows: 12,
    inputs: Object.fromEntries([...ITEMS, APPLIES].map(sameName)),
    kit: {
      score_points: 'score.value',
      lowerBound_points: 'score.bounds.lower',
      upperBound_points: 'score.bounds.upper',
      scoreAtLeast9: 'criteria.score-at-least-9',
      classified: 'criteria.classified',
    },
    expected: {
      score_points: (t, reply, value) => {
        t.equal(reply.status, 200)
        t.equal(reply.json.score.value, value)
        t.equal(reply.json.score.reported, value === null ? null : `${value}`)
      },
      lowerBound_points: end('lower'),
      upperBound_points: end('upper'),
      scoreAtLeast9: (t, reply, value) => t.equal(stateOf(reply.json, 'score-at-least-9'), fileState(value)),
      classified: (t, reply, value) => t.equal(stateOf(reply.json, 'classified'), fileState(value)),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, instrument)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('an unknown item below one that is present adds nothing and is not missing', async (t) => {
    const absent = Object.fromEntries(ITEMS.map((item) => [item, false]))
    const known = await ask({ ...absent, fingertipPittingScars: true, digitalTipUlcers: null, [APPLIES]: false })
    t.equal(known.score.value, 3)
    t.same(known.missing, [])
    const open = await ask({ ...absent, fingertipPittingScars: null, digitalTipUlcers: true, [APPLIES]: false })
    t.same(open.score.bounds, { lower: 2, upper: 3 })
    t.same(open.missing, ['fingertipPittingScars'])
    t.equal(stateOf(open, 'classified'), 'not_met')
  })

  t.test('the sufficient item classifies whatever else is unknown, unless the criteria may not apply', async (t) => {
    const sufficient = { skinThickeningBothHandsProximalToMcp: true }
    const classified = await ask({ ...sufficient, [APPLIES]: false })
    t.equal(stateOf(classified, 'classified'), 'met')
    t.same(classified.score.bounds, { lower: 9, upper: 24 })
    const open = await ask(sufficient)
    t.equal(stateOf(open, 'classified'), 'undetermined')
    t.equal(open.criteria.at(-1).reason, `missing:${APPLIES}`)
    t.equal(open.missing.at(-1), APPLIES)
    t.equal(stateOf(await ask({ ...sufficient, [APPLIES]: true }), 'classified'), 'not_met')
  })

  t.test('lung disease and antibodies by their parts', async (t) => {
    const rows: readonly (readonly [string, object, string, readonly string[]])[] = [
      ['pah-or-ild', {}, 'undetermined', ['pahOrIld']],
      ['pah-or-ild', { ildPresent: true }, 'met', []],
      ['pah-or-ild', { pulmonaryArterialHypertension: true, ildPresent: false }, 'met', []],
      ['pah-or-ild', { ildPresent: false }, 'undetermined', ['pulmonaryArterialHypertension']],
      ['pah-or-ild', { ildPresent: false, pulmonaryArterialHypertension: false }, 'not_met', []],
      ['ssc-autoantibody', { antiRnaPolymerase3: true }, 'met', []],
      [
        'ssc-autoantibody',
        { anticentromere: false, antiScl70: null },
        'undetermined',
        ['antiScl70', 'antiRnaPolymerase3'],
      ],
      ['ssc-autoantibody', { anticentromere: false, antiScl70: false, antiRnaPolymerase3: false }, 'not_met', []],
      ['ssc-autoantibody', { anticentromere: false, sscAutoantibody: true }, 'met', []],
    ]
    const parts = ['pahOrIld', 'pulmonary', 'sscAuto', 'anti']
    for (const [id, body, state, missing] of rows) {
      const result = await ask(body)
      t.equal(stateOf(result, id), state, JSON.stringify(body))
      const ofThis = id === 'pah-or-ild' ? parts.slice(0, 2) : parts.slice(2)
      t.same(
        result.missing.filter((field: string) => ofThis.some((start) => field.startsWith(start))),
        missing,
      )
    }
  })

  t.test('a statement that its parts contradict is refused', async (t) => {
    t.same(faultsOf(await ask({ pahOrIld: false, ildPresent: true, sscAutoantibody: false, antiScl70: true })), [
      'conflict /pahOrIld',
      'conflict /sscAutoantibody',
    ])
    t.same(faultsOf(await ask({ pahOrIld: true, ildPresent: false, pulmonaryArterialHypertension: false })), [
      'conflict /pahOrIld',
    ])
    t.equal(stateOf(await ask({ pahOrIld: true, ildPresent: false }), 'pah-or-ild'), 'met')
    t.same(faultsOf(await ask({ raynaud: 1, antiJo1: true })).toSorted(), [
      'unknown_field /antiJo1',
      'wrong_type /raynaud',
    ])
  })

  t.test('an empty request leaves everything open, and names what to send', async (t) => {
    const result = await ask({})
    t.same(result.missing, [...ITEMS, APPLIES])
    t.same(result.score.bounds, { lower: 0, upper: 24 })
    t.same([...new Set(result.criteria.map(({ state }: Json) => state))], ['undetermined'])
    t.match(result.text, 'score 0 to 24 of 24')
  })
})

t.test('all 2048 complete requests have the points and the class of the table', async (t) => {
  const fields = [...ITEMS, APPLIES]
  let greatest = 0
  for (let bits = 0; bits < 2 ** fields.length; bits += 1) {
    const request: Request = Object.fromEntries(fields.map((field, i) => [field, (bits & (1 << i)) !== 0]))
    const { score, criteria, missing } = instrument.compute(request)
    const points = exact(request)
    greatest = Math.max(greatest, points)
    const classified = points >= 9 && request[APPLIES] !== true ? 'met' : 'not_met'
    if (score?.value !== points || criteria.at(-1)?.state !== classified || missing.length > 0)
      t.fail(JSON.stringify(request))
  }
  t.equal(greatest, 24)
})
