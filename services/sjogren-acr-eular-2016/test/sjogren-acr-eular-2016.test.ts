import {
  codesOf,
  faultsOf,
  type Json,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import instrument from '../index.js'

const slug = 'sjogren-acr-eular-2016'
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)

const ITEM: Readonly<Record<string, string>> = {
  focusScore: 'focus-score',
  antiSsaRo: 'anti-ssa-ro',
  ocularStaining: 'ocular-staining',
  schirmer: 'schirmer',
  salivaFlow: 'saliva-flow',
}

t.test('worked examples of the clinical specification', async (t) => {
  const end = (name: 'lower' | 'upper') => (t: Test, reply: Json, value: number) => {
    const { score } = reply.json
    t.equal(score.bounds === null ? score.value : score.bounds[name], value)
  }
  const as = (field: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = value
  }
  const measured = (field: string, unit: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = value === null ? null : { value, unit }
  }
  await workedExamples(t, await serviceFor(t, instrument), {
    slug,
    from: import.meta.url,
    file: 'acr-eular-2016-sjogren.json',
    rows: 12,
    inputs: {
      inclusionMet: as('pss2016InclusionMet'),
      anyExclusion: as('pss2016AnyExclusion'),
      focusScore_foci_per_4mm2: as('focusScore'),
      ocularStainingScore_units: as('ocularStainingScore'),
      vanBijsterveld_units: as('vanBijsterveld'),
      schirmer_mm_per_5min: measured('schirmer', 'mm/(5.min)'),
      unstimulatedSaliva_mL_min: measured('unstimulatedSaliva', 'mL/min'),
    },
    kit: {
      score_points: 'score.value',
      lowerBound_points: 'score.bounds.lower',
      upperBound_points: 'score.bounds.upper',
      scoreAtLeast4: 'criteria.score-at-least-4',
      classified: 'criteria.classified',
    },
    expected: {
      score_points: (t, reply, value) => {
        t.equal(reply.status, 200)
        t.equal(reply.json.score.value, value)
      },
      lowerBound_points: end('lower'),
      upperBound_points: end('upper'),
      items: (t, reply, value) => {
        for (const [name, state] of Object.entries(value as Readonly<Record<string, string>>))
          t.equal(stateOf(reply.json, ITEM[name] ?? name), fileState(state), name)
      },
      scoreAtLeast4: (t, reply, value) => t.equal(stateOf(reply.json, 'score-at-least-4'), fileState(value)),
      classified: (t, reply, value) => t.equal(stateOf(reply.json, 'classified'), fileState(value)),
    },
  })
})

const mm = (value: number) => ({ value, unit: 'mm' })

