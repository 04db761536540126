import { criterion } from '@activity-scores/shared/language/criteria'
import { between, isAtLeast } from '@activity-scores/shared/language/interval'
import { and } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import { findingsOf, JOINTS, othersWithoutList, type Tally } from '@activity-scores/shared/measures/joints'
import { COUNTS, type Counted, type CountName, countJoints } from './findings.js'
import { mayBeProrated, prorate } from './formula.js'
import { definitions, SIX } from './manifest.js'
import type { Request } from './schema.js'

const PRORATED_DECIMALS = 2

export function compute(request: Request): Outcome {
  const counted = countJoints(request)
  const policy = request.policy ?? 'zero'
  const prorating = policy === 'prorate' && counted.tenderJointCount28.tally !== null
  const counts = {
    tenderJointCount28: answer(counted.tenderJointCount28, policy, prorating),
    swollenJointCount28: answer(counted.swollenJointCount28, policy, prorating),
    tenderJointCount68: answer(counted.tenderJointCount68, policy, prorating),
    swollenJointCount66: answer(counted.swollenJointCount66, policy, prorating),
  }
  const swollen = sixOrMore(counted, 'swollenJointCount66')
  const tender = sixOrMore(counted, 'tenderJointCount68')
  const known = (name: CountName) => counts[name].value !== null
  const computed =
    (known('tenderJointCount28') && known('swollenJointCount28')) ||
    (known('tenderJointCount68') && known('swollenJointCount66'))

  return {
    status: computed ? 'computed' : 'not_computable',
    score: null,
    category: null,
    criteria: [
      criterion(definitions.swollen, swollen),
      criterion(definitions.tender, tender),
      criterion(definitions.both, and(swollen, tender)),
    ],
    terms: [],
    details: counts,
    inputs: {
      joints: request.joints ?? null,
      allOtherJoints: request.allOtherJoints ?? 'not_done',
      tenderJointCount28: request.tenderJointCount28 ?? null,
      swollenJointCount28: request.swollenJointCount28 ?? null,
      tenderJointCount68: request.tenderJointCount68 ?? null,
      swollenJointCount66: request.swollenJointCount66 ?? null,
      policy,
    },
    missing: missing(request, counts),
    warnings: warnings(request, counted, prorating),
    text: COUNTS.map((name) => inWords(NAME[name], counts[name])).join(', '),
  }
}

/** Of the joints counted, never of a prorated number. */
const sixOrMore = (counted: Readonly<Record<CountName, Counted>>, name: CountName) =>
  isAtLeast(between(counted[name].range.lower, counted[name].range.upper), SIX, [`missing:${name}`])

interface Answer {
  readonly value: number | null
  readonly reported: string | null
  readonly lower: number | null
  readonly upper: number | null
  readonly present: number | null
  readonly evaluable: number | null
  readonly notEvaluable: number | null
  readonly notDone: number | null
  readonly prorated: boolean
  readonly reason: 'not_done' | 'too_few_evaluable' | null
}

function answer(counted: Counted, policy: 'zero' | 'prorate', prorated: boolean): Answer {
  const { tally, size } = counted
  const range = policy === 'prorate' ? proratedRange(counted) : counted.range
  const open = prorated && tally !== null && tally.notDone > 0
  const value = range && range.lower === range.upper && !open ? range.lower : null
  return {
    value,
    reported: value === null ? null : report(value, prorated ? PRORATED_DECIMALS : 0),
    lower: range?.lower ?? null,
    upper: range?.upper ?? null,
    present: tally?.present ?? null,
    evaluable: tally ? size - tally.notEvaluable - tally.notDone : null,
    notEvaluable: tally?.notEvaluable ?? null,
    notDone: tally?.notDone ?? null,
    prorated,
    reason: value === null ? (prorated && tooFew(counted) ? 'too_few_evaluable' : 'not_done') : null,
  }
}

const evaluableOf = ({ size }: Counted, tally: Tally): number => size - tally.notEvaluable - tally.notDone

