import { resultSchema } from '@activity-scores/shared/contract/result-schema'
import type { State } from '@activity-scores/shared/language/kleene'
import { ENZYME_NAMES } from '@activity-scores/shared/measures/muscle-enzymes'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import myositisCoreSet from '../index.js'
import { definitions } from '../manifest.js'
import type { Request } from '../schema.js'
import { aimed, aimedSteps, enzymeUnits, inUnit, reachesOneAndAHalf, request } from './arbitrary.js'

const statesOf = (body: Request): ReadonlyMap<string, State> =>
  new Map(myositisCoreSet.compute(body).criteria.map(({ id, state }) => [id, state]))

t.test('a decision at a cut-off is that of exact decimal arithmetic', async (t) => {
  t.test('an enzyme of 1.5 times its limit, in every unit', async (t) => {
    const property = fc.property(aimedSteps, fc.constantFrom(...enzymeUnits), (steps, unit) => {
      const high = inUnit(steps, unit)
      const normal = { value: 1, upperLimit: 2, unit: 'U/L' }
      const states = statesOf({ enzymes: { ck: high, ldh: normal, ast: normal, alt: normal } })
      return states.get('muscle-enzyme') === (reachesOneAndAHalf(steps) ? 'met' : 'not_met')
    })
    const beside = each([2, 200, 20_000], [-1, 0, 1]).map(([limit, off]): [number, number] => [
      1.5 * limit + off,
      limit,
    ])
    fc.assert(property, { numRuns: 2000, examples: each(beside, enzymeUnits) })
    t.pass()
  })

  t.test('a global of 2.0 cm in cm, mm and as a rating', async (t) => {
    const fields = ['physicianGlobal', 'patientGlobal', 'extramuscularActivity'] as const
    const property = fc.property(aimed(2, 10, 2), fc.constantFrom(...fields), (value, field) => {
      const hundredths = Math.round(value * 100)
      const id = definitions[field].id
      return [
        { value, unit: 'cm' },
        { value, unit: '{score}' },
        { value: hundredths / 10, unit: 'mm' },
      ].every((given) => statesOf({ [field]: given }).get(id) === (BigInt(hundredths) >= 200n ? 'met' : 'not_met'))
    })
    fc.assert(property, { numRuns: 1000, examples: each([1.99, 2, 2.01], fields) })
    t.pass()
  })

  t.test('HAQ-DI of 0.25', async (t) => {
    const property = fc.property(aimed(0.25, 3, 3), (haqDi) => {
      const thousandths = Math.round(haqDi * 1000)
      return statesOf({ haqDi }).get('haq-di') === (thousandths >= 250 ? 'met' : 'not_met')
    })
    fc.assert(property, { numRuns: 1000, examples: each([0.249, 0.25, 0.251]) })
    t.pass()
  })
})

t.test('more disease never un-meets a criterion', async (t) => {
  type Worse = (body: Request) => Request
  const scaleWorse =
    (field: 'physicianGlobal' | 'patientGlobal' | 'extramuscularActivity'): Worse =>
    (body) => {
      const given = body[field]
      return given
        ? { ...body, [field]: { ...given, value: Math.min(given.unit === 'mm' ? 100 : 10, given.value + 0.1) } }
        : body
    }
  const worse: readonly Worse[] = [
    scaleWorse('physicianGlobal'),
    scaleWorse('patientGlobal'),
    scaleWorse('extramuscularActivity'),
    (body) => (body.mmt8Bilateral ? { ...body, mmt8Bilateral: body.mmt8Bilateral - 1 } : body),
    (body) => (body.mmt8 ? { ...body, mmt8: { ...body.mmt8, grades: { ...body.mmt8.grades, neckFlexors: 0 } } } : body),
    (body) => (body.haqDi == null ? body : { ...body, haqDi: Math.min(3, body.haqDi + 0.001) }),
    (body) => (body.haq ? { ...body, haq: { ...body.haq, items: { ...body.haq.items, HAQ01: 3 } } } : body),
    (body) => {
      const ck = body.enzymes?.ck
      return ck ? { ...body, enzymes: { ...body.enzymes, ck: { ...ck, value: ck.value * 1.1 } } } : body
    },
    (body) => (body.muscleInvolvement === null ? { ...body, muscleInvolvement: true } : body),
  ]
  const property = fc.property(request, fc.constantFrom(...worse), (body, change) => {
    const before = statesOf(body)
    for (const [id, state] of statesOf(change(body)))
      if (before.get(id) === 'met' && state !== 'met') throw new Error(`${id} was met and became ${state}`)
  })
  fc.assert(property, { numRuns: 2000 })
  t.pass()
})