t.test('edges', async (t) => {
  const app = await serviceFor(t, instrument)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('the cut-offs, on both sides', async (t) => {
    const rows: readonly (readonly [string, object, string])[] = [
      ['focus-score', { focusScore: 0.99 }, 'not_met'],
      ['focus-score', { focusScore: 1 }, 'met'],
      ['ocular-staining', { ocularStainingScore: 4 }, 'not_met'],
      ['ocular-staining', { ocularStainingScore: 5 }, 'met'],
      ['ocular-staining', { vanBijsterveld: 3 }, 'not_met'],
      ['ocular-staining', { vanBijsterveld: 4 }, 'met'],
      ['ocular-staining', { ocularStainingScore: 4, vanBijsterveld: 4 }, 'met'],
      ['schirmer', { schirmer: mm(5) }, 'met'],
      ['schirmer', { schirmer: mm(5.1) }, 'not_met'],
      ['saliva-flow', { unstimulatedSaliva: { value: 0.1, unit: 'mL/min' } }, 'met'],
      ['saliva-flow', { unstimulatedSaliva: { value: 0.101, unit: 'mL/min' } }, 'not_met'],
      ['saliva-flow', { unstimulatedSaliva: { value: 1.5, unit: 'mL/(15.min)' } }, 'met'],
      ['saliva-flow', { unstimulatedSaliva: { value: 1.51, unit: 'mL/(15.min)' } }, 'not_met'],
    ]
    for (const [id, body, state] of rows) t.equal(stateOf(await ask(body), id), state, JSON.stringify(body))
  })

  t.test('the worse eye decides, and an eye that was not tested is unknown', async (t) => {
    const staining = async (right: object | null, left: object | null) => {
      const result = await ask({ eyes: { right, left } })
      return [stateOf(result, 'ocular-staining'), stateOf(result, 'schirmer')]
    }
    t.same(await staining({ ocularStainingScore: 1, schirmer: mm(20) }, { ocularStainingScore: 6, schirmer: mm(3) }), [
      'met',
      'met',
    ])
    t.same(await staining({ vanBijsterveld: 1, schirmer: mm(20) }, { vanBijsterveld: 3, schirmer: mm(6) }), [
      'not_met',
      'not_met',
    ])
    const open = await ask({ eyes: { right: { vanBijsterveld: 1, schirmer: mm(20) } } })
    t.equal(stateOf(open, 'schirmer'), 'undetermined')
    t.ok(open.missing.includes('eyes.left.schirmer'))
    t.ok(open.missing.includes('eyes.left.vanBijsterveld'))
    t.same(await staining({ ocularStainingScore: 1, vanBijsterveld: 4 }, null), ['met', 'undetermined'])
  })

  t.test('a worse-eye value that the eyes contradict is refused', async (t) => {
    const eyes = { right: { schirmer: mm(3), vanBijsterveld: 2 }, left: { schirmer: mm(8), vanBijsterveld: 5 } }
    t.equal((await ask({ eyes, schirmer: mm(3), vanBijsterveld: 5 })).score.bounds.lower, 2)
    t.same(faultsOf(await ask({ eyes, schirmer: mm(8), vanBijsterveld: 2 })), [
      'conflict /vanBijsterveld',
      'conflict /schirmer',
    ])
    t.same(faultsOf(await ask({ eyes, schirmer: mm(2), vanBijsterveld: 6 })), [
      'conflict /vanBijsterveld',
      'conflict /schirmer',
    ])
    t.equal((await ask({ eyes: { right: { schirmer: mm(8) } }, schirmer: mm(2) })).score.bounds.lower, 1)
  })

  t.test('inclusion by statement, dryness or an ESSDAI domain', async (t) => {
    const inclusion = async (body: object) => {
      const result = await ask(body)
      return [stateOf(result, 'inclusion'), result.missing.filter((f: string) => /pss2016I|dryn|dom/.test(f)).join()]
    }
    const none = Object.fromEntries(
      ['constitutional', 'lymphadenopathy', 'glandular', 'articular', 'cutaneous', 'pulmonary', 'renal', 'muscular']
        .concat(['pns', 'cns', 'haematological', 'biological'])
        .map((name) => [name, 0]),
    )
    t.same(await inclusion({}), ['undetermined', 'pss2016InclusionMet'])
    t.same(await inclusion({ drynessSymptoms: true }), ['met', ''])
    t.same(await inclusion({ drynessSymptoms: false }), ['undetermined', 'domains'])
    t.same(await inclusion({ domains: { pns: 1 } }), ['met', ''])
    t.same(await inclusion({ domains: none }), ['undetermined', 'drynessSymptoms'])
    t.same(await inclusion({ drynessSymptoms: false, domains: none }), ['not_met', ''])
    t.same(await inclusion({ drynessSymptoms: false, domains: { ...none, renal: null } }), [
      'undetermined',
      'domains.renal',
    ])
    t.same(faultsOf(await ask({ pss2016InclusionMet: false, domains: { pns: 1 } })), ['conflict /pss2016InclusionMet'])
    t.same(faultsOf(await ask({ pss2016InclusionMet: true, drynessSymptoms: false, domains: none })), [
      'conflict /pss2016InclusionMet',
    ])
    t.same(faultsOf(await ask({ domains: { cns: 1 } })), ['illegal_level /domains/cns'])
  })

  t.test('exclusions one by one, or as one statement that agrees with them', async (t) => {
    const all = {
      headNeckRadiation: false,
      activeHepatitisC: false,
      aids: false,
      sarcoidosis: false,
      amyloidosis: false,
      graftVersusHostDisease: false,
      igg4RelatedDisease: false,
    }
    const state = async (body: object) => stateOf(await ask(body), 'no-exclusion')
    t.equal(await state({ exclusions: all }), 'met')
    t.equal(await state({ exclusions: { ...all, aids: null } }), 'undetermined')
    t.same((await ask({ exclusions: { ...all, aids: null } })).missing.at(-1), 'exclusions.aids')
    t.equal(await state({ exclusions: { sarcoidosis: true } }), 'not_met')
    t.equal(await state({ exclusions: { sarcoidosis: false }, pss2016AnyExclusion: false }), 'met')
    t.same(faultsOf(await ask({ exclusions: { sarcoidosis: true }, pss2016AnyExclusion: false })), [
      'conflict /pss2016AnyExclusion',
    ])
    t.same(faultsOf(await ask({ exclusions: all, pss2016AnyExclusion: true })), ['conflict /pss2016AnyExclusion'])
    t.same(faultsOf(await ask({ exclusions: { preExistingLymphoma: true } })), [
      'unknown_field /exclusions/preExistingLymphoma',
    ])
  })

  t.test('anti-SSB alone scores nothing and says so; ranges; a saliva flow that is hardly one', async (t) => {
    t.same(codesOf(await ask({ antiSsbLaPositive: true, antiSsaRoPositive: false })), ['input_not_used'])
    t.same(codesOf(await ask({ antiSsbLaPositive: true, antiSsaRoPositive: true })), [])
    t.same(codesOf(await ask({ unstimulatedSaliva: { value: 1.5, unit: 'mL/min' } })), ['outside_plausible_range'])
    const over = { focusScore: 21, ocularStainingScore: 4.5, vanBijsterveld: 10, schirmer: mm(36) }
    t.same(faultsOf(await ask(over)).toSorted(), [
      'not_whole_number /ocularStainingScore',
      'out_of_range /focusScore',
      'out_of_range /schirmer/value',
      'out_of_range /vanBijsterveld',
    ])
  })

  t.test('an empty request names what to send', async (t) => {
    const result = await ask({})
    t.same(result.missing, [
      'focusScore',
      'antiSsaRoPositive',
      'ocularStainingScore',
      'schirmer',
      'unstimulatedSaliva',
      'pss2016InclusionMet',
      'pss2016AnyExclusion',
    ])
    t.same(result.score.bounds, { lower: 0, upper: 9 })
    t.same([...new Set(result.criteria.map(({ state }: Json) => state))], ['undetermined'])
  })
})
