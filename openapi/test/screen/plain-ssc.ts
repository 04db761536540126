/** Systemic sclerosis arm, SSc/IIM file sections 3, 4, 7, 18, 21. */
import { longTreatment, type Truths } from './plain-common.js'
import { monthsLater } from './plain-dates.js'
import { above, agreed, and, atLeast, below, not, or, type Truth } from './plain-logic.js'
import { amount, flag, group, type Inputs, number, text } from './plain-read.js'

/** Percent of baseline, strict; with baseline 0 a rise has no percent. */
function skinWorse(baseline: number, followUp: number): Truth {
  if (baseline === 0) return followUp === 0 ? false : null
  return above((100 * (followUp - baseline)) / baseline, 10)
}

/** 12 months and a tolerance of 3, by the calendar, the last day included; without its day it may be older. */
function baselineOf(inputs: Inputs, name: string, asOf: string): Inputs {
  const visit = group(inputs, name) ?? {}
  const date = text(visit, 'date')
  return date !== null && asOf <= monthsLater(date, 15) ? visit : {}
}

const TOTALS = Array.from({ length: 52 }, (_, total) => total)

/** A missing total may be any of 0 to 51. */
function skinProgression(inputs: Inputs, asOf: string): Truth {
  const possible = (visit: Inputs): readonly number[] => {
    const total = number(visit, 'total')
    return total === null ? TOTALS : [total]
  }
  const followUps = possible(group(inputs, 'skinFollowUp') ?? {})
  return agreed(
    possible(baselineOf(inputs, 'skinBaseline', asOf)).flatMap((before) =>
      followUps.map((after) => skinWorse(before, after)),
    ),
  )
}

/** Relative decline in percent of percent predicted; negative when it improved. */
function decline(inputs: Inputs, name: string, asOf: string): number | null {
  const before = amount(baselineOf(inputs, 'lungBaseline', asOf), name, '%')
  const after = amount(group(inputs, 'lungFollowUp') ?? {}, name, '%')
  return before === null || after === null ? null : (100 * (before - after)) / before
}

/** OMERACT: FVC by 10, or FVC by 5 and DLCO by 15; without FVC nothing is known. */
function lungProgression(inputs: Inputs, asOf: string): Truth {
  const fvc = decline(inputs, 'fvcPercentPredicted', asOf)
  if (fvc === null) return null
  return or(atLeast(fvc, 10), and(atLeast(fvc, 5), atLeast(decline(inputs, 'dlcoPercentPredicted', asOf), 15)))
}

export function systemicSclerosis(inputs: Inputs, asOf: string): { inclusion: Truths; exclusion: Truths } {
  const lungDisease = flag(inputs, 'ildPresent')
  const low = or(
    below(amount(inputs, 'fvcPercentPredicted', '%'), 70),
    below(amount(inputs, 'dlcoPercentPredicted', '%'), 70),
  )
  return {
    inclusion: {
      'SSc-1': and(atLeast(number(inputs, 'ssc2013Score'), 9), not(flag(inputs, 'fingersSparedOrBetterExplained'))),
      // S18: without interstitial lung disease it does not concern the patient.
      'SSc-2':
        lungDisease === true
          ? and(flag(inputs, 'hrctGroundGlass'), low)
          : lungDisease === null
            ? null
            : 'not_applicable',
      'SSc-3': and(
        flag(inputs, 'glucocorticoidUsed'),
        longTreatment(inputs, asOf),
        flag(inputs, 'ineffectiveOrRelapsed'),
      ),
      'SSc-4': or(skinProgression(inputs, asOf), and(lungDisease, lungProgression(inputs, asOf))),
    },
    exclusion: {},
  }
}
