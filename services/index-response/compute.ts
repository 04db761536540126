import {
  categoryOf,
  categoryWithin,
  crossesCutOff,
  UNDETERMINED_CATEGORY,
} from '@activity-scores/shared/language/bands'
import { atLeast } from '@activity-scores/shared/language/compare'
import { type CriterionDefinition, criterion } from '@activity-scores/shared/language/criteria'
import { between } from '@activity-scores/shared/language/interval'
import { decided, undetermined } from '@activity-scores/shared/language/kleene'
import {
  type Category,
  type Criterion,
  inputWarning,
  type Outcome,
  scored,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { CDAI_RANGE, HAQ_DI_RANGE, SDAI_RANGE } from '@activity-scores/shared/measures/finished-scores'
import { suspectScalesAt } from '@activity-scores/shared/measures/paired-scales'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import {
  improvedBy,
  isLow,
  isZero,
  mcidImproved,
  mcidThreshold,
  mcidWorsened,
  type Pair,
  percentOf,
  percentWithin,
} from './decisions.js'
import { improvement } from './formula.js'
import { cdaiResponse, mcidImprovement, mcidWorsening, mciiWard, RESPONSES, sdaiResponse } from './manifest.js'
import type { Index, Request, Visit } from './schema.js'

const DECIMALS = 1
const MM = analytes.scaleInMillimetres
const VISITS = ['baseline', 'followUp'] as const

/** Bands, every possible value, and the improvement that Ward 2015 calls important. */
const INDICES = {
  cdai: { name: 'CDAI', set: cdaiResponse, range: between(...CDAI_RANGE), mcii: 12, other: 'sdai' },
  sdai: { name: 'SDAI', set: sdaiResponse, range: between(...SDAI_RANGE), mcii: 13, other: 'cdai' },
} as const satisfies Readonly<Record<Index, object>>

/** MCII of single measures (Ward 2015), HAQ-DI in units, the scales in mm. */
const MCII = {
  haqDi: { threshold: 0.375, range: between(...HAQ_DI_RANGE) },
  patientGlobal: { threshold: 18, range: between(...MM.allowed) },
  pain: { threshold: 20, range: between(...MM.allowed) },
} as const

export function compute(request: Request): Outcome {
  const index = indexOf(request)
  const { set, range, mcii } = INDICES[index]
  const inputs = { baseline: visitUsed(request.baseline), followUp: visitUsed(request.followUp), index }
  const pair: Pair = { baseline: inputs.baseline[index], followUp: inputs.followUp[index] }
  const { baseline, followUp } = pair
  const reasons = VISITS.filter((visit) => pair[visit] === null).map((visit) => `missing:${visit}`)
  const zero = baseline !== null && isZero(baseline)
  const percent = percentOf(pair)
  // From a baseline of 0 there is no percent; what a visit that is not known leaves is not less.
  const open = percent === null ? percentWithin(zero ? { ...pair, baseline: null } : pair, range) : null
  const category = percent === null ? categoryWithin(set, null) : categoryOf(set, percent)
  const { status, score } = scored(percent, open, DECIMALS, '%')
  const change = baseline === null || followUp === null ? null : 0 - improvement(baseline, followUp)
  const missing = VISITS.filter((visit) => pair[visit] === null).map((visit) => `${visit}.${index}`)
  const other = otherIndex(INDICES[index].other, inputs)

  return {
    status,
    score,
    category,
    criteria: [
      ...RESPONSES.map(({ percent: least, definition }) =>
        reached(definition, percent, least, zero ? [`${ZERO}:${index}`] : reasons),
      ),
      ...(index === 'cdai'
        ? [
            criterion(mcidImprovement, mcidImproved(pair, range, reasons)),
            criterion(mcidWorsening, mcidWorsened(pair, range, reasons)),
          ]
        : []),
      criterion(mciiWard, improvedBy(mcii, pair, range, reasons)),
    ],
    terms: [],
    details: {
      index,
      response: category.code,
      change,
      changeReported: change === null ? null : report(change, DECIMALS),
      mcidThreshold: index === 'cdai' && baseline !== null ? mcidThreshold(baseline) : null,
      fromLowActivity: index === 'cdai' && baseline !== null ? isLow(baseline) : null,
      otherIndex: other,
      mcii: {
        haqDi: mciiOf('haqDi', { baseline: inputs.baseline.haqDi, followUp: inputs.followUp.haqDi }),
        patientGlobal: mciiOf('patientGlobal', scalePair(inputs, 'patientGlobal')),
        pain: mciiOf('pain', scalePair(inputs, 'pain')),
      },
      intervalDays: intervalDays(request),
    },
    inputs,
    missing,
    warnings: [
      ...(request.index == null && bothSent(request) ? [indexChosen(index)] : []),
      ...(zero ? [zeroBaseline(index)] : []),
      ...VISITS.flatMap((visit) => suspect(visit, request[visit])),
      ...(percent !== null && other && other.response !== category.code ? [INDICES_DISAGREE] : []),
      ...(percent === null ? [] : crossesCutOff(percent, DECIMALS, [set])),
    ],
    text: text(index, pair, score.reported, category, missing),
  }
}

/** The index asked for; else the one known at both visits, CDAI first; else the one known at all. */
function indexOf({ baseline, followUp, index }: Request): Index {
  if (index) return index
  if (baseline?.cdai != null && followUp?.cdai != null) return 'cdai'
  if (baseline?.sdai != null && followUp?.sdai != null) return 'sdai'
  if (baseline?.cdai != null || followUp?.cdai != null) return 'cdai'
  return baseline?.sdai != null || followUp?.sdai != null ? 'sdai' : 'cdai'
}

/** CDAI and SDAI were sent, of one visit or of two. */
const bothSent = (request: Request): boolean =>
  (['cdai', 'sdai'] as const).every((index) => VISITS.some((visit) => request[visit]?.[index] != null))

const indexChosen = (index: Index): Warning =>
  inputWarning(
    'index_chosen',
    '',
    `CDAI and SDAI were sent, and ${INDICES[index].name} was used: the one known at both visits, CDAI where both are. Send "index" to choose.`,
  )

const visitUsed = (visit: Visit | null | undefined) => ({
  date: visit?.date ?? null,
  cdai: visit?.cdai ?? null,
  sdai: visit?.sdai ?? null,
  haqDi: visit?.haqDi ?? null,
  patientGlobal: asUsed(MM, visit?.patientGlobal),
  pain: asUsed(MM, visit?.pain),
})

interface Used {
  readonly baseline: ReturnType<typeof visitUsed>
  readonly followUp: ReturnType<typeof visitUsed>
}

const scalePair = ({ baseline, followUp }: Used, field: 'patientGlobal' | 'pain'): Pair => ({
  baseline: baseline[field]?.value ?? null,
  followUp: followUp[field]?.value ?? null,
})

const reached = (
  definition: CriterionDefinition,
  percent: number | null,
  least: number,
  reasons: readonly string[],
): Criterion => criterion(definition, percent === null ? undetermined(...reasons) : decided(atLeast(percent, least)))

function otherIndex(index: Index, { baseline, followUp }: Used) {
  const percent = percentOf({ baseline: baseline[index], followUp: followUp[index] })
  if (percent === null) return null
  return {
    index,
    percentImprovement: percent,
    percentImprovementReported: report(percent, DECIMALS),
    response: categoryOf(INDICES[index].set, percent).code,
  }
}

function mciiOf(field: keyof typeof MCII, pair: Pair) {
  const { baseline, followUp } = pair
  if (baseline === null && followUp === null) return null
  const { threshold, range } = MCII[field]
  return {
    improvement: baseline === null || followUp === null ? null : improvement(baseline, followUp),
    threshold,
    state: improvedBy(threshold, pair, range, []).state,
  }
}

const suspect = (name: (typeof VISITS)[number], visit: Visit | null | undefined): readonly Warning[] =>
  visit ? suspectScalesAt(name, { patientGlobal: visit.patientGlobal, pain: visit.pain }) : []

const ZERO = 'zero_baseline'
const zeroBaseline = (index: Index): Warning =>
  inputWarning(
    `${ZERO}:${index}`,
    `/baseline/${index}`,
    `The baseline ${INDICES[index].name} is 0, so that a percent improvement does not exist; differences in units are decided all the same.`,
  )

const INDICES_DISAGREE = inputWarning(
  'indices_disagree',
  '',
  'CDAI and SDAI give different responses; see details.otherIndex.',
)

function text(
  index: Index,
  { baseline, followUp }: Pair,
  reported: string | null,
  category: Category,
  missing: readonly string[],
): string {
  const { name } = INDICES[index]
  if (reported !== null && baseline !== null && followUp !== null && category.code !== UNDETERMINED_CATEGORY) {
    const [from, to] = [report(baseline, DECIMALS), report(followUp, DECIMALS)]
    return `${name} response ${category.code}: ${from} to ${to}, improvement ${reported} %`
  }
  const why = missing.length > 0 ? `missing ${missing.join(', ')}` : 'the baseline is 0'
  return `${name} response not computable: ${why}`
}
