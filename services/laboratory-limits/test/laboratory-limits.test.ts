import {
  codesOf,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import laboratoryLimits from '../index.js'

const slug = 'laboratory-limits'

/** The analyte names of the clinical file, where they differ. */
const FIELD: Readonly<Record<string, string>> = { hemoglobin: 'haemoglobin', total_bilirubin: 'bilirubin' }
const fieldOf = ({ inputs }: { readonly inputs: Json }): string => FIELD[inputs.analyte] ?? inputs.analyte
const UNIT: Readonly<Record<string, string>> = {
  '10e9_per_L': '10*9/L',
  per_uL: '/uL',
  g_per_L: 'g/L',
  g_per_dL: 'g/dL',
  mmol_per_L: 'mmol/L',
  U_per_L: 'U/L',
  ukat_per_L: 'ukat/L',
  umol_per_L: 'umol/L',
  mg_per_dL: 'mg/dL',
  INR: '{INR}',
  s: 's',
}

type Put = (value: Json, request: Record<string, Json>, row: Json) => void
const merge =
  (more: (value: Json, row: Json) => object): Put =>
  (value, request, row) => {
    const field = fieldOf(row)
    request[field] = { ...request[field], ...more(value, row) }
  }
const units = Object.keys(UNIT)
const valueIn = (unit: string) => merge((value) => ({ value, unit: UNIT[unit] }))
const limitIn = (unit: string) =>
  merge((value, row) => ({
    upperLimit: value,
    ...(`value_${unit}` in row.inputs ? {} : { upperLimitUnit: UNIT[unit] }),
  }))
const criterionOf = (result: Json, id: string) => result.criteria.find((criterion: Json) => criterion.id === id)

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, laboratoryLimits), {
    slug,
    from: import.meta.url,
    file: 'common-labs.json',
    rows: 32,
    inputs: {
      analyte: () => {},
      comparator: merge((comparator) => ({ comparator })),
      ...Object.fromEntries(units.map((unit) => [`value_${unit}`, valueIn(unit)])),
      ...Object.fromEntries(units.map((unit) => [`uln_${unit}`, limitIn(unit)])),
      last_csf_days_before_sample: (value, request) => {
        request['lastCsfDaysBeforeSample'] = value
      },
      // A history that is known and names no dose says that none was given.
      csf_history_known: (known, request, { inputs }) => {
        if (known && inputs['last_csf_days_before_sample'] === null) request['csfWithin2Weeks'] = false
      },
      attributed_to_disease: (value, request, row) => {
        request[`${fieldOf(row)}AttributedToDisease`] = value
      },
    },
    kit: { criterion: (row) => `criteria.${fieldOf(row)}` },
    expected: {
      criterion: (t, { json }, value, row) => {
        t.equal(stateOf(json, fieldOf(row)), value)
        t.equal(criterionOf(json, fieldOf(row)).reason, row.expected['reason'] ?? null)
      },
      compared_value: (t, { json }, value, row) =>
        matches(t, json.details.compared[fieldOf(row)].value, value, 'compared value'),
      reason: (t, { json }, value, row) => t.equal(criterionOf(json, fieldOf(row)).reason, value),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, laboratoryLimits)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const expect = async (t: Test, body: object, id: string, state: string, reason: string | null = null) => {
    const result = await ask(body)
    t.equal(stateOf(result, id), state, `${JSON.stringify(body)}: ${id} is ${state}`)
    t.equal(criterionOf(result, id).reason, reason)
    return result
  }
  const count = (value: number, comparator?: string) => ({ value, unit: '10*9/L', comparator })
  const bilirubin = (value: number) => ({ value, upperLimit: 10, unit: 'umol/L' })
  const noLimit = { value: 1.6, unit: '{INR}' }

  t.test('nothing sent: every criterion is open and names what it lacks', async (t) => {
    const result = await ask({})
    t.equal(result.status, 'not_computable')
    t.equal(result.details.undeterminedCount, 8)
    t.same(result.missing, [
      ...['wbc', 'neutrophils', 'csfWithin2Weeks', 'haemoglobin', 'alt', 'ast', 'bilirubin', 'inr', 'pt'],
    ])
    t.equal(criterionOf(result, 'neutrophils').reason, 'missing:neutrophils, missing:csf_history')
  })

  t.test('a count with a comparator decides where it lies on one side', async (t) => {
    await expect(t, { wbc: count(3, '<') }, 'wbc', 'not_met')
    await expect(t, { wbc: count(3, '<=') }, 'wbc', 'undetermined', 'censored:wbc')
    await expect(t, { wbc: count(3, '>=') }, 'wbc', 'met')
    await expect(t, { wbc: count(2, '>') }, 'wbc', 'undetermined', 'censored:wbc')
    await expect(t, { haemoglobin: { value: 60, unit: 'g/L', comparator: '<' } }, 'haemoglobin', 'not_met')
  })

  t.test('neutrophils below 1 are not met whatever is known of growth factors', async (t) => {
    for (const more of [{}, { csfWithin2Weeks: true }, { csfWithin2Weeks: false }])
      await expect(t, { neutrophils: count(0.99), ...more }, 'neutrophils', 'not_met')
    await expect(t, { csfWithin2Weeks: true }, 'neutrophils', 'not_met', 'csf_within_2_weeks')
  })

  t.test('neutrophils are derived from a differential count, and from a part of it as far as it goes', async (t) => {
    const percent = (value: number) => ({ value, unit: '%' })
    const derived = {
      wbc: count(4),
      segmentedNeutrophils: percent(23),
      bandNeutrophils: percent(2),
      csfWithin2Weeks: false,
    }
    const whole = await expect(t, derived, 'neutrophils', 'met')
    matches(t, whole.details.compared.neutrophils.value, 1, '4 * 25 %')
    t.same(codesOf(whole), ['anc_derived'])
    const fractions = { ...derived, segmentedNeutrophils: percent(0.6), bandNeutrophils: percent(0.03) }
    t.same(codesOf(await ask(fractions)), ['anc_derived', 'shares_suspect'])
    const few = { ...derived, segmentedNeutrophils: percent(1), bandNeutrophils: percent(0) }
    t.same(codesOf(await ask(few)), ['anc_derived'])
    await expect(t, { ...derived, bandNeutrophils: percent(1.9) }, 'neutrophils', 'not_met')
    const open = await expect(
      t,
      { ...derived, bandNeutrophils: null },
      'neutrophils',
      'undetermined',
      'missing:neutrophils',
    )
    t.same(open.details.compared.neutrophils.bounds, { lower: 0.92, upper: 4 })
    t.ok(open.missing.includes('bandNeutrophils'))
    await expect(t, { ...derived, segmentedNeutrophils: percent(25), bandNeutrophils: null }, 'neutrophils', 'met')
    await expect(t, { ...derived, wbc: count(0.9), bandNeutrophils: null }, 'neutrophils', 'not_met')
    await expect(t, { ...derived, wbc: null }, 'neutrophils', 'undetermined', 'missing:wbc')
    await expect(t, { ...derived, wbc: count(4, '<') }, 'neutrophils', 'not_met')
    await expect(t, { ...derived, wbc: count(4, '<=') }, 'neutrophils', 'undetermined', 'censored:wbc')
    await expect(t, { ...derived, wbc: count(4, '>') }, 'neutrophils', 'met')
    const none = { ...derived, segmentedNeutrophils: percent(0), bandNeutrophils: percent(0) }
    await expect(t, { ...none, wbc: count(4, '>') }, 'neutrophils', 'not_met')
    t.same(codesOf(await ask({ ...derived, neutrophils: count(2) })), ['input_not_used', 'input_not_used'])
    t.match(await ask({ ...derived, segmentedNeutrophils: percent(99) }), {
      status: 422,
      errors: [{ code: 'conflict' }],
    })
  })

  t.test('two statements about growth factors must agree; long-acting forms warn', async (t) => {
    for (const [csfWithin2Weeks, lastCsfDaysBeforeSample] of [
      [true, 15],
      [false, 14],
    ])
      t.match(await ask({ csfWithin2Weeks, lastCsfDaysBeforeSample }), {
        status: 422,
        errors: [{ pointer: '/csfWithin2Weeks', code: 'conflict' }],
      })
    t.same(codesOf(await ask({ csfLongActing: true })), ['csf_long_acting'])
    t.same(codesOf(await ask({ recentTransfusion: true })), ['recent_transfusion'])
    t.same(codesOf(await ask({ onAnticoagulant: true })), ['on_anticoagulant'])
  })

  t.test('an upper limit of the site stands in, with a warning, for one that the report lacks', async (t) => {
    const siteUpperLimits = { alt: { value: 0.7, unit: 'ukat/L' }, inr: { value: 1.2, unit: '1' } }
    const alt = { value: 126, unit: 'U/L' }
    const onLimit = await expect(t, { alt, siteUpperLimits }, 'alt', 'met') // 0.7 ukat/L is 42 U/L
    t.same(codesOf(onLimit), ['uln_from_site_table'])
    t.equal(onLimit.details.compared.alt.upperLimitFrom, 'site')
    t.same(onLimit.inputs.alt, { value: 126, unit: 'U/L', upperLimit: 42 })
    await expect(
      t,
      { alt: { ...alt, upperLimit: 41 }, altAttributedToDisease: false, siteUpperLimits },
      'alt',
      'not_met',
    )
    await expect(t, { inr: noLimit, siteUpperLimits }, 'inr', 'met')
    await expect(t, { alt, altAttributedToDisease: true }, 'alt', 'undetermined', 'missing:uln')
    await expect(t, { pt: { value: 12, unit: 's' } }, 'pt', 'undetermined', 'missing:uln')
  })

  t.test('an upper limit in a wrong unit warns', async (t) => {
    const result = await ask({ ast: { value: 1.5, upperLimit: 40, unit: 'ukat/L' } })
    t.match(result.warnings, [{ code: 'outside_plausible_range', pointer: '/ast/upperLimit' }])
  })

  t.test('bilirubin: each limit, Gilbert syndrome and waiver', async (t) => {
    const rows: readonly (readonly [number, boolean | null, boolean | null, string, string | null])[] = [
      [15, null, null, 'met', null],
      [15.01, false, false, 'not_met', null],
      [15.01, null, null, 'undetermined', 'missing:gilbert, missing:attributed_to_disease'],
      [15.01, false, null, 'undetermined', 'missing:attributed_to_disease'],
      [15.01, null, true, 'met', 'waived:attributed_to_disease'],
      [30, true, null, 'met', null],
      [30.01, true, false, 'not_met', null],
      [30.01, null, false, 'not_met', null],
      [30.01, true, true, 'met', 'waived:attributed_to_disease'],
    ]
    for (const [value, gilbert, bilirubinAttributedToDisease, state, reason] of rows)
      await expect(
        t,
        { bilirubin: bilirubin(value), gilbert, bilirubinAttributedToDisease },
        'bilirubin',
        state,
        reason,
      )
  })

  t.test('Gilbert syndrome is suggested only by the whole picture, and decides nothing', async (t) => {
    const enzyme = { value: 40, upperLimit: 40, unit: 'U/L' }
    const picture = {
      bilirubin: bilirubin(20),
      directBilirubin: { value: 3.9, unit: 'umol/L' },
      alt: enzyme,
      ast: enzyme,
      haemolysis: false,
      bilirubinAttributedToDisease: false,
    }
    const suggested = await expect(t, picture, 'bilirubin', 'undetermined', 'missing:gilbert')
    t.same(codesOf(suggested), ['gilbert_suggested'])
    t.equal(suggested.details.gilbertSuggested, true)
    for (const [more, found] of [
      [{ directBilirubin: { value: 4, unit: 'umol/L' } }, false], // 20 % exactly
      [{ haemolysis: true }, false],
      [{ alt: { ...enzyme, value: 41 } }, false],
      [{ bilirubin: bilirubin(10) }, false],
      [{ haemolysis: null }, null],
      [{ ast: null }, null],
      [{ directBilirubin: null }, null],
    ] as const)
      t.equal((await ask({ ...picture, ...more })).details.gilbertSuggested, found, JSON.stringify(more))
    t.same(codesOf(await ask({ ...picture, gilbert: false })), [])
  })

  t.test('a censored ratio, decided by the waiver or open', async (t) => {
    const alt = { value: 100, comparator: '>', upperLimit: 40, unit: 'U/L' }
    await expect(t, { alt, altAttributedToDisease: false }, 'alt', 'undetermined', 'censored:alt')
    await expect(t, { alt, altAttributedToDisease: true }, 'alt', 'met', 'waived:attributed_to_disease')
    await expect(t, { alt }, 'alt', 'undetermined', 'censored:alt, missing:attributed_to_disease')
    await expect(t, { alt: { ...alt, value: 120 }, altAttributedToDisease: false }, 'alt', 'not_met')
  })

  t.test('an INR without an upper limit is met below 1.5 alone', async (t) => {
    await expect(t, { inr: { value: 1.49, unit: '1' } }, 'inr', 'met', 'assumption:uln_at_least_1.0')
    await expect(t, { inr: { value: 1.5, unit: '1' } }, 'inr', 'undetermined', 'missing:uln')
    await expect(t, { inr: { value: 1.5, unit: '1', comparator: '<' } }, 'inr', 'met', 'assumption:uln_at_least_1.0')
    await expect(t, { inr: noLimit }, 'inr', 'undetermined', 'missing:uln')
  })

  t.test('a value shown on its limit but beyond it says so', async (t) => {
    const shown = await expect(t, { wbc: count(2.999) }, 'wbc', 'not_met')
    t.match(shown.warnings, [{ code: 'reported_value_crosses_cutoff', pointer: '/wbc' }])
    t.equal(shown.details.compared.wbc.reported, '3.00')
    const ratio = await ask({ alt: { value: 300.1, upperLimit: 100, unit: 'U/L' }, altAttributedToDisease: false })
    t.match(ratio.warnings, [{ code: 'reported_value_crosses_cutoff', pointer: '/alt' }])
  })

  t.test('units are stated and known', async (t) => {
    for (const [body, pointer] of [
      [{ wbc: 3 }, '/wbc'],
      [{ wbc: { value: 3000, unit: '10*9/L' } }, '/wbc/value'],
      [{ haemoglobin: { value: 6, unit: 'g/L' } }, '/haemoglobin/value'],
      [{ pt: { value: 1.1, unit: '1' } }, '/pt/unit'],
      [{ alt: { value: 30, upperLimit: 0, unit: 'U/L' } }, '/alt/upperLimit'],
      [{ alt: { value: 30, upperLimit: 40, upperLimitUnit: 'mg/dL', unit: 'U/L' } }, '/alt/upperLimitUnit'],
    ] as const)
      t.equal((await ask(body)).errors[0].pointer, pointer)
  })

  t.test('the line names every criterion with its reason', async (t) => {
    const result = await ask({ wbc: count(3), inr: noLimit })
    t.equal(
      result.text,
      'Laboratory limits: met wbc; undetermined neutrophils (missing:neutrophils, missing:csf_history), haemoglobin (missing:haemoglobin), alt (missing:alt), ast (missing:ast), bilirubin (missing:bilirubin), inr (missing:uln), pt (missing:pt)',
    )
  })
})
