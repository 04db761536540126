import {
  codesOf,
  commonExpectations,
  faultsOf,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import acrResponse from '../index.js'

const slug = 'acr-response'

const states = (result: Json): string => ['acr20', 'acr50', 'acr70'].map((id) => stateOf(result, id)).join()

/** The names of the clinical file: request field, unit, and the measure in `details`. */
const FIELD: Readonly<Record<string, readonly [field: string, unit: string | null, measure: string]>> = {
  tjc68_count: ['tenderJointCount68', null, 'tenderJointCount'],
  sjc66_count: ['swollenJointCount66', null, 'swollenJointCount'],
  pain_mm: ['pain', 'mm', 'pain'],
  patient_global_mm: ['patientGlobal', 'mm', 'patientGlobal'],
  physician_global_mm: ['physicianGlobal', 'mm', 'physicianGlobal'],
  haq_di: ['haqDi', null, 'haqDi'],
  crp_mg_per_L: ['crp', 'mg/L', 'reactant'],
  esr_mm_per_h: ['esr', 'mm/h', 'reactant'],
}
const named = (name: string) => {
  const known = FIELD[name]
  if (!known) throw new Error(`unknown field ${name}`)
  return known
}

t.test('worked examples of the clinical specification', async (t) => {
  const put = (visit: string) => (values: Readonly<Record<string, number>>, request: Record<string, Json>) => {
    request[visit] = Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const [field, unit] = named(name)
        return [field, unit === null ? value : { value, unit }]
      }),
    )
  }
  const state = (id: string) => (t: Test, reply: Json, value: string) => t.equal(stateOf(reply.json, id), value, id)
  await workedExamples(t, await serviceFor(t, acrResponse), {
    slug,
    from: import.meta.url,
    file: 'acr-response.json',
    rows: 12,
    inputs: {
      acute_phase_reactant: (value, request) => {
        request['acutePhaseReactant'] = value
      },
      baseline: put('baseline'),
      endpoint: put('followUp'),
    },
    kit: { acr20: 'criteria.acr20', acr50: 'criteria.acr50', acr70: 'criteria.acr70', acr_n: 'details.acrN' },
    expected: {
      ...commonExpectations((name) => name),
      warnings: (t, reply, value) => {
        const ours = value.map((code: string) => code.replace(/:.*/, (name) => `:${named(name.slice(1))[0]}`))
        t.same(codesOf(reply.json), ours)
      },
      percent_improvement: (t, reply, value) => {
        for (const [name, percent] of Object.entries(value)) {
          const [, , measure] = named(name)
          matches(t, reply.json.details.measures[measure].improvement, percent, name)
        }
      },
      acr20: state('acr20'),
      acr50: state('acr50'),
      acr70: state('acr70'),
      acr_n: (t, reply, value) => matches(t, reply.json.details.acrN, value, 'ACR-N'),
    },
  })
})

const mm = (value: number) => ({ value, unit: 'mm' })
const crp = (value: number, comparator?: string) => ({
  crp: { value, unit: 'mg/L', ...(comparator ? { comparator } : {}) },
})
const esr = (value: number) => ({ esr: { value, unit: 'mm/h' } })

/** Joints and two of the five improve by 50 %; the reactant decides. */
const before = {
  tenderJointCount68: 20,
  swollenJointCount66: 10,
  pain: mm(60),
  patientGlobal: mm(60),
  physicianGlobal: mm(50),
  haqDi: 1,
}
const after = { ...before, tenderJointCount68: 10, swollenJointCount66: 5, pain: mm(30), patientGlobal: mm(30) }

