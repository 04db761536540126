import {
  codesOf,
  faultsOf,
  type Json,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import instrument from '../index.js'

const slug = 'sjogren-aecg-2002'
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)
const as = (field: string) => (value: Json, request: Record<string, Json>) => {
  request[field] = value
}

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, instrument), {
    slug,
    from: import.meta.url,
    file: 'aecg-2002-sjogren.json',
    rows: 10,
    inputs: {
      itemI_ocularSymptoms: as('ocularSymptoms'),
      itemII_oralSymptoms: as('oralSymptoms'),
      itemIII_ocularSigns: as('ocularSigns'),
      itemIV_histopathology: as('histopathology'),
      itemV_salivary: as('salivaryInvolvement'),
      itemVI_autoantibodies: as('autoantibodies'),
      anyExclusion: as('aecgAnyExclusion'),
    },
    kit: { ruleA: 'criteria.rule-a', ruleB: 'criteria.rule-b', classified: 'criteria.classified' },
    expected: {
      positiveItems: (t, reply, value) => {
        t.equal(reply.status, 200)
        t.equal(reply.json.details.positiveItems, value)
      },
      ruleA: (t, reply, value) => t.equal(stateOf(reply.json, 'rule-a'), fileState(value)),
      ruleB: (t, reply, value) => t.equal(stateOf(reply.json, 'rule-b'), fileState(value)),
      classified: (t, reply, value) => t.equal(stateOf(reply.json, 'classified'), fileState(value)),
    },
  })
})

const mm = (value: number) => ({ value, unit: 'mm' })
const in15 = (value: number) => ({ value, unit: 'mL/(15.min)' })

t.test('edges', async (t) => {
  const app = await serviceFor(t, instrument)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('the tests of the objective items, on both sides of their cut-offs', async (t) => {
    const noImaging = { sialographyPositive: false, scintigraphyPositive: false }
    const rows: readonly (readonly [string, object, string])[] = [
      ['ocular-signs', { schirmer: mm(5), vanBijsterveld: 0 }, 'met'],
      ['ocular-signs', { schirmer: mm(5.1), vanBijsterveld: 3 }, 'not_met'],
      ['ocular-signs', { schirmer: mm(20), vanBijsterveld: 4 }, 'met'],
      ['ocular-signs', { schirmer: mm(20) }, 'undetermined'],
      ['ocular-signs', { vanBijsterveld: 3 }, 'undetermined'],
      ['ocular-signs', { eyes: { right: { schirmer: mm(20) }, left: { schirmer: mm(4) } } }, 'met'],
      ['histopathology', { focusScore: 0.99 }, 'not_met'],
      ['histopathology', { focusScore: 1 }, 'met'],
      ['salivary-involvement', { unstimulatedSaliva: in15(1.5) }, 'met'],
      ['salivary-involvement', { unstimulatedSaliva: { value: 0.1, unit: 'mL/min' } }, 'met'],
      ['salivary-involvement', { unstimulatedSaliva: in15(1.51), ...noImaging }, 'not_met'],
      ['salivary-involvement', { unstimulatedSaliva: in15(1.51) }, 'undetermined'],
      ['salivary-involvement', { sialographyPositive: true }, 'met'],
      ['salivary-involvement', { scintigraphyPositive: true }, 'met'],
      ['autoantibodies', { antiSsaRoPositive: false, antiSsbLaPositive: true }, 'met'],
      ['autoantibodies', { antiSsaRoPositive: true }, 'met'],
      ['autoantibodies', { antiSsaRoPositive: false }, 'undetermined'],
      ['autoantibodies', { antiSsaRoPositive: false, antiSsbLaPositive: false }, 'not_met'],
    ]
    for (const [id, body, state] of rows) t.equal(stateOf(await ask(body), id), state, JSON.stringify(body))
  })

  t.test('a statement settles what its tests leave open, and is refused where they contradict it', async (t) => {
    t.equal(stateOf(await ask({ ocularSigns: false, schirmer: mm(20) }), 'ocular-signs'), 'not_met')
    t.equal(stateOf(await ask({ ocularSigns: true, schirmer: mm(20) }), 'ocular-signs'), 'met')
    t.same(faultsOf(await ask({ ocularSigns: false, schirmer: mm(3) })), ['conflict /ocularSigns'])
    t.same(faultsOf(await ask({ ocularSigns: true, schirmer: mm(20), vanBijsterveld: 1 })), ['conflict /ocularSigns'])
    t.same(faultsOf(await ask({ histopathology: true, focusScore: 0.5 })), ['conflict /histopathology'])
    t.same(faultsOf(await ask({ salivaryInvolvement: false, scintigraphyPositive: true })), [
      'conflict /salivaryInvolvement',
    ])
    t.same(faultsOf(await ask({ autoantibodies: false, antiSsbLaPositive: true, aecgAnyExclusion: 'no' })), [
      'wrong_type /aecgAnyExclusion',
      'conflict /autoantibodies',
    ])
  })

  t.test('what is missing is the item, or the tests of an item that was begun', async (t) => {
    t.same((await ask({})).missing, [
      'ocularSymptoms',
      'oralSymptoms',
      'ocularSigns',
      'histopathology',
      'salivaryInvolvement',
      'autoantibodies',
      'aecgAnyExclusion',
    ])
    const begun = await ask({ schirmer: mm(20), antiSsaRoPositive: false, exclusions: { hepatitisC: false } })
    t.same(begun.missing, [
      'ocularSymptoms',
      'oralSymptoms',
      'vanBijsterveld',
      'histopathology',
      'salivaryInvolvement',
      'antiSsbLaPositive',
      'exclusions.headNeckRadiation',
      'exclusions.aids',
      'exclusions.preExistingLymphoma',
      'exclusions.sarcoidosis',
      'exclusions.graftVersusHostDisease',
      'exclusions.anticholinergicDrugs',
    ])
  })

  t.test('its own list of exclusions', async (t) => {
    const excluded = async (exclusions: object) => stateOf(await ask({ exclusions }), 'no-exclusion')
    for (const name of ['hepatitisC', 'preExistingLymphoma', 'anticholinergicDrugs', 'sarcoidosis', 'aids'])
      t.equal(await excluded({ [name]: true }), 'not_met', name)
    t.same(faultsOf(await ask({ exclusions: { amyloidosis: true } })), ['unknown_field /exclusions/amyloidosis'])
    t.same(faultsOf(await ask({ exclusions: { hepatitisC: true }, aecgAnyExclusion: false })), [
      'conflict /aecgAnyExclusion',
    ])
    t.same((await ask({ exclusions: { hepatitisC: true } })).details.excludedBy, ['hepatitisC'])
  })

  t.test('another connective tissue disease is warned about', async (t) => {
    t.same(codesOf(await ask({ otherConnectiveTissueDisease: true })), ['associated_disease'])
    t.same(codesOf(await ask({ otherConnectiveTissueDisease: false })), [])
  })
})

