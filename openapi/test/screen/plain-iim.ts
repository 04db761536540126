/** Myositis arm, SSc/IIM file sections 10, 20, 21. */
import { refractory, type Truths } from './plain-common.js'
import { monthsLater, type Span, span } from './plain-dates.js'
import { agreed, and, atLeast, atMost, below, count, not, or, type Range, type Truth } from './plain-logic.js'
import { amount, flag, group, type Inputs, number, text, timesUpperLimit, word } from './plain-read.js'

/** Tenths of a point: without biopsy, with biopsy. */
const ITEMS: Readonly<Record<string, readonly [number, number]>> = {
  proximalUpperLimbWeakness: [7, 7],
  proximalLowerLimbWeakness: [8, 5],
  neckFlexorsWeakerThanExtensors: [19, 16],
  legProximalWeakerThanDistal: [9, 12],
  heliotrope: [31, 32],
  gottronPapules: [21, 27],
  gottronSign: [33, 37],
  dysphagia: [7, 6],
  antiJo1: [39, 38],
  endomysialInfiltrate: [0, 17],
  perimysialInfiltrate: [0, 12],
  perifascicularAtrophy: [0, 19],
  rimmedVacuoles: [0, 31],
}
const ENZYMES = [13, 14] as const
const AGE_18_TO_39 = [13, 15] as const
const AGE_FROM_40 = [21, 22] as const
const CUT_OFF = [55, 67] as const
const WITHOUT_BIOPSY = 0
const WITH_BIOPSY = 1
type Column = typeof WITHOUT_BIOPSY | typeof WITH_BIOPSY

const SERUM = ['ck', 'ldh', 'ast', 'alt'] as const

/** One above its limit counts; otherwise what was found at other times decides. */
function enzymesElevated(inputs: Inputs): Truth {
  const enzymes = group(inputs, 'enzymes') ?? {}
  const raised = SERUM.some((name) => not(atMost(timesUpperLimit(enzymes, name), 1)) === true)
  return raised ? true : flag(inputs, 'enzymesElevated')
}

/** Least and greatest tenths for a finding. */
const tenths = (finding: Truth, points: number): Range =>
  finding === null ? [0, points] : finding ? [points, points] : [0, 0]

function agePoints(inputs: Inputs, column: Column): Range {
  const age = number(inputs, 'onsetAge')
  if (age === null) return [0, AGE_FROM_40[column]]
  const points = age >= 40 ? AGE_FROM_40[column] : age >= 18 ? AGE_18_TO_39[column] : 0
  return [points, points]
}

/** Whether the score of one column reaches its recommended minimum. */
function reaches(inputs: Inputs, column: Column): Truth {
  const score = number(inputs, 'iim2017Score')
  if (score !== null) return Math.round(score * 10) >= CUT_OFF[column]
  const ranges = [
    agePoints(inputs, column),
    tenths(enzymesElevated(inputs), ENZYMES[column]),
    ...Object.entries(ITEMS).map(([name, points]) => tenths(flag(inputs, name), points[column])),
  ]
  const low = ranges.reduce((sum, [least]) => sum + least, 0)
  const high = ranges.reduce((sum, [, most]) => sum + most, 0)
  return atLeast([low, high], CUT_OFF[column])
}

const BIOPSY_FINDINGS = ['endomysialInfiltrate', 'perimysialInfiltrate', 'perifascicularAtrophy', 'rimmedVacuoles']

/** A finding of a biopsy, present or absent, is a biopsy result. */
const biopsyAvailable = (inputs: Inputs): Truth =>
  flag(inputs, 'biopsyAvailable') ?? (BIOPSY_FINDINGS.some((name) => flag(inputs, name) !== null) ? true : null)

function classified(inputs: Inputs): Truth {
  const biopsy = biopsyAvailable(inputs)
  const columns = biopsy === null ? [WITHOUT_BIOPSY, WITH_BIOPSY] : [biopsy ? WITH_BIOPSY : WITHOUT_BIOPSY]
  return agreed(columns.map((column) => reaches(inputs, column as Column)))
}

const subgroup = (inputs: Inputs): string | null =>
  word(inputs, 'iimSubgroup', 'DM', 'PM', 'ASS', 'IMNM', 'IBM', 'JDM', 'ADM')

/** S9: any inflammatory myopathy but the one that is excluded. */
function namedSubgroup(inputs: Inputs): Truth {
  const found = subgroup(inputs)
  return found === null ? null : found !== 'IBM'
}

const CORE_SET = ['ck', 'aldolase', 'ldh', 'ast', 'alt'] as const

/** The most abnormal of those measured; one without its limit was measured, and nothing is known of it. */
function enzymeActive(inputs: Inputs): Truth {
  const enzymes = group(inputs, 'enzymes') ?? {}
  const measured = CORE_SET.filter((name) => group(enzymes, name) !== null)
  return measured.length === 0 ? null : or(...measured.map((name) => atLeast(timesUpperLimit(enzymes, name), 1.5)))
}

function muscleActive(inputs: Inputs): Truth {
  const fromTwoCm = (name: string): Truth => atLeast(amount(inputs, name, 'cm'), 2)
  const abnormal = count(
    2,
    fromTwoCm('physicianGlobal'),
    fromTwoCm('patientGlobal'),
    fromTwoCm('extramuscularActivity'),
    atLeast(number(inputs, 'haqDi'), 0.25),
    enzymeActive(inputs),
  )
  return and(below(number(inputs, 'mmt8Bilateral'), 142), abnormal)
}

function antibody(inputs: Inputs): Truth {
  const found = word(inputs, 'myositisAntibody', 'positive', 'negative', 'not-fully-tested')
  return found === 'positive' ? true : found === 'negative' ? false : null
}

function within24Months(one: string, other: string): boolean {
  const [first, second] = one <= other ? [one, other] : [other, one]
  return second <= monthsLater(first, 24)
}

/** The days of two spans that lie farthest apart are ends; the nearest are ends too, or the spans share a day. */
function spansWithin24Months(one: Span, other: Span): Truth {
  const pairs = one.flatMap((a) => other.map((b) => within24Months(a, b)))
  const shareADay = one[0] <= other[1] && other[0] <= one[1]
  if (pairs.every((each) => each)) return true
  return shareADay || pairs.some((each) => each) ? null : false
}

function tumour(inputs: Inputs): Truth {
  const months = number(inputs, 'tumourIntervalMonths')
  const diagnosis = span(text(inputs, 'tumourDiagnosisDate'))
  const onset = span(text(inputs, 'myositisOnsetDate'))
  let near: Truth = null
  if (months !== null) near = atMost(Math.abs(months), 24)
  else if (diagnosis !== null && onset !== null) near = spansWithin24Months(diagnosis, onset)
  return and(flag(inputs, 'tumourHistory'), near)
}

export function myositis(inputs: Inputs, asOf: string): { inclusion: Truths; exclusion: Truths } {
  const [found, muscles] = [subgroup(inputs), flag(inputs, 'muscleInvolvement')]
  return {
    inclusion: {
      'IIM-1': and(classified(inputs), namedSubgroup(inputs)),
      // S18: without muscle involvement it does not concern the patient.
      'IIM-2': muscles === true ? muscleActive(inputs) : muscles === null ? null : 'not_applicable',
      'IIM-3': antibody(inputs),
      'IIM-4': refractory(inputs, asOf),
    },
    exclusion: {
      'IIM-X1': flag(inputs, 'drugInducedMyositis'),
      'IIM-X2': found === null ? null : found === 'IBM',
      'IIM-X3': tumour(inputs),
    },
  }
}
