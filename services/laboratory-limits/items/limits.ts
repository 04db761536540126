/** ALT, AST, bilirubin, INR and prothrombin time: multiples of the upper limit of normal (ULN). */
import { atMost, less } from '@activity-scores/shared/language/compare'
import { type Interval, isAbove, isAtMost, isBelow, mapIncreasing } from '@activity-scores/shared/language/interval'
import { and, not, or, undetermined, type Verdict, verdictOfFlag } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { inCanonicalUnit, type Quantity, rangeOf } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import type { LimitedQuantity } from '@activity-scores/shared/language/upper-limit'
import {
  type Decisions,
  type Limited,
  limited,
  limitWarnings,
  plain,
  type Reading,
  ratioOf,
  valueWarnings,
} from '../findings.js'
import { DIRECT_SHARE, LIMIT } from '../formula.js'
import type { Request } from '../schema.js'

type Field = 'alt' | 'ast' | 'bilirubin' | 'inr' | 'pt'

const ANALYTE: Readonly<Record<Field, Analyte>> = {
  alt: analytes.transaminase,
  ast: analytes.transaminase,
  bilirubin: analytes.bilirubin,
  inr: analytes.inr,
  pt: analytes.prothrombinTime,
}

/** The value with the limit that counts for it; null when either is missing. */
export function limitedOf(field: Field, request: Request): Limited | null {
  const given = request[field]
  return given ? limited(ANALYTE[field], given, request.siteUpperLimits?.[field]) : null
}

interface Decided {
  readonly verdict: Verdict
  readonly note: string | null
  /** Request fields whose absence leaves it open, given that the ratio is known. */
  readonly missing: readonly string[]
}

/** Reads a ratio, or says what of it is missing. `withoutLimit` reads a value that has none. */
function reading(
  field: Field,
  request: Request,
  decisions: Decisions,
  decide: (ratio: Interval, censored: readonly string[]) => Decided,
  withoutLimit: (given: LimitedQuantity) => Reading = () => noLimit(field),
): Reading {
  const given = request[field]
  if (!given)
    return { verdict: undetermined(`missing:${field}`), note: null, missing: [field], compared: null, warnings: [] }
  const analyte = ANALYTE[field]
  const found = limitedOf(field, request)
  if (!found) {
    const { verdict, note, missing, compared, warnings } = withoutLimit(given)
    return {
      verdict,
      note,
      missing,
      compared,
      warnings: [...valueWarnings(field, analyte, given, compared, 2, decisions), ...warnings],
    }
  }
  const { range, compared } = ratioOf(found)
  const { verdict, note, missing } = decide(range, [`censored:${field}`])
  const warnings = [
    ...valueWarnings(field, analyte, given, compared, 2, decisions),
    ...limitWarnings(field, analyte, found),
    ...(found.from === 'report' && request.siteUpperLimits?.[field] ? [siteLimitUnused(field)] : []),
  ]
  return { verdict, note, missing, compared, warnings }
}

const siteLimitUnused = (field: Field): Warning =>
  inputWarning(
    'site_limit_not_used',
    `/siteUpperLimits/${field}`,
    `The report of ${field} prints its upper limit of normal, which was used; that of the site was not.`,
  )

const noLimit = (field: Field): Reading => ({
  verdict: undetermined('missing:uln'),
  note: null,
  missing: [`${field}.upperLimit`],
  compared: null,
  warnings: [],
})

/** Over its limit a value is waived where the investigator attributes it to the disease. */
function waivable(
  within: Verdict,
  field: 'alt' | 'ast' | 'bilirubin',
  request: Request,
  missing: readonly string[] = [],
): Decided {
  const attribution = `${field}AttributedToDisease` as const
  const attributed = verdictOfFlag(request[attribution], 'attributed_to_disease')
  return {
    verdict: or(within, attributed),
    note: within.state !== 'met' && attributed.state === 'met' ? 'waived:attributed_to_disease' : null,
    missing: [...missing, ...(attributed.state === 'undetermined' ? [attribution] : [])],
  }
}

const within = (limit: number) => (value: number) => atMost(value, limit)
const WITHIN_TRANSAMINASE: Decisions = [within(LIMIT.transaminase)]
const WITHIN_BILIRUBIN: Decisions = [within(LIMIT.bilirubin), within(LIMIT.bilirubinWithGilbert)]
const BELOW_COAGULATION: Decisions = [(value) => less(value, LIMIT.coagulation)]

