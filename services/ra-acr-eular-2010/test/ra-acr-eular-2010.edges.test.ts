import { codesOf, post, serviceFor, stateOf } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import raAcrEular2010 from '../index.js'

const slug = 'ra-acr-eular-2010'

const BOTH = { tender: 'present', swollen: 'present' }
const base = {
  definiteSynovitis: true,
  betterExplainedByOtherDisease: false,
  rfCategory: 'negative',
  acpaCategory: 'negative',
  crpAbnormal: false,
  esrAbnormal: false,
  symptomDuration: { value: 8, unit: 'wk' },
}
const counts = { largeJointsInvolved: 0, smallJointsInvolved: 4, otherCountableJointsInvolved: 0 }

t.test('edges', async (t) => {
  const app = await serviceFor(t, raAcrEular2010)
  const ask = async (more: object) => (await post(app, slug, { ...base, ...more })).json
  const serology = async (more: object) =>
    (await ask({ ...counts, rfCategory: null, ...more })).details.pointBounds.serology

  t.test('nothing sent: every point is open', async (t) => {
    const { json } = await post(app, slug, {})
    t.same(json.score.bounds, { lower: 0, upper: 10 })
    t.equal(stateOf(json, 'classified'), 'undetermined')
    t.same(json.missing, [
      'definiteSynovitis',
      'betterExplainedByOtherDisease',
      'largeJointsInvolved',
      'smallJointsInvolved',
      'otherCountableJointsInvolved',
      'rf',
      'acpa',
      'crpAbnormal',
      'esrAbnormal',
      'symptomDuration',
    ])
  })

  t.test('entry: no synovitis decides alone, an unknown explanation does not', async (t) => {
    const many = { smallJointsInvolved: 12, largeJointsInvolved: 0, otherCountableJointsInvolved: 0 }
    const states = async (more: object) => {
      const result = await ask({ ...many, ...more })
      return [stateOf(result, 'entry'), stateOf(result, 'classified')]
    }
    t.same(await states({}), ['met', 'met'])
    t.same(await states({ betterExplainedByOtherDisease: null }), ['undetermined', 'undetermined'])
    t.same(await states({ definiteSynovitis: false, betterExplainedByOtherDisease: null }), ['not_met', 'not_met'])
    t.same(await states({ definiteSynovitis: false, typicalErosiveDisease: true }), ['not_met', 'met'])
  })

  t.test('serology on its limits, in words, with comparators and without a limit', async (t) => {
    const rf = (value: number, more: object = {}) => ({ rf: { value, upperLimit: 14, unit: '[IU]/mL', ...more } })
    const rows: readonly (readonly [object, number, number])[] = [
      [rf(0), 0, 0],
      [rf(14), 0, 0],
      [rf(14.01), 2, 2],
      [rf(42), 2, 2],
      [rf(42.01), 3, 3],
      [rf(14, { comparator: '>' }), 2, 3],
      [rf(42, { comparator: '>' }), 3, 3],
      [rf(42, { comparator: '>=' }), 2, 3],
      [rf(14, { comparator: '<' }), 0, 0],
      [rf(20, { comparator: '<' }), 0, 2],
      [rf(20, { upperLimit: null }), 0, 3],
      [{ rfCategory: 'positive' }, 2, 2],
      [{ rfCategory: 'positive', ...rf(50) }, 3, 3],
      [{ rfCategory: 'low', ...rf(20, { upperLimit: null }) }, 2, 2],
      [{ acpaCategory: 'positive' }, 2, 3],
      [{ acpaCategory: 'high' }, 3, 3],
    ]
    for (const [more, lower, upper] of rows) t.same(await serology(more), { lower, upper }, JSON.stringify(more))
    const limitless = await ask({ ...counts, rfCategory: null, ...rf(20, { upperLimit: null }) })
    t.same(limitless.missing, ['rf.upperLimit'])
    t.same(codesOf(limitless), ['input_not_used'])
    t.equal(
      (await ask({ ...counts, rfCategory: null, ...rf(20, { comparator: '<' }) })).criteria[1].reason,
      'censored:rf',
    )
    const near = await ask({ ...counts, rfCategory: null, ...rf(42.01) })
    t.same([near.details.rfRatio.reported, codesOf(near)], ['3.00', ['reported_value_crosses_cutoff']])
  })

  t.test('a category that its value contradicts is refused, and so is a limit of 0', async (t) => {
    const refused: readonly (readonly [object, string, string])[] = [
      [{ rfCategory: 'high', rf: { value: 42, upperLimit: 14, unit: 'U/mL' } }, '/rfCategory', 'conflict'],
      [{ acpaCategory: 'positive', acpa: { value: 7, upperLimit: 7, unit: 'U/mL' } }, '/acpaCategory', 'conflict'],
      [{ rf: { value: 42, upperLimit: 0, unit: 'U/mL' } }, '/rf/upperLimit', 'out_of_range'],
      [{ rf: 42 }, '/rf', 'wrong_type'],
    ]
    for (const [more, pointer, code] of refused) {
      const { errors } = await ask({ ...counts, ...more })
      t.same([errors[0].pointer, errors[0].code], [pointer, code])
    }
  })

  t.test('42 days, 6 weeks and 1.38 months', async (t) => {
    for (const [value, unit, point] of [
      [42, 'd', 1],
      [41.9, 'd', 0],
      [6, 'wk', 1],
      [1.37, 'mo', 0],
      [1.38, 'mo', 1],
    ]) {
      t.equal(
        (await ask({ ...counts, symptomDuration: { value, unit } })).details.durationPoints,
        point,
        `${value} ${unit}`,
      )
    }
    t.equal((await ask({ ...counts, symptomDuration: 6 })).status, 422)
  })

  t.test('joints by finding', async (t) => {
    const involved = async (joints: object, more: object = {}) =>
      await ask({ joints, allOtherJoints: 'absent', ...more })
    const feet = await involved({
      'L-MTP1': BOTH,
      'L-DIP2': BOTH,
      'L-MTP2': BOTH,
      'R-KNE': BOTH,
      'L-TMJ': BOTH,
      'L-TIP2': BOTH,
    })
    t.same(feet.details.jointsInvolved, {
      large: { lower: 1, upper: 1 },
      small: { lower: 1, upper: 1 },
      other: { lower: 2, upper: 2 },
    })
    t.equal(feet.details.jointPoints, 2)
    t.same(codesOf(feet), [])
    const hip = await involved({
      'L-HIP': { tender: 'absent', swollen: 'present' },
      'L-KNE': { tender: 'not_evaluable', swollen: 'not_evaluable' },
    })
    t.same(hip.details.jointsInvolved.large, { lower: 0, upper: 0 }, 'swelling of a hip and a replaced knee')
    const open = await involved({ 'L-MCP2': { tender: 'absent' }, 'L-MCP3': { swollen: 'present' }, 'R-WRI': null })
    t.same(open.details.jointsInvolved.small, { lower: 1, upper: 3 })
    t.equal(open.details.jointPoints, 2, '1 to 3 small joints either way')
    t.same(open.missing, [])
    const twelve = Object.fromEntries(
      ['MCP1', 'MCP2', 'MCP3', 'MCP4', 'MCP5'].flatMap((id) => [
        [`L-${id}`, BOTH],
        [`R-${id}`, BOTH],
      ]),
    )
    t.same((await involved({ ...twelve, 'L-KNE': null })).missing, ['joints.L-KNE'])
    t.equal((await involved({ ...twelve, 'L-KNE': BOTH })).details.jointPoints, 5)
  })

  t.test('other joints: every one but the excluded, or those that the paper prints', async (t) => {
    const of = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, BOTH]))
    // 3 small and 6 large joints, with both tarsi 11.
    const nine = ['L-MCP2', 'L-MCP3', 'R-WRI', 'L-SHO', 'R-SHO', 'L-ELB', 'R-ELB', 'L-KNE', 'R-KNE']
    const active = { crpAbnormal: true, esrAbnormal: true, allOtherJoints: 'absent' }
    const points = async (more: readonly string[], reading?: string) => {
      const result = await ask({ ...active, joints: of([...nine, ...more]), reading })
      return [result.score.value, stateOf(result, 'classified'), codesOf(result)]
    }
    const tarsi = ['L-TAR', 'R-TAR']
    t.same(await points(tarsi), [7, 'met', ['joint_readings_differ']])
    t.same(await points(tarsi, 'listed-only'), [4, 'not_met', ['joints_not_counted', 'joint_readings_differ']])
    t.same(await points(['L-TIP1', 'R-TIP5']), [7, 'met', ['joint_readings_differ']])
    t.same(await points(['L-TMJ', 'R-SCJ']), [7, 'met', []])
    t.same(await points(['L-TMJ', 'R-SCJ'], 'listed-only'), [7, 'met', []])
    t.same(await points(['L-DIP2', 'R-DIP3', 'L-MTP1', 'R-MTP1']), [4, 'not_met', []], 'excluded by either')
    t.same(await points(['L-TAR']), [4, 'not_met', []], '10 joints are not more than 10')

    const numbers = { largeJointsInvolved: 6, smallJointsInvolved: 3 }
    const counted = async (otherCountableJointsInvolved: number, more: object = {}) =>
      await ask({ ...numbers, otherCountableJointsInvolved, ...more })
    t.equal((await counted(2)).details.jointPoints, 5)
    t.equal((await counted(2, { reading: 'listed-only' })).details.jointPoints, 5)
    const many = await counted(18, { largeJointsInvolved: 0, smallJointsInvolved: 4 })
    t.same(
      [many.details.jointPoints, codesOf(many)],
      [5, ['joint_readings_differ']],
      'at most 6 are on the closed list',
    )
    t.equal((await counted(19)).status, 422)
    const refused = await counted(7, { reading: 'listed-only' })
    t.same([refused.status, refused.errors[0].pointer], [422, '/otherCountableJointsInvolved'])
    const few = await ask({ joints: of(tarsi), allOtherJoints: 'absent', otherCountableJointsInvolved: 1 })
    t.same([few.errors[0].pointer, few.errors[0].code], ['/otherCountableJointsInvolved', 'conflict'])
  })

  t.test('a test that was not done is unknown, or negative where the request says so', async (t) => {
    const tested = async (more: object) =>
      await ask({ ...counts, rfCategory: null, acpaCategory: null, untested: 'negative', ...more })
    const partner = await tested({ rfCategory: 'low' })
    t.same([partner.details.serologyPoints, codesOf(partner)], [2, ['untested_counted_as_negative']])
    t.equal(partner.warnings[0].pointer, '/acpa')
    t.same((await tested({ rfCategory: 'low', untested: null })).details.pointBounds.serology, { lower: 2, upper: 3 })
    const neither = await tested({})
    t.same(neither.details.pointBounds.serology, { lower: 0, upper: 3 }, 'at least one of them was done')
    t.same(neither.missing, ['rf', 'acpa'])
    const unread = await tested({ acpaCategory: 'negative', rf: { value: 20, unit: 'U/mL' } })
    t.same(unread.details.pointBounds.serology, { lower: 0, upper: 3 }, 'a titre without its limit was done')
    t.same(unread.missing, ['rf.upperLimit'])
  })

  t.test('positive without a titre is low and says so; with one that cannot be read it is not', async (t) => {
    const positive = await ask({ ...counts, rfCategory: 'positive' })
    t.same([positive.details.serologyPoints, codesOf(positive)], [2, ['positive_counted_as_low']])
    const unread = await ask({ ...counts, rfCategory: 'positive', rf: { value: 300, unit: 'U/mL' } })
    t.same(unread.details.pointBounds.serology, { lower: 2, upper: 3 })
    t.same(unread.missing, ['rf.upperLimit'])
  })

  t.test('definite synovitis without any joint is asked about, not refused', async (t) => {
    const none = { largeJointsInvolved: 0, smallJointsInvolved: 0, otherCountableJointsInvolved: 0 }
    t.same(codesOf(await ask(none)), ['synovitis_without_joint'])
    t.same(codesOf(await ask({ ...none, otherCountableJointsInvolved: null })), [], 'an other joint may be')
    t.same(codesOf(await ask({ ...none, smallJointsInvolved: 1 })), [])
    t.same(codesOf(await ask({ ...none, definiteSynovitis: false })), [])
    t.same(codesOf(await ask({ joints: { 'L-MTP1': BOTH }, allOtherJoints: 'absent' })), ['synovitis_without_joint'])
  })

  t.test('numbers stand beside findings when imaging may have shown more, not less', async (t) => {
    const joints = { 'L-MCP2': BOTH, 'L-MCP3': BOTH }
    const more = await ask({ joints, allOtherJoints: 'absent', smallJointsInvolved: 4 })
    t.equal(more.details.jointPoints, 3)
    const { errors } = await ask({ joints, smallJointsInvolved: 1 })
    t.same([errors[0].pointer, errors[0].code], ['/smallJointsInvolved', 'conflict'])
  })
})
