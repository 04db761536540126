import { each, fc } from '@activity-scores/shared/testing/drawing'
import { cm, enzyme } from '@activity-scores/shared/testing/myositis-files'
import { boundsContainCompletions, removalNeverMeets, without } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import tis from '../index.js'
import type { Request } from '../schema.js'

/** Whole steps of each measure at the two visits: 0.01 cm, 1 unit of strength, 0.001 of HAQ, 0.1 U/L. */
interface Steps {
  readonly from: number
  readonly to: number
}

const EDGES = [0, 5, 15, 25, 40]

/** About half of the draws change by an edge, give or take a step. `sign` is +1 where less is better. */
const aimed = (max: number, edges: readonly number[], sign: 1 | -1, min = 0): fc.Arbitrary<Steps> => {
  const near = fc
    .tuple(fc.integer({ min, max }), fc.constantFrom(...edges), fc.integer({ min: -1, max: 1 }))
    .map(([from, edge, off]) => ({
      from,
      to: Math.min(max, Math.max(min, from - sign * (Math.round((edge * max) / 100) + off))),
    }))
  return fc.oneof(near, fc.record({ from: fc.integer({ min, max }), to: fc.integer({ min, max }) }))
}

const FORMS = { mmt8Bilateral: 150, mmt8Unilateral: 80, mmtTotal: 260 } as const
type Form = keyof typeof FORMS

/** CK with its limits at both visits, in tenths of U/L; the change is aimed at an edge of 15 times the limit. */
const ckSteps = fc
  .tuple(
    fc.integer({ min: 10, max: 400 }),
    fc.constantFrom(...EDGES),
    fc.integer({ min: -1, max: 1 }),
    fc.integer({ min: 1, max: 5000 }),
    fc.boolean(),
  )
  .map(([limit, edge, off, to, other]) => ({
    limit,
    otherLimit: other ? limit + 7 : limit,
    from: Math.max(1, to + Math.round((edge * 15 * limit) / 100) + off),
    to,
  }))

interface Case {
  readonly physician: Steps
  readonly patient: Steps
  readonly extramuscular: Steps
  readonly form: Form
  readonly strength: Steps
  readonly haq: Steps
  readonly ck: { readonly limit: number; readonly otherLimit: number; readonly from: number; readonly to: number }
}

const scale = aimed(1000, EDGES, 1)
const cases: fc.Arbitrary<Case> = fc.constantFrom<Form>('mmt8Bilateral', 'mmt8Unilateral', 'mmtTotal').chain((form) =>
  fc.record({
    physician: scale,
    patient: scale,
    extramuscular: scale,
    form: fc.constant(form),
    strength: aimed(FORMS[form], [0, 2, 10, 20, 30], -1),
    haq: aimed(3000, EDGES, 1),
    ck: ckSteps,
  }),
)

const visit = (given: Case, at: 'from' | 'to') => ({
  physicianGlobal: cm(given.physician[at] / 100),
  patientGlobal: { value: given.patient[at] / 10, unit: 'mm' },
  extramuscularActivity: { value: given.extramuscular[at] / 100, unit: '{score}' },
  [given.form]: given.strength[at],
  haqDi: given.haq[at] / 1000,
  enzymes: { ck: enzyme(given.ck[at] / 10, (at === 'from' ? given.ck.limit : given.ck.otherLimit) / 10) },
})
const requestOf = (given: Case): Request => ({ baseline: visit(given, 'from'), followUp: visit(given, 'to') })

/** Level by exact arithmetic: 100 * change / range > edge. */
const level = (change: bigint, range: bigint, edges: readonly bigint[]): number =>
  edges.filter((edge) => 100n * change > edge * range).length

const PERCENT = [5n, 15n, 25n, 40n]
const fell = ({ from, to }: Steps): bigint => BigInt(from) - BigInt(to)

/** The points of the clinical specification's table, in tenths. */
const POINTS = {
  physicianGlobal: [0n, 75n, 150n, 175n, 200n],
  patientGlobal: [0n, 25n, 50n, 75n, 100n],
  mmt: [0n, 100n, 200n, 275n, 325n],
  haqDi: [0n, 50n, 75n, 75n, 100n],
  enzyme: [0n, 25n, 50n, 75n, 75n],
  extramuscularActivity: [0n, 75n, 125n, 150n, 200n],
} as const

