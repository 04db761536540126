import { criterion } from '@activity-scores/shared/language/criteria'
import { decided, STATE_IN_WORDS, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, scored } from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import { acceptable, fellByOnePoint, fellByPercent, mean, percentDecrease } from './formula.js'
import { definitions } from './manifest.js'
import { ITEMS, type Ratings, type Request } from './schema.js'

export function compute(request: Request): Outcome {
  const { baseline } = request
  const now = sumOf(request)
  const before = baseline ? sumOf(baseline) : null
  const missing = missingItems(request)
  const open = missing.map((item) => `missing:${item}`)
  const change = now === null || before === null ? null : changeOf(before, now)
  const pass = now === null ? undetermined(...open) : decided(acceptable(now))
  const mcii =
    now === null || before === null
      ? undetermined(...open, ...(before === null ? ['missing:baseline'] : []))
      : decided(fellByOnePoint(before, now) || fellByPercent(before, now))
  const value = now === null ? null : mean(now)
  const { status, score } = scored(value, null, 2, '{score}')

  return {
    status,
    score,
    category: null,
    criteria: [criterion(definitions.pass, pass), criterion(definitions.mcii, mcii)],
    terms: now === null ? [] : ITEMS.map((item) => ({ id: item, value: mean(request[item] ?? 0) })),
    details: {
      sum: now,
      baselineSum: before,
      baselineValue: before === null ? null : mean(before),
      baselineReported: before === null ? null : report(mean(before), 2),
      decrease: change?.points ?? null,
      decreaseReported: change && report(change.points, 2),
      decreasePercent: change?.percent ?? null,
      decreasePercentReported: change?.percent == null ? null : report(change.percent, 1),
      baselineAtLeast5: before === null ? null : !acceptable(before),
    },
    inputs: {
      dryness: request.dryness ?? null,
      fatigue: request.fatigue ?? null,
      limbPain: request.limbPain ?? null,
      baseline: baseline ? itemsUsed(baseline) : null,
    },
    missing: [...missing, ...(baseline ? missingItems(baseline).map((item) => `baseline.${item}`) : [])],
    warnings: [
      ...(before === 0 ? [PERCENT_UNDEFINED] : []),
      ...(before !== null && acceptable(before) ? [OUTSIDE_DERIVATION] : []),
    ],
    text: text(score.reported, missing, pass, mcii, change),
  }
}

const missingItems = (ratings: Ratings) => ITEMS.filter((item) => ratings[item] == null)

/** Null while an item is missing. */
function sumOf({ dryness, fatigue, limbPain }: Ratings): number | null {
  return dryness == null || fatigue == null || limbPain == null ? null : dryness + fatigue + limbPain
}

interface Change {
  readonly points: number
  readonly percent: number | null
}

const changeOf = (before: number, now: number): Change => ({
  points: mean(before - now),
  percent: percentDecrease(before, now),
})

const itemsUsed = ({ dryness, fatigue, limbPain }: Ratings) => ({
  dryness: dryness ?? null,
  fatigue: fatigue ?? null,
  limbPain: limbPain ?? null,
})

const PERCENT_UNDEFINED = inputWarning(
  'percent_undefined_baseline_zero',
  '/baseline',
  'The baseline is 0, so a percent change does not exist; the points alone decide.',
)
const OUTSIDE_DERIVATION = inputWarning(
  'outside_derivation_population',
  '/baseline',
  'The improvement was derived in patients with a baseline of at least 5; this baseline is lower.',
)

function text(
  reported: string | null,
  missing: readonly string[],
  pass: Verdict,
  mcii: Verdict,
  change: Change | null,
): string {
  if (reported === null) return `ESSPRI not computable: missing ${missing.join(', ')}`
  const now = `ESSPRI ${reported}, patient-acceptable symptom state ${STATE_IN_WORDS[pass.state]}`
  if (!change) return now
  const percent = change.percent === null ? 'percent undefined' : `${report(change.percent, 1)} %`
  return `${now}; decrease ${report(change.points, 2)} (${percent}), MCII ${STATE_IN_WORDS[mcii.state]}`
}
