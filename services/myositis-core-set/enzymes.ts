/** The muscle enzymes of the IMACS core set: ratios to the upper limit of normal, and the state of the measure. */
import { type Interval, isAtLeast, isExact } from '@activity-scores/shared/interval'
import { or, undetermined, type Verdict } from '@activity-scores/shared/kleene'
import { boundsOf, inputWarning } from '@activity-scores/shared/outcome'
import { plausibility } from '@activity-scores/shared/quantity'
import type { Bounds, Warning } from '@activity-scores/shared/result'
import { type Analyte, analytes } from '@activity-scores/shared/units'
import { type LimitedQuantity, possibleRatio, ratioToLimit } from '@activity-scores/shared/upper-limit'
import { CUT_OFF, greatest } from './formula.js'

export type EnzymeName = 'ck' | 'aldolase' | 'ldh' | 'ast' | 'alt'
export type Enzymes = Readonly<Partial<Record<EnzymeName, LimitedQuantity | null | undefined>>>

const named = (name: string, plausible: readonly [number, number] = analytes.muscleEnzyme.plausible): Analyte => ({
  ...analytes.muscleEnzyme,
  name,
  plausible,
})

/** Plausible ranges in U/L: CK 10 to 30000, the others 5 to 5000. */
export const ENZYMES: Readonly<Record<EnzymeName, Analyte>> = {
  ck: named('Creatine kinase', [10, 30_000]),
  aldolase: named('Aldolase'),
  ldh: named('Lactate dehydrogenase'),
  ast: named('Aspartate aminotransferase'),
  alt: named('Alanine aminotransferase'),
}
export const ENZYME_NAMES = ['ck', 'aldolase', 'ldh', 'ast', 'alt'] as const satisfies readonly EnzymeName[]

/** Aldolase is often not measured: its absence leaves nothing open. */
const MAY_BE_ABSENT: EnzymeName = 'aldolase'

interface EnzymeRatio {
  readonly value: number
  readonly comparator?: string
}

interface EnzymeState {
  readonly verdict: Verdict
  /** value / upper limit as reported; null where the enzyme or its limit is missing. */
  readonly ratios: Readonly<Record<EnzymeName, EnzymeRatio | null>>
  /** Greatest ratio; null without one, or where a comparator leaves it open. */
  readonly maximum: number | null
  /** Range of the greatest ratio where a comparator leaves it open. */
  readonly maximumBounds: Bounds | null
  readonly warnings: readonly Warning[]
}

/** Met if any ratio reaches 1.5; not met only if CK, LDH, AST and ALT are all known and no known enzyme reaches it. */
export function enzymeState(enzymes: Enzymes): EnzymeState {
  const verdicts: Verdict[] = []
  const ranges: Interval[] = []
  const warnings: Warning[] = []
  const ratios: Record<EnzymeName, EnzymeRatio | null> = { ck: null, aldolase: null, ldh: null, ast: null, alt: null }
  for (const name of ENZYME_NAMES) {
    const given = enzymes[name] ?? null
    const ratio = given && ratioToLimit(given)
    const range = given && possibleRatio(given)
    if (given) warnings.push(...plausibility(ENZYMES[name], given, `/enzymes/${name}`))
    if (ratio === null || range === null) {
      if (given) warnings.push(withoutLimit(name))
      if (name !== MAY_BE_ABSENT) verdicts.push(undetermined(`missing:enzymes.${name}${given ? '.upperLimit' : ''}`))
      continue
    }
    ratios[name] = given?.comparator ? { value: ratio, comparator: given.comparator } : { value: ratio }
    ranges.push(range)
    verdicts.push(isAtLeast(range, CUT_OFF.enzymeRatio, [`censored:enzymes.${name}`]))
  }
  const maximum = greatest(ranges)
  const exact = maximum !== null && isExact(maximum)
  return {
    verdict: or(...verdicts),
    ratios,
    maximum: exact ? maximum.lower : null,
    maximumBounds: maximum && !exact ? boundsOf(maximum) : null,
    warnings,
  }
}

const withoutLimit = (name: EnzymeName): Warning =>
  inputWarning(
    'input_not_used',
    `/enzymes/${name}`,
    `${ENZYMES[name].name} was sent without its upper limit of normal; it counts as missing.`,
  )
