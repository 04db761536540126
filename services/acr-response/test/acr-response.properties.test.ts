import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets, without } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import acrResponse from '../index.js'
import type { Request } from '../schema.js'

/** Baseline and follow-up in whole steps of the measure. */
type Pair = readonly [number, number]

/** On, just above and just below 20, 50 and 70 %, and anywhere; multiples of 10 can hit each of them. */
function pair(max: number): fc.Arbitrary<Pair> {
  const baseline = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: Math.floor(max / 10) }).map((n) => 10 * n) },
    fc.nat(max),
  )
  const aimed = fc
    .tuple(baseline, fc.constantFrom(20, 50, 70), fc.integer({ min: -1, max: 1 }))
    .map(([b, percent, off]): Pair => [b, Math.max(0, Math.min(max, Math.round((b * (100 - percent)) / 100) + off))])
  return fc.oneof({ weight: 5, arbitrary: aimed }, fc.tuple(baseline, fc.nat(max)))
}

/** Steps: joints one by one, scales and reactants in tenths, HAQ-DI in thousandths. */
const patients = fc.record({
  tender: pair(68),
  swollen: pair(66),
  pain: pair(1000),
  patient: pair(1000),
  physician: pair(1000),
  haq: pair(3000),
  crp: pair(3000),
  esr: pair(1500),
})
type Patient = typeof patients extends fc.Arbitrary<infer P> ? P : never
const RULES = ['crp-else-esr', 'crp', 'esr', 'either'] as const
const reactants = fc.constantFrom(...RULES)

const visit = (p: Patient, at: 0 | 1) => ({
  tenderJointCount68: p.tender[at],
  swollenJointCount66: p.swollen[at],
  pain: { value: p.pain[at] / 10, unit: 'mm' },
  patientGlobal: { value: p.patient[at] / 100, unit: 'cm' },
  physicianGlobal: { value: p.physician[at] / 100, unit: '{score}' },
  haqDi: p.haq[at] / 1000,
  crp: { value: p.crp[at] / 10, unit: 'mg/L' },
  esr: { value: p.esr[at] / 10, unit: 'mm/h' },
})
type Rule = 'crp-else-esr' | 'crp' | 'esr' | 'either'
const request = (p: Patient, acutePhaseReactant: Rule): Request => ({
  baseline: visit(p, 0),
  followUp: visit(p, 1),
  acutePhaseReactant,
})

/** The definition in exact whole numbers. */
function exactStates(p: Patient, rule: Rule): readonly string[] {
  return [20n, 50n, 70n].map((percent) => {
    const improved = ([b, f]: Pair) => b > 0 && 100n * (BigInt(b) - BigInt(f)) >= percent * BigInt(b)
    const [crp, esr] = [improved(p.crp), improved(p.esr)]
    const reactant = { 'crp-else-esr': crp, crp, esr, either: crp || esr }[rule]
    const five = [improved(p.pain), improved(p.patient), improved(p.physician), improved(p.haq), reactant]
    const met = improved(p.tender) && improved(p.swollen) && five.filter(Boolean).length >= 3
    return met ? 'met' : 'not_met'
  })
}

const statesOf = (body: Request): readonly string[] => acrResponse.compute(body).criteria.map(({ state }) => state)

/** All the ways of giving one measurement at one visit. */
const removals = (['baseline', 'followUp'] as const).flatMap((name) => [
  [`${name}.tenderJointCount68`, `${name}.tenderJointCount28`],
  [`${name}.swollenJointCount66`, `${name}.swollenJointCount28`],
  [`${name}.pain`],
  [`${name}.patientGlobal`],
  [`${name}.physicianGlobal`],
  [`${name}.haqDi`],
  [`${name}.crp`, `${name}.esr`],
])

