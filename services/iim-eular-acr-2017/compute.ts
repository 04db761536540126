import { categoryWithin, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import { not, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import {
  type Category,
  inputWarning,
  type Outcome,
  scored,
  type Term,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import { usedEnzymes } from '@activity-scores/shared/measures/muscle-enzymes'
import { missingIn, type SubgroupResult, skinSign, subgroupOf } from './decisions.js'
import { enzymeWarnings, type Findings, findingsOf, modelOf } from './findings.js'
import {
  ALL_FINDINGS,
  FINDINGS,
  type Finding,
  type Model,
  mostForOnsetAge,
  onsetAgePoints,
  pointsOf,
  probability,
  probabilityBounds,
} from './formula.js'
import { CUT_OFF, classes, definitions } from './manifest.js'
import type { Request } from './schema.js'

const DECIMALS = 1
const PROBABILITY_DECIMALS = 2
const TENTHS = 10

export function compute(request: Request): Outcome {
  const findings = findingsOf(request)
  const model = modelOf(request)
  const columns = (model ? [model] : MODELS).map((name) => columnOf(name, request, findings))
  const range = between(
    Math.min(...columns.map(({ score }) => score.lower)),
    Math.max(...columns.map(({ score }) => score.upper)),
  )
  const reasons = [...new Set([...(model ? [] : ['missing:biopsyAvailable']), ...columns.flatMap((c) => c.reasons)])]
  const value = model && isExact(range) ? range.lower : null
  const category = agreed(columns)
  const reaches = (name: keyof typeof CUT_OFF.with_biopsy): Verdict => {
    const [first, second = first] = columns.map((column) =>
      isAtLeast(column.score, CUT_OFF[column.model][name], reasons),
    )
    return first && first.state === second?.state ? first : undetermined(...reasons)
  }
  const probable = reaches('probable')
  const biopsyAdvised = not(skinSign(findings))
  const subgroup = subgroupOf(request, model, findings, probable)
  const chances = columns.map((column) => probabilityBounds(column.model, column.score.lower, column.score.upper))
  const chance = model && value !== null ? probability(model, value) : null
  const { status, score } = scored(value, range, DECIMALS, '{score}')

  return {
    status,
    score,
    category,
    criteria: [
      criterion(definitions.possible, reaches('possible')),
      criterion(definitions.probable, probable),
      criterion(definitions.definite, reaches('definite')),
      criterion(definitions.biopsyAdvised, biopsyAdvised),
    ],
    terms: model && value !== null ? terms(model, request, findings) : [],
    details: {
      model,
      points: points(model, request, findings),
      probability: chance,
      probabilityReported: chance === null ? null : report(chance, PROBABILITY_DECIMALS),
      probabilityBounds: {
        lower: Math.min(...chances.map((c) => c.lower)),
        upper: Math.max(...chances.map((c) => c.upper)),
      },
      biopsyAdvised: biopsyAdvised.state === 'undetermined' ? null : biopsyAdvised.state === 'met',
      subgroup,
    },
    inputs: inputsUsed(request, model),
    missing: value === null ? missingIn(reasons) : [],
    warnings: [...enzymeWarnings(request), ...unusedForSubgroup(request, subgroup)],
    text: text(model, value, range, category, subgroup),
  }
}

const MODELS: readonly Model[] = ['without_biopsy', 'with_biopsy']

interface Column {
  readonly model: Model
  readonly score: Interval
  /** Why the score is a range. */
  readonly reasons: readonly string[]
}

/** Summed in tenths, which are whole, and divided once. */
function columnOf(model: Model, { onsetAge }: Request, findings: Findings): Column {
  const reasons: string[] = []
  let lower = 0
  let upper = 0
  if (onsetAge == null) {
    upper += mostForOnsetAge(model)
    reasons.push('missing:onsetAge')
  } else {
    lower += onsetAgePoints(model, onsetAge)
    upper = lower
  }
  for (const finding of FINDINGS[model]) {
    const verdict = findings[finding]
    const tenths = pointsOf(model, finding)
    if (verdict.state !== 'not_met') upper += tenths
    if (verdict.state === 'met') lower += tenths
    reasons.push(...verdict.reasons)
  }
  return { model, score: between(lower / TENTHS, upper / TENTHS), reasons }
}

/** The class by the column; by both where it is not known which, if they agree. */
function agreed(columns: readonly Column[]): Category {
  const [first, second] = columns.map(({ model, score }) => categoryWithin(classes[model], score))
  if (!first) throw new Error('no column')
  return !second || first.code === second.code ? first : categoryWithin(classes.without_biopsy, null)
}

/** Points of one finding in a column; null when not known. */
function pointsFor(model: Model, finding: Finding, { state }: Verdict): number | null {
  const tenths = pointsOf(model, finding)
  if (state === 'undetermined' && tenths > 0) return null
  return state === 'met' ? tenths / TENTHS : 0
}

function points(model: Model | null, { onsetAge }: Request, findings: Findings) {
  const byItem: Record<string, number | null> = {
    onsetAge: model === null || onsetAge == null ? null : onsetAgePoints(model, onsetAge) / TENTHS,
  }
  for (const finding of ALL_FINDINGS)
    byItem[finding] = model === null ? null : pointsFor(model, finding, findings[finding])
  return byItem
}

const terms = (model: Model, { onsetAge }: Request, findings: Findings): readonly Term[] => [
  { id: 'onsetAge', value: onsetAgePoints(model, onsetAge ?? 0) / TENTHS },
  ...FINDINGS[model].map((finding) => ({ id: finding, value: pointsFor(model, finding, findings[finding]) ?? 0 })),
]

function inputsUsed(request: Request, model: Model | null) {
  const findings: Partial<Record<Finding, boolean | null>> = {}
  for (const name of ALL_FINDINGS) findings[name] = request[name] ?? null
  return {
    onsetAge: request.onsetAge ?? null,
    ...findings,
    biopsyAvailable: model === null ? null : model === 'with_biopsy',
    enzymes: usedEnzymes(request.enzymes ?? {}),
    fingerFlexorWeakness: request.fingerFlexorWeakness ?? null,
    responseToTreatment: request.responseToTreatment ?? null,
  }
}

/** Two findings only tell subgroups apart, and only in adults without a skin sign. */
function unusedForSubgroup(request: Request, { candidates }: SubgroupResult): readonly Warning[] {
  if (candidates.includes('ibm') || candidates.includes('pm')) return []
  return (['fingerFlexorWeakness', 'responseToTreatment'] as const)
    .filter((field) => request[field] != null)
    .map((field) =>
      inputWarning(
        'input_not_used',
        `/${field}`,
        `${field} only tells inclusion body myositis from polymyositis, and neither is possible here.`,
      ),
    )
}

const COLUMN = { without_biopsy: 'without biopsy', with_biopsy: 'with biopsy' } as const

function text(
  model: Model | null,
  value: number | null,
  range: Interval,
  category: Category,
  subgroup: SubgroupResult,
): string {
  const known = category.code !== UNDETERMINED_CATEGORY
  const column = model ? COLUMN[model] : 'biopsy not stated'
  const possible = `not computable, possible ${report(range.lower, DECIMALS)} to ${report(range.upper, DECIMALS)}`
  const score = value === null ? possible : report(value, DECIMALS)
  const label = known
    ? category.label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())
    : 'class not determined'
  return `EULAR/ACR 2017 myositis score ${score} (${column}), ${label}${subgroupInWords(subgroup)}`
}

function subgroupInWords({ code, label, candidates }: SubgroupResult): string {
  if (code === 'not_applicable') return ''
  return code === 'undetermined' ? `, subgroup not determined (${candidates.join(' or ')})` : `, ${label}`
}
