/** What FHIR R4 calls modifiers, and what contradicts itself: understood, or not used and named. */
import t from 'tap'
import { gateway } from '../helpers.js'
import { fhirOf, notesIn, scoreIn } from './asked.js'
import { bundle, type Json, LOCAL, UCUM } from './encode.js'
import { das28Prefetch, found, hook, quantity } from './prefetched.js'
import { creatinine, das28Of, esr, isComputed, isRefused, others, patient } from './selected.js'

const app = await gateway(t, { CDS_SCREEN_ARM: 'rheumatoid-arthritis' })
const call = fhirOf(app)
const das28 = das28Of(call)
const MODIFIER = { modifierExtension: [{ url: 'http://example.org/not', valueBoolean: true }] }
const RULES = { implicitRules: 'http://example.org/rules' }
const newer = { effectiveDateTime: '2026-03-02' }

t.test('a Bundle, an entry, Parameters and a parameter', async (t) => {
  const record = bundle([...others(), esr()])
  isRefused(t, await call('/fhir/$das28-esr', { ...record, ...RULES }), 'modifier_not_understood')
  isRefused(t, await call('/fhir/$das28-esr', bundle([{ ...record, ...RULES }])), 'modifier_not_understood')
  const whole = { resourceType: 'Parameters', parameter: [{ name: 'record', resource: record }] }
  isComputed(t, await call('/fhir/$das28-esr', whole), 'without modifiers')
  isRefused(t, await call('/fhir/$das28-esr', { ...whole, ...RULES }), 'modifier_not_understood')
  const negated = { ...whole, parameter: [{ name: 'record', resource: record, ...MODIFIER }] }
  isRefused(t, await call('/fhir/$das28-esr', negated), 'modifier_not_understood')
  const part = [{ name: 'quantity', ...quantity(60, 'U/L'), ...MODIFIER }]
  const inner = { resourceType: 'Parameters', parameter: [{ name: 'alt', part }] }
  isRefused(t, await call('/fhir/$laboratory-limits', inner), 'modifier_not_understood', 400)
  const entry = [...others().map((resource) => ({ resource })), { resource: esr(), ...MODIFIER }]
  const without = await call('/fhir/$das28-esr', { resourceType: 'Bundle', type: 'collection', entry })
  t.ok(notesIn(without).includes('entry_modified'))
  t.equal(scoreIn(without), undefined, 'the entry is not used')
  const alone = await call('/fhir/$das28-esr', { resourceType: 'Bundle', type: 'collection', entry: entry.slice(-1) })
  t.ok(notesIn(alone).includes('entry_modified'), 'also where nothing else is there')
  const prefetch = { ...das28Prefetch(), esr: { ...bundle([esr()], 'searchset'), ...RULES } }
  const cards = await call('/cds-services/das28-esr', hook(prefetch), { 'content-type': 'application/json' })
  t.match(cards.text, /not computed: modifier not understood/)
})

t.test('a Patient', async (t) => {
  const of = (more: Json) =>
    call('/fhir/$crcl', bundle([{ ...patient, ...more }, found('29463-7', quantity(70, 'kg')), creatinine()]))
  isComputed(t, await of({ active: true, deceasedBoolean: false }), 'active', 70.2)
  isComputed(t, await of({ link: [{ type: 'replaces', other: { reference: 'Patient/9' } }] }), 'replaces another', 70.2)
  for (const [code, more] of [
    ['patient_modified', MODIFIER],
    ['patient_modified', RULES],
    ['patient_not_active', { active: false }],
    ['patient_replaced', { link: [{ type: 'replaced-by', other: { reference: 'Patient/9' } }] }],
  ] as const) {
    const reply = await of(more)
    t.ok(notesIn(reply).includes(code), code)
    t.equal(scoreIn(reply), undefined, `${code}: birth date and sex are not used`)
  }
  for (const more of [{ deceasedBoolean: true }, { deceasedDateTime: '2026-02-01' }]) {
    const reply = await of(more)
    isComputed(t, reply, 'deceased', 70.2)
    t.ok(notesIn(reply).includes('patient_deceased'))
  }
})

const response = (item: readonly Json[], more: Json = {}): Json => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  questionnaire: 'http://x/fhir/Questionnaire/das28-esr',
  subject: { reference: 'Patient/1' },
  authored: '2026-03-01',
  item,
  ...more,
})
const decimal = (linkId: string, valueDecimal: number): Json => ({ linkId, answer: [{ valueDecimal }] })
const items = (value = 4): readonly Json[] => [
  { linkId: 'tenderJointCount28', answer: [{ valueInteger: 5 }] },
  { linkId: 'swollenJointCount28', answer: [{ valueInteger: 3 }] },
  decimal('esr', value),
  decimal('patientGlobal', 45),
]
const byForm = (...record: readonly Json[]) => call('/fhir/$das28-esr', bundle(record))

