/** Leukocytes, neutrophils and haemoglobin. */
import { atLeast, less } from '@activity-scores/shared/language/compare'
import { type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import { and, decided, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { type Quantity, rangeOf } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { type Compared, plain, type Reading, ranged, valueWarnings } from '../findings.js'
import { CSF_DAYS, LIMIT, neutrophilCount } from '../formula.js'
import type { Request } from '../schema.js'

/** A count that must reach its limit. */
function atLeastReading(
  field: 'wbc' | 'haemoglobin',
  analyte: Analyte,
  given: Quantity | null | undefined,
  decimals: number,
): Reading {
  if (!given)
    return { verdict: undetermined(`missing:${field}`), note: null, missing: [field], compared: null, warnings: [] }
  const limit = LIMIT[field]
  const compared = plain(analyte, given, decimals)
  return {
    verdict: isAtLeast(rangeOf(analyte, given), limit, [`censored:${field}`]),
    note: null,
    missing: [],
    compared,
    warnings: valueWarnings(field, analyte, given, compared, decimals, [(value) => atLeast(value, limit)]),
  }
}

export const wbcReading = ({ wbc }: Request): Reading => atLeastReading('wbc', analytes.leukocytes, wbc, 2)

export function haemoglobinReading({ haemoglobin, recentTransfusion }: Request): Reading {
  const reading = atLeastReading('haemoglobin', analytes.haemoglobin, haemoglobin, 1)
  return recentTransfusion ? { ...reading, warnings: [...reading.warnings, TRANSFUSED] } : reading
}

const TRANSFUSED = inputWarning(
  'recent_transfusion',
  '/recentTransfusion',
  'Red cells were transfused in the 14 days before the sample; the trial names no rule for it.',
)

/** Whether no colony-stimulating factor was given in the 14 days before the sample; null when not known. */
export function csfWithin2Weeks({ lastCsfDaysBeforeSample: days, csfWithin2Weeks: within }: Request): boolean | null {
  return days == null ? (within ?? null) : days <= CSF_DAYS
}

export function neutrophilsReading(request: Request): Reading {
  const count = neutrophilsOf(request)
  const within = csfWithin2Weeks(request)
  const enough: Verdict = count.range
    ? isAtLeast(count.range, LIMIT.neutrophils, count.reasons)
    : undetermined(...count.reasons)
  const noCsf = within === null ? undetermined('missing:csf_history') : decided(!within)
  const verdict = and(enough, noCsf)
  return {
    verdict,
    note: noCsf.state === 'not_met' && enough.state !== 'not_met' ? 'csf_within_2_weeks' : null,
    missing: [...(enough.state === 'met' ? [] : count.missing), ...(within === null ? ['csfWithin2Weeks'] : [])],
    compared: count.compared,
    warnings: [...count.warnings, ...(request.csfLongActing ? [LONG_ACTING] : [])],
  }
}

const LONG_ACTING = inputWarning(
  'csf_long_acting',
  '/csfLongActing',
  'The colony-stimulating factor was a long-acting form, whose effect may outlast the 14 days that the trial asks for.',
)

interface Count {
  readonly range: Interval | null
  readonly reasons: readonly string[]
  readonly missing: readonly string[]
  readonly compared: Compared
  readonly warnings: readonly Warning[]
}

const decisions = [(value: number) => atLeast(value, LIMIT.neutrophils)]

/** The count as sent, else leukocytes by the shares of the differential. */
function neutrophilsOf(request: Request): Count {
  const { wbc, neutrophils, segmentedNeutrophils: segmented, bandNeutrophils: band } = request
  if (neutrophils) {
    const compared = plain(analytes.neutrophils, neutrophils, 2)
    return {
      range: rangeOf(analytes.neutrophils, neutrophils),
      reasons: ['censored:neutrophils'],
      missing: [],
      compared,
      warnings: [
        ...valueWarnings('neutrophils', analytes.neutrophils, neutrophils, compared, 2, decisions),
        ...(segmented ? [unused('segmentedNeutrophils')] : []),
        ...(band ? [unused('bandNeutrophils')] : []),
      ],
    }
  }
  if (!segmented && !band)
    return { range: null, reasons: ['missing:neutrophils'], missing: ['neutrophils'], compared: null, warnings: [] }
  const missing = segmented ? (band ? [] : ['bandNeutrophils']) : ['segmentedNeutrophils']
  if (wbc) return derived(wbc, segmented, band, missing)
  return { range: null, reasons: ['missing:wbc'], missing: ['wbc', ...missing], compared: null, warnings: [] }
}

type Share = Request['bandNeutrophils']

/** A missing share is anything from nothing to what the other leaves of 100 %. */
function derived(wbc: Quantity, segmented: Share, band: Share, missing: readonly string[]): Count {
  const leukocytes = rangeOf(analytes.leukocytes, wbc)
  const known = [segmented?.value ?? 0, band?.value ?? 0] as const
  const complete = segmented && band
  const range: Interval = {
    ...leukocytes,
    lower: neutrophilCount(leukocytes.lower, ...known),
    upper: complete ? neutrophilCount(leukocytes.upper, ...known) : leukocytes.upper,
  }
  const reasons = [...(complete ? [] : ['missing:neutrophils']), ...(wbc.comparator ? ['censored:wbc'] : [])]
  // No neutrophils among any number of leukocytes is none: Infinity * 0 has no value.
  const whole = Number.isNaN(range.upper) ? { ...range, upper: 0, upperOpen: false } : range
  const compared = ranged(whole, analytes.neutrophils.canonical)
  const value = { value: compared.value ?? 0, unit: analytes.neutrophils.canonical }
  const warnings = isExact(whole)
    ? valueWarnings('neutrophils', analytes.neutrophils, value, compared, 2, decisions)
    : []
  const share = known[0] + known[1]
  const suspect = share > 0 && less(share, LEAST_USUAL_SHARE) ? [SHARES_SUSPECT] : []
  return { range: whole, reasons, missing, compared, warnings: [ANC_DERIVED, ...suspect, ...warnings] }
}

/** Percent of the leukocytes; below, the shares are rather fractions such as 0.6. */
const LEAST_USUAL_SHARE = 1

const SHARES_SUSPECT = inputWarning(
  'shares_suspect',
  '/segmentedNeutrophils',
  'The shares of the differential count add up to less than 1 %; if they are fractions, send 60 for 60 %. They were computed as sent.',
)

const ANC_DERIVED = inputWarning(
  'anc_derived',
  '/neutrophils',
  'The neutrophil count was derived from leukocytes and the shares of the differential count.',
)

const unused = (field: string): Warning =>
  inputWarning('input_not_used', `/${field}`, 'An absolute neutrophil count was sent; the share was not used.')
