import { enzyme } from '@activity-scores/shared/testing/myositis-files'
import {
  codesOf,
  type Json,
  post,
  type Reply,
  serviceFor,
  stateOf,
  warningsOf,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import myositisCoreSet from '../index.js'
import { all, panel, quiet } from './requests.js'

const slug = 'myositis-core-set'
const faults = (reply: Reply): readonly (readonly string[])[] =>
  reply.json.errors.map(({ pointer, code }: Json) => [pointer, code])
const reasonOf = (reply: Reply, id: string): string =>
  reply.json.criteria.find((criterion: Json) => criterion.id === id).reason

t.test('inputs and their units', async (t) => {
  const app = await serviceFor(t, myositisCoreSet)
  const ask = (more: object) => post(app, slug, { ...quiet, ...more })

  t.test('an enzyme without its upper limit is measured and cannot be read: the measure stays open', async (t) => {
    for (const upperLimit of [null, undefined]) {
      const reply = await ask({ enzymes: { ...panel, ldh: { value: 9000, upperLimit, unit: 'U/L' } } })
      t.equal(reasonOf(reply, 'muscle-enzyme'), 'missing:enzymes.ldh.upperLimit')
      t.same(codesOf(reply.json), ['outside_plausible_range', 'upper_limit_missing'])
      t.equal(reply.json.details.enzymeRatios.ldh, null)
      t.equal(reply.json.details.maxEnzymeRatio, null, 'the greatest is not known')
      t.same(reply.json.details.maxEnzymeRatioBounds, { lower: 0.75, upper: null })
    }
    // Physician global of 3 cm is abnormal; aldolase of 30 U/L would be the second measure.
    const others = { ck: enzyme(30, 40), ldh: enzyme(30, 40), ast: enzyme(30, 40), alt: enzyme(30, 40) }
    const active = { physicianGlobal: { value: 3, unit: 'cm' } }
    const open = await ask({ ...active, enzymes: { ...others, aldolase: enzyme(30, null) } })
    t.equal(stateOf(open.json, 'muscle-enzyme'), 'undetermined')
    t.equal(stateOf(open.json, 'activity-rule'), 'undetermined')
    t.same(open.json.missing, ['enzymes.aldolase.upperLimit'])
    const raised = await ask({ enzymes: { ...others, ck: enzyme(60, 40), aldolase: enzyme(30, null) } })
    t.equal(stateOf(raised.json, 'muscle-enzyme'), 'met', 'another one meets it already')
  })

  t.test('an enzyme that was not sent is not among those measured, and the answer says which were', async (t) => {
    const ck = await ask({ enzymes: { ck: enzyme(120, 200), ldh: null } })
    t.equal(stateOf(ck.json, 'muscle-enzyme'), 'not_met')
    t.same(ck.json.details.enzymesMeasured, ['ck'])
    t.same(codesOf(ck.json), ['enzymes_not_all_measured'])
    t.match(ck.json.warnings[0].message, 'Only creatine kinase was sent')
    const { aldolase: _without, ...four } = panel
    t.same(codesOf((await ask({ enzymes: four })).json), ['enzymes_not_all_measured'])
    t.same(codesOf((await ask({ enzymes: { ck: enzyme(300, 200) } })).json), ['enzymes_not_all_measured'])
    t.same(codesOf((await ask({})).json), [], 'all five')
    for (const enzymes of [null, {}, { ck: null }]) {
      const none = await ask({ enzymes })
      t.equal(reasonOf(none, 'muscle-enzyme'), 'missing:enzymes')
      t.same(none.json.missing, ['enzymes'])
    }
  })

  t.test(
    'an upper limit outside the plausible range is asked about: the unit may be that of the value only',
    async (t) => {
      const reply = await ask({ enzymes: { ...panel, ck: enzyme(300, 3.2) } })
      t.same(warningsOf(reply.json), [['outside_plausible_range', '/enzymes/ck/upperLimit']])
      t.match(reply.json.warnings[0].message, 'Upper limit of normal of creatine kinase')
    },
  )

  t.test('a ratio is reported with 2 decimals; one that reads 1.50 but is less says so', async (t) => {
    const below = await ask({ enzymes: { ...panel, ck: enzyme(299.9, 200) } }) // iim-rule-03: 1.4995
    t.equal(below.json.details.maxEnzymeRatioReported, '1.50')
    t.equal(below.json.details.enzymeRatios.ck.reported, '1.50')
    t.equal(stateOf(below.json, 'muscle-enzyme'), 'not_met')
    t.same(warningsOf(below.json), [['reported_value_crosses_cutoff', '/enzymes/ck']])
    t.same(codesOf((await ask({ enzymes: { ...panel, ck: enzyme(298.9, 200) } })).json), [], '1.4945 reads 1.49')
    t.same(codesOf((await ask({ enzymes: { ...panel, ck: enzyme(300, 200) } })).json), [])
    const open = await ask({ enzymes: { ...panel, ck: enzyme(299.9, 200, { comparator: '>=' }) } })
    t.same(codesOf(open.json), ['reported_value_crosses_cutoff'], 'at least 1.50 would be met')
    t.equal(open.json.details.maxEnzymeRatioReported, null)
    const huge = await ask({ enzymes: { ck: enzyme(200_000, 5e-324) } })
    t.notMatch(huge.json.details.maxEnzymeRatioReported, 'Infinity')
  })

  t.test('aldolase counts as the others do', async (t) => {
    t.equal(stateOf((await ask({})).json, 'muscle-enzyme'), 'not_met')
    const high = await ask({ enzymes: { ...panel, aldolase: enzyme(11.4, 7.6) } })
    t.equal(stateOf(high.json, 'muscle-enzyme'), 'met')
    const alone = await ask({ enzymes: { aldolase: enzyme(11.4, 7.6) } })
    t.equal(stateOf(alone.json, 'muscle-enzyme'), 'met', 'one raised enzyme is enough')
  })

  t.test('a comparator leaves a range: decided only where all of it lies on one side of 1.5', async (t) => {
    const table: readonly (readonly [number, string, string])[] = [
      [300, '<', 'not_met'],
      [300, '<=', 'undetermined'],
      [301, '<', 'undetermined'],
      [299, '<=', 'not_met'],
      [300, '>', 'met'],
      [300, '>=', 'met'],
      [299, '>', 'undetermined'],
    ]
    for (const [value, comparator, state] of table) {
      const reply = await ask({ enzymes: { ...panel, ck: enzyme(value, 200, { comparator }) } })
      t.equal(stateOf(reply.json, 'muscle-enzyme'), state, `${comparator}${value} of 200`)
      if (state === 'undetermined') t.equal(reasonOf(reply, 'muscle-enzyme'), 'censored:enzymes.ck')
    }
    const open = await ask({ enzymes: { ...panel, ck: enzyme(2000, 200, { comparator: '>' }) } })
    t.equal(open.json.details.maxEnzymeRatio, null, 'no number is made of a limit')
    t.same(open.json.details.maxEnzymeRatioBounds, { lower: 10, upper: null })
    t.same(open.json.details.enzymeRatios.ck, { value: 10, reported: '10.00', comparator: '>' })
    const closed = await ask({ enzymes: { ...panel, ck: enzyme(2000, 200), alt: enzyme(5, 40, { comparator: '<' }) } })
    t.equal(closed.json.details.maxEnzymeRatio, 10, 'a limit below the greatest changes nothing')
    // 0.6 / 0.4 is a little less than 1.5 in doubles, 2.37 / 1.58 a little more.
    const noise = { ast: enzyme(0.6, 0.4, { unit: 'ukat/L' }), aldolase: enzyme(2.37, 1.58, { comparator: '<' }) }
    t.equal((await ask({ enzymes: noise })).json.details.maxEnzymeRatioReported, '1.50', 'nor one at the greatest')
  })

  t.test('units of enzymes: one for value and limit, from the list', async (t) => {
    for (const unit of ['U/L', '[IU]/L', 'ukat/L', 'nkat/L', 'kU/L']) {
      const reply = await ask({ enzymes: { ...panel, ck: { value: 4.5, upperLimit: 3, unit } } })
      t.equal(reply.json.details.enzymeRatios.ck.value, 1.5, unit)
    }
    const converted = await ask({ enzymes: { ...panel, ck: { value: 5, upperLimit: 3.2, unit: 'ukat/L' } } })
    t.same(converted.json.inputs.enzymes.ck, { value: 300, upperLimit: 192, unit: 'U/L' })
    t.same(faults(await ask({ enzymes: { ck: { value: 4.5, upperLimit: 3, unit: 'IU/L' } } })), [
      ['/enzymes/ck/unit', 'not_allowed_value'],
    ])
    t.same(faults(await ask({ enzymes: { ck: 4.5 } })), [['/enzymes/ck', 'wrong_type']])
    t.same(faults(await ask({ enzymes: { ck: enzyme(0, 0) } })), [
      ['/enzymes/ck/value', 'out_of_range'],
      ['/enzymes/ck/upperLimit', 'out_of_range'],
    ])
    t.same(faults(await ask({ enzymes: { ck: enzyme(200_000.1, 200) } })), [['/enzymes/ck/value', 'out_of_range']])
    const tiny = await ask({ enzymes: { ...panel, ck: enzyme(1, 5e-324) } })
    t.equal(stateOf(tiny.json, 'muscle-enzyme'), 'met')
    t.type(tiny.json.details.maxEnzymeRatio, 'number')
  })

  t.test('scales: a bare number or one beyond its scale is refused; 20 mm is 2.0 cm', async (t) => {
    t.same(faults(await ask({ physicianGlobal: 2, extramuscularActivity: { value: 10.1, unit: 'cm' } })), [
      ['/physicianGlobal', 'wrong_type'],
      ['/extramuscularActivity/value', 'out_of_range'],
    ])
    const met = await ask({ extramuscularActivity: { value: 20, unit: 'mm' } })
    t.equal(stateOf(met.json, 'extramuscular-activity'), 'met')
    t.same(met.json.inputs.extramuscularActivity, { value: 2, unit: 'cm' })
    const suspect = await ask({ physicianGlobal: { value: 4, unit: 'mm' } })
    t.same(codesOf(suspect.json), ['vas_scale_suspect'])
    t.equal(stateOf(suspect.json, 'physician-global'), 'not_met', 'computed as sent')
  })

  t.test('a very low MMT-8 is computed with a warning', async (t) => {
    t.same(codesOf((await ask({ mmt8Bilateral: 40 })).json), [])
    const reply = await ask({ mmt8Bilateral: 39 })
    t.same(codesOf(reply.json), ['outside_plausible_range'])
    t.equal(reply.json.warnings[0].pointer, '/mmt8Bilateral')
    const incomplete = { mode: 'bilateral', scale: 'kendall', grades: { ...all('bilateral', 2), neckFlexors: null } } // 28 to 38
    t.same(codesOf((await ask({ mmt8Bilateral: null, mmt8: incomplete })).json), ['outside_plausible_range'])
  })
})
