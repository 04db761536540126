import { codesOf, post, serviceFor } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import essdai from '../index.js'
import { NO_ACTIVITY } from './levels.js'

const slug = 'essdai'

t.test('laboratory proposals', async (t) => {
  const app = await serviceFor(t, essdai)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const causes = {
    cytopeniaAttributedToDisease: true,
    proteinuriaAttributedToDisease: true,
    iggAttributedToDisease: true,
  }

  t.test('the limits of the levels, on both sides', async (t) => {
    // Clinical specification, section 13: value and level.
    const rows: readonly (readonly [string, string, string, readonly (readonly [number, number])[]])[] = [
      [
        'neutrophils',
        'haematological',
        '10*9/L',
        [
          [1.5, 0],
          [1.49, 1],
          [1.01, 1],
          [1, 2],
          [0.5, 2],
          [0.49, 3],
        ],
      ],
      [
        'haemoglobin',
        'haematological',
        'g/dL',
        [
          [12, 0],
          [11.9, 1],
          [10.1, 1],
          [10, 2],
          [8, 2],
          [7.9, 3],
        ],
      ],
      [
        'platelets',
        'haematological',
        '/uL',
        [
          [150_000, 0],
          [149_000, 1],
          [101_000, 1],
          [100_000, 2],
          [50_000, 2],
          [49_000, 3],
        ],
      ],
      [
        'lymphocytes',
        'haematological',
        '10*3/uL',
        [
          [1, 0],
          [0.99, 1],
          [0.51, 1],
          [0.5, 2],
          [0.01, 2],
        ],
      ],
      [
        'igg',
        'biological',
        'mg/dL',
        [
          [1599, 0],
          [1600, 1],
          [2000, 1],
          [2001, 2],
        ],
      ],
      [
        'proteinuria',
        'renal',
        'mg/d',
        [
          [499, 0],
          [500, 1],
          [1000, 1],
          [1001, 2],
          [1500, 2],
          [1501, 3],
        ],
      ],
    ]
    for (const [field, domain, unit, pairs] of rows)
      for (const [value, level] of pairs) {
        const result = await ask({ ...causes, [field]: { value, unit } })
        const proposal = result.details.proposedLevels[domain]
        t.equal(proposal.atLeast, level, `${field} ${value} ${unit}`)
        t.same(proposal.byTest[field], { lower: level, upper: level })
        t.same(result.score.bounds, { lower: 0, upper: 123 }, 'the score is untouched')
      }
  })

  t.test('the highest count decides; comparators and a low IgG leave a range', async (t) => {
    const result = await ask({
      ...causes,
      neutrophils: { value: 1.2, unit: '10*9/L' },
      platelets: { value: 50, unit: '10*9/L' },
    })
    t.same(result.details.proposedLevels, {
      haematological: {
        atLeast: 2,
        byTest: {
          neutrophils: { lower: 1, upper: 1 },
          haemoglobin: null,
          platelets: { lower: 2, upper: 2 },
          lymphocytes: null,
        },
      },
      renal: null,
      biological: null,
    })
    const levels = async (igg: object) =>
      (await ask({ ...causes, igg: { unit: 'g/L', ...igg } })).details.proposedLevels.biological.byTest.igg
    t.same(await levels({ value: 4.9 }), { lower: 0, upper: 2 }, 'level 2 only when recent')
    t.same(await levels({ value: 5 }), { lower: 0, upper: 0 })
    t.same(await levels({ value: 16, comparator: '>' }), { lower: 1, upper: 2 })
    t.same(await levels({ value: 20, comparator: '>' }), { lower: 2, upper: 2 })
    t.same(await levels({ value: 18, comparator: '<' }), { lower: 0, upper: 2 })
    const low = await ask({ ...causes, neutrophils: { value: 0.5, unit: '10*9/L', comparator: '<' } })
    t.equal(low.details.proposedLevels.haematological.atLeast, 3)
  })

  t.test('only where the disease is stated to be the cause', async (t) => {
    const neutrophils = { value: 0.9, unit: '10*9/L' }
    const unstated = await ask({ neutrophils, igg: { value: 10, unit: 'g/L' } })
    t.equal(unstated.details.proposedLevels.haematological, null)
    t.same(codesOf(unstated), ['laboratory_cause_not_stated'])
    const other = await ask({ neutrophils, cytopeniaAttributedToDisease: false })
    t.equal(other.details.proposedLevels.haematological, null)
    t.same(codesOf(other), [])
  })

  t.test('a level that differs from the laboratory stands, with a warning', async (t) => {
    const counts = {
      neutrophils: { value: 0.9, unit: '10*9/L' },
      haemoglobin: { value: 130, unit: 'g/L' },
      platelets: { value: 250, unit: '10*9/L' },
      cytopeniaAttributedToDisease: true,
    }
    const lymphocytes = { value: 2, unit: '10*9/L' }
    const entered = async (haematological: number, more: object = {}) =>
      ask({ domains: { ...NO_ACTIVITY, haematological }, ...counts, ...more })
    t.same(codesOf(await entered(1)), ['level_differs_from_laboratory'])
    t.equal((await entered(1)).score.value, 2)
    t.same(codesOf(await entered(2)), [])
    t.same(codesOf(await entered(3)), [], 'lymphocytes may explain it')
    t.same(codesOf(await entered(3, { lymphocytes })), ['level_differs_from_laboratory'])
    const renal = { proteinuria: { value: 0.6, unit: 'g/d' }, proteinuriaAttributedToDisease: true }
    t.same(codesOf(await ask({ domains: { ...NO_ACTIVITY, renal: 3 }, ...renal })), [], 'the kidney has other criteria')
    t.same(codesOf(await ask({ domains: { ...NO_ACTIVITY, renal: 0 }, ...renal })), ['level_differs_from_laboratory'])
  })

  t.test('an implausible result is asked about', async (t) => {
    t.same(codesOf(await ask({ ...causes, igg: { value: 160, unit: 'g/L' } })), ['outside_plausible_range'])
  })
})
