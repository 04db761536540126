import { instruments } from '@activity-scores/services/registry'
import { draws, SEED } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { Draw } from '../../programs/kit/draw.js'
import { type Patient, whole, withGaps } from '../../programs/kit/patients.js'
import type { Inputs } from '../../programs/kit/patients-arms.js'
import { PROTOCOLS } from '../../src/files/paths.js'
import { type Brief, brief } from '../../src/screen/answer/brief.js'
import { screeningJson } from '../../src/screen/answer/json.js'
import type { Screening } from '../../src/screen/answer/model.js'
import { screen } from '../../src/screen/answer/screening.js'
import { arithmetic } from '../../src/screen/engine/statements.js'
import { loadProtocol } from '../../src/screen/load.js'
import { exceptionsOf, precedencesAt } from './allowed.js'

arithmetic.onNotANumber = () => {
  throw new Error('a comparison with what is no number')
}

const plan = loadProtocol(`${PROTOCOLS}/nct06464679.json`, instruments)
const exceptions = exceptionsOf(plan)
const SIZE = draws(60, 3000)
/** Records that are the same on each run and show that what is tested occurs; the others have new seeds. */
const KEPT = 30
/** Of how many what takes long is asked; half of them are kept. */
const SOME = draws(10, 200)
/** One that was once asked for too little: joints beyond the small ones matter only beside some numbers of them. */
const ONCE_OPEN = 474_241_012
/** One whose two staining scores of the eye disagree: the positive one counts, and without it the other decides alone. */
const EITHER_STAINING = 1_949_320_855

const seeds = (count: number, kept = KEPT): readonly number[] => [
  ONCE_OPEN,
  EITHER_STAINING,
  ...Array.from({ length: count - 2 }, (_, i) => (i < kept ? i + 1 : SEED + i)),
]

function screened(patient: Patient): Screening {
  const done = screen(plan, patient)
  if (!done.ok) throw new Error(JSON.stringify(done.faults))
  return done.screening
}

/** Verdict and states alone, at a fifth of the cost; that they are those of the whole answer is held below. */
function judged(patient: Patient): Brief {
  const done = brief(plan, patient, 'verdict')
  if (!done.ok) throw new Error(JSON.stringify(done.faults))
  return done.brief
}

type Judged = Pick<Screening | Brief, 'verdict'> & {
  readonly criteria: readonly { readonly id: string; readonly state: string }[]
}

const states = ({ criteria }: Judged): ReadonlyMap<string, string> =>
  new Map(criteria.map(({ id, state }) => [id, state]))

/** Inputs that the lesser record lacks and that count before something it has: a precedence that a manifest names. */
function putBack(less: Patient, more: Patient): Patient {
  const before = Object.entries(more.inputs).filter(
    ([name]) => !(name in less.inputs) && precedencesAt(exceptions, ['inputs', name], less).length > 0,
  )
  return before.length === 0 ? less : { ...less, inputs: { ...less.inputs, ...Object.fromEntries(before) } }
}

/** What is decided otherwise once more is known, other than by a precedence that a manifest names. */
function flips(less: Patient, more: Patient, known: Judged = judged(more)): readonly string[] {
  const found = contradictions(judged(less), known)
  return found.length === 0 ? [] : contradictions(judged(putBack(less, more)), known)
}

/** Compares two screenings of one patient, the second with more known. */
function contradictions(less: Judged, more: Judged): readonly string[] {
  const later = states(more)
  const changed = [...states(less)].flatMap(([id, state]) =>
    state === 'undetermined' || later.get(id) === state ? [] : [`${id} ${state} -> ${later.get(id)}`],
  )
  const verdict = less.verdict === 'undetermined' || less.verdict === more.verdict
  return verdict ? changed : [...changed, `verdict ${less.verdict} -> ${more.verdict}`]
}

const describe = ({ arm, inputs }: Patient): string => JSON.stringify({ arm, inputs })

t.test('a whole record decides the verdict', async (t) => {
  for (const seed of seeds(SIZE)) {
    const patient = whole(seed)
    const result = screened(patient)
    const { verdict, nextInputs } = result
    const { verdict: alone, criteria } = judged(patient)
    if (
      verdict !== alone ||
      JSON.stringify([...states({ verdict: alone, criteria })]) !== JSON.stringify([...states(result)])
    )
      t.fail(`seed ${seed}: the verdict alone is ${alone}, that of the whole answer ${verdict}`)
    if (verdict !== 'undetermined' && nextInputs.length === 0) continue
    t.fail(`seed ${seed}: ${verdict}, asks for ${nextInputs.map(({ input }) => input).join(', ')}`)
  }
  t.pass(`${SIZE} records`)
})

t.test('what is known later never contradicts what was decided; removing never meets', async (t) => {
  for (const seed of seeds(SIZE)) {
    const patient = whole(seed)
    const some = withGaps(patient, seed)
    const fewer = withGaps(some, seed + 7919)
    for (const [less, more] of [
      [some, patient],
      [fewer, some],
    ] as const) {
      const found = flips(less, more)
      if (found.length > 0)
        t.fail(`seed ${seed}: ${found.join('; ')}`, { fewer: describe(fewer), some: describe(some) })
    }
  }
  t.pass(`${SIZE} records`)
})

