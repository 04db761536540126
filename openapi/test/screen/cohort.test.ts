import { draws, SEED } from '@activity-scores/shared/testing/drawing'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { ARMS, cohort, type Patient } from '../../programs/kit/patients.js'
import { arithmetic } from '../../src/screen/engine/statements.js'
import { usualGateway } from '../helpers.js'
import { type Judgement, judge } from './plain.js'

arithmetic.onNotANumber = () => {
  throw new Error('a comparison with what is no number')
}

/** The same on each run: they show every state of every criterion. */
const KEPT = 1000
/** Others on each run. */
const DRAWN = draws(100, 5000)
const SIZE = KEPT + DRAWN
/**
 * Of so many patients one, another on each run, gets the whole answer; the others verdict and states alone, at a fifth of the cost.
 * That both say the same is held in `properties.test.ts`, too.
 */
const WHOLE = draws(8, 1)
const SHOWN = 20
/** What does not concern every patient. */
const CONCERNING_SOME = new Set(['C-10', 'SSc-2', 'IIM-2'])

/** Verdict and states as the gateway answers them. */
function answered({ verdict, criteria }: Json): Judgement {
  const states = criteria.map(({ id, state }: Json) => [id, state])
  return { verdict, criteria: Object.fromEntries(states) }
}

/** Where the two opinions differ; a criterion that only one of them knows is a difference too. */
function differences(engine: Judgement, plain: Judgement): readonly string[] {
  const ids = new Set([...Object.keys(engine.criteria), ...Object.keys(plain.criteria)])
  const differing = [...ids].filter((id) => engine.criteria[id] !== plain.criteria[id])
  const found = differing.map((id) => `${id}: engine ${engine.criteria[id]}, plain ${plain.criteria[id]}`)
  if (engine.verdict !== plain.verdict) found.push(`verdict: engine ${engine.verdict}, plain ${plain.verdict}`)
  return found
}

const tally = (words: readonly string[]): string => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([word, count]) => `${word} ${count}`)
    .join(', ')
}

t.test(`${SIZE} patients: the engine and a plain reading of the clinical files agree`, async (t) => {
  const app = await usualGateway()
  const verdicts: { arm: string; verdict: string }[] = []
  const states = new Map<string, string[]>()
  const disagreed: { differences: readonly string[]; patient: Patient }[] = []
  for (const [place, patient] of [...cohort(KEPT), ...cohort(DRAWN, SEED)].entries()) {
    const isWhole = (place + SEED) % WHOLE === 0
    const { status, json } = await post(
      app,
      'screen/nct06464679',
      isWhole ? patient : { ...patient, detail: 'verdict' },
    )
    if (status !== 200) throw new Error(`${JSON.stringify(json)} for ${JSON.stringify(patient)}`)
    const plain = judge(patient)
    const found = differences(answered(json), plain)
    if (found.length > 0) disagreed.push({ differences: found, patient })
    verdicts.push({ arm: patient.arm, verdict: plain.verdict })
    if (place >= KEPT) continue
    for (const [id, state] of Object.entries(plain.criteria)) states.set(id, [...(states.get(id) ?? []), state])
  }
  for (const arm of ARMS)
    t.comment(`${arm}: ${tally(verdicts.filter((each) => each.arm === arm).map(({ verdict }) => verdict))}`)
  for (const { differences, patient } of disagreed.slice(0, SHOWN))
    t.fail(differences.join('; '), { patient: JSON.stringify(patient) })
  t.equal(disagreed.length, 0, 'patients on whom they differ')
  for (const [id, seen] of states)
    t.equal(new Set(seen).size, CONCERNING_SOME.has(id) ? 4 : 3, `${id} takes every state: ${tally(seen)}`)
})
