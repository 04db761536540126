import type { State } from '@activity-scores/shared/language/kleene'
import { haqItems } from '@activity-scores/shared/measures/health-assessment'
import { fc } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import myositisCoreSet from '../index.js'
import { definitions } from '../manifest.js'
import type { Request } from '../schema.js'

const statesOf = (body: Request): ReadonlyMap<string, State> =>
  new Map(myositisCoreSet.compute(body).criteria.map(({ id, state }) => [id, state]))
const ids = Object.values(definitions).map(({ id }) => id)

/** A way to leave one input open, with completions on both sides of its cut-off; or one that is known. */
interface Choice {
  readonly given: Request
  readonly completions: readonly Request[]
}
const known = (...requests: readonly Request[]): readonly Choice[] =>
  requests.map((given) => ({ given, completions: [given] }))
const open = (given: Request, ...completions: readonly Request[]): Choice => ({ given, completions })

const scale = (field: 'physicianGlobal' | 'patientGlobal' | 'extramuscularActivity'): readonly Choice[] => {
  const at = (value: number): Request => ({ [field]: { value, unit: 'cm' } })
  return [...known(at(1.99), at(2)), open({ [field]: null }, at(0), at(1.9), at(2), at(10))]
}

type Grade = NonNullable<NonNullable<Request['mmt8']>['grades']>['neckFlexors']

const bilateral = (neckFlexors: Grade, deltoidRight: Grade): Request => ({
  mmt8: {
    mode: 'bilateral',
    grades: {
      neckFlexors,
      deltoidRight,
      deltoidLeft: 10,
      bicepsRight: 10,
      bicepsLeft: 10,
      wristExtensorsRight: 10,
      wristExtensorsLeft: 10,
      gluteusMaximusRight: 10,
      gluteusMaximusLeft: 10,
      gluteusMediusRight: 10,
      gluteusMediusLeft: 10,
      quadricepsRight: 10,
      quadricepsLeft: 10,
      ankleDorsiflexorsRight: 10,
      ankleDorsiflexorsLeft: 10,
    },
  },
})
const strongOneSide: Request = {
  mmt8: {
    mode: 'unilateral',
    grades: {
      neckFlexors: 10,
      deltoid: 10,
      biceps: 10,
      wristExtensors: 10,
      gluteusMaximus: 10,
      gluteusMedius: 10,
      quadriceps: 10,
      ankleDorsiflexors: 10,
    },
  },
}
const total = (mmt8Bilateral: number): Request => ({ mmt8Bilateral })
const strength: readonly Choice[] = [
  ...known(total(141), total(142), bilateral(7, 4), bilateral(8, 10)), // 141 and 148 from grades
  open({}, total(0), total(141), total(142), total(150)),
  open(bilateral(2, null), bilateral(2, 0), bilateral(2, 9), bilateral(2, 10)), // 132 to 142
  open(strongOneSide, total(80), total(141), total(142), total(150)),
]

const nothing = Object.fromEntries(haqItems.map((item) => [item, 0]))
const answers = (more: object): Request => ({ haq: { items: { ...nothing, ...more }, aids: [], help: [] } })
/** Everything before reach answered with 0; reach, grip and activities not at all. */
const five = Object.fromEntries(haqItems.filter((item) => item < 'HAQ13').map((item) => [item, 0]))
const disability: readonly Choice[] = [
  ...known({ haqDi: 0.249 }, { haqDi: 0.25 }, answers({ HAQ18: 1 }), answers({ HAQ13: 2 })),
  open({}, { haqDi: 0 }, { haqDi: 0.249 }, { haqDi: 0.25 }, { haqDi: 3 }),
  open(
    { haq: { items: { ...nothing, HAQ08: 1 }, help: [] } },
    answers({ HAQ08: 1 }),
    { haqDi: 0.25 }, // with an aid for walking
    { haqDi: (7 * 2) / 8 }, // with an aid for each category that has one
  ),
  open(
    { haq: { items: five, aids: [], help: [] } },
    answers({}),
    answers({ HAQ13: 1 }),
    answers({ HAQ13: 3, HAQ15: 3, HAQ18: 3 }),
  ),
  open(
    { haq: { items: { ...nothing, HAQ01: 1, HAQ02: null }, aids: [], help: [] } },
    answers({ HAQ01: 1, HAQ02: 0 }),
    answers({ HAQ01: 1, HAQ02: 2 }),
  ),
]

