/** Rheumatoid arthritis arm, RA file sections 2, 3, 5, 12, 13, 18, 19, 20.2. */
import type { Truths } from './plain-common.js'
import { monthsLater, span } from './plain-dates.js'
import { above, and, atLeast, not, or, type Range, type Truth } from './plain-logic.js'
import { amount, flag, group, type Inputs, list, number, text, word } from './plain-read.js'

const between = (value: number | null, least: number, most: number): Range =>
  value === null ? [least, most] : [value, value]

/** Points for joints, section 18 A; never fewer with more joints of any kind. */
function jointPoints(large: number, small: number, other: number): number {
  if (large + small + other > 10 && small >= 1) return 5
  if (small >= 4) return 3
  if (small >= 1) return 2
  return large >= 2 ? 1 : 0
}

/** Points of the highest of several findings, from those that are known; unknown ones may give `most`. */
function highest(points: readonly (number | null)[], most: number): Range {
  const known = Math.max(0, ...points.filter((each) => each !== null))
  return [known, points.includes(null) ? most : known]
}

const SEROLOGY: Readonly<Record<string, number>> = { negative: 0, low: 2, high: 3 }

function serology(inputs: Inputs, name: string): number | null {
  const found = word(inputs, name, 'negative', 'low', 'high')
  return found === null ? null : (SEROLOGY[found] ?? null)
}

const point = (truth: Truth): number | null => (truth === null ? null : Number(truth))

/** 0 to 10: 10 large joints, 30 small ones and 18 others (tarsi and toes too) can be counted. */
function classificationScore(inputs: Inputs): Range {
  const large = between(number(inputs, 'largeJointsInvolved'), 0, 10)
  const small = between(number(inputs, 'smallJointsInvolved'), 0, 30)
  const other = between(number(inputs, 'otherCountableJointsInvolved'), 0, 18)
  const ranges: readonly Range[] = [
    [jointPoints(large[0], small[0], other[0]), jointPoints(large[1], small[1], other[1])],
    highest([serology(inputs, 'rfCategory'), serology(inputs, 'acpaCategory')], 3),
    highest([point(flag(inputs, 'crpAbnormal')), point(flag(inputs, 'esrAbnormal'))], 1),
    highest([point(atLeast(amount(inputs, 'symptomDuration', 'wk'), 6))], 1),
  ]
  return [ranges.reduce((sum, [low]) => sum + low, 0), ranges.reduce((sum, [, high]) => sum + high, 0)]
}

function classified(inputs: Inputs): Truth {
  const entry = and(flag(inputs, 'definiteSynovitis'), not(flag(inputs, 'betterExplainedByOtherDisease')))
  return or(
    and(entry, atLeast(classificationScore(inputs), 6)),
    flag(inputs, 'raPreviouslyFulfilled'),
    flag(inputs, 'typicalErosiveDisease'),
  )
}

function diagnosedSixMonthsAgo(inputs: Inputs, asOf: string): Truth {
  const diagnosis = span(text(inputs, 'raDiagnosisDate'))
  if (diagnosis === null) return null
  if (monthsLater(diagnosis[1], 6) <= asOf) return true
  return monthsLater(diagnosis[0], 6) <= asOf ? null : false
}

/** A count of 28 joints, sent or known exactly from the full count; otherwise anything. */
function count28(inputs: Inputs, short: string, full: string, outside: number): Range {
  const sent = number(inputs, short)
  if (sent !== null) return [sent, sent]
  const all = number(inputs, full)
  if (all === null) return [0, 28]
  const [least, most] = [Math.max(0, all - outside), Math.min(28, all)]
  return least === most ? [least, most] : [0, 28]
}

/** A full count, sent or bounded by the 28-joint count. */
function fullCount(inputs: Inputs, short: string, full: string, outside: number): Range {
  const sent = number(inputs, full)
  if (sent !== null) return [sent, sent]
  const some = number(inputs, short)
  return some === null ? [0, 28 + outside] : [some, some + outside]
}

const sum = (...ranges: readonly Range[]): Range => [
  ranges.reduce((total, [low]) => total + low, 0),
  ranges.reduce((total, [, high]) => total + high, 0),
]

const through = ([low, high]: Range, f: (value: number) => number): Range => [f(low), f(high)]

