import { JOINT_IDS } from '@activity-scores/shared/measures/joints'
import {
  codesOf,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  type WorkedExamples,
  warningsOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import jointCounts from '../index.js'

const slug = 'joint-counts'

/** The lists of the file as findings of joints; a joint in one list alone lacks the other finding. */
const findings: NonNullable<WorkedExamples['inputs']>[string] = (_value, request, { inputs }) => {
  const in_ = (list: string, id: string) => inputs[list].includes(id)
  const kind = (list: string, id: string) => {
    if (in_('not_evaluable_joints', id)) return 'not_evaluable'
    if (in_('not_done_joints', id)) return 'not_done'
    return in_(list, id) ? 'present' : 'absent'
  }
  const lists = ['tender_joints', 'swollen_joints', 'not_evaluable_joints', 'not_done_joints']
  const named: ReadonlySet<string> = new Set(lists.flatMap((list) => inputs[list]))
  request['joints'] = Object.fromEntries(
    [...named].map((id) => [id, { tender: kind('tender_joints', id), swollen: kind('swollen_joints', id) }]),
  )
}

const count =
  (name: string): NonNullable<WorkedExamples['expected']>[string] =>
  (t, reply, value) =>
    matches(t, reply.json.details[name], value, name)

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, jointCounts), {
    slug,
    from: import.meta.url,
    file: 'joint-counts.json',
    rows: 10,
    inputs: {
      all_other_joints: (value, request) => {
        request['allOtherJoints'] = value
      },
      tender_joints: findings,
      swollen_joints: findings,
      not_evaluable_joints: findings,
      not_done_joints: findings,
    },
    expected: {
      tjc28: count('tenderJointCount28'),
      sjc28: count('swollenJointCount28'),
      tjc68: count('tenderJointCount68'),
      sjc66: count('swollenJointCount66'),
      warnings: (t, reply, value) => t.same(codesOf(reply.json), value),
    },
  })
})

const BOTH = { tender: 'present', swollen: 'present' }

