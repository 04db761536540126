import {
  codesOf,
  type Json,
  post,
  serviceFor,
  stateOf,
  type WorkedExamples,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import difficultToTreatRa from '../index.js'

const slug = 'difficult-to-treat-ra'

const into =
  (field: string): NonNullable<WorkedExamples['inputs']>[string] =>
  (value, request) => {
    request[field] = value
  }
const criterion =
  (id: string): NonNullable<WorkedExamples['expected']>[string] =>
  (t, reply, value) =>
    t.equal(stateOf(reply.json, id), value)
const reading =
  (id: string, detail: string): NonNullable<WorkedExamples['expected']>[string] =>
  (t, reply, value) => {
    t.equal(stateOf(reply.json, id), value)
    t.equal(reply.json.details[detail], value)
  }

const MECHANISM: Readonly<Record<string, string>> = {
  'TNF inhibitor': 'tnf',
  'IL-6R inhibitor': 'il-6',
  'JAK inhibitor': 'jak',
}
const ITEMS = [
  'activity',
  'signs-or-symptoms',
  'unable-to-taper',
  'rapid-radiographic-progression',
  'reduced-quality-of-life',
]

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, difficultToTreatRa), {
    slug,
    from: import.meta.url,
    file: 'd2t-ra.json',
    rows: 12,
    inputs: {
      dmard_history_complete: into('dmardHistoryComplete'),
      failed_btsdmards: (value, request) => {
        request['failedBtsdmards'] = value.map(({ drug, mechanism }: Json) => ({
          drug,
          mechanism: MECHANISM[mechanism],
        }))
      },
      csdmard_failed: into('csdmardFailed'),
      csdmard_contraindicated: into('csdmardContraindicated'),
      btsdmard_restricted_socioeconomic: into('btsdmardRestrictedSocioeconomic'),
      problematic_per_patient: into('problematicPerPatient'),
      problematic_per_physician: into('problematicPerPhysician'),
      das28_esr: into('das28Esr'),
      cdai: into('cdai'),
      signs_or_symptoms_active: into('signsOrSymptomsActive'),
      unable_to_taper_below_7_5: into('unableToTaperBelow7Point5'),
      rapid_radiographic_progression: into('rapidRadiographicProgression'),
      reduced_qol_despite_control: into('reducedQolDespiteControl'),
    },
    kit: {
      trial_rule: 'criteria.trial-rule',
      eular_d2t: 'criteria.eular-d2t',
      literal_reading: 'criteria.literal-reading',
    },
    expected: {
      criterion_1_treatment_failure_eular_moa: criterion('treatment-failure'),
      criterion_1_literal: criterion('treatment-failure-literal'),
      criterion_2_problematic_and: criterion('problematic-both'),
      criterion_2_problematic_or: criterion('problematic-either'),
      criterion_3_items: (t, reply, value) =>
        t.same(
          ITEMS.map((id) => stateOf(reply.json, id)),
          value,
        ),
      criterion_3_active_or_progressive: criterion('active-or-progressive'),
      trial_rule: reading('trial-rule', 'trialRule'),
      eular_d2t: reading('eular-d2t', 'eularD2t'),
      literal_reading: reading('literal-reading', 'literalReading'),
      readings_disagree: (t, reply, value) => {
        t.equal(reply.json.details.readingsDisagree, value)
        t.equal(
          reply.json.warnings.some(({ code }: Json) => code === 'readings_disagree'),
          value,
        )
      },
    },
  })
})

const base = {
  dmardHistoryComplete: true,
  csdmardFailed: true,
  problematicPerPatient: true,
  problematicPerPhysician: true,
  cdai: 30,
}
const two = [{ drug: 'adalimumab' }, { drug: 'tocilizumab' }]