/** DAS28-ESR above 3.2 or CDAI above 10. */
function moderatelyActive(inputs: Inputs): Truth {
  const tender = count28(inputs, 'tenderJointCount28', 'tenderJointCount68', 40)
  const swollen = count28(inputs, 'swollenJointCount28', 'swollenJointCount66', 38)
  const esr = between(amount(inputs, 'esr', 'mm/h'), 1, 300)
  const patient = between(amount(inputs, 'patientGlobal', 'mm'), 0, 100)
  const physician = between(amount(inputs, 'physicianGlobal', 'mm'), 0, 100)
  const das28 = sum(
    through(tender, (value) => 0.56 * Math.sqrt(value)),
    through(swollen, (value) => 0.28 * Math.sqrt(value)),
    through(esr, (value) => 0.7 * Math.log(Math.max(value, 1))),
    through(patient, (value) => 0.014 * value),
  )
  const tenth = (value: number): number => value / 10
  const cdai = sum(tender, swollen, through(patient, tenth), through(physician, tenth))
  return or(above(das28, 3.2), above(cdai, 10))
}

const MECHANISM: Readonly<Record<string, string>> = {
  adalimumab: 'TNF',
  etanercept: 'TNF',
  tocilizumab: 'IL-6R',
  rituximab: 'CD20',
  abatacept: 'CD80/86',
  tofacitinib: 'JAK',
}

/** Two agents with two mechanisms failed; more may have, unless the history is said to be complete. */
function twoMechanismsFailed(inputs: Inputs): Truth {
  const failures = list(inputs, 'failedBtsdmards')
  if (failures === null) return null
  const mechanisms = failures.map((failure) => {
    const mechanism = MECHANISM[text(failure, 'drug') ?? '']
    if (mechanism === undefined) throw new Error(`no mechanism of ${failure['drug']}`)
    return mechanism
  })
  if (new Set(mechanisms).size >= 2) return true
  return flag(inputs, 'dmardHistoryComplete') === true ? false : null
}

function treatmentFailed(inputs: Inputs): Truth {
  const failures = twoMechanismsFailed(inputs)
  const enough = or(failures, flag(inputs, 'btsdmardRestrictedSocioeconomic'))
  return or(and(enough, flag(inputs, 'csdmardFailed')), and(flag(inputs, 'csdmardContraindicated'), failures))
}

/** S17: as stated, or by two scores a year (12 months and 2 more or less) apart: 5 points are rapid. */
function rapidProgression(inputs: Inputs): Truth {
  const stated = flag(inputs, 'rapidRadiographicProgression')
  if (stated !== null) return stated
  const [before, now] = [group(inputs, 'sharpBaseline') ?? {}, group(inputs, 'sharpFollowUp') ?? {}]
  const [first, second] = [text(before, 'date'), text(now, 'date')]
  const [low, high] = [number(before, 'svhTotal'), number(now, 'svhTotal')]
  if (first === null || second === null || low === null || high === null) return null
  const days = (Date.parse(second) - Date.parse(first)) / 86_400_000
  if (days < 305 || days > 427) throw new Error('the cohort has radiographs of one year alone')
  return atLeast(high - low, 5)
}

export function rheumatoidArthritis(inputs: Inputs, asOf: string): { inclusion: Truths; exclusion: Truths } {
  const swollen = fullCount(inputs, 'swollenJointCount28', 'swollenJointCount66', 38)
  const tender = fullCount(inputs, 'tenderJointCount28', 'tenderJointCount68', 40)
  const taper = and(atLeast(amount(inputs, 'prednisonePerDay', 'mg/d'), 7.5), flag(inputs, 'taperImpossible'))
  const treatment = treatmentFailed(inputs)
  const problematic = and(flag(inputs, 'problematicPerPatient'), flag(inputs, 'problematicPerPhysician'))
  const active = or(
    moderatelyActive(inputs),
    flag(inputs, 'signsOrSymptomsActive'),
    taper,
    rapidProgression(inputs),
    flag(inputs, 'reducedQolDespiteControl'),
  )
  return {
    inclusion: {
      'RA-1a': classified(inputs),
      'RA-1b': diagnosedSixMonthsAgo(inputs, asOf),
      'RA-1c': moderatelyActive(inputs),
      'RA-2': and(atLeast(swollen, 6), atLeast(tender, 6)),
      'RA-3': or(atLeast(amount(inputs, 'crp', 'mg/L'), 10), atLeast(amount(inputs, 'esr', 'mm/h'), 28)),
      'RA-4': and(treatment, problematic, active),
      'RA-4.1': treatment,
      'RA-4.2': problematic,
      'RA-4.3': active,
    },
    exclusion: { 'RA-X1': not(flag(inputs, 'selfCareAble')) },
  }
}
