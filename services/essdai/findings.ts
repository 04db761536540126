/** Levels that laboratory results propose; the score takes the levels as entered, never these. */
import {
  between,
  exactly,
  type Interval,
  isAbove,
  isAtLeast,
  isAtMost,
  isBelow,
} from '@activity-scores/shared/language/interval'
import type { Verdict } from '@activity-scores/shared/language/kleene'
import { type Bounds, boundsOf, inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { plausibility, type Quantity, rangeOf } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { LEVEL_LIMITS, type LevelLimit, LOW_IGG } from './formula.js'
import type { Request } from './schema.js'

type Test = keyof typeof LEVEL_LIMITS

const ANALYTE: Readonly<Record<Test, Analyte>> = {
  neutrophils: analytes.neutrophils,
  haemoglobin: analytes.haemoglobin,
  platelets: analytes.platelets,
  lymphocytes: analytes.lymphocytes,
  proteinuria: analytes.proteinuria,
  igg: analytes.immunoglobulinG,
}

const PARTS = [
  {
    domain: 'haematological',
    tests: ['neutrophils', 'haemoglobin', 'platelets', 'lymphocytes'],
    cause: 'cytopeniaAttributedToDisease',
    /** Blood counts alone make up the domain; the others have criteria beside the laboratory. */
    complete: true,
  },
  { domain: 'renal', tests: ['proteinuria'], cause: 'proteinuriaAttributedToDisease', complete: false },
  { domain: 'biological', tests: ['igg'], cause: 'iggAttributedToDisease', complete: false },
] as const satisfies readonly {
  readonly domain: string
  readonly tests: readonly Test[]
  readonly cause: keyof Request
  readonly complete: boolean
}[]
type Part = (typeof PARTS)[number]

interface Proposal {
  readonly atLeast: number
  readonly byTest: Readonly<Partial<Record<Test, Bounds | null>>>
}

export interface Laboratory {
  readonly proposedLevels: Readonly<Record<Part['domain'], Proposal | null>>
  readonly warnings: readonly Warning[]
}

export function laboratoryOf(request: Request): Laboratory {
  const found = PARTS.map((part) => ({ part, levels: levelsOf(part, request) }))
  const [haematological, renal, biological] = found.map(({ part, levels }) => proposal(part, request, levels))
  return {
    proposedLevels: {
      haematological: haematological ?? null,
      renal: renal ?? null,
      biological: biological ?? null,
    },
    warnings: found.flatMap(({ part, levels }) => warnings(part, request, levels)),
  }
}

type Levels = readonly (readonly [Test, Interval | null])[]

const levelsOf = ({ tests }: Part, request: Request): Levels =>
  tests.map((test) => {
    const given = request[test]
    return [test, given ? levelsOfResult(test, given) : null]
  })

function proposal({ cause }: Part, request: Request, levels: Levels): Proposal | null {
  if (request[cause] !== true || levels.every(([, range]) => range === null)) return null
  return {
    atLeast: least(levels),
    byTest: Object.fromEntries(levels.map(([test, range]) => [test, range && boundsOf(range)])),
  }
}

const least = (levels: Levels): number => Math.max(0, ...levels.map(([, range]) => range?.lower ?? 0))

/** The least and the greatest level that a result, or the range that its comparator leaves, stands for. */
export function levelsOfResult(test: Test, given: Quantity): Interval {
  const range = rangeOf(ANALYTE[test], given)
  let lower = 0
  let upper = 0
  for (const limit of LEVEL_LIMITS[test]) {
    const { state } = reaches(range, limit)
    if (state === 'met') lower = limit.level
    if (state !== 'not_met') upper = limit.level
  }
  const maybeLow = test === 'igg' && isBelow(range, LOW_IGG, []).state !== 'not_met'
  if (maybeLow) return between(0, 2)
  return lower === upper ? exactly(lower) : between(lower, upper)
}

function reaches(range: Interval, { below, atMost, atLeast, above }: LevelLimit): Verdict {
  if (below !== undefined) return isBelow(range, below, [])
  if (atMost !== undefined) return isAtMost(range, atMost, [])
  return atLeast !== undefined ? isAtLeast(range, atLeast, []) : isAbove(range, above ?? 0, [])
}

function warnings(part: Part, request: Request, levels: Levels): readonly Warning[] {
  const { domain, tests, cause, complete } = part
  const implausible = tests.flatMap((test) => plausibility(ANALYTE[test], request[test], `/${test}`))
  if (request[cause] == null && levels.some(([, range]) => range !== null && range.upper > 0)) {
    const message = `A result would reach a level of the ${domain} domain if the disease is its cause. Levels are proposed only when ${cause} is true.`
    return [...implausible, inputWarning('laboratory_cause_not_stated', `/${cause}`, message)]
  }
  const entered = request.domains?.[domain]
  if (request[cause] !== true || entered == null) return implausible
  const atLeast = least(levels)
  const settled = complete && levels.every(([, range]) => range !== null)
  const atMost = settled ? Math.max(...levels.map(([, range]) => range?.upper ?? 0)) : entered
  if (entered >= atLeast && entered <= atMost) return implausible
  const proposed = entered < atLeast ? `at least ${atLeast}` : `at most ${atMost}`
  const message = `The ${domain} domain was entered with level ${entered}; the laboratory results propose ${proposed}. The level was used as entered.`
  return [...implausible, inputWarning('level_differs_from_laboratory', `/domains/${domain}`, message)]
}