export const transaminaseReading = (field: 'alt' | 'ast', request: Request): Reading =>
  reading(field, request, WITHIN_TRANSAMINASE, (ratio, censored) =>
    waivable(isAtMost(ratio, LIMIT.transaminase, censored), field, request),
  )

export function bilirubinReading(request: Request): Reading {
  const read = reading('bilirubin', request, WITHIN_BILIRUBIN, (ratio, censored) => {
    const gilbert = verdictOfFlag(request.gilbert, 'gilbert')
    const allowed = or(
      isAtMost(ratio, LIMIT.bilirubin, censored),
      and(isAtMost(ratio, LIMIT.bilirubinWithGilbert, censored), gilbert),
    )
    const open = allowed.reasons.includes('missing:gilbert') ? ['gilbert'] : []
    return waivable(allowed, 'bilirubin', request, open)
  })
  const suggested = request.gilbert == null && gilbertSuggested(request).state === 'met'
  return suggested ? { ...read, warnings: [...read.warnings, GILBERT_SUGGESTED] } : read
}

const GILBERT_SUGGESTED = inputWarning(
  'gilbert_suggested',
  '/gilbert',
  'The bilirubin is high and mostly unconjugated, ALT and AST are within their limits and there is no haemolysis: Gilbert syndrome is possible. It counts only when it is stated.',
)

/** Isolated unconjugated hyperbilirubinaemia. Suggests, decides nothing. */
export function gilbertSuggested(request: Request): Verdict {
  const { bilirubin, directBilirubin, haemolysis } = request
  const raised = ratioVerdict('bilirubin', request, (ratio) => isAbove(ratio, 1, ['censored:bilirubin']))
  if (raised.state === 'not_met') return raised
  return and(
    raised,
    directShareIsLow(bilirubin, directBilirubin),
    ratioVerdict('alt', request, (ratio) => isAtMost(ratio, 1, ['censored:alt'])),
    ratioVerdict('ast', request, (ratio) => isAtMost(ratio, 1, ['censored:ast'])),
    not(verdictOfFlag(haemolysis, 'haemolysis')),
  )
}

function ratioVerdict(field: Field, request: Request, decide: (ratio: Interval) => Verdict): Verdict {
  const found = limitedOf(field, request)
  return found ? decide(ratioOf(found).range) : undetermined(`missing:${field}`)
}

function directShareIsLow(total: Quantity | null | undefined, direct: Quantity | null | undefined): Verdict {
  if (!total || total.comparator || !direct) return undetermined('missing:directBilirubin')
  const totalUmolL = inCanonicalUnit(analytes.bilirubin, total)
  const share = mapIncreasing(rangeOf(analytes.bilirubin, direct), (umolL) => umolL / totalUmolL)
  return isBelow(share, DIRECT_SHARE, ['censored:directBilirubin'])
}

const below = (range: Interval, censored: readonly string[]): Decided => ({
  verdict: isBelow(range, LIMIT.coagulation, censored),
  note: null,
  missing: [],
})

export const ptReading = (request: Request): Reading => reading('pt', request, BELOW_COAGULATION, below)

/** An INR often has no ULN: below 1.5 it is met if the ULN is at least 1.0, from 1.5 nothing is known. */
export function inrReading(request: Request): Reading {
  const read = reading('inr', request, BELOW_COAGULATION, below, (given) => {
    const compared = plain(analytes.inr, given, 2)
    const verdict = isBelow(rangeOf(analytes.inr, given), LIMIT.coagulation, [])
    return verdict.state === 'met'
      ? { verdict, note: 'assumption:uln_at_least_1.0', missing: [], compared, warnings: [INR_ALONE] }
      : { ...noLimit('inr'), compared, warnings: [INR_ALONE] }
  })
  return request.onAnticoagulant ? { ...read, warnings: [...read.warnings, ON_ANTICOAGULANT] } : read
}

const INR_ALONE = inputWarning(
  'inr_without_upper_limit',
  '/inr',
  'The INR has no upper limit of normal and is shown as it is: below 1.5 it meets the limit if the upper limit is at least 1.0, from 1.5 nothing is known.',
)
const ON_ANTICOAGULANT = inputWarning(
  'on_anticoagulant',
  '/onAnticoagulant',
  'A vitamin K antagonist raises the INR; the trial makes no exception for it.',
)