const enzyme = (value: number, comparator?: '<' | '>') => ({
  value,
  upperLimit: 200,
  unit: 'U/L',
  ...(comparator ? { comparator } : {}),
})
/** A limit that is missing may be any. */
const ofLimit = (value: number, upperLimit: number | null) => ({ value, upperLimit, unit: 'U/L' })
const panel = (ck: number, rest: number) => ({
  ck: enzyme(ck),
  ldh: enzyme(rest),
  ast: enzyme(rest),
  alt: enzyme(rest),
})
const enzymes: readonly Choice[] = [
  ...known(
    { enzymes: panel(299, 299) },
    { enzymes: panel(100, 300) },
    { enzymes: { aldolase: enzyme(300) } },
    { enzymes: { ck: enzyme(100) } },
  ),
  open({}, { enzymes: panel(100, 100) }, { enzymes: panel(100, 300) }),
  open(
    { enzymes: { ck: ofLimit(100, null) } },
    { enzymes: { ck: ofLimit(100, 1) } },
    { enzymes: { ck: ofLimit(100, 67) } },
  ),
  open(
    { enzymes: { ...panel(100, 100), ck: enzyme(301, '<') } },
    { enzymes: panel(100, 100) },
    { enzymes: panel(300, 100) },
  ),
  open(
    { enzymes: { ...panel(100, 100), ck: enzyme(299, '>') } },
    { enzymes: panel(299.5, 100) },
    { enzymes: panel(300, 100) },
  ),
  open(
    { enzymes: { ...panel(100, 100), aldolase: ofLimit(30, null) } },
    { enzymes: { ...panel(100, 100), aldolase: ofLimit(30, 20) } },
    { enzymes: { ...panel(100, 100), aldolase: ofLimit(30, 20.1) } },
  ),
]

const involvement: readonly Choice[] = [
  ...known({ muscleInvolvement: true }, { muscleInvolvement: false }),
  open({ muscleInvolvement: null }, { muscleInvolvement: true }, { muscleInvolvement: false }),
]

const choices = [
  involvement,
  strength,
  scale('physicianGlobal'),
  scale('patientGlobal'),
  scale('extramuscularActivity'),
  disability,
  enzymes,
]
const merge = (parts: readonly Request[]): Request => Object.assign({}, ...parts) as Request
const product = (lists: readonly (readonly Request[])[]): readonly Request[] =>
  lists.reduce<readonly Request[]>((all, list) => all.flatMap((one) => list.map((part) => merge([one, part]))), [{}])

/** Two-valued logic of a request in which everything is known, from the text of the rule. */
function classical(states: ReadonlyMap<string, State>, involved: boolean): Readonly<Record<string, boolean>> {
  const met = (id: string) => states.get(id) === 'met'
  const abnormal = ['physician-global', 'patient-global', 'extramuscular-activity', 'haq-di', 'muscle-enzyme'].filter(
    met,
  )
  const rule = met('mmt8-below-142') && abnormal.length >= 2
  return { 'at-least-two-abnormal': abnormal.length >= 2, 'activity-rule': rule, 'trial-criterion': !involved || rule }
}

t.test('over all completions, a decided state holds in each and an open one in some but not in all', async (t) => {
  const drawn = fc.tuple(...choices.map((list) => fc.constantFrom(...list)))
  const property = fc.property(drawn, (parts) => {
    const before = statesOf(merge(parts.map(({ given }) => given)))
    const found = new Map(ids.map((id) => [id, new Set<State>()]))
    for (const complete of product(parts.map(({ completions }) => completions))) {
      const after = statesOf(complete)
      for (const [id, state] of after) {
        if (state === 'undetermined') throw new Error(`${id} is open although everything is known`)
        found.get(id)?.add(state)
      }
      for (const [id, met] of Object.entries(classical(after, complete.muscleInvolvement === true)))
        if ((after.get(id) === 'met') !== met) throw new Error(`${id} is not what its rule says`)
    }
    for (const [id, state] of before) {
      const reached = [...(found.get(id) ?? [])]
      if (state === 'undetermined' ? reached.length !== 2 : reached.length !== 1 || reached[0] !== state)
        throw new Error(`${id} is ${state}, completions give ${reached.join(' and ')}`)
    }
  })
  // Everything abnormal, everything normal with muscles involved, everything open.
  const at = (places: readonly number[]) => choices.map((list, i) => list[places[i] ?? 0] as Choice)
  const allOpen = choices.map((list) => list.find(({ completions }) => completions.length > 1) as Choice)
  const examples = [at([0, 0, 1, 1, 1, 1, 1]), at([0, 1, 0, 0, 0, 0, 0]), allOpen].map(
    (parts) => [parts] as [typeof parts],
  )
  const states = examples.flatMap(([parts]) => [...statesOf(merge(parts.map(({ given }) => given)))].map(String))
  t.equal(new Set(states).size, 3 * ids.length, 'the constructed cases have every criterion in every state')
  fc.assert(property, { numRuns: 500, examples })
})