t.test('edges', async (t) => {
  const app = await serviceFor(t, jointCounts)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const bounds = ({ details }: Json) => Object.values(details).map((one: Json) => [one.value, one.lower, one.upper])

  t.test('the sets have 28, 68 and 66 joints, and nothing sent leaves all of them open', async (t) => {
    t.equal(JOINT_IDS.length, 68)
    const result = await ask({})
    t.equal(result.status, 'not_computable')
    t.same(bounds(result), [
      [null, 0, 28],
      [null, 0, 28],
      [null, 0, 68],
      [null, 0, 66],
    ])
    t.same(result.missing, ['tenderJointCount28', 'swollenJointCount28', 'tenderJointCount68', 'swollenJointCount66'])
    t.equal(stateOf(result, 'both-at-least-6'), 'undetermined')
    const absent = await ask({ joints: {}, allOtherJoints: 'absent' })
    t.same(bounds(absent), Array(4).fill([0, 0, 0]), 'examined and nothing found is stated, not assumed')
    const lost = await ask({ allOtherJoints: 'absent' })
    t.same(bounds(lost), bounds(result), 'what was found in the others needs the list that they are not in')
    t.same(warningsOf(lost), [['input_not_used', '/allOtherJoints']])
  })

  t.test('a joint that is not listed, or lacks a finding, is not done', async (t) => {
    const result = await ask({
      joints: { 'R-MCP2': BOTH, 'L-MCP2': { tender: 'present' }, 'L-KNE': null },
      allOtherJoints: 'absent',
    })
    t.same(bounds(result), [
      [null, 2, 3],
      [null, 1, 3],
      [null, 2, 3],
      [null, 1, 3],
    ])
    t.same(result.missing, ['joints.L-MCP2.swollen', 'joints.L-KNE'])
    t.equal(result.status, 'not_computable')
  })

  t.test('an examination of the 28 joints is computed, the full counts are bounds', async (t) => {
    const of28 = ['SHO', 'ELB', 'WRI', 'KNE', 'MCP1', 'MCP2', 'MCP3', 'MCP4', 'MCP5'].concat([
      'PIP1',
      'PIP2',
      'PIP3',
      'PIP4',
      'PIP5',
    ])
    const joints = Object.fromEntries(
      of28
        .flatMap((base) => [`L-${base}`, `R-${base}`])
        .map((id, i) => [id, i < 6 ? BOTH : { tender: 'absent', swollen: 'absent' }]),
    )
    const result = await ask({ joints })
    t.equal(result.status, 'computed')
    t.same(bounds(result), [
      [6, 6, 6],
      [6, 6, 6],
      [null, 6, 46],
      [null, 6, 44],
    ])
    t.equal(stateOf(result, 'both-at-least-6'), 'met', 'lower bounds suffice')
    t.equal(result.missing.length, 40)
    t.ok(result.missing.includes('joints.L-HIP'))
  })

  t.test('the rows of the trial on counts alone', async (t) => {
    const rows: readonly (readonly [string, object, string])[] = [
      ['trial-11', { swollenJointCount66: 6, tenderJointCount68: 6 }, 'met'],
      ['trial-12', { swollenJointCount66: 5, tenderJointCount68: 12 }, 'not_met'],
      ['trial-14', { swollenJointCount28: 6, tenderJointCount28: 7 }, 'met'],
      ['trial-15', { swollenJointCount28: 3, tenderJointCount28: 4 }, 'undetermined'],
      ['trial-16', { swollenJointCount66: 2 }, 'not_met'],
      ['trial-17', { swollenJointCount66: 8 }, 'undetermined'],
    ]
    for (const [id, body, state] of rows) t.equal(stateOf(await ask(body), 'both-at-least-6'), state, id)
    t.equal((await ask({ swollenJointCount66: 8 })).criteria[2].reason, 'missing:tenderJointCount68')
  })

  t.test('counts and findings bound one another, and are refused when they cannot be right together', async (t) => {
    const result = await ask({ swollenJointCount66: 60, swollenJointCount28: 25, tenderJointCount68: 3 })
    t.same(bounds(result), [
      [null, 0, 3],
      [25, 25, 25],
      [3, 3, 3],
      [60, 60, 60],
    ])
    t.same(bounds(await ask({ swollenJointCount66: 60 }))[1], [null, 22, 28], '38 of 60 at most lie outside')
    const refused: readonly (readonly [object, string])[] = [
      [{ swollenJointCount28: 7, swollenJointCount66: 6 }, '/swollenJointCount28'],
      [{ tenderJointCount28: 7, tenderJointCount68: 6 }, '/tenderJointCount28'],
      [{ tenderJointCount28: 2, tenderJointCount68: 43 }, '/tenderJointCount28'],
      [{ joints: { 'L-KNE': BOTH }, swollenJointCount28: 0 }, '/swollenJointCount28'],
      [{ joints: { 'L-KNE': BOTH }, allOtherJoints: 'absent', tenderJointCount68: 2 }, '/tenderJointCount68'],
    ]
    for (const [body, pointer] of refused) {
      const { status, errors } = await ask(body)
      t.equal(status, 422)
      t.same([errors[0].pointer, errors[0].code], [pointer, 'conflict'])
    }
    t.equal((await ask({ tenderJointCount28: 2, tenderJointCount68: 42 })).instrument, slug, '42 of 68 with 2 of 28')
  })

  t.test('a count that joints not done cannot confirm stands, with a warning', async (t) => {
    const result = await ask({ joints: { 'L-KNE': BOTH }, swollenJointCount66: 4 })
    t.same(result.details.swollenJointCount66.value, 4)
    t.same(bounds(result)[1], [null, 1, 4])
    t.same(warningsOf(result), [['joints_incomplete', '/swollenJointCount66']])
    const prorated = await ask({ joints: { 'L-KNE': BOTH }, swollenJointCount66: 4, policy: 'prorate' })
    t.same(bounds(prorated)[3], [null, null, null], '1 of 66 is known to be evaluable, and 33 are needed')
  })

  t.test(
    'prorating: half of the set is enough, joints not done leave bounds, counts alone are not prorated',
    async (t) => {
      const notEvaluable = (ids: readonly string[]) =>
        Object.fromEntries(ids.map((id) => [id, { tender: 'not_evaluable', swollen: 'not_evaluable' }]))
      const half = [
        'SHO',
        'ELB',
        'WRI',
        'KNE',
        'MCP1',
        'MCP2',
        'MCP3',
        'MCP4',
        'MCP5',
        'PIP1',
        'PIP2',
        'PIP3',
        'PIP4',
        'PIP5',
      ]
      const joints = { ...notEvaluable(half.map((base) => `L-${base}`)), 'R-MCP2': BOTH }
      const exactlyHalf = await ask({ joints, allOtherJoints: 'absent', policy: 'prorate' })
      t.same(bounds(exactlyHalf)[0], [2, 2, 2], '1 of 14 evaluable is 2 of 28')
      t.equal(exactlyHalf.details.tenderJointCount28.reported, '2.00')
      const open = await ask({
        joints: { ...notEvaluable(['L-KNE']), 'R-KNE': null, 'R-MCP2': BOTH },
        allOtherJoints: 'absent',
        policy: 'prorate',
      })
      matches(t, open.details.tenderJointCount28.lower, 28 / 27, 'absent and evaluable')
      matches(t, open.details.tenderJointCount28.upper, 56 / 27, 'present')
      t.equal(open.details.tenderJointCount28.value, null)
      const alone = await ask({ tenderJointCount28: 3, policy: 'prorate' })
      t.same(bounds(alone)[0], [3, 3, 3])
      t.same(alone.warnings[0].code, 'input_not_used')
      const underHalf = await ask({
        joints: { ...joints, ...notEvaluable(['R-KNE']) },
        allOtherJoints: 'absent',
        policy: 'prorate',
      })
      t.same(bounds(underHalf)[0], [null, null, null])
      t.equal(underHalf.details.tenderJointCount28.reason, 'too_few_evaluable')
      t.match(underHalf.text, 'TJC28 not computable (fewer than half of the joints evaluable)')
      const perhaps = await ask({
        joints: { ...joints, 'R-KNE': null },
        allOtherJoints: 'absent',
        policy: 'prorate',
      })
      t.same(bounds(perhaps)[0], [null, null, null], '13 are evaluable, and R-KNE may be or not')
      t.equal(perhaps.details.tenderJointCount28.reason, 'not_done')
      t.match(perhaps.text, 'TJC28 not computable (fewer than half of the joints known to be evaluable)')
      const beside = await ask({ joints, allOtherJoints: 'absent', policy: 'prorate', tenderJointCount28: 1 })
      t.same(bounds(beside)[0], [2, 2, 2])
      t.same(beside.warnings[0].code, 'counts_prorated')
    },
  )

  t.test('a joint without its side, an unknown joint and a fraction are refused', async (t) => {
    for (const name of ['MCP2', 'L-MCP6', 'L-NECK']) {
      const { errors } = await ask({ joints: { [name]: BOTH } })
      t.same([errors[0].pointer, errors[0].code], [`/joints/${name}`, 'unknown_field'])
      t.match(errors[0].message, 'L-MCP2')
    }
    t.equal((await ask({ tenderJointCount28: 3.5 })).errors[0].code, 'not_whole_number')
    t.equal((await ask({ tenderJointCount68: 3.5 })).errors[0].code, 'not_whole_number')
    const twice = await post(app, slug, '{"joints":{"L-KNE":{"tender":"present"},"L-KNE":{"tender":"absent"}}}')
    t.equal(twice.status, 400)
  })
})