t.test('removing an input never meets a criterion', async (t) => {
  // A single enzyme is left out: one that is not sent is not among those measured, which the answer says. Answers of the
  // HAQ are left out one by one, since a mean over fewer categories is another score.
  removalNeverMeets(
    myositisCoreSet,
    request,
    [
      ['muscleInvolvement'],
      ['mmt8Bilateral', 'mmt8'],
      ['mmt8.grades.neckFlexors'],
      ['mmt8.grades.quadriceps', 'mmt8.grades.quadricepsLeft'],
      ['physicianGlobal'],
      ['patientGlobal'],
      ['extramuscularActivity'],
      ['haqDi', 'haq'],
      ['haq.aids'],
      ['haq.help'],
      ['enzymes'],
      ...ENZYME_NAMES.map((name) => [`enzymes.${name}.upperLimit`]),
    ],
    2000,
  )
  t.pass()
})

t.test('a limit that is added never contradicts what was decided without it', async (t) => {
  let decided = 0
  const limits = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 5, maxLength: 5 })
  const property = fc.property(
    request,
    fc.subarray([...ENZYME_NAMES], { minLength: 1 }),
    limits,
    (body, gone, drawn) => {
      const sent = Object.entries(body.enzymes ?? {}).flatMap(([name, given]) =>
        given ? [[name, given] as const] : [],
      )
      const without = sent.map(([name, given]) => {
        const { upperLimit, ...rest } = given
        return [name, gone.some((each) => each === name) ? rest : { ...rest, upperLimit }]
      })
      const added = without.map(([name, given], i) => [
        name,
        { upperLimit: (drawn[i] ?? 1) / 10, ...(given as object) },
      ])
      const [before, after] = [without, added].map((enzymes) =>
        statesOf({ ...body, enzymes: Object.fromEntries(enzymes) as Request['enzymes'] }),
      )
      for (const [id, state] of before ?? []) {
        if (state === 'undetermined') continue
        decided += 1
        if (after?.get(id) !== state) throw new Error(`${id} was ${state} and became ${after?.get(id)}`)
      }
    },
  )
  fc.assert(property, { numRuns: 2000 })
  t.ok(decided > 0)
})

t.test('both statements of a measure decide as either does', async (t) => {
  const property = fc.property(request, (body) => {
    const { inputs } = myositisCoreSet.compute(body) as {
      readonly inputs: { readonly mmt8Bilateral: number | null; readonly haqDi: number | null }
    }
    const both: Request = { ...body, mmt8Bilateral: inputs.mmt8Bilateral, haqDi: inputs.haqDi }
    const before = statesOf(body)
    if (myositisCoreSet.rules.some((rule) => rule.check(both).length > 0)) throw new Error('the two are said to differ')
    for (const [id, state] of statesOf(both)) if (before.get(id) !== state) throw new Error(`${id} changed`)
  })
  fc.assert(property, { numRuns: 500 })
  t.pass()
})

t.test('the unit of an enzyme changes nothing, and every answer keeps its schema', async (t) => {
  const schema = resultSchema(myositisCoreSet)
  const property = fc.property(request, fc.constantFrom(...enzymeUnits), (body, unit) => {
    const result = myositisCoreSet.compute(body)
    schema.parse(
      JSON.parse(
        JSON.stringify({
          instrument: myositisCoreSet.slug,
          version: myositisCoreSet.version,
          references: [],
          ...result,
        }),
      ),
    )
    const other = Object.entries(body.enzymes ?? {}).map(([name, given]) => [name, given && { ...given, unit }])
    const again = statesOf({ ...body, enzymes: Object.fromEntries(other) })
    for (const { id, state } of result.criteria)
      if (again.get(id) !== state) throw new Error(`${id} changed with ${unit}`)
  })
  fc.assert(property, { numRuns: 500 })
  t.pass()
})