function levels({
  physician,
  patient,
  extramuscular,
  form,
  strength,
  haq,
  ck,
}: Case): Record<keyof typeof POINTS, number> {
  const [limit, otherLimit] = [BigInt(ck.limit), BigInt(ck.otherLimit)]
  return {
    physicianGlobal: level(fell(physician), 1000n, PERCENT),
    patientGlobal: level(fell(patient), 1000n, PERCENT),
    mmt: level(-fell(strength), BigInt(FORMS[form]), [2n, 10n, 20n, 30n]),
    haqDi: level(fell(haq), 3000n, PERCENT),
    enzyme: level(BigInt(ck.from) * otherLimit - BigInt(ck.to) * limit, 15n * limit * otherLimit, PERCENT),
    extramuscularActivity: level(fell(extramuscular), 1000n, PERCENT),
  }
}

const complete = cases.map(requestOf)
const both = (...fields: readonly string[]) =>
  ['baseline', 'followUp'].map((visit) => fields.map((f) => `${visit}.${f}`))
const removals = [
  ...['physicianGlobal', 'patientGlobal', 'extramuscularActivity', 'haqDi', 'enzymes'].flatMap((field) => both(field)),
  ...both(...Object.keys(FORMS)),
]

t.test('properties', async (t) => {
  t.test('points, score and categories are those of exact arithmetic', async (t) => {
    const property = fc.property(cases, (given) => {
      const expected = levels(given)
      const { score, details, category } = tis.compute(requestOf(given))
      const { measures, categories } = details as {
        measures: Record<keyof typeof POINTS, { points: number }>
        categories: { adult: string; jdm: string }
      }
      let total = 0n
      for (const item of Object.keys(POINTS) as (keyof typeof POINTS)[]) {
        const tenths = POINTS[item][expected[item]] ?? 0n
        total += tenths
        if (measures[item].points * 10 !== Number(tenths)) return false
      }
      const band = (minimal: bigint, moderate: bigint, major: bigint) =>
        total >= major ? 'major' : total >= moderate ? 'moderate' : total >= minimal ? 'minimal' : 'none'
      return (
        Number(score?.value) * 10 === Number(total) &&
        category?.code === band(200n, 400n, 600n) &&
        categories.adult === band(200n, 400n, 600n) &&
        categories.jdm === band(300n, 450n, 700n)
      )
    })
    // Every measure on its edge and a step to either side; strength has edges of its own.
    const forms = Object.keys(FORMS) as Form[]
    const examples = each([0, 1, 2, 3], [-1, 0, 1], forms).map(([edge, off, form]): [Case] => {
      const share = [5, 15, 25, 40][edge] ?? 0
      const fall = (range: number, from: number): Steps => ({ from, to: from - (share * range) / 100 + off })
      const gained = Math.round(([2, 10, 20, 30][edge] ?? 0) * FORMS[form]) / 100
      return [
        {
          physician: fall(1000, 900),
          patient: fall(1000, 900),
          extramuscular: fall(1000, 900),
          form,
          strength: { from: 10, to: Math.ceil(10 + gained) + off },
          haq: fall(3000, 2900),
          ck: { limit: 20, otherLimit: 20, ...fall(15 * 20, 400) },
        },
      ]
    })
    fc.assert(property, { numRuns: 2000, examples })
    t.pass()
  })

  t.test('a better follow-up never lowers the score', async (t) => {
    const property = fc.property(cases, fc.integer({ min: 1, max: 100 }), (given, by) => {
      const down = (steps: Steps, least: number): Steps => ({ ...steps, to: Math.max(least, steps.to - by) })
      const better: Case = {
        ...given,
        physician: down(given.physician, 0),
        patient: down(given.patient, 0),
        extramuscular: down(given.extramuscular, 0),
        haq: down(given.haq, 0),
        ck: { ...given.ck, to: Math.max(1, given.ck.to - by) },
        strength: { ...given.strength, to: Math.min(FORMS[given.form], given.strength.to + by) },
      }
      return Number(tis.compute(requestOf(better)).score?.value) >= Number(tis.compute(requestOf(given)).score?.value)
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('removing an input never meets a criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(tis, complete, removals)
    boundsContainCompletions(tis, complete, removals)
    t.pass()
  })

  t.test('missing as no improvement is the lower bound', async (t) => {
    const optional = removals.filter((fields) => !fields.some((field) => /physicianGlobal|mmt/.test(field)))
    const property = fc.property(complete, fc.subarray(optional, { minLength: 1 }), (body, gone) => {
      const partial = gone.reduce(without, body)
      const open = tis.compute(partial).score
      return tis.compute({ ...partial, missingAsNoImprovement: true }).score?.value === open?.bounds?.lower
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('the bounds without limits contain the score of every possible limit', async (t) => {
    const LIMITS = { ck: 200, aldolase: 7.6, ldh: 250, ast: 40, alt: 40 } as const
    type Name = keyof typeof LIMITS
    const NAMES = Object.keys(LIMITS) as readonly Name[]
    const panel = fc.record(
      Object.fromEntries(
        NAMES.map((name) => [name, fc.option(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(30)), { freq: 3 })]),
      ),
    )
    const gone = fc.subarray(['baseline', 'followUp'].flatMap((at) => NAMES.map((name) => [at, name] as const)))
    let opened = 0
    const property = fc.property(cases, panel, gone, (given, drawn, without) => {
      const enzymesAt = (at: 'baseline' | 'followUp', limited: boolean) =>
        Object.fromEntries(
          Object.entries(drawn).flatMap(([name, tenths]) => {
            if (!tenths) return []
            const [from, to, more] = tenths
            // Any limit is possible, not only the usual one.
            const limit = LIMITS[name as Name] * (1 + more / 10)
            const value = ((at === 'baseline' ? from : to) + 1) * (LIMITS[name as Name] / 10)
            const lacks = !limited && without.some(([visit, each]) => visit === at && each === name)
            return [[name, enzyme(value, lacks ? null : limit)]]
          }),
        )
      const body = (limited: boolean): Request => ({
        baseline: { ...visit(given, 'from'), enzymes: enzymesAt('baseline', limited) },
        followUp: { ...visit(given, 'to'), enzymes: enzymesAt('followUp', limited) },
      })
      const [open, truth] = [tis.compute(body(false)), tis.compute(body(true))]
      if (truth.score?.value == null) return
      const { lower, upper } = open.score?.bounds ?? { lower: open.score?.value, upper: open.score?.value }
      if (open.score?.value === null) opened += 1
      if (Number(lower) > truth.score.value || Number(upper) < truth.score.value)
        throw new Error(`${truth.score.value} is outside ${lower} to ${upper}`)
      for (const [i, { id, state }] of open.criteria.entries())
        if (state !== 'undetermined' && truth.criteria[i]?.state !== state) throw new Error(`${id} was ${state}`)
    })
    fc.assert(property, { numRuns: 1000 })
    t.ok(opened > 0)
  })

  t.test('what a comparator leaves possible is within the bounds', async (t) => {
    const limits = fc.tuple(fc.constantFrom('<', '<=', '>=', '>'), fc.constantFrom('from', 'to'), fc.nat(500))
    const property = fc.property(cases, limits, (given, [comparator, at, distance]) => {
      const reached = given.ck[at as 'from' | 'to'] + (comparator.startsWith('<') ? distance + 1 : -distance - 1)
      if (reached <= 0) return true
      const body = requestOf({ ...given, ck: { ...given.ck, [at]: reached } })
      const name = at === 'from' ? 'baseline' : 'followUp'
      const ck = { ...body[name]?.enzymes?.ck, comparator }
      const { score } = tis.compute({ ...body, [name]: { ...body[name], enzymes: { ck } } })
      const truth = Number(tis.compute(requestOf(given)).score?.value)
      const { lower, upper } = score?.bounds ?? { lower: score?.value, upper: score?.value }
      return Number(lower) <= truth && truth <= Number(upper)
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