/** Null unless half of the set is known to be evaluable: else there may be no such count. A count alone stands as counted. */
function proratedRange(counted: Counted) {
  const { size, tally, range } = counted
  if (!tally) return range.lower === range.upper ? range : null
  const evaluable = evaluableOf(counted, tally)
  if (!mayBeProrated(evaluable, size)) return null
  return {
    lower: prorate(range.lower, size, evaluable + tally.notDone),
    // Of the joints not done, those that turn out present are evaluable.
    upper: prorate(range.upper, size, evaluable + range.upper - tally.present),
  }
}

/** Whatever the joints not done turn out to be, fewer than half of the set are evaluable. */
const tooFew = (counted: Counted): boolean =>
  counted.tally !== null && !mayBeProrated(evaluableOf(counted, counted.tally) + counted.tally.notDone, counted.size)

type Answers = Readonly<Record<CountName, Answer>>

/** The joints that leave a count open; the counts themselves when no joint was sent. */
function missing(request: Request, counts: Answers): readonly string[] {
  const open = (name: CountName) => counts[name].reason === 'not_done'
  if (counts.tenderJointCount28.notDone === null) return COUNTS.filter(open)
  if (!COUNTS.some(open)) return []
  return JOINTS.flatMap(({ id, in28, swellingCounts }): readonly string[] => {
    const { tender, swollen } = findingsOf(request, id)
    const lacksTender = tender === 'not_done' && open(in28 ? 'tenderJointCount28' : 'tenderJointCount68')
    const lacksSwollen =
      swellingCounts && swollen === 'not_done' && open(in28 ? 'swollenJointCount28' : 'swollenJointCount66')
    if (lacksTender && (lacksSwollen || !swellingCounts) && !request.joints?.[id]) return [`joints.${id}`]
    return [...(lacksTender ? [`joints.${id}.tender`] : []), ...(lacksSwollen ? [`joints.${id}.swollen`] : [])]
  })
}

function warnings(
  request: Request,
  counted: Readonly<Record<CountName, Counted>>,
  prorating: boolean,
): readonly Warning[] {
  const hip = (['L-HIP', 'R-HIP'] as const).find((id) => request.joints?.[id]?.swollen === 'present')
  return [
    ...othersWithoutList(request),
    ...(prorating && COUNTS.some((name) => request[name] != null) ? [PRORATED] : []),
    ...(hip ? [inputWarning('hip_swelling_ignored', `/joints/${hip}/swollen`, HIP)] : []),
    ...COUNTS.flatMap((name) => {
      const { tally } = counted[name]
      const unconfirmed = request[name] != null && tally !== null && tally.notDone > 0
      return unconfirmed ? [inputWarning('joints_incomplete', `/${name}`, incomplete(name, prorating))] : []
    }),
    ...(request.policy === 'prorate' && !prorating
      ? [inputWarning('input_not_used', '/policy', NOTHING_TO_PRORATE)]
      : []),
  ]
}

const PRORATED = inputWarning(
  'counts_prorated',
  '/joints',
  'Counts that were sent were scaled to the full set by the findings in joints.',
)
const HIP = 'Swelling of a hip cannot be felt and belongs to no count; it was ignored.'
const NOTHING_TO_PRORATE = 'Counts without findings by joint cannot be prorated; they were used as counted.'
const incomplete = (name: CountName, prorating: boolean): string =>
  prorating
    ? `${name} was sent, and joints of its set were not done: how many are evaluable is not known, so it cannot be prorated.`
    : `${name} was used as sent; joints of its set were not done and cannot confirm it.`

const NAME: Readonly<Record<CountName, string>> = {
  tenderJointCount28: 'TJC28',
  swollenJointCount28: 'SJC28',
  tenderJointCount68: 'TJC68',
  swollenJointCount66: 'SJC66',
}

function inWords(name: string, { reported, lower, upper, prorated, reason }: Answer): string {
  const scaled = prorated ? ' (prorated)' : ''
  if (reported !== null) return `${name} ${reported}${scaled}`
  if (lower === null || upper === null)
    return `${name} not computable (fewer than half of the joints ${reason === 'not_done' ? 'known to be ' : ''}evaluable)`
  const decimals = prorated ? PRORATED_DECIMALS : 0
  return `${name} ${report(lower, decimals)} to ${report(upper, decimals)}${scaled}`
}
