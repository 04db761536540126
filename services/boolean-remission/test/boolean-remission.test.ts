import {
  codesOf,
  type Json,
  type matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import booleanRemission from '../index.js'

const slug = 'boolean-remission'
const BOOLEAN = ['boolean-2011', 'boolean-2.0', 'boolean-2011-no-crp', 'boolean-2.0-no-crp']
const FIELD: Readonly<Record<string, string>> = { crp_mg_per_dL: 'crp', patient_global_0_10: 'patientGlobal' }

t.test('worked examples of the clinical specification', async (t) => {
  const put = (field: string, unit?: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = unit === undefined ? value : { value, unit }
  }
  const state = (id: string) => (t: Test, reply: { readonly json: Json }, value: Json) => {
    t.equal(stateOf(reply.json, id), value, id)
  }
  type Test = Parameters<typeof matches>[0]
  await workedExamples(t, await serviceFor(t, booleanRemission), {
    slug,
    from: import.meta.url,
    file: 'boolean-remission.json',
    rows: 12,
    inputs: {
      tjc_count: put('tenderJointCount28'),
      sjc_count: put('swollenJointCount28'),
      patient_global_0_10: put('patientGlobal', '{score}'),
      crp_mg_per_dL: put('crp', 'mg/dL'),
    },
    kit: {
      boolean_2011: 'criteria.boolean-2011',
      boolean_2_0: 'criteria.boolean-2.0',
      boolean_2011_no_crp: 'criteria.boolean-2011-no-crp',
      boolean_2_0_no_crp: 'criteria.boolean-2.0-no-crp',
    },
    expected: {
      boolean_2011: state('boolean-2011'),
      boolean_2_0: state('boolean-2.0'),
      boolean_2011_no_crp: state('boolean-2011-no-crp'),
      boolean_2_0_no_crp: state('boolean-2.0-no-crp'),
      missing: (t, reply, value) =>
        t.same(
          reply.json.missing,
          value.map((name: string) => FIELD[name]),
        ),
    },
  })
})

const score = (value: number) => ({ value, unit: '{score}' })
const mgL = (value: number, comparator?: string) => ({ value, unit: 'mg/L', ...(comparator ? { comparator } : {}) })
const quiet = { tenderJointCount28: 0, swollenJointCount28: 1, patientGlobal: score(1), crp: mgL(10) }

t.test('edges', async (t) => {
  const app = await serviceFor(t, booleanRemission)
  const ask = async (more: object) => (await post(app, slug, { ...quiet, ...more })).json
  const boolean = (result: Json) => BOOLEAN.map((id) => stateOf(result, id))

  t.test('a CRP limit is compared as a range', async (t) => {
    const rows: readonly (readonly [string, number, string])[] = [
      ['<', 5, 'met'],
      ['<', 10, 'met'],
      ['<=', 10, 'met'],
      ['<=', 11, 'undetermined'],
      ['<', 10.1, 'undetermined'],
      ['>', 5, 'undetermined'],
      ['>=', 10, 'undetermined'],
      ['>', 10, 'not_met'],
      ['>=', 10.1, 'not_met'],
    ]
    for (const [comparator, value, state] of rows) {
      const result = await ask({ crp: mgL(value, comparator) })
      t.same(boolean(result), [state, state, 'met', 'met'], `${comparator}${value}`)
      t.same(codesOf(result), ['crp_censored'])
      t.equal(result.criteria[0].reason, state === 'undetermined' ? 'censored:crp' : null)
    }
  })

  t.test('the full counts decide where they are sent, and say where the 28 would decide otherwise', async (t) => {
    const feet = await ask({ tenderJointCount68: 6, swollenJointCount66: 6 })
    t.same(boolean(feet), ['not_met', 'not_met', 'not_met', 'not_met'])
    t.equal(feet.details.jointSet, '66-68')
    t.same(codesOf(feet), ['joint_set_sensitive', 'joint_set_sensitive'])
    const none = await ask({ tenderJointCount68: 1, swollenJointCount66: 1 })
    t.same(boolean(none), ['met', 'met', 'met', 'met'])
    t.same(codesOf(none), [])
    const alone = await ask({
      tenderJointCount28: null,
      swollenJointCount28: null,
      tenderJointCount68: 1,
      swollenJointCount66: 1,
    })
    t.equal(alone.details.jointSet, '66-68')
    t.same(alone.missing, [])
    t.equal((await ask({ tenderJointCount28: null, tenderJointCount68: 1 })).details.jointSet, 'mixed')
    t.equal((await ask({ tenderJointCount28: null })).details.jointSet, '28')
    t.equal((await post(app, slug, {})).json.details.jointSet, null)
  })

  t.test('counts of the two sets that no examination can give are refused', async (t) => {
    const refused = async (more: object) => {
      const problem = await ask(more)
      return problem.status === 422 ? problem.errors.map((fault: Json) => [fault.pointer, fault.code]) : null
    }
    t.same(await refused({ tenderJointCount28: 3, tenderJointCount68: 2 }), [['/tenderJointCount68', 'conflict']])
    t.same(await refused({ swollenJointCount28: 3, swollenJointCount66: 42 }), [['/swollenJointCount66', 'conflict']])
    t.equal(await refused({ swollenJointCount28: 3, swollenJointCount66: 41 }), null)
    t.equal(await refused({ tenderJointCount28: 3, tenderJointCount68: 43 }), null)
    t.same(await refused({ tenderJointCount28: 3, tenderJointCount68: 44 }), [['/tenderJointCount68', 'conflict']])
    // joints-07 of the joint counts: prorated to 3.23 of 28 where the whole examination found 3
    const prorated = { tenderJointCount28: 3.23, tenderJointCount68: 3, jointCountMethod: 'prorated' }
    t.equal(await refused(prorated), null)
    t.same(await refused({ tenderJointCount28: 0.5 }), [['/tenderJointCount28', 'not_whole_number']])
  })

  t.test('index-based remission is decided at 3.3 and 2.8, and open where no index is sent', async (t) => {
    const rows: readonly (readonly [object, string, string])[] = [
      [{ sdai: 3.3, cdai: 2.8 }, 'met', 'met'],
      [{ sdai: 1.1 + 1.1 + 1.1, cdai: 1.1 + 1.7 }, 'met', 'met'],
      [{ sdai: 3.31, cdai: 2.81 }, 'not_met', 'not_met'],
      [{ sdai: null }, 'undetermined', 'undetermined'],
    ]
    for (const [more, sdai, cdai] of rows) {
      const result = await ask(more)
      t.equal(stateOf(result, 'sdai-remission'), sdai)
      t.equal(stateOf(result, 'cdai-remission'), cdai)
      t.equal(result.status, 'computed', 'the Boolean definitions alone count')
      t.same(result.missing, [])
    }
    t.same(codesOf(await ask({ sdai: 3.3, cdai: 2.81 })), ['rounded_input'])
    t.equal((await ask({})).criteria[4].reason, 'missing:sdai')
    t.match((await ask({ sdai: 3.31 })).text, '; SDAI remission not met')
  })

  t.test('the item that fails is named, and the line says what is missing', async (t) => {
    const result = await ask({ patientGlobal: { value: 15, unit: 'mm' }, crp: null })
    t.same(result.details.items, {
      tenderJoints: 'met',
      swollenJoints: 'met',
      crp: 'undetermined',
      patientGlobalAtMost1: 'not_met',
      patientGlobalAtMost2: 'met',
    })
    t.equal(result.status, 'not_computable')
    t.equal(
      result.text,
      'Boolean remission (28 joints): 2011 not met, 2.0 undetermined; without CRP: 2011 not met, 2.0 met; missing crp',
    )
    const nothing = (await post(app, slug, {})).json
    t.same(nothing.missing, ['tenderJointCount28', 'swollenJointCount28', 'patientGlobal', 'crp'])
    t.same(boolean(nothing), ['undetermined', 'undetermined', 'undetermined', 'undetermined'])
  })

  t.test('a scale in mm of 10 or less is suspect, an implausible CRP is pointed out', async (t) => {
    t.same(codesOf(await ask({ patientGlobal: { value: 8, unit: 'mm' } })), ['vas_scale_suspect'])
    t.same(codesOf(await ask({ patientGlobal: { value: 0, unit: 'mm' } })), [])
    t.same(codesOf(await ask({ crp: mgL(501) })), ['outside_plausible_range'])
    for (const crp of [1, { value: 1 }, { value: 1, unit: 'nmol/L' }]) t.equal((await ask({ crp })).status, 422)
  })
})