t.test('edges', async (t) => {
  const app = await serviceFor(t, acrResponse)
  const ask = async (baseline: object | null, followUp: object | null, more: object = {}) =>
    (await post(app, slug, { baseline, followUp, ...more })).json

  t.test('CRP counts; ESR where CRP is not known at both visits; a named reactant is never replaced', async (t) => {
    const from = { ...before, ...crp(20), ...esr(40) }
    const byCrp = await ask(from, { ...after, ...crp(10), ...esr(40) })
    t.equal(states(byCrp), 'met,met,not_met')
    t.equal(byCrp.details.reactant, 'crp')
    const byEsr = await ask(from, { ...after, ...esr(20) })
    t.equal(states(byEsr), 'met,met,not_met')
    t.equal(byEsr.details.reactant, 'esr')
    t.same(codesOf(byEsr), ['esr_used_for_crp'])
    const named = await ask(from, { ...after, ...esr(20) }, { acutePhaseReactant: 'crp' })
    t.equal(states(named), 'undetermined,undetermined,not_met', 'two of five never make three')
    t.same(named.missing, ['followUp.crp'])
    t.equal(named.criteria[0].reason, 'missing:crp')
    t.equal(named.category.code, 'undetermined')
  })

  t.test('neither reactant complete: open, and what is nearest to complete is named', async (t) => {
    const result = await ask({ ...before, ...crp(20) }, { ...after, ...esr(20) })
    t.equal(states(result), 'undetermined,undetermined,not_met')
    t.same(result.missing, ['followUp.crp'])
    const onlyEsr = await ask({ ...before, ...esr(20) }, after)
    t.same(onlyEsr.missing, ['followUp.esr'])
    t.equal(onlyEsr.criteria[0].reason, 'missing:crp, missing:esr')
    const ruledOut = await ask({ ...before, ...crp(0) }, after)
    t.equal(states(ruledOut), 'undetermined,undetermined,not_met', 'an ESR at both visits would count')
  })

  t.test('either: the better one, with a warning; one alone still decides where it improved', async (t) => {
    const either = { acutePhaseReactant: 'either' }
    const from = { ...before, ...crp(20), ...esr(40) }
    const both = await ask(from, { ...after, ...crp(20), ...esr(20) }, either)
    t.equal(states(both), 'met,met,not_met')
    t.equal(both.details.measures.reactant.improvement, 50)
    t.same(codesOf(both), ['either_reactant'])
    t.equal(states(await ask(from, { ...after, ...esr(20) }, either)), 'met,met,not_met')
    const open = await ask(from, { ...after, ...esr(40) }, either)
    t.equal(states(open), 'undetermined,undetermined,not_met', 'CRP could have improved')
    t.same(open.missing, ['followUp.crp'])
    t.equal(open.details.acrN, null)
    t.match(open.text, 'the better of CRP and ESR')
  })

  t.test('a laboratory limit decides where all that it leaves possible agrees', async (t) => {
    const at = async (first: object, second: object) => ask({ ...before, ...first }, { ...after, ...second })
    t.equal(states(await at(crp(20), crp(10, '<'))), 'met,met,not_met', 'more than 50 %; 70 lacks a third anyway')
    t.equal(states(await at(crp(20), crp(10.1, '<='))), 'met,undetermined,not_met')
    t.equal(states(await at(crp(20), crp(16, '>'))), 'not_met,not_met,not_met', 'less than 20 %')
    t.equal(states(await at(crp(20), crp(16, '>='))), 'undetermined,not_met,not_met')
    t.equal(states(await at(crp(20, '>'), crp(10))), 'met,met,not_met')
    t.equal(states(await at(crp(20, '<'), crp(16))), 'not_met,not_met,not_met')
    t.equal(states(await at(crp(200, '>'), crp(300, '>'))), 'undetermined,undetermined,not_met')
    const open = await at(crp(20), crp(16, '>='))
    t.same(codesOf(open), ['crp_censored'])
    t.equal(open.criteria[0].reason, 'censored:crp')
    t.equal(open.details.measures.reactant.improvement, null)
    t.same(open.missing, [])
    t.equal(open.status, 'not_computable')
  })

  t.test('28-joint counts: alone they answer, beside a full count they only limit what is missing', async (t) => {
    const joints28 = (tender: number, swollen: number) => ({ tenderJointCount28: tender, swollenJointCount28: swollen })
    const { tenderJointCount68: _t, swollenJointCount66: _s, ...rest } = before
    const others = { ...rest, pain: mm(30), patientGlobal: mm(30), haqDi: 0.5 }
    const alone = await ask({ ...rest, ...joints28(10, 8) }, { ...others, ...joints28(5, 4) })
    t.equal(states(alone), 'met,met,not_met')
    t.same(codesOf(alone), ['joint_set:28'])
    t.equal(alone.details.jointSet, '28')
    const mixed = await ask({ ...before, ...crp(20) }, { ...others, ...joints28(5, 4), ...crp(20) })
    t.equal(states(mixed), 'undetermined,undetermined,not_met')
    t.same(mixed.missing, ['followUp.tenderJointCount68', 'followUp.swollenJointCount66'])
    t.same(
      mixed.warnings.map((warning: Json) => `${warning.code} ${warning.pointer}`),
      [
        'full_joint_counts_used ',
        'joint_sets_not_mixed /followUp/tenderJointCount28',
        'joint_sets_not_mixed /followUp/swollenJointCount28',
      ],
    )
    const limited = await ask({ ...before, ...crp(20) }, { ...others, ...joints28(17, 4), ...crp(20) })
    t.equal(states(limited), 'not_met,not_met,not_met', 'of 20 tender joints at least 17 are left: 15 % at most')
    const asked = await ask(
      { ...before, ...joints28(10, 8), ...crp(20) },
      { ...after, ...joints28(10, 5), haqDi: 0.5, ...crp(20) },
      { jointSet: '28' },
    )
    t.equal(states(asked), 'not_met,not_met,not_met')
    t.same(codesOf(asked), ['joint_set:28'])
    const bounded = await ask(
      { ...rest, ...joints28(10, 8) },
      { ...others, tenderJointCount68: 49, swollenJointCount28: 4 },
      { jointSet: '28' },
    )
    t.equal(states(bounded), 'not_met,not_met,not_met', 'of 49 tender joints at least 9 are among the 28: 10 % at most')
  })

  t.test('a baseline of 0 does not count as improved', async (t) => {
    const result = await ask(
      { ...before, swollenJointCount66: 0, ...crp(20) },
      { ...after, swollenJointCount66: 0, ...crp(10) },
    )
    t.equal(states(result), 'not_met,not_met,not_met')
    t.same(codesOf(result), ['zero_baseline:swollenJointCount66'])
    t.equal(result.details.measures.swollenJointCount.improvement, null)
    t.equal(result.details.acrN, null)
    const tiny = await ask({ ...before, haqDi: 1e-310, ...crp(1e-300) }, { ...after, haqDi: 3, ...crp(1000) })
    t.same(codesOf(tiny), ['zero_baseline:haqDi', 'zero_baseline:crp', 'outside_plausible_range'])
    t.notMatch(JSON.stringify(tiny), /Infinity|NaN/)
  })

  t.test('joint counts: whole unless prorated, and possible together', async (t) => {
    t.same(faultsOf(await ask({ tenderJointCount68: 3.5 }, { swollenJointCount28: 1.5 })), [
      'not_whole_number /baseline/tenderJointCount68',
      'not_whole_number /followUp/swollenJointCount28',
    ])
    const prorated = { jointCountMethod: 'prorated' }
    t.equal((await ask({ ...before, ...prorated, tenderJointCount68: 30.90909 }, after)).status, 'not_computable')
    t.same(
      faultsOf(
        await ask(
          { tenderJointCount68: 4, tenderJointCount28: 5 },
          { swollenJointCount66: 40, swollenJointCount28: 1 },
        ),
      ),
      ['conflict /baseline/tenderJointCount28', 'conflict /followUp/swollenJointCount28'],
    )
    t.equal(
      (await ask({ ...prorated, tenderJointCount68: 3.09, tenderJointCount28: 3.23 }, null)).status,
      'not_computable',
    )
  })

  t.test('scales: one line or one rating at both visits', async (t) => {
    const rating = { ...before, pain: { value: 6, unit: '{score}' } }
    t.same(faultsOf(await ask(rating, after)), ['scale_mismatch /followUp/pain/unit'])
    const inCm = await ask({ ...before, pain: { value: 6, unit: 'cm' }, ...crp(20) }, { ...after, ...crp(10) })
    t.equal(states(inCm), 'met,met,not_met')
    const suspect = await ask(before, { ...after, pain: mm(3), patientGlobal: mm(3), physicianGlobal: mm(5) })
    t.same(
      suspect.warnings.map((warning: Json) => `${warning.code} ${warning.pointer}`),
      ['pain', 'patientGlobal', 'physicianGlobal'].map((field) => `vas_scale_suspect /followUp/${field}`),
    )
  })

  t.test('missing measures: nothing at all, and a baseline that could not have been left', async (t) => {
    const nothing = await ask(null, null)
    t.equal(states(nothing), 'undetermined,undetermined,undetermined')
    t.equal(nothing.missing.length, 14)
    const full = await ask({ ...before, tenderJointCount68: null }, { ...after, tenderJointCount68: 60 })
    t.equal(states(full), 'not_met,not_met,not_met', '68 to 60 joints is 12 % at most')
    t.same(full.missing, [])
  })

  t.test('an improvement reported across a cut-off is said where it would change a level', async (t) => {
    const from = { ...before, ...crp(20) }
    const near = await ask(from, { ...after, ...crp(10.005) }) // 49.975 %
    t.equal(states(near), 'met,not_met,not_met')
    t.equal(near.details.measures.reactant.improvementReported, '50.0')
    t.same(codesOf(near), ['reported_value_crosses_cutoff'])
    const indifferent = await ask(from, { ...after, haqDi: 0.5, physicianGlobal: mm(20), ...crp(10.005) })
    t.same(codesOf(indifferent), [])
  })

  t.test('dates, units and the line of text', async (t) => {
    t.same(
      faultsOf(await ask({ date: '2026-03-02', crp: 20 }, { date: '2026-03-01', crp: { value: 1, unit: 'nmol/L' } })),
      ['wrong_type /baseline/crp', 'not_allowed_value /followUp/crp/unit', 'date_order /followUp/date'],
    )
    const result = await ask({ ...before, crp: { value: 2, unit: 'mg/dL' } }, { ...after, ...crp(10) })
    t.equal(result.text, 'ACR20 met, ACR50 met, ACR70 not met, ACR-N 50.0 % (68/66 joints, CRP)')
    t.equal(
      (await ask(before, after)).text,
      'ACR20 undetermined, ACR50 undetermined, ACR70 not met (68/66 joints, CRP); missing baseline.crp, followUp.crp',
    )
  })
})
