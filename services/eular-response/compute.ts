import { UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, exactly, type Interval, isAtLeast } from '@activity-scores/shared/language/interval'
import {
  type Category,
  inputWarning,
  type Outcome,
  scored,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import { DAS28_CRP_RANGE, DAS28_ESR_RANGE } from '@activity-scores/shared/measures/finished-scores'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import {
  categoryOfResponses,
  DECIMALS,
  improvementWithin,
  isOneOf,
  looksRounded,
  responseOf,
  responsesWithin,
  sensitiveToRounding,
} from './decisions.js'
import { improvement } from './formula.js'
import { goodOrModerateResponse, goodResponse, mciiWard } from './manifest.js'
import { formOf, type Request, type Variant, type Visit } from './schema.js'

/** Field of each variant, every value it can have, and its minimal clinically important improvement (Ward 2015). */
const VARIANTS = {
  'das28-esr': { name: 'DAS28-ESR', field: 'das28Esr', range: between(...DAS28_ESR_RANGE), mcii: 1.2 },
  'das28-crp': { name: 'DAS28-CRP', field: 'das28Crp', range: between(...DAS28_CRP_RANGE), mcii: 1 },
} as const satisfies Readonly<Record<Variant, object>>

const OTHER = { 'das28-esr': 'das28-crp', 'das28-crp': 'das28-esr' } as const satisfies Record<Variant, Variant>

const VISITS = ['baseline', 'followUp'] as const
const GOOD = ['good']
const GOOD_OR_MODERATE = ['good', 'moderate']

export function compute(request: Request): Outcome {
  const variant = variantOf(request)
  const { field, range, mcii } = VARIANTS[variant]
  const baseline = request.baseline?.[field] ?? null
  const followUp = request.followUp?.[field] ?? null
  const known = pairOf(request, variant)
  const from = within(baseline, range)
  const to = within(followUp, range)
  const reasons = [
    ...(baseline === null ? ['missing:baseline'] : []),
    ...(followUp === null ? ['missing:followUp'] : []),
  ]
  const responses = responsesWithin(from, to)
  const category = categoryOfResponses(responses)
  const change = improvementWithin(from, to)
  const { status, score } = scored(known?.improvement ?? null, change, DECIMALS, '{score}')
  const missing = VISITS.filter((visit) => request[visit]?.[field] == null).map((visit) => `${visit}.${field}`)
  const other = pairOf(request, OTHER[variant])
  const rounded = VISITS.filter((visit) => looksRounded(request[visit]?.[field] ?? Number.NaN))
  const sensitive = known && rounded.length > 0 ? sensitiveToRounding(known.baseline, known.followUp) : null

  return {
    status,
    score,
    category,
    criteria: [
      criterion(goodResponse, isOneOf(GOOD, responses, reasons)),
      criterion(goodOrModerateResponse, isOneOf(GOOD_OR_MODERATE, responses, reasons)),
      criterion(mciiWard, isAtLeast(change, mcii, reasons)),
    ],
    terms: known
      ? [
          { id: 'baseline', value: known.baseline },
          { id: 'followUp', value: 0 - known.followUp },
        ]
      : [],
    details: {
      response: category.code,
      variant,
      baseline,
      followUp,
      otherVariant: other && {
        variant: OTHER[variant],
        improvement: other.improvement,
        improvementReported: report(other.improvement, DECIMALS),
        response: other.response.code,
      },
      sensitiveToRounding: sensitive,
      intervalDays: intervalDays(request),
    },
    inputs: { baseline: visitUsed(request.baseline), followUp: visitUsed(request.followUp), variant },
    missing,
    warnings: [
      ...rounded.map((visit) => roundedInput(`/${visit}/${field}`, `${visit}.${field}`, variant)),
      ...(sensitive === true ? [SENSITIVE] : []),
      ...(request.variant == null && bothSent(request) ? [variantChosen(variant)] : []),
      ...(variant === 'das28-crp' ? [ESR_CUT_OFFS] : []),
      ...(known && other && known.response.code !== other.response.code ? [VARIANTS_DISAGREE] : []),
      ...(known ? reportedCrosses(known) : []),
    ],
    text: text(variant, known, category, missing),
  }
}

/** The variant asked for; else the one known at both visits, DAS28-ESR first; else the one known at all. */
function variantOf({ baseline, followUp, variant }: Request): Variant {
  if (variant) return variant
  if (baseline?.das28Esr != null && followUp?.das28Esr != null) return 'das28-esr'
  if (baseline?.das28Crp != null && followUp?.das28Crp != null) return 'das28-crp'
  if (baseline?.das28Esr != null || followUp?.das28Esr != null) return 'das28-esr'
  return baseline?.das28Crp != null || followUp?.das28Crp != null ? 'das28-crp' : 'das28-esr'
}

/** DAS28-ESR and DAS28-CRP were sent, of one visit or of two. */
const bothSent = (request: Request): boolean =>
  Object.values(VARIANTS).every(({ field }) => VISITS.some((visit) => request[visit]?.[field] != null))

const variantChosen = (variant: Variant): Warning =>
  inputWarning(
    'variant_chosen',
    '',
    `Both variants of the DAS28 were sent, and ${VARIANTS[variant].name} was used: the one known at both visits, DAS28-ESR where both are. Send "variant" to choose.`,
  )

interface Pair {
  readonly baseline: number
  readonly followUp: number
  readonly improvement: number
  readonly response: Category
}

function pairOf(request: Request, variant: Variant): Pair | null {
  const { field } = VARIANTS[variant]
  const baseline = request.baseline?.[field]
  const followUp = request.followUp?.[field]
  if (baseline == null || followUp == null) return null
  const gained = improvement(baseline, followUp)
  return { baseline, followUp, improvement: gained, response: responseOf(gained, followUp) }
}

const within = (value: number | null, range: Interval): Interval => (value === null ? range : exactly(value))

const visitUsed = (visit: Visit | null | undefined) => ({
  date: visit?.date ?? null,
  das28Esr: visit?.das28Esr ?? null,
  das28Crp: visit?.das28Crp ?? null,
  form: formOf(visit),
})

const roundedInput = (pointer: string, field: string, variant: Variant): Warning =>
  inputWarning(
    'rounded_input',
    pointer,
    `${field} has at most 2 decimals, as a reported score has, and was used as given. Where the unrounded score is known (score.value of ${variant}), send that.`,
  )
const SENSITIVE = inputWarning(
  'response_sensitive_to_rounding',
  '',
  'Unrounded values that read as those sent could give another response; this one is that of the values as sent.',
)
const ESR_CUT_OFFS = inputWarning(
  'crp_variant_esr_cutoffs',
  '',
  'The response cut-offs are those of DAS28-ESR, as is customary; DAS28-CRP runs lower.',
)
const VARIANTS_DISAGREE = inputWarning(
  'variants_disagree',
  '',
  'DAS28-ESR and DAS28-CRP give different responses; see details.otherVariant.',
)
const CROSSES = inputWarning(
  'reported_value_crosses_cutoff',
  '',
  'A value as reported, with 2 decimals, is on the other side of a cut-off; category and criteria follow the unrounded values.',
)

/** The improvement and the follow-up as reported would decide otherwise. */
function reportedCrosses({ improvement, followUp, response }: Pair): readonly Warning[] {
  const shown = responseOf(Number(report(improvement, DECIMALS)), Number(report(followUp, DECIMALS)))
  return shown.code === response.code ? [] : [CROSSES]
}

function text(variant: Variant, known: Pair | null, category: Category, missing: readonly string[]): string {
  const { name } = VARIANTS[variant]
  if (known) {
    const [from, to] = [report(known.baseline, DECIMALS), report(known.followUp, DECIMALS)]
    return `EULAR response ${category.code}: ${name} ${from} to ${to}, improvement ${report(known.improvement, DECIMALS)}`
  }
  const decided =
    category.code === UNDETERMINED_CATEGORY ? '' : `; response ${category.code} whatever the missing value is`
  return `EULAR response not computable: missing ${missing.join(', ')}${decided}`
}
