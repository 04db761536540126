import {
  type Json,
  matches,
  post,
  type Reply,
  serviceFor,
  stateOf,
  warningsOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import iim from '../index.js'
import { adult, ITEMS, none, noneInBiopsy } from './requests.js'

const slug = 'iim-eular-acr-2017'
const faults = (reply: Reply): readonly (readonly string[])[] =>
  reply.json.errors.map(({ pointer, code }: Json) => [pointer, code])

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, iim), {
    slug,
    from: import.meta.url,
    file: 'eular-acr-2017-iim.json',
    rows: 32,
    inputs: {
      biopsyAvailable: (value, request) => {
        Object.assign(request, none, value ? noneInBiopsy : {}, { biopsyAvailable: value })
      },
      positiveItems: (value: readonly string[], request) => {
        request['onsetAge'] = value.includes('age40plus') ? 40 : value.includes('age18to39') ? 18 : 17
        for (const item of value) if (!item.startsWith('age')) request[ITEMS[item]?.[0] ?? item] = true
      },
    },
    expected: {
      model: (t, { json }, value) => {
        t.equal(json.details.model, value)
        t.equal(json.category.set, value)
      },
      score: (t, { json }, value) => {
        matches(t, json.score.value, value, 'score')
        t.equal(json.score.reported, value.toFixed(1))
      },
      probability: (t, { json }, value) => matches(t, json.details.probability, value, 'probability'),
      category: (t, { json }, value) => t.equal(json.category.code, value),
      subgroup: (t, { json }, value) => t.equal(json.details.subgroup.code, value),
      meetsRecommendedCutoff: (t, { json }, value) => t.equal(stateOf(json, 'meets-recommended-cut-off'), value),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, iim)
  const ask = (more: object) => post(app, slug, { ...adult, ...more })
  const scoreOf = async (more: object) => (await ask(more)).json.score

  t.test('onset age counts from 18 and from 40', async (t) => {
    const rows = [
      [0, '0.0', '0.0'],
      [17, '0.0', '0.0'],
      [18, '1.3', '1.5'],
      [39, '1.3', '1.5'],
      [40, '2.1', '2.2'],
      [120, '2.1', '2.2'],
    ] as const
    for (const [onsetAge, without, withBiopsy] of rows) {
      t.equal((await scoreOf({ onsetAge })).reported, without)
      t.equal((await scoreOf({ onsetAge, biopsyAvailable: true, ...noneInBiopsy })).reported, withBiopsy)
    }
    t.equal((await ask({ onsetAge: 17.5 })).status, 422)
  })

  t.test('probability is for information, with 2 decimals and the range that its constants leave', async (t) => {
    const { json } = await ask({ onsetAge: 25, proximalUpperLimbWeakness: true, gottronSign: true }) // iim2017-18
    t.equal(json.category.code, 'possible')
    t.equal(json.details.probabilityReported, '0.49', 'below its nominal 0.5')
    // 1 / (1 + exp(5.38 - 5.3)) and 1 / (1 + exp(5.28 - 5.3)), by hand
    matches(t, json.details.probabilityBounds, { lower: 0.48001066, upper: 0.504999833 }, 'bounds')
    const biopsy = await ask({ biopsyAvailable: true, ...noneInBiopsy, antiJo1: true, proximalUpperLimbWeakness: true })
    t.equal(biopsy.json.score.value, 6.7)
    // 1 / (1 + exp(6.54 - 6.7)) and 1 / (1 + exp(6.44 - 6.7))
    matches(t, biopsy.json.details.probabilityBounds, { lower: 0.539914885, upper: 0.564636292 }, 'bounds')
  })

  t.test('nothing is known of an empty request', async (t) => {
    const { json } = await post(app, slug, {})
    t.equal(json.status, 'not_computable')
    t.same(json.score.bounds, { lower: 0, upper: 29.5 })
    t.equal(json.category.code, 'undetermined')
    t.same([...new Set(json.criteria.map(({ state }: Json) => state))], ['undetermined'])
    t.equal(json.missing[0], 'biopsyAvailable')
    t.equal(json.missing.length, 1 + 1 + 14)
    t.equal(json.details.model, null)
    t.equal(json.details.biopsyAdvised, null)
    t.equal(json.details.subgroup.candidates.length, 6)
  })

  t.test('without a statement on the biopsy both columns must agree', async (t) => {
    const many = { ...none, onsetAge: 50, heliotrope: true, gottronSign: true, antiJo1: true }
    const definite = await post(app, slug, many) // 12.4 without; 12.9 to 20.8 with
    t.same(definite.json.score.bounds, { lower: 12.4, upper: 20.8 })
    t.equal(definite.json.category.code, 'definite')
    t.equal(definite.json.details.model, null)
    t.equal(definite.json.status, 'not_computable', 'there are two possible scores')
    const open = await post(app, slug, { ...many, antiJo1: false, gottronSign: false }) // 5.2; 5.4 to 13.3
    t.equal(open.json.category.code, 'undetermined')
    t.match(
      open.json.criteria.find(({ id }: Json) => id === 'meets-recommended-cut-off').reason,
      /^missing:biopsyAvailable, missing:endomysialInfiltrate/,
    )
  })

  t.test('a biopsy finding says that there was a biopsy, and contradicts that there was none', async (t) => {
    const { json } = await ask({ biopsyAvailable: null, ...noneInBiopsy })
    t.equal(json.details.model, 'with_biopsy')
    t.equal(json.inputs.biopsyAvailable, true)
    t.same(faults(await ask({ biopsyAvailable: false, rimmedVacuoles: true, perimysialInfiltrate: false })), [
      ['/perimysialInfiltrate', 'conflict'],
      ['/rimmedVacuoles', 'conflict'],
    ])
  })

  t.test('enzymes as measured: strictly above the limit, absent only with all four', async (t) => {
    const enzyme = (value: number, upperLimit: number | null, more: object = {}) => ({
      value,
      upperLimit,
      unit: 'U/L',
      ...more,
    })
    const normal = { ck: enzyme(200, 200), ldh: enzyme(180, 250), ast: enzyme(25, 40), alt: enzyme(30, 40) }
    const points = async (enzymes: object, enzymesElevated: boolean | null = null) =>
      (await ask({ enzymesElevated, enzymes })).json.details.points.enzymesElevated
    t.equal(await points(normal), 0, '200 of 200 is not above')
    t.equal(await points({ ...normal, ck: enzyme(201, 200) }), 1.3)
    t.equal(await points({ ck: enzyme(201, 200) }), 1.3)
    t.equal(await points({ ...normal, alt: null }), null)
    t.equal(await points({ ...normal, alt: enzyme(500, null) }), null, 'without its limit it is missing')
    t.equal(await points({ ...normal, alt: enzyme(41, 40, { comparator: '<' }) }), null)
    t.equal(await points({ ...normal, alt: enzyme(40, 40, { comparator: '<' }) }), 0)
    t.equal(await points({ ...normal, alt: enzyme(40, 40, { comparator: '>' }) }), 1.3)
    t.equal(await points(normal, true), 1.3, 'the statement may rest on an earlier sample')
    t.same((await ask({ enzymesElevated: null, enzymes: { ck: enzyme(100, 200) } })).json.missing, [
      'enzymes.ldh',
      'enzymes.ast',
      'enzymes.alt',
    ])
    t.same(faults(await ask({ enzymesElevated: false, enzymes: { ck: enzyme(201, 200) } })), [
      ['/enzymesElevated', 'conflict'],
    ])
    const odd = await ask({ enzymes: { aldolase: enzyme(20, 7.6), ck: enzyme(40_000, null) }, enzymesElevated: true })
    t.same(warningsOf(odd.json), [
      ['enzymes_stated_elevated', '/enzymesElevated'],
      ['outside_plausible_range', '/enzymes/ck'],
      ['upper_limit_missing', '/enzymes/ck/upperLimit'],
      ['input_not_used', '/enzymes/aldolase'],
    ])
  })

  t.test('a biopsy is advised where no skin sign is present', async (t) => {
    t.equal((await ask({})).json.details.biopsyAdvised, true)
    t.equal((await ask({ heliotrope: null })).json.details.biopsyAdvised, null)
    t.equal((await ask({ heliotrope: null, gottronSign: true })).json.details.biopsyAdvised, false)
  })

  t.test('the tree of subgroups', async (t) => {
    const subgroup = async (more: object) => (await ask(more)).json.details.subgroup
    /** 7.8 without biopsy, no skin sign. */
    const strong = { onsetAge: 50, antiJo1: true, neckFlexorsWeakerThanExtensors: true }
    const biopsy = { biopsyAvailable: true, ...noneInBiopsy }
    const skin = { heliotrope: true, gottronSign: true }
    const rows: readonly (readonly [object, string])[] = [
      [{}, 'not_applicable'],
      [{ ...strong, ...biopsy, fingerFlexorWeakness: false }, 'pm'],
      [{ ...strong, ...biopsy, responseToTreatment: true }, 'pm'],
      [{ ...strong, ...biopsy, fingerFlexorWeakness: true, responseToTreatment: false }, 'ibm'],
      [{ ...strong, ...biopsy, rimmedVacuoles: true }, 'ibm'],
      [{ ...strong, ...biopsy }, 'undetermined'],
      [{ ...strong, fingerFlexorWeakness: false }, 'pm'],
      [{ ...strong, responseToTreatment: true }, 'pm'],
      [{ ...strong }, 'undetermined'],
      [{ ...strong, biopsyAvailable: null, fingerFlexorWeakness: false }, 'undetermined'],
      [{ ...strong, biopsyAvailable: null, fingerFlexorWeakness: true, responseToTreatment: false }, 'ibm'],
      [{ ...strong, fingerFlexorWeakness: true, responseToTreatment: false }, 'ibm'],
      [{ onsetAge: 18, ...skin }, 'adm'],
      [{ onsetAge: 18, ...skin, legProximalWeakerThanDistal: true }, 'dm'],
      [{ onsetAge: 18, ...skin, legProximalWeakerThanDistal: null }, 'undetermined'],
      [{ onsetAge: 17, ...skin, legProximalWeakerThanDistal: null }, 'jdm'],
      [{ ...strong, onsetAge: 17 }, 'other_juvenile'],
    ]
    for (const [more, code] of rows) t.equal((await subgroup(more)).code, code, JSON.stringify(more))
    t.match(await subgroup(strong), {
      candidates: ['ibm', 'pm'],
      missing: ['fingerFlexorWeakness', 'responseToTreatment'],
    })
    t.match(await subgroup({ ...strong, ...biopsy, rimmedVacuoles: null, fingerFlexorWeakness: false }), {
      candidates: ['ibm', 'pm'],
      missing: ['rimmedVacuoles'],
    })
    const unknown = await subgroup({ ...strong, biopsyAvailable: null, fingerFlexorWeakness: false })
    t.same(unknown.candidates, ['ibm', 'pm'])
    t.ok(unknown.missing.includes('biopsyAvailable'))
    t.notOk(unknown.missing.includes('responseToTreatment'), 'it is settled by the finger flexors')
    t.match(await subgroup({ onsetAge: null, ...skin }), { candidates: ['adm', 'jdm'], missing: ['onsetAge'] })
    t.same(warningsOf((await ask({ onsetAge: 18, ...skin, fingerFlexorWeakness: true })).json), [
      ['input_not_used', '/fingerFlexorWeakness'],
    ])
  })

  t.test('one line of text', async (t) => {
    const text = async (more: object) => (await post(app, slug, { ...adult, ...more }, { accept: 'text/plain' })).raw
    t.equal(
      await text({ onsetAge: 18, heliotrope: true, gottronSign: true }),
      'EULAR/ACR 2017 myositis score 7.7 (without biopsy), definite IIM, amyopathic dermatomyositis\n',
    )
    t.equal(await text({}), 'EULAR/ACR 2017 myositis score 2.1 (without biopsy), not IIM\n')
    t.equal(
      await text({ antiJo1: null }),
      'EULAR/ACR 2017 myositis score not computable, possible 2.1 to 6.0 (without biopsy), class not determined, subgroup not determined (ibm or pm)\n',
    )
    t.match(await text({ biopsyAvailable: null }), '(biopsy not stated)')
  })
})