t.test('edges', async (t) => {
  const app = await serviceFor(t, difficultToTreatRa)
  const ask = async (more: object) => (await post(app, slug, { ...base, ...more })).json
  const failure = async (failedBtsdmards: readonly object[], more: object = {}) => {
    const result = await ask({ failedBtsdmards, ...more })
    return [stateOf(result, 'treatment-failure'), stateOf(result, 'treatment-failure-literal')]
  }

  t.test('nothing sent is undetermined in every reading', async (t) => {
    const { json } = await post(app, slug, {})
    t.equal(json.status, 'not_computable')
    for (const id of ['trial-rule', 'eular-d2t', 'literal-reading']) t.equal(stateOf(json, id), 'undetermined')
    t.same(json.details.failures.agents, { lower: 0, upper: null })
    t.ok(json.missing.includes('failedBtsdmards') && json.missing.includes('dmardHistoryComplete'))
  })

  t.test('an empty list is not an unknown one, and too few are decided only in a complete history', async (t) => {
    t.same(await failure([]), ['not_met', 'not_met'])
    t.equal(stateOf(await ask({}), 'treatment-failure'), 'undetermined')
    t.same(await failure([{ drug: 'adalimumab' }], { dmardHistoryComplete: null }), ['undetermined', 'undetermined'])
    t.same(await failure(two, { dmardHistoryComplete: null }), ['met', 'met'])
  })

  t.test('reasons and durations: what is a failure', async (t) => {
    const months = (value: number) => ({ duration: { value, unit: 'mo' } })
    const rows: readonly (readonly [object, string])[] = [
      [{ reason: 'intolerance', ...months(0.5) }, 'met'],
      [{ reason: 'inefficacy', ...months(3) }, 'met'],
      [{ reason: 'inefficacy', ...months(2.75) }, 'not_met'],
      [{ reason: 'inefficacy', duration: { value: 0.25, unit: 'a' } }, 'met'],
      [{ reason: 'inefficacy' }, 'met'],
      [{}, 'met'],
      [months(2.75), 'undetermined'],
      [{ reason: 'cost', ...months(12) }, 'not_met'],
      [{ reason: 'patient_wish' }, 'not_met'],
    ]
    for (const [more, state] of rows) {
      const answer = await failure([
        { drug: 'adalimumab', reason: 'intolerance' },
        { drug: 'abatacept', ...more },
      ])
      t.same(answer, [state, state], JSON.stringify(more))
    }
    const result = await ask({
      failedBtsdmards: [
        { drug: 'adalimumab', reason: 'intolerance' },
        { drug: 'abatacept', reason: 'inefficacy', ...months(2) },
        { drug: 'rituximab', reason: 'cost' },
        { drug: 'tocilizumab' },
      ],
    })
    t.same(codesOf(result), ['not_counted_as_failure', 'not_counted_as_failure', 'adequate_trial_not_verified'])
    t.equal(result.warnings[0].pointer, '/failedBtsdmards/1')
    const { failures } = result.details
    t.same(failures.intolerance, ['adalimumab'])
    t.same(failures.reasonNotStated, ['tocilizumab'])
    t.same(failures.notCounted, ['abatacept', 'rituximab'])
    t.same(failures.mechanisms, { lower: 2, upper: 2 })
  })

  t.test('an adequate trial: 12 weeks, or three calendar months', async (t) => {
    const rows: readonly (readonly [number, string, string, string])[] = [
      [12, 'wk', 'met', 'not_met'],
      [11.9, 'wk', 'not_met', 'not_met'],
      [84, 'd', 'met', 'not_met'],
      [83, 'd', 'not_met', 'not_met'],
      [2.9, 'mo', 'met', 'not_met'],
      [3, 'mo', 'met', 'met'],
      [0.25, 'a', 'met', 'met'],
      [0.24, 'a', 'met', 'not_met'],
      [88, 'd', 'met', 'not_met'],
      [89, 'd', 'met', 'undetermined'],
      [13, 'wk', 'met', 'undetermined'],
      [91, 'd', 'met', 'undetermined'],
      [92, 'd', 'met', 'met'],
    ]
    for (const [value, unit, weeks, months] of rows) {
      const entries = [
        { drug: 'adalimumab', reason: 'intolerance' },
        { drug: 'abatacept', reason: 'inefficacy', duration: { value, unit } },
      ]
      t.same(await failure(entries), [weeks, weeks], `${value} ${unit}, 12 weeks`)
      const read = await ask({ failedBtsdmards: entries, adequateTrial: 'three-calendar-months' })
      t.equal(stateOf(read, 'treatment-failure'), months, `${value} ${unit}, three calendar months`)
      t.equal(codesOf(read).includes('protocol_ambiguity:A23'), weeks !== months)
      if (months === 'undetermined') t.match(read.criteria[0].reason, 'precision:failedBtsdmards.1.duration')
    }
  })

  t.test('SDAI and DAS28-CRP meet the item where they are sent, and are named; they never deny it', async (t) => {
    const activity = async (more: object) => {
      const result = await ask({ failedBtsdmards: two, cdai: 10, das28Esr: 3.199994929, ...more })
      return [stateOf(result, 'activity'), result.details.activeBy, codesOf(result)]
    }
    t.same(await activity({}), ['not_met', [], ['adequate_trial_not_verified']])
    t.same(await activity({ sdai: 11 }), ['not_met', [], ['adequate_trial_not_verified']])
    const other = ['adequate_trial_not_verified', 'activity_by_other_index']
    t.same(await activity({ sdai: 11.1 }), ['met', ['sdai'], other])
    t.same(await activity({ das28Crp: 3.200001 }), ['met', ['das28Crp'], other])
    t.same(await activity({ das28Crp: 3.2 }), ['not_met', [], ['adequate_trial_not_verified', 'rounded_input']])
    t.same(await activity({ sdai: 11.1, cdai: 10.1 }), ['met', ['cdai', 'sdai'], ['adequate_trial_not_verified']])
    const unasked = await ask({ failedBtsdmards: two, cdai: null, das28Esr: null, sdai: 4, das28Crp: 2.4 })
    t.equal(stateOf(unasked, 'activity'), 'undetermined', 'the two of the definition are not known')
    t.ok(unasked.missing.includes('cdai') && !unasked.missing.includes('sdai'))
  })

  t.test('one agent twice is one; agents that are not listed are told apart as far as they can be', async (t) => {
    const other = (mechanism?: string) => ({ drug: 'other', mechanism })
    t.same(await failure([{ drug: 'adalimumab' }, { drug: 'adalimumab' }]), ['not_met', 'not_met'])
    t.same(await failure([{ drug: 'adalimumab' }, other('tnf')]), ['not_met', 'met'])
    t.same(await failure([{ drug: 'adalimumab' }, other('il-6')]), ['met', 'met'])
    t.same(await failure([{ drug: 'adalimumab' }, other('other')]), ['met', 'met'])
    t.same(await failure([{ drug: 'adalimumab' }, other()]), ['undetermined', 'met'])
    t.same(await failure([other('jak'), other('jak')]), ['not_met', 'undetermined'])
    t.same(await failure([other('other'), other('other')]), ['undetermined', 'undetermined'])
    t.same(await failure([other('jak'), other('cd20')]), ['met', 'met'])
    const open = await ask({ failedBtsdmards: [{ drug: 'adalimumab' }, other()] })
    t.match(open.criteria[0].reason, 'missing:failedBtsdmards.1.mechanism')
  })

  t.test('the exception waives the number, not csDMARD failure; contraindication needs the number', async (t) => {
    const one = [{ drug: 'adalimumab' }]
    const waived = { btsdmardRestrictedSocioeconomic: true }
    t.same(await failure(one, waived), ['met', 'met'])
    t.same(await failure(one, { ...waived, csdmardFailed: false }), ['not_met', 'not_met'])
    t.same(await failure(one, { csdmardFailed: false, csdmardContraindicated: true }), ['not_met', 'not_met'])
    t.same(await failure(two, { csdmardFailed: false }), ['undetermined', 'undetermined'], 'contraindication not known')
    t.same(await failure(two, { csdmardFailed: false, csdmardContraindicated: false }), ['not_met', 'not_met'])
    t.equal((await ask({ failedBtsdmards: one, ...waived })).details.waiverDecides, true)
    t.equal((await ask({ failedBtsdmards: two, ...waived })).details.waiverDecides, false)
  })

  t.test('activity on its cut-offs', async (t) => {
    const rows: readonly (readonly [object, string])[] = [
      [{ cdai: 10, das28Esr: 3.2 }, 'not_met'],
      [{ cdai: 9.9 + 0.1, das28Esr: 3.2 + 1e-12 }, 'not_met'],
      [{ cdai: 10, das28Esr: 3.200007632 }, 'met'],
      [{ cdai: 10.1, das28Esr: null }, 'met'],
      [{ cdai: 10, das28Esr: null }, 'undetermined'],
    ]
    for (const [more, state] of rows)
      t.equal(stateOf(await ask({ failedBtsdmards: two, ...more }), 'activity'), state, JSON.stringify(more))
    for (const [das28Esr, rounded] of [
      [3, true],
      [3.2, true],
      [3.25, true],
      [3.251, false],
      [3.199994929, false],
    ] as const)
      t.equal(codesOf(await ask({ das28Esr })).includes('rounded_input'), rounded, `${das28Esr}`)
  })

  t.test('the reading that was chosen decides status and text', async (t) => {
    const disagree = { failedBtsdmards: two, problematicPerPatient: null }
    const trial = await ask(disagree)
    t.equal(trial.status, 'not_computable')
    t.same(trial.missing, ['problematicPerPatient'])
    const eular = await ask({ ...disagree, reading: 'eular_d2t' })
    t.equal(eular.status, 'computed')
    t.match(eular.text, 'EULAR definition: met')
    t.ok(codesOf(trial).includes('protocol_ambiguity:A24'))
    t.notOk(codesOf(trial).includes('protocol_ambiguity:A20'))
  })

  t.test('three of the five items: another reading, named where it would decide otherwise', async (t) => {
    const rest = {
      unableToTaperBelow7Point5: false,
      rapidRadiographicProgression: false,
      reducedQolDespiteControl: false,
    }
    const result = await ask({ failedBtsdmards: two, signsOrSymptomsActive: true, ...rest })
    t.equal(stateOf(result, 'three-of-five-items'), 'not_met')
    t.equal(stateOf(result, 'trial-rule'), 'met')
    t.ok(codesOf(result).includes('protocol_ambiguity:A19'))
  })

  t.test('refused: another mechanism than that of the agent, an unknown agent, a duration without unit', async (t) => {
    const refused: readonly (readonly [object, string, string])[] = [
      [{ drug: 'adalimumab', mechanism: 'jak' }, '/failedBtsdmards/0/mechanism', 'conflict'],
      [{ drug: 'methotrexate' }, '/failedBtsdmards/0/drug', 'not_allowed_value'],
      [{ drug: 'adalimumab', duration: 3 }, '/failedBtsdmards/0/duration', 'wrong_type'],
      [{ mechanism: 'tnf' }, '/failedBtsdmards/0/drug', 'required'],
    ]
    for (const [entry, pointer, code] of refused) {
      const { errors } = await ask({ failedBtsdmards: [entry] })
      t.same([errors[0].pointer, errors[0].code], [pointer, code])
    }
  })
})
