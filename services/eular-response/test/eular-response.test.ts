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
import t from 'tap'
import eularResponse from '../index.js'

const slug = 'eular-response'

/** Field of each variant of the clinical file; all of its rows are of the 4-variable form. */
const FIELD: Readonly<Record<string, string>> = { 'DAS28-ESR-4': 'das28Esr', 'DAS28-CRP-4': 'das28Crp' }
const MISSING: Readonly<Record<string, string>> = { endpoint_das28: 'followUp.das28Esr' }

t.test('worked examples of the clinical specification', async (t) => {
  const put = (visit: string, variant: string) => (value: number, request: Record<string, Json>, row: Json) => {
    const field = FIELD[row.inputs[variant] ?? row.inputs.variant]
    if (!field) throw new Error(`no variant for ${visit}`)
    request[visit] = { [field]: value }
  }
  const readByTheOthers = (): void => {}
  const common = commonExpectations((name) => MISSING[name] ?? name)
  await workedExamples(t, await serviceFor(t, eularResponse), {
    slug,
    from: import.meta.url,
    file: 'eular-response.json',
    rows: 19,
    elsewhere: {
      'eular-17-unrounded-vs-rounded':
        'sends joint counts, ESR and global: its two scores are those of das28-esr; the example `unrounded` sends them',
    },
    inputs: {
      variant: readByTheOthers,
      baseline_variant: readByTheOthers,
      endpoint_variant: readByTheOthers,
      baseline_das28: put('baseline', 'baseline_variant'),
      endpoint_das28: put('followUp', 'endpoint_variant'),
    },
    kit: { improvement: 'score.value', response: 'category.code' },
    expected: {
      ...common,
      invalid: (t, reply, value) => t.same(faultsOf(reply.json), [`${value[0]} /followUp/das28Crp`]),
      improvement: (t, reply, value) => matches(t, reply.json.score.value, value, 'improvement'),
      response: (t, reply, value) => {
        t.equal(reply.json.category.code, value)
        t.equal(reply.json.details.response, value)
        t.equal(stateOf(reply.json, 'good-response'), value === 'good' ? 'met' : 'not_met')
        t.equal(stateOf(reply.json, 'good-or-moderate-response'), value === 'none' ? 'not_met' : 'met')
      },
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, eularResponse)
  const ask = async (baseline: object | null, followUp: object | null, more: object = {}) =>
    (await post(app, slug, { baseline, followUp, ...more })).json
  const esr = (das28Esr: number) => ({ das28Esr })
  const crp = (das28Crp: number) => ({ das28Crp })

  t.test('each cell of the response table', async (t) => {
    const table = [
      // follow-up, then the response to an improvement of 0.6, 0.61, 1.2, 1.21
      [3.2, 'none', 'moderate', 'moderate', 'good'],
      [3.21, 'none', 'moderate', 'moderate', 'moderate'],
      [5.1, 'none', 'moderate', 'moderate', 'moderate'],
      [5.11, 'none', 'none', 'none', 'moderate'],
    ] as const
    for (const [followUp, ...responses] of table)
      for (const [i, gained] of [0.6, 0.61, 1.2, 1.21].entries()) {
        const { category } = await ask(esr(Number((followUp + gained).toFixed(2))), esr(followUp))
        t.equal(category.code, responses[i], `${gained} to ${followUp}`)
      }
  })

  t.test('the MCII of Ward 2015 is that of the variant', async (t) => {
    for (const [baseline, followUp, state] of [
      [esr(5), esr(3.8), 'met'],
      [esr(5), esr(3.81), 'not_met'],
      [crp(5), crp(4), 'met'],
      [crp(5), crp(4.01), 'not_met'],
    ] as const)
      t.equal(stateOf(await ask(baseline, followUp), 'mcii-ward'), state)
  })

  t.test('variants and forms are never mixed', async (t) => {
    t.same(faultsOf(await ask(crp(5), esr(3))), ['variant_mismatch /followUp/das28Esr'])
    t.same(faultsOf(await ask(crp(5), esr(3), { variant: 'das28-esr' })), ['variant_mismatch /followUp/das28Esr'])
    t.same(faultsOf(await ask({ ...esr(5), form: '3-variable' }, esr(3))), ['variant_mismatch /followUp/form'])
    const three = await ask({ ...esr(5), form: '3-variable' }, { ...esr(3), form: '3-variable' })
    t.equal(three.category.code, 'good')
    t.equal((await ask({ ...esr(5), form: '4-variable' }, esr(3))).category.code, 'good', '4-variable is the default')
    t.equal((await ask({ ...esr(5), form: '3-variable' }, {})).status, 'not_computable', 'one value has no other form')
    t.same(faultsOf(await ask({ ...esr(5), form: 'DAS44' }, crp(0.95))), [
      'not_allowed_value /baseline/form',
      'out_of_range /followUp/das28Crp',
    ])
  })

  t.test('with both variants known, ESR answers unless CRP is asked for, and the other is shown', async (t) => {
    const [from, to] = [
      { ...esr(5.5), ...crp(4.9) },
      { ...esr(4.2), ...crp(3.1) },
    ]
    const byEsr = await ask(from, to)
    t.equal(byEsr.category.code, 'moderate')
    matches(t, byEsr.details.otherVariant, { variant: 'das28-crp', improvement: 1.8, response: 'good' }, 'the other')
    t.ok(codesOf(byEsr).includes('variants_disagree'))
    const byCrp = await ask(from, to, { variant: 'das28-crp' })
    t.equal(byCrp.category.code, 'good')
    t.equal(byCrp.details.otherVariant.response, 'moderate')
    const onePair = await ask({ ...esr(5.5), ...crp(4.9) }, crp(3.1))
    t.equal(onePair.details.variant, 'das28-crp', 'the pair that is complete')
    t.equal(onePair.details.otherVariant, null)
    t.same((await ask({ ...esr(5.5), ...crp(4.9) }, crp(3.1), { variant: 'das28-esr' })).missing, ['followUp.das28Esr'])
  })

  t.test('DAS28-CRP says that the cut-offs are those of DAS28-ESR', async (t) => {
    t.same(codesOf(await ask(crp(5.123), crp(3.123))), ['crp_variant_esr_cutoffs'])
    t.same(codesOf(await ask(esr(5.123), esr(3.123))), [])
  })

  t.test('a value with at most 2 decimals is used as given and said to be rounded', async (t) => {
    const one = await ask(esr(5.123), esr(2.9))
    t.same(
      one.warnings.map((warning: Json) => `${warning.code} ${warning.pointer}`),
      ['rounded_input /followUp/das28Esr'],
    )
    t.equal(one.details.sensitiveToRounding, false)
    // 3.20 may have been 3.2049, which is not at most 3.2; 3.21 cannot have been 3.2. An improvement that reads 1.20 may
    // have been more than 1.2, one that reads 1.21 was.
    for (const [baseline, followUp, sensitive] of [
      [5, 3.2, true],
      [5, 3.21, false],
      [4.39, 3.19, true],
      [4.4, 3.19, false],
      [3.6, 3, true],
      [3.59, 3, false],
      [3.61, 3, false],
      [6.1, 5.1, true],
    ] as const) {
      const result = await ask(esr(baseline), esr(followUp))
      t.equal(result.details.sensitiveToRounding, sensitive, `${baseline} to ${followUp}`)
      t.equal(codesOf(result).includes('response_sensitive_to_rounding'), sensitive)
    }
  })

  t.test('a value reported across a cut-off is said', async (t) => {
    const result = await ask(esr(5.123), esr(3.2001)) // reads 3.20, is moderate
    t.equal(result.category.code, 'moderate')
    t.same(codesOf(result), ['reported_value_crosses_cutoff'])
    const gained = await ask(esr(4.3041), esr(3.1001)) // 1.204 reads 1.20, is good
    t.equal(gained.category.code, 'good')
    t.same(codesOf(gained), ['reported_value_crosses_cutoff'])
  })

  t.test('one visit is enough where it rules every response but one out', async (t) => {
    const low = await ask(esr(0.55), null)
    t.equal(low.status, 'not_computable')
    t.equal(low.category.code, 'none', 'nothing below 0 can follow')
    t.match(low.text, 'response none whatever the missing value is')
    t.equal((await ask(esr(0.61), null)).category.code, 'undetermined')
    t.equal((await ask(null, esr(9.3))).category.code, 'none', 'no baseline is 0.6 above it')
    const high = await ask(null, esr(4))
    t.equal(stateOf(high, 'good-response'), 'not_met')
    t.equal(stateOf(high, 'good-or-moderate-response'), 'undetermined')
    const nothing = await ask(null, null)
    t.same(nothing.missing, ['baseline.das28Esr', 'followUp.das28Esr'])
    t.equal(nothing.criteria[0].reason, 'missing:baseline, missing:followUp')
  })

  t.test('dates in order, and the line of text', async (t) => {
    const dated = await ask({ ...esr(5.2), date: '2026-03-01' }, { ...esr(3), date: '2026-03-01' })
    t.same(faultsOf(dated), ['date_order /followUp/date'])
    t.equal((await ask(esr(5.2), esr(3))).text, 'EULAR response good: DAS28-ESR 5.20 to 3.00, improvement 2.20')
    t.equal((await ask(esr(5.2), null)).text, 'EULAR response not computable: missing followUp.das28Esr')
  })
})
