import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
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
import type { Request } from '../schema.js'

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

const hundredths = (around: readonly number[]) =>
  fc
    .tuple(fc.constantFrom(...around), fc.integer({ min: -2, max: 2 }))
    .map(([cutOff, off]) => Math.max(0, cutOff + off))

t.test('properties', async (t) => {
  t.test('at the limits the decision is that of exact arithmetic, whatever the units', async (t) => {
    const drawn = fc.record({
      tender: fc.integer({ min: 0, max: 2 }),
      swollen: fc.integer({ min: 0, max: 2 }),
      global: hundredths([100, 200]),
      crp: hundredths([100]), // of mg/dL
      scale: fc.constantFrom('mm', 'cm', '{score}'),
      mgDl: fc.boolean(),
    })
    const property = fc.property(drawn, ({ tender, swollen, global, crp, scale, mgDl }) => {
      const result = booleanRemission.compute({
        tenderJointCount28: tender,
        swollenJointCount28: swollen,
        patientGlobal: { value: global / (scale === 'mm' ? 10 : 100), unit: scale },
        crp: mgDl ? { value: crp / 100, unit: 'mg/dL' } : { value: crp / 10, unit: 'mg/L' },
      })
      const joints = tender <= 1 && swollen <= 1
      const [below1, below2, lowCrp] = [BigInt(global) <= 100n, BigInt(global) <= 200n, BigInt(crp) <= 100n]
      const expected = [joints && lowCrp && below1, joints && lowCrp && below2, joints && below1, joints && below2]
      return expected.every((met, i) => result.criteria[i]?.state === (met ? 'met' : 'not_met'))
    })
    const beside = [-1, 0, 1]
    const examples = each([100, 200], beside, beside, ['mm', 'cm', '{score}'], [true, false]).map(
      ([limit, global, crp, scale, mgDl]) => ({
        tender: 1,
        swollen: 1,
        global: limit + global,
        crp: 100 + crp,
        scale,
        mgDl,
      }),
    )
    fc.assert(property, { numRuns: 2000, examples: examples.map((example) => [example]) })
    t.pass()
  })

  const bodies: fc.Arbitrary<Request> = fc.record({
    tenderJointCount28: fc.integer({ min: 0, max: 2 }),
    swollenJointCount28: fc.integer({ min: 0, max: 2 }),
    tenderJointCount68: fc.option(fc.integer({ min: 0, max: 2 })),
    swollenJointCount66: fc.option(fc.integer({ min: 0, max: 2 })),
    patientGlobal: hundredths([100, 200]).map((value) => score(value / 100)),
    crp: fc.record({
      value: hundredths([100]).map((value) => value / 10),
      unit: fc.constant('mg/L'),
      comparator: fc.constantFrom(undefined, '<' as const, '<=' as const, '>=' as const, '>' as const),
    }),
    sdai: fc.constantFrom(3.2, 3.3, 3.4),
    cdai: fc.constantFrom(2.7, 2.8, 2.9),
  })

  t.test('removing a measurement never meets a definition', async (t) => {
    removalNeverMeets(
      booleanRemission,
      bodies,
      [
        ['tenderJointCount28', 'tenderJointCount68'],
        ['swollenJointCount28', 'swollenJointCount66'],
        ['patientGlobal'],
        ['crp'],
        ['sdai'],
        ['cdai'],
      ],
      1000,
    )
    t.pass()
  })

  t.test('more disease never brings remission; 2011 implies 2.0, and CRP only narrows', async (t) => {
    const order = ['not_met', 'undetermined', 'met']
    const ranks = (body: Request) => booleanRemission.compute(body).criteria.map(({ state }) => order.indexOf(state))
    const property = fc.property(bodies, fc.constantFrom('joint', 'global', 'crp'), (body, which) => {
      const worse: Request = {
        ...body,
        ...(which === 'joint' ? { swollenJointCount28: 2, swollenJointCount66: body.swollenJointCount66 && 2 } : {}),
        ...(which === 'global' ? { patientGlobal: score((body.patientGlobal?.value ?? 0) + 0.5) } : {}),
        ...(which === 'crp' && body.crp ? { crp: { ...body.crp, value: body.crp.value + 0.5 } } : {}),
      }
      const [before, after] = [ranks(body), ranks(worse)]
      const [of2011 = 0, of20 = 0, of2011NoCrp = 0, of20NoCrp = 0] = before
      return (
        after.every((rank, i) => rank <= (before[i] ?? 0)) &&
        of2011 <= of20 &&
        of2011NoCrp <= of20NoCrp &&
        of2011 <= of2011NoCrp &&
        of20 <= of20NoCrp
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('same input, same bytes', async (t) => {
    const compute = (body: Request) => JSON.stringify(booleanRemission.compute(body))
    const property = fc.property(bodies, (body) => compute(structuredClone(body)) === compute(body))
    fc.assert(property, { numRuns: 200 })
    t.pass()
  })
})
