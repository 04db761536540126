/**
 * What is missing decides nothing: every value of every example and of drawn requests is taken out in turn, of every
 * instrument.
 */
import { absencesOf } from '@activity-scores/shared/contract/absence'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, type JsonSchema, toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { fullBodies, validBodies } from '@activity-scores/shared/testing/arbitrary'
import { draws, fc } from '@activity-scores/shared/testing/drawing'
import { decidedInWords } from '@activity-scores/shared/testing/missing'
import t from 'tap'
import { asked } from './asked.js'

const DRAWN = draws(15, 2000)
/** Requests that break the rule where a drawn one seldom does. */
const SELDOM: Readonly<Record<string, readonly unknown[]>> = {
  'imacs-improvement': [
    {
      baseline: {
        enzymes: {
          ck: { value: 2000, upperLimit: 200, unit: 'U/L', comparator: '>=' },
          ldh: { value: 300, upperLimit: 250, unit: 'U/L', comparator: '>=' },
        },
      },
      followUp: { enzymes: { ck: { value: 1000, upperLimit: 200, unit: 'U/L' } } },
    },
  ],
  crcl: [
    // No ideal weight at this height, and an age of 17 or 18.
    {
      sex: 'female',
      birthDate: '2008-03',
      sampleDate: '2026-03-15',
      weight: { value: 40, unit: 'kg' },
      height: { value: 101, unit: 'cm' },
      creatinine: { value: 9, unit: 'mg/dL' },
      weightPolicy: 'ideal',
    },
  ],
  // 2.1 for the age and 3.1 for the rash are 5.2, below the 5.3 of a possible myositis; elevated enzymes would add 1.3.
  'iim-eular-acr-2017': [true, null].map((enzymesElevated) => ({
    onsetAge: 45,
    biopsyAvailable: false,
    heliotrope: true,
    ...Object.fromEntries(
      [
        ...['proximalUpperLimbWeakness', 'proximalLowerLimbWeakness', 'neckFlexorsWeakerThanExtensors'],
        ...['legProximalWeakerThanDistal', 'gottronPapules', 'gottronSign', 'dysphagia', 'antiJo1'],
      ].map((name) => [name, false]),
    ),
    enzymesElevated,
    enzymes: Object.fromEntries(
      ['ck', 'ldh', 'ast', 'alt'].map((name) => [name, { value: 30, upperLimit: 40, unit: 'U/L' }]),
    ),
  })),
  'egfr-ckd-epi-2021': [
    { sex: 'male', birthDate: '2008-03', sampleDate: '2026-03-15', creatinine: { value: 9, unit: 'mg/dL' } },
  ],
  'index-response': [{ baseline: { cdai: 0 }, followUp: { cdai: 2 } }],
  'laboratory-limits': [
    { inr: { value: 1.4, upperLimit: 1, unit: '1' }, siteUpperLimits: { inr: { value: 1.2, unit: '1' } } },
    { inr: { value: 1.6, unit: '1' }, siteUpperLimits: { inr: { value: 1.2, unit: '1' } } },
  ],
  'prednisone-equivalent': [true, false, null].map((pulse) => ({
    courses: [
      {
        drug: 'betamethasone',
        route: 'intravenous',
        dose: { value: 30, unit: 'mg' },
        dosesPerPeriod: 1,
        periodDays: 1,
        pulse,
        startDate: '2026-04-01',
        endDate: '2026-05-01',
      },
    ],
    referenceDate: '2026-03-01',
  })),
  rapid3: [
    {
      mdhaqItems: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`MDHAQ0${i + 1}`, 3])),
      haqDi: 0.5,
      pain: { value: 2, unit: 'cm' },
      patientGlobal: { value: 2, unit: 'cm' },
    },
  ],
}

/** Requests of every kind: as the schema has it, with everything in it, and examples of which parts are drawn anew. */
function bodiesOf(instrument: Instrument): fc.Arbitrary<unknown> {
  const keys = Object.keys(toJsonSchema(instrument.request, 'input').properties ?? {})
  const drawn = validBodies(instrument)
  const changed = fc
    .tuple(
      fc.constantFrom(...instrument.examples.map(({ request }) => request as object)),
      fc.oneof(drawn, fullBodies(instrument)),
      fc.subarray(keys, { maxLength: Math.min(3, keys.length) }),
    )
    .map(([example, other, parts]) => ({
      ...example,
      ...Object.fromEntries(parts.map((key) => [key, (other as Readonly<Record<string, unknown>>)[key]])),
    }))
  return fc.oneof(drawn, fullBodies(instrument), changed)
}

for (const instrument of asked)
  t.test(instrument.slug, async (t) => {
    const found = instrument.examples.flatMap(({ name, request }) =>
      decidedInWords(instrument, request).map((line) => `example ${name} ${line}`),
    )
    for (const body of SELDOM[instrument.slug] ?? []) found.push(...decidedInWords(instrument, body))
    const property = fc.property(bodiesOf(instrument), (body) => decidedInWords(instrument, body).length === 0)
    if (found.length === 0) {
      const drawn = fc.check(property, { numRuns: DRAWN })
      for (const body of drawn.counterexample ?? [])
        found.push(...decidedInWords(instrument, body).map((line) => `${JSON.stringify(body)} ${line}`))
    }
    t.same(found, [])
  })

t.test('every exception names fields of its request', async (t) => {
  const unknown = asked.flatMap((instrument) => {
    const schema = toJsonSchema(instrument.request, 'input')
    const { precedences, options, completeLists, imputations } = absencesOf(instrument)
    const named = [
      ...precedences.flatMap(({ uses, insteadOf }) => [uses, ...insteadOf]),
      ...options.map(({ field }) => field),
      ...completeLists.map(({ list }) => list),
      ...imputations.flatMap(({ fields }) => fields),
    ]
    return named
      .filter((pattern) => !isField(schema, pattern.split('.')))
      .map((pattern) => `${instrument.slug}: ${pattern}`)
  })
  t.same(unknown, [], 'an instrument may have none')
})

/** Whether a dotted pattern leads somewhere; `*` stands for any one member or item. */
function isField(schema: JsonSchema, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true
  return alternatives(schema).some((node) => {
    const members = Object.entries(node.properties ?? {})
    const children = members.flatMap(([name, child]) => (key === '*' || key === name ? [child] : []))
    const items = node.items && key === '*' ? [node.items] : []
    return [...children, ...items].some((child) => isField(child, rest))
  })
}