/** Levels are often met where everything improves alike. */
const improving = fc
  .tuple(patients, fc.constantFrom(20, 50, 70), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
  .map(([patient, percent, alike]): Patient => {
    const bettered = (of: Pair, i: number): Pair =>
      alike[i] ? [of[0], Math.floor((of[0] * (100 - percent)) / 100)] : of
    return {
      tender: bettered(patient.tender, 0),
      swollen: bettered(patient.swollen, 1),
      pain: bettered(patient.pain, 2),
      patient: bettered(patient.patient, 3),
      physician: bettered(patient.physician, 4),
      haq: bettered(patient.haq, 5),
      crp: bettered(patient.crp, 6),
      esr: bettered(patient.esr, 7),
    }
  })

/** Each level by every measure on its cut-off, a step beyond it and a step short of it. */
const onCutOffs = each([20, 50, 70], [-1, 0, 1]).map(([percent, off]): Patient => {
  const at = (baseline: number): Pair => [baseline, (baseline * (100 - percent)) / 100 + off]
  const [joints, scale] = [at(60), at(500)]
  return {
    tender: joints,
    swollen: joints,
    pain: scale,
    patient: scale,
    physician: scale,
    haq: scale,
    crp: scale,
    esr: scale,
  }
})

t.test('properties', async (t) => {
  t.test('the levels are those of exact arithmetic', async (t) => {
    const property = fc.property(
      improving,
      reactants,
      (patient, rule) => statesOf(request(patient, rule)).join() === exactStates(patient, rule).join(),
    )
    fc.assert(property, { numRuns: 2000, examples: each(onCutOffs, RULES) })
    const responses = new Set(onCutOffs.map((patient) => exactStates(patient, 'crp').join()))
    t.equal(responses.size, 4, 'the constructed cases have every response')
  })

  t.test('ACR-N reaches a level where and only where that level is met, and the category agrees', async (t) => {
    const property = fc.property(improving, (patient) => {
      const { details, criteria, category } = acrResponse.compute(request(patient, 'crp'))
      const { acrN } = details as { acrN: number | null }
      const met = criteria.filter(({ state }) => state === 'met').length
      if (category?.code !== ['none', 'acr20', 'acr50', 'acr70'][met]) return false
      if (acrN === null) return Object.values(patient).some(([b]) => b === 0)
      return [20, 50, 70].every((percent, i) => acrN >= percent - 1e-9 === (criteria[i]?.state === 'met'))
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('a higher follow-up never meets a level', async (t) => {
    const keys = ['tender', 'swollen', 'pain', 'patient', 'physician', 'haq', 'crp', 'esr'] as const
    const most = {
      tender: 68,
      swollen: 66,
      pain: 1000,
      patient: 1000,
      physician: 1000,
      haq: 3000,
      crp: 3000,
      esr: 1500,
    }
    const property = fc.property(
      improving,
      reactants,
      fc.constantFrom(...keys),
      fc.nat(500),
      (patient, rule, key, by) => {
        const [b, f] = patient[key]
        const worse = { ...patient, [key]: [b, Math.min(most[key], f + by)] }
        const [now, then] = [statesOf(request(patient, rule)), statesOf(request(worse, rule))]
        return then.every((state, i) => state !== 'met' || now[i] === 'met')
      },
    )
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing a measurement never meets a level', async (t) => {
    const bodies = fc.tuple(improving, reactants).map(([patient, rule]) => request(patient, rule))
    removalNeverMeets(acrResponse, bodies, removals, 1000)
    t.pass()
  })

  t.test('what is decided with missing values, limits and 28-joint counts is the truth', async (t) => {
    const hiding = fc.record({
      gone: fc.subarray(removals, { maxLength: 3 }),
      limits: fc.array(fc.constantFrom('<', '<=', '>', '>=', null), { minLength: 2, maxLength: 2 }),
      by: fc.integer({ min: 1, max: 300 }),
      joints28: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      share: fc.integer({ min: 0, max: 100 }),
    })
    const property = fc.property(
      improving,
      reactants,
      hiding,
      (patient, rule, { gone, limits, by, joints28, share }) => {
        const hidden = structuredClone(request(patient, rule)) as Record<
          'baseline' | 'followUp',
          Record<string, unknown>
        >
        const names = ['baseline', 'followUp'] as const
        for (const [i, name] of names.entries()) {
          const comparator = limits[i]
          const crp = patient.crp[i] ?? 0
          const limit = comparator?.startsWith('<') ? crp + by : crp - by
          if (comparator && limit >= 0) hidden[name]['crp'] = { value: limit / 10, unit: 'mg/L', comparator }
          const counts = [
            ['tenderJointCount68', 'tenderJointCount28', 40],
            ['swollenJointCount66', 'swollenJointCount28', 38],
          ] as const
          for (const [j, [full, of28, outside]] of counts.entries()) {
            if (!joints28[2 * i + j] || (joints28[0] && joints28[1] && joints28[2] && joints28[3])) continue
            const count = Number(hidden[name][full])
            const [least, most] = [Math.max(0, count - outside), Math.min(28, count)]
            hidden[name][of28] = least + Math.round(((most - least) * share) / 100)
            delete hidden[name][full]
          }
        }
        const states = statesOf(gone.reduce(without, hidden as Request)) // built from a Request
        const truth = exactStates(patient, rule)
        const set = (acrResponse.compute(gone.reduce(without, hidden as Request)).details as { jointSet: string })
          .jointSet
        return set === '28' || states.every((state, i) => state === 'undetermined' || state === truth[i])
      },
    )
    fc.assert(property, { numRuns: 2000 })
    for (const patient of onCutOffs)
      t.equal(
        statesOf(without(request(patient, 'crp'), ['followUp.pain'])).join(),
        exactStates(patient, 'crp').join(),
        'four of five measures decide every level where they agree',
      )
  })

  t.test('same input, same bytes; mg/dL and mg/L agree', async (t) => {
    const property = fc.property(improving, (patient) => {
      const body = request(patient, 'crp')
      const inMgDl = (at: 0 | 1) => ({ ...visit(patient, at), crp: { value: patient.crp[at] / 100, unit: 'mg/dL' } })
      const other = { ...body, baseline: inMgDl(0), followUp: inMgDl(1) }
      const [first, again] = [JSON.stringify(acrResponse.compute(body)), JSON.stringify(acrResponse.compute(body))]
      return first === again && statesOf(body).join() === statesOf(other).join()
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })
})
