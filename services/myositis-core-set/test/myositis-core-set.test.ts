import { haqItems } from '@activity-scores/shared/measures/health-assessment'
import { stateIn } from '@activity-scores/shared/testing/myositis-files'
import {
  codesOf,
  type Json,
  matches,
  post,
  type Reply,
  serviceFor,
  stateOf,
  warningsOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import myositisCoreSet from '../index.js'
import { all, quiet } from './requests.js'

const slug = 'myositis-core-set'
const MEASURES: Readonly<Record<string, string>> = {
  phga: 'physician-global',
  ptga: 'patient-global',
  extramuscular: 'extramuscular-activity',
  haqDi: 'haq-di',
  muscleEnzyme: 'muscle-enzyme',
}
const faults = (reply: Reply): readonly (readonly string[])[] =>
  reply.json.errors.map(({ pointer, code }: Json) => [pointer, code])
const reasonOf = (reply: Reply, id: string): string =>
  reply.json.criteria.find((criterion: Json) => criterion.id === id).reason

t.test('worked examples of the clinical specification', async (t) => {
  const scale = (field: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = value === null ? null : { value, unit: 'cm' }
  }
  const same =
    (field: string, name = field) =>
    (value: Json, request: Record<string, Json>) => {
      request[name] = value
    }
  const state =
    (id: string) =>
    (t: Test, { json }: Reply, value: Json) =>
      t.equal(stateOf(json, id), stateIn(value))
  await workedExamples(t, await serviceFor(t, myositisCoreSet), {
    slug,
    from: import.meta.url,
    file: 'nct06464679-iim-activity-rule.json',
    rows: 18,
    inputs: {
      mmt8Bilateral_units: same('mmt8Bilateral_units', 'mmt8Bilateral'),
      phga_cm: scale('physicianGlobal'),
      ptga_cm: scale('patientGlobal'),
      extramuscularVas_cm: scale('extramuscularActivity'),
      haqDi_units: same('haqDi_units', 'haqDi'),
      enzymes: (value, request) => {
        request['enzymes'] = Object.fromEntries(
          Object.entries(value as Record<string, Json>).map(([name, given]) => [
            name,
            { value: given.value_U_L, upperLimit: given.uln_U_L, unit: 'U/L' },
          ]),
        )
      },
    },
    kit: {
      maxEnzymeRatio_xUln: 'details.maxEnzymeRatio',
      mmt8Below142: 'criteria.mmt8-below-142',
      abnormalCount: 'details.abnormalCount',
      unknownCount: 'details.unknownCount',
      atLeastTwoAbnormal: 'criteria.at-least-two-abnormal',
      activeMuscleDisease: 'criteria.activity-rule',
      criterion: 'criteria.trial-criterion',
    },
    expected: {
      maxEnzymeRatio_xUln: (t, { json }, value) => matches(t, json.details.maxEnzymeRatio, value, 'maxEnzymeRatio'),
      mmt8Below142: state('mmt8-below-142'),
      measures: (t, { json }, value) => {
        t.same(Object.keys(value), Object.keys(MEASURES))
        for (const [name, id] of Object.entries(MEASURES)) t.equal(stateOf(json, id), stateIn(value[name]))
      },
      warnings: (t, { json }, value) => t.same(codesOf(json), value),
      abnormalCount: (t, { json }, value) => t.equal(json.details.abnormalCount, value),
      unknownCount: (t, { json }, value) => t.equal(json.details.unknownCount, value),
      atLeastTwoAbnormal: state('at-least-two-abnormal'),
      activeMuscleDisease: state('activity-rule'),
      criterion: (t, reply, value) => {
        state('trial-criterion')(t, reply, value)
        t.equal(reply.json.status, value === 'cannot_determine' ? 'not_computable' : 'computed')
        t.equal(reply.json.missing.length > 0, value === 'cannot_determine')
      },
    },
  })
})

/** 5 of 8 categories answered, each 0. */
const fiveCategories = { HAQ01: 0, HAQ03: 0, HAQ05: 0, HAQ08: 0, HAQ10: 0 }

t.test('edges', async (t) => {
  const app = await serviceFor(t, myositisCoreSet)
  const ask = (more: object) => post(app, slug, { ...quiet, ...more })

  t.test('nothing is known of an empty request', async (t) => {
    const { json } = await post(app, slug, {})
    t.equal(json.status, 'not_computable')
    t.same([...new Set(json.criteria.map(({ state }: Json) => state))], ['undetermined'])
    t.same(json.missing, [
      'muscleInvolvement',
      'mmt8Bilateral',
      'physicianGlobal',
      'patientGlobal',
      'extramuscularActivity',
      'haqDi',
      'enzymes',
    ])
    t.same(json.details.mmt8Bounds, { lower: 0, upper: 150 })
    t.same(json.details.haqDiBounds, { lower: 0, upper: 3 })
  })

  t.test('an incomplete MMT-8 decides as far as its bounds reach', async (t) => {
    const grades = (neckFlexors: number) => ({ ...all('bilateral', 10), neckFlexors, deltoidRight: null })
    const gate = async (mmt8: object) => ask({ mmt8Bilateral: null, mmt8 })
    const below = await gate({ mode: 'bilateral', grades: grades(1) }) // 131 to 141: mmt8-06
    t.equal(stateOf(below.json, 'mmt8-below-142'), 'met')
    t.same(below.json.details.mmt8Bounds, { lower: 131, upper: 141 })
    const open = await gate({ mode: 'bilateral', grades: grades(2) }) // 132 to 142: mmt8-07
    t.equal(reasonOf(open, 'mmt8-below-142'), 'missing:mmt8.grades.deltoidRight')
    const unilateral = await gate({ mode: 'unilateral', grades: all('unilateral', 10) }) // mmt8-08
    t.equal(reasonOf(unilateral, 'mmt8-below-142'), 'mode:unilateral, missing:mmt8Bilateral')
    t.equal(unilateral.json.inputs.mmt8Bilateral, null)
    const weak = await gate({ mode: 'unilateral', grades: { ...all('unilateral', 10), deltoid: 1 } }) // 71: mmt8-09
    t.equal(stateOf(weak.json, 'mmt8-below-142'), 'met')
    const trace = await gate({ mode: 'unilateral', scale: 'mrc', grades: { deltoid: 'T', biceps: '4' } })
    t.same(warningsOf(trace.json), [['trace_scored_as_zero', '/mmt8/grades/deltoid']])
    t.equal(trace.json.details.mmt8.convertedFromCoarseGrades, true)
  })

  t.test('a HAQ that cannot be scored decides as far as its bounds reach', async (t) => {
    const asked = (haq: object) => ask({ haqDi: null, haq })
    const open = await asked({ items: fiveCategories, aids: [], help: [] })
    t.equal(stateOf(open.json, 'haq-di'), 'undetermined')
    t.match(reasonOf(open, 'haq-di'), 'missing:haq.items.HAQ13')
    t.equal(open.json.inputs.haqDi, null)
    // 5 categories of 3: at least 15/8 whatever the rest
    const severe = await asked({ items: { HAQ01: 3, HAQ03: 3, HAQ05: 3, HAQ08: 3, HAQ10: 3 }, aids: [], help: [] })
    t.equal(stateOf(severe.json, 'haq-di'), 'met')
    const unstated = await asked({ items: { ...fiveCategories, HAQ13: 0 } })
    t.same(warningsOf(unstated.json), [
      ['categories_missing', '/haq/items'],
      ['items_missing', '/haq/items'],
      ['aids_not_stated', '/haq/aids'],
      ['help_not_stated', '/haq/help'],
    ])
  })

  t.test('ticks of a HAQ that were not sent are not absent ticks', async (t) => {
    const asked = (haq: object, more: object = {}) => ask({ haqDi: null, haq, ...more })
    const eight = (more: object) => ({ ...Object.fromEntries(haqItems.map((item) => [item, 0])), ...more })
    const unsaid = await asked({ items: eight({}) }) // 0 to 8 * 2 / 8
    t.equal(reasonOf(unsaid, 'haq-di'), 'missing:haq.aids, missing:haq.help')
    t.same(unsaid.json.details.haqDiBounds, { lower: 0, upper: 2 })
    t.equal(unsaid.json.inputs.haqDi, null)
    t.equal(stateOf(unsaid.json, 'trial-criterion'), 'undetermined', 'it would be the second measure')
    t.equal(stateOf((await asked({ items: eight({}), aids: [], help: [] })).json, 'haq-di'), 'not_met')
    t.equal(reasonOf(await asked({ items: eight({}), aids: [] }), 'haq-di'), 'missing:haq.help')
    const enough = await asked({ items: eight({ HAQ01: 2 }) })
    t.equal(stateOf(enough.json, 'haq-di'), 'met', '0.25 without a tick')

    const stated = await asked({ items: eight({}) }, { haqDi: 0.25 })
    t.equal(stated.json.inputs.haqDi, 0.25, 'a total that is sent narrows what the answers leave open')
    t.equal(stateOf(stated.json, 'haq-di'), 'met')
    t.same(warningsOf(stated.json), [
      ['aids_not_stated', '/haq/aids'],
      ['help_not_stated', '/haq/help'],
      ['answers_incomplete', '/haq'],
    ])
  })

  t.test('an answer that is missing leaves the criterion open, though the questionnaire has a score', async (t) => {
    const of = (items: object, more: object = {}) => ask({ haqDi: null, haq: { items, aids: [], help: [] }, ...more })
    const nothing = Object.fromEntries(haqItems.map((item) => [item, 0]))
    const { HAQ02, ...low } = { ...nothing, HAQ02: 0 } as Readonly<Record<string, number>>
    const open = await of(low)
    t.equal(open.json.details.haq.standard, 0)
    t.equal(stateOf(open.json, 'haq-di'), 'undetermined', 'HAQ02 may be 3, and 3/8 is enough')
    t.equal(reasonOf(open, 'haq-di'), 'missing:haq.items.HAQ02')
    t.same(open.json.details.haqDiBounds, { lower: 0, upper: 3 / 8 })
    t.same(codesOf(open.json), ['items_missing'])
    t.equal(stateOf((await of({ ...low, HAQ03: 2 })).json, 'haq-di'), 'met', 'whatever HAQ02 is')
    const total = await of(low, { haqDi: 0.125 })
    t.equal(stateOf(total.json, 'haq-di'), 'not_met', 'a finished score stands before what the answers leave open')
    t.equal(total.json.inputs.haqDi, 0.125)
  })

  t.test('a total is used beside incomplete grades, and says so', async (t) => {
    const partial = { mode: 'bilateral', grades: { ...all('bilateral', 9), deltoidLeft: null } } // 126 to 136
    const warningsWith = async (mmt8Bilateral: number) =>
      (await ask({ mmt8Bilateral, mmt8: partial })).json.warnings as readonly Json[]
    const [above] = await warningsWith(130)
    t.match(above, { code: 'grades_incomplete', pointer: '/mmt8/grades' })
    t.notMatch(above.message, 'as if')
    const [equal] = await warningsWith(126)
    t.match(equal.message, 'as if the missing ones were 0')
  })

  t.test('a unilateral total never passes as bilateral', async (t) => {
    const oneSide = { mode: 'unilateral', grades: all('unilateral', 10) }
    const reply = await ask({ mmt8Bilateral: 80, mmt8: oneSide })
    t.same(faults(reply), [['/mmt8Bilateral', 'conflict']])
    t.match(reply.json.errors[0].message, 'unilateral total')
    t.equal((await ask({ mmt8Bilateral: 81, mmt8: oneSide })).status, 200)
    t.equal((await ask({ mmt8Bilateral: 0, mmt8: { mode: 'unilateral', grades: all('unilateral', 0) } })).status, 200)
    const partial = { mode: 'unilateral', grades: { ...all('unilateral', 10), deltoid: null } }
    t.equal((await ask({ mmt8Bilateral: 80, mmt8: partial })).status, 200, 'there is no unilateral total')
  })

  t.test('two statements of one measure must agree', async (t) => {
    const full = { mode: 'bilateral', grades: all('bilateral', 9) } // 135
    t.same(faults(await ask({ mmt8Bilateral: 136, mmt8: full })), [['/mmt8Bilateral', 'conflict']])
    t.equal((await ask({ mmt8Bilateral: 135, mmt8: full })).status, 200)
    const partial = { mode: 'bilateral', grades: { ...all('bilateral', 9), deltoidLeft: null } } // 126 to 136
    t.equal((await ask({ mmt8Bilateral: 136, mmt8: partial })).json.inputs.mmt8Bilateral, 136)
    t.same(faults(await ask({ mmt8Bilateral: 137, mmt8: partial })), [['/mmt8Bilateral', 'conflict']])
    const oneSide = { mode: 'unilateral', grades: all('unilateral', 9) } // 72, so 72 to 142
    t.equal((await ask({ mmt8Bilateral: 142, mmt8: oneSide })).status, 200)
    t.same(faults(await ask({ mmt8Bilateral: 71, mmt8: oneSide })), [['/mmt8Bilateral', 'conflict']])

    const seven = { items: { ...fiveCategories, HAQ13: 1, HAQ15: 1 }, aids: [], help: [] } // 2/7 = 0.285714
    const rounded = await ask({ haqDi: 0.286, haq: seven })
    t.equal(rounded.json.inputs.haqDi, 2 / 7, 'the score of the answers, which is not rounded, stands before a total')
    t.equal(rounded.json.details.haqDiBounds, null)
    t.same(codesOf(rounded.json), ['categories_missing', 'items_missing', 'rounded_input'])
    t.equal((await ask({ haqDi: 0.25, haq: seven })).json.inputs.haqDi, 0.25, 'the eighth category may be 0')
    t.same(faults(await ask({ haqDi: 0.249, haq: seven })), [['/haqDi', 'conflict']])
    t.equal((await ask({ haqDi: 0.25, haq: { items: fiveCategories } })).json.inputs.haqDi, 0.25)
    t.same(
      faults(await ask({ haqDi: 0, haq: seven, mmt8Bilateral: 20, mmt8: full })),
      [
        ['/mmt8Bilateral', 'conflict'],
        ['/haqDi', 'conflict'],
      ],
      'all at once',
    )
  })

  t.test('the rules of a nested MMT-8 hold, with pointers from the whole request', async (t) => {
    const mmt8 = { mode: 'bilateral', grades: { deltoid: 9, bicepsRight: '4' } }
    t.same(faults(await ask({ mmt8Bilateral: null, mmt8 })), [
      ['/mmt8/grades/bicepsRight', 'not_on_this_scale'],
      ['/mmt8/grades/deltoid', 'not_in_this_mode'],
    ])
    t.same(faults(await ask({ mmt8Bilateral: null, mmt8: {} })), [['/mmt8/mode', 'required']])
  })

  t.test('one line of text', async (t) => {
    const text = async (more: object) => (await post(app, slug, { ...quiet, ...more }, { accept: 'text/plain' })).raw
    t.equal(
      await text({}),
      'Myositis activity, trial criterion not met: MMT-8 130 of 150, 1 of 5 other measures abnormal\n',
    )
    t.equal(
      await text({ haqDi: null }),
      'Myositis activity, trial criterion undetermined (missing:haqDi): MMT-8 130 of 150, 1 of 5 other measures abnormal, 1 not known\n',
    )
    t.equal(
      await text({ muscleInvolvement: false }),
      'Myositis activity, trial criterion met (no muscle involvement): MMT-8 130 of 150, 1 of 5 other measures abnormal\n',
      'met without activity is not read as activity',
    )
    t.match(await text({ mmt8Bilateral: null }), ': MMT-8 not known, 1 of 5')
    const grades = { ...all('bilateral', 10), neckFlexors: 2, deltoidRight: null }
    t.match(
      await text({ mmt8Bilateral: null, mmt8: { mode: 'bilateral', grades } }),
      ': MMT-8 132 to 142 of 150, 1 of 5',
    )
  })
})