t.test('one input at a time, every input', async (t) => {
  for (const seed of seeds(SOME, SOME / 2)) {
    const patient = whole(seed)
    const known = judged(patient)
    for (const name of Object.keys(patient.inputs)) {
      const { [name]: gone, ...inputs } = patient.inputs
      const found = flips({ ...patient, inputs }, patient, known)
      if (found.length > 0) t.fail(`seed ${seed} without ${name}: ${found.join('; ')}`, { gone })
    }
  }
  t.pass()
})

t.test('the order of inputs is irrelevant', async (t) => {
  for (const seed of seeds(SOME, SOME / 2)) {
    const patient = withGaps(whole(seed), seed)
    const draw = new Draw(seed)
    const shuffled = Object.entries(patient.inputs)
      .map((entry) => [draw.whole(0, 1e6), entry] as const)
      .sort(([a], [b]) => a - b)
      .map(([, entry]) => entry)
    const again = screened({ ...patient, inputs: Object.fromEntries(shuffled) })
    const { unused: _a, ...first } = screened(patient)
    const { unused: _b, ...second } = again
    if (JSON.stringify(first) !== JSON.stringify(second)) t.fail(`seed ${seed}`)
  }
  t.pass()
})

/** Rounds of questions after which nothing may be open. */
const ROUNDS = 3

/** A patient of whom everything that was asked for is known; what is supplied anew is of the day of screening. */
function supplied(some: Patient, patient: Patient, { nextInputs }: ReturnType<typeof screened>): Patient {
  // A finished score may be sent instead of its parts.
  const names = nextInputs.flatMap(({ input, instead }) => [input, ...instead])
  const values: Inputs = Object.fromEntries(
    names.flatMap((name) => (name in patient.inputs ? [[name, patient.inputs[name]]] : [])),
  )
  const dates: Record<string, string> = { ...some.dates }
  for (const { input, instead, action } of nextInputs)
    if (action !== 'clarify')
      for (const name of [input, ...instead.filter((each) => each in values)]) dates[name] = some.asOf
  return { ...some, inputs: { ...some.inputs, ...values }, dates }
}

t.test('nextInputs is empty exactly when the verdict is decided; supplying what it names decides it', async (t) => {
  let open = 0
  for (const seed of seeds(SIZE)) {
    const patient = whole(seed)
    const some = withGaps(patient, seed)
    const result = screened(some)
    const asked = result.nextInputs.map(({ input }) => input)
    if ((result.verdict === 'undetermined') !== asked.length > 0)
      t.fail(`seed ${seed}: ${result.verdict}, ${asked.length} asked`)
    if (result.verdict !== 'undetermined') continue
    if (seed <= KEPT) open += 1
    // What an answer to the first questions brings up is asked then: Gilbert's syndrome where the bilirubin is raised.
    let [known, after] = [some, result]
    for (let round = 0; round < ROUNDS && after.nextInputs.length > 0; round++) {
      known = supplied(known, patient, after)
      after = screened(known)
    }
    if (after.verdict === 'undetermined') {
      const ids = after.criteria.flatMap(({ id, state, reasons }) =>
        state === 'undetermined' ? [`${id}: ${reasons.join(', ')}`] : [],
      )
      t.fail(`seed ${seed}: still open: ${ids.join('; ')}; asked ${asked.join(', ')}`, { some: describe(some) })
    }
  }
  t.ok(open > KEPT / 20, `${open} open verdicts among those that are kept`)
})

t.test('an input that can exclude alone does so for some value, and stands before those that cannot', async (t) => {
  for (const seed of seeds(SOME, SOME / 2)) {
    const { nextInputs } = screened(withGaps(whole(seed), seed))
    const first = nextInputs.findIndex(({ canExcludeAlone }) => !canExcludeAlone)
    const after = first < 0 ? [] : nextInputs.slice(first)
    if (after.some(({ canExcludeAlone }) => canExcludeAlone)) t.fail(`seed ${seed}`)
  }
  t.pass()
})

t.test('the text of a screening is that of JSON.stringify, whatever readings are chosen', async (t) => {
  const options = Object.entries(plan.protocol.readings).map(([id, { options }]) => [id, options.at(-1)?.id] as const)
  for (const seed of seeds(SIZE / 4)) {
    const patient = withGaps(whole(seed), seed)
    const readings = seed % 2 === 0 ? {} : Object.fromEntries(options)
    const done = screen(plan, { ...patient, readings })
    if (!done.ok) throw new Error(JSON.stringify(done.faults))
    const text = screeningJson(plan, done.screening, done.readings)
    if (text !== JSON.stringify(done.screening)) t.equal(text, JSON.stringify(done.screening), `seed ${seed}`)
  }
  t.pass(`${SIZE / 4} records`)
})
