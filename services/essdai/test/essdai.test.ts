import { type Json, post, serviceFor, stateOf, workedExamples } from '@activity-scores/shared/testing'
import t, { type Test } from 'tap'
import essdai from '../index.js'
import { levelsWithTotal, NONE } from './levels.js'

const slug = 'essdai'
const from = import.meta.url
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)
const codes = (result: Json): readonly string[] => result.warnings.map((w: { readonly code: string }) => w.code)
const faults = (problem: Json): readonly string[] => problem.errors.map((f: Json) => `${f.code} ${f.pointer}`)

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
    t.same(faults(await ask({ domains: { cns: 1 }, baseline: { domains: { cns: 1 } } })), [
      'illegal_level /domains/cns',
      'illegal_level /baseline/domains/cns',
    ])
    const over = { constitutional: 3, glandular: 3, biological: 3, renal: 4, articular: 1.5, muscular: -1 }
    t.same(faults(await ask({ domains: over })).toSorted(), [
      'not_whole_number /domains/articular',
      'out_of_range /domains/biological',
      'out_of_range /domains/constitutional',
      'out_of_range /domains/glandular',
      'out_of_range /domains/muscular',
      'out_of_range /domains/renal',
    ])
    // Level times weight in a field named level, and a misspelt domain.
    t.same(faults(await ask({ domains: { pulmonary: 10, hematological: 1 } })).toSorted(), [
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
    t.same(faults(await ask({ baseline: { essdai: 9, domains: levelsWithTotal(8) } })), ['conflict /baseline/essdai'])
    // Peripheral nervous system missing: its levels add 0, 5, 10 or 15, so that 13 is possible and 14 is not.
    const gap = { ...levelsWithTotal(8), pns: null }
    t.equal((await ask({ domains, baseline: { essdai: 13, domains: gap } })).details.decrease, 8)
    t.same(faults(await ask({ baseline: { essdai: 14, domains: gap } })), ['conflict /baseline/essdai'])
  })

  t.test('without a baseline no change is claimed', async (t) => {
    const result = await ask({ domains: NONE })
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
    const only = async (more: object) => (await ask({ domains: { ...NONE, ...more } })).details.biologicalDomainOnly
    t.same(codes(await ask({ domains: { ...NONE, biological: 1 } })), ['biological_domain_only'])
    t.equal(await only({ biological: 1 }), true)
    t.equal(await only({}), false)
    t.equal(await only({ biological: null }), null)
    t.equal(await only({ biological: 2, renal: null }), null)
    t.equal(await only({ biological: 2, renal: null, articular: 1 }), false)
    t.equal(await only({ biological: 0, renal: null }), false)
  })
})

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
    t.same(codes(unstated), ['laboratory_cause_not_stated'])
    const other = await ask({ neutrophils, cytopeniaAttributedToDisease: false })
    t.equal(other.details.proposedLevels.haematological, null)
    t.same(codes(other), [])
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
      ask({ domains: { ...NONE, haematological }, ...counts, ...more })
    t.same(codes(await entered(1)), ['level_differs_from_laboratory'])
    t.equal((await entered(1)).score.value, 2)
    t.same(codes(await entered(2)), [])
    t.same(codes(await entered(3)), [], 'lymphocytes may explain it')
    t.same(codes(await entered(3, { lymphocytes })), ['level_differs_from_laboratory'])
    const renal = { proteinuria: { value: 0.6, unit: 'g/d' }, proteinuriaAttributedToDisease: true }
    t.same(codes(await ask({ domains: { ...NONE, renal: 3 }, ...renal })), [], 'the kidney has other criteria')
    t.same(codes(await ask({ domains: { ...NONE, renal: 0 }, ...renal })), ['level_differs_from_laboratory'])
  })

  t.test('an implausible result is asked about', async (t) => {
    t.same(codes(await ask({ ...causes, igg: { value: 160, unit: 'g/L' } })), ['outside_plausible_range'])
  })
})