t.test('a form, its items and its answers', async (t) => {
  isComputed(t, await byForm(response(items())), 'whole')
  for (const more of [MODIFIER, RULES]) {
    const reply = await byForm(response(items(), more))
    t.ok(notesIn(reply).includes('form_modified'))
    t.equal(scoreIn(reply), undefined)
  }
  const [tender, swollen, , global] = items() as [Json, Json, Json, Json]
  for (const item of [
    { ...decimal('esr', 4), ...MODIFIER },
    { linkId: 'esr', answer: [{ valueDecimal: 4, ...MODIFIER }] },
    { linkId: 'group', ...MODIFIER, item: [decimal('esr', 4)] },
  ]) {
    const reply = await byForm(response([tender, swollen, global, item]))
    t.ok(notesIn(reply).includes('item_modified'))
    t.equal(scoreIn(reply), undefined)
  }
})

t.test('a form says each thing once, of one patient, at a time that can be read', async (t) => {
  isRefused(t, await byForm(response([...items(4), decimal('esr', 40)])), 'parameter_repeated', 400)
  isRefused(
    t,
    await byForm(response([...items(4), { linkId: 'group', item: [decimal('esr', 40)] }])),
    'parameter_repeated',
    400,
  )
  const [tender, swollen, , global] = items() as [Json, Json, Json, Json]
  const two = { linkId: 'esr', answer: [{ valueDecimal: 4, valueInteger: 40 }] }
  isRefused(t, await byForm(response([tender, swollen, global, two])), 'wrong_value_type', 400)
  isRefused(t, await byForm(response(items(), { authored: 'yesterday' })), 'wrong_value_type', 400)
  const { subject: _nobody, ...unnamed } = response(items())
  t.ok(notesIn(await byForm(patient, unnamed)).includes('subject_missing'))
  const older = response(items(90), { authored: '2026-02-01', id: 'a' })
  const newest = response(items(), { authored: '2026-03-02', id: 'c' })
  const differs = response(items(91), { authored: '2026-02-01', id: 'b' })
  for (const record of [
    [older, differs, newest],
    [newest, older, differs],
  ])
    isComputed(t, await byForm(...record), 'what differs is older than the newest, in any order')
  isRefused(t, await byForm(older, differs), 'observations_disagree')
  const asked = (name: string, value: Json, ...record: readonly Json[]) =>
    call('/fhir/$das28-esr', {
      resourceType: 'Parameters',
      parameter: [
        { name, ...value },
        { name: 'record', resource: bundle(record) },
      ],
    })
  const stranger = response(items(99), { authored: '2026-03-05', subject: { reference: 'Patient/2' } })
  const subject = { valueReference: { reference: 'Patient/1' } }
  isComputed(t, await asked('subject', subject, response(items()), stranger), "another's newer form hides none")
  const later = response(items(99), { authored: '2026-03-05' })
  isComputed(t, await asked('asOf', { valueDate: '2026-03-01' }, response(items()), later), 'nor a later one')
})

t.test('a form of ours alone says in what unit a bare number is', async (t) => {
  const questionnaire = 'http://x/fhir/Questionnaire/crcl'
  const bare = response([decimal('weight', 70), decimal('creatinine', 1)], { questionnaire })
  isRefused(t, await call('/fhir/$crcl', bundle([patient, bare])), 'unit_not_accepted')
  const measured = (linkId: string, value: number, code: string): Json => ({
    linkId,
    answer: [{ valueQuantity: { value, code, system: UCUM } }],
  })
  const whole = response([measured('weight', 70, 'kg'), measured('creatinine', 1, 'mg/dL')], { questionnaire })
  t.equal(
    scoreIn(await call('/fhir/$crcl', bundle([{ ...patient, birthDate: '1970-02-01' }, whole]))) === undefined,
    false,
  )
})

t.test('codes and ticks of a form', async (t) => {
  const esspri = (code: string) =>
    call(
      '/fhir/$esspri',
      response(
        ['dryness', 'fatigue', 'limbPain'].map((linkId) => ({
          linkId,
          answer: [{ valueCoding: { system: LOCAL, code } }],
        })),
        { questionnaire: 'http://x/fhir/Questionnaire/esspri' },
      ),
    )
  t.equal(scoreIn(await esspri('5')), 5)
  isRefused(t, await esspri('0.5'), 'value_not_coded')
  const item = [
    ...['HAQ01', 'HAQ02'].map((linkId) => ({ linkId, answer: [{ valueInteger: 1 }] })),
    { linkId: 'aids-dressing', answer: [{ valueString: 'yes' }] },
  ]
  const haq = response(item, { questionnaire: 'http://x/fhir/Questionnaire/haq-di' })
  isRefused(t, await call('/fhir/$haq-di', haq), 'value_not_coded')
})