const FIELDS = [
  'ocularSymptoms',
  'oralSymptoms',
  'ocularSigns',
  'histopathology',
  'salivaryInvolvement',
  'autoantibodies',
] as const

/** The rules on known items, as the paper words them. */
function exact(items: readonly boolean[], excluded: boolean): readonly string[] {
  const state = (met: boolean) => (met ? 'met' : 'not_met')
  const count = (some: readonly boolean[]) => some.filter(Boolean).length
  const a = count(items) >= 4 && (items[3] === true || items[5] === true)
  const b = count(items.slice(2)) >= 3
  return [state(a), state(b), state(!excluded), state((a || b) && !excluded)]
}

const completions = (values: readonly (boolean | null)[]): readonly (readonly boolean[])[] =>
  values.reduce<readonly (readonly boolean[])[]>(
    (all, value) => all.flatMap((some) => (value === null ? [false, true] : [value]).map((known) => [...some, known])),
    [[]],
  )

t.test('all 2187 combinations are decided exactly as all their completions together', async (t) => {
  const options = [true, false, null] as const
  const combinations = Array.from({ length: 3 ** 7 }, (_, n) =>
    Array.from({ length: 7 }, (_digit, i) => options[Math.floor(n / 3 ** i) % 3] ?? null),
  )
  for (const values of combinations) {
    const request = Object.fromEntries(FIELDS.map((field, i) => [field, values[i]]))
    const { criteria } = instrument.compute({ ...request, aecgAnyExclusion: values[6] })
    const found = criteria.slice(6).map(({ state }) => state)
    const answers = completions(values).map((known) => exact(known.slice(0, 6), known[6] === true))
    const expected = found.map((_state, i) => {
      const set = new Set(answers.map((answer) => answer[i]))
      return set.size === 1 ? [...set][0] : 'undetermined'
    })
    if (found.join() !== expected.join()) t.same(found, expected, JSON.stringify(values))
  }
  t.pass()
})