t.test('a value that contradicts itself', async (t) => {
  const absent = { dataAbsentReason: { coding: [{ code: 'not-performed' }] } }
  isRefused(t, await das28(esr(4, absent)), 'value_contradicted')
  isRefused(t, await das28(esr(4), esr(40, { ...absent, ...newer })), 'value_contradicted')
  isRefused(t, await das28(esr(4, { valueInteger: 40 })), 'value_contradicted')
  const code = { coding: [{ system: 'http://loinc.org', code: '4537-7' }] }
  const panel = found('x', {}, { component: [{ code, ...quantity(4, 'mm/h'), ...absent }] })
  isRefused(t, await das28(panel), 'value_contradicted')
  const unit = { valueQuantity: { unit: 'mm/h' } }
  isComputed(t, await das28(esr(4), esr(0, { ...unit, ...absent, ...newer })), 'no value, and why')
  for (const valueRatio of [{ numerator: { value: 4 }, denominator: { value: 1 } }])
    isRefused(t, await das28(esr(0, { valueQuantity: undefined, valueRatio })), 'value_not_numeric')
  const pair = { valueCodeableConcept: { coding: [{ system: LOCAL, code: 'positive' }], text: 'Negative' } }
  const opposite = { ...pair, valueCodeableConcept: { coding: [{ system: LOCAL, code: 'positive' }] } }
  const interpretation = [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'NEG' }] },
  ]
  for (const [why, hbsAg] of [
    ['value_not_coded', found('5196-1', pair)],
    ['value_contradicted', found('5196-1', { ...opposite, interpretation })],
  ] as const) {
    const parameter = [
      { name: 'arm', valueCode: 'rheumatoid-arthritis' },
      { name: 'asOf', valueDate: '2026-03-01' },
      { name: 'record', resource: bundle([hbsAg]) },
    ]
    const reply = await call('/fhir/$screen-nct06464679', { resourceType: 'Parameters', parameter })
    t.match(reply.text, `input_not_used"}`, why)
    t.match(reply.text, why)
  }
})

t.test('a time is one', async (t) => {
  const period = { effectivePeriod: { start: '2026-01-01' } }
  isRefused(t, await das28(esr(4, period)), 'wrong_value_type', 400)
  const timing = {
    effectiveDateTime: undefined,
    effectiveTiming: { event: ['2026-03-01'] },
    issued: '2026-03-09T00:00:00Z',
  }
  const reply = await das28(esr(4, timing))
  isComputed(t, reply, 'the only value')
  t.ok(notesIn(reply).includes('observation_undated'), 'the day of the report is not that of a series of times')
  isRefused(t, await das28(esr(90), esr(4, timing)), 'observations_disagree')
})

t.test('of a search with more pages the newest is known only where it comes first', async (t) => {
  const link = [{ relation: 'next', url: 'http://x/fhir?page=2' }]
  const page = (...found: readonly Json[]) => ({ ...bundle(found, 'searchset'), link })
  const [older, latest] = [esr(90, { effectiveDateTime: '2026-02-01' }), esr()]
  isComputed(t, await das28(page(latest, older)), 'newest first')
  isRefused(t, await das28(page(older, latest)), 'search_incomplete')
  isComputed(t, await das28(bundle([older, latest], 'searchset')), 'all of it')
  const prefetch = { ...das28Prefetch(), esr: page(older, latest) }
  const cards = await call('/cds-services/das28-esr', hook(prefetch), { 'content-type': 'application/json' })
  t.match(cards.text, /not computed: search incomplete/)
})

t.test('what a history says was deleted is not there, wherever the history stands', async (t) => {
  const gone = esr(90, newer)
  const entry = [{ request: { method: 'DELETE', url: `Observation/${String(gone['id'])}` } }]
  const history = { resourceType: 'Bundle', type: 'history', entry }
  const record = bundle([...others(), esr(), gone])
  for (const all of [
    [history, record],
    [record, history],
  ]) {
    const parameter = all.map((resource) => ({ name: 'record', resource }))
    isComputed(t, await call('/fhir/$das28-esr', { resourceType: 'Parameters', parameter }), 'in any order')
  }
})

t.test('the screening of a record is of the day of what counts', async (t) => {
  const taken = esr(4, { status: 'entered-in-error', effectiveDateTime: '2099-01-01' })
  const prefetch = {
    patient,
    esr: bundle([esr(), taken, esr(4, { ...MODIFIER, effectiveDateTime: '2098-01-01' })], 'searchset'),
  }
  const reply = await call('/cds-services/screen-nct06464679', hook(prefetch), { 'content-type': 'application/json' })
  t.match(reply.text, /As of 2026-03-01/)
  t.match(reply.text, /observation\\\\_modified/, 'and says what it does not use')
})
