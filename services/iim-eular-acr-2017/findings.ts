import { isAbove } from '@activity-scores/shared/language/interval'
import { MET, or, undetermined, type Verdict, verdictOfFlag } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { possibleRatio } from '@activity-scores/shared/language/upper-limit'
import {
  ENZYME_NAMES,
  type EnzymeName,
  type Enzymes,
  implausibleEnzyme,
  limitMissing,
} from '@activity-scores/shared/measures/muscle-enzymes'
import { ALL_FINDINGS, BIOPSY_FINDINGS, type Finding, type Model } from './formula.js'
import type { Request } from './schema.js'

export type Findings = Readonly<Record<Finding, Verdict>>

/** Each finding in three states; that of the enzymes by statement or by measurement. */
export function findingsOf(request: Request): Findings {
  const findings: Partial<Record<Finding, Verdict>> = {}
  for (const name of ALL_FINDINGS) findings[name] = verdictOfFlag(request[name], name)
  findings.enzymesElevated = elevation(request)
  // One entry for each finding of the list.
  return findings as Findings
}

/** The enzymes of the item; aldolase is not one of them. */
const COUNTED = ['ck', 'ldh', 'ast', 'alt'] as const satisfies readonly EnzymeName[]
const counted: ReadonlySet<EnzymeName> = new Set(COUNTED)

/** Any enzyme above its limit, strictly; not met only if all four are known and none is. */
export const measuredElevation = (enzymes: Enzymes): Verdict => or(...COUNTED.map((name) => aboveLimit(enzymes, name)))

function aboveLimit(enzymes: Enzymes, name: EnzymeName): Verdict {
  const given = enzymes[name]
  if (!given) return undetermined(`missing:enzymes.${name}`)
  const ratio = possibleRatio(given)
  if (!ratio) return undetermined(`missing:enzymes.${name}.upperLimit`)
  return isAbove(ratio, 1, [`censored:enzymes.${name}`])
}

/** A statement may rest on earlier measurements, so that normal enzymes of one sample do not contradict it. */
function elevation({ enzymesElevated, enzymes }: Request): Verdict {
  const anySent = COUNTED.some((name) => enzymes?.[name])
  if (enzymesElevated === true) return MET
  if (enzymesElevated == null && anySent) return measuredElevation(enzymes ?? {})
  return verdictOfFlag(enzymesElevated, 'enzymesElevated')
}

/** The statement counts, and the enzymes that were sent do not show it. */
const statedAgainstSample = ({ enzymesElevated, enzymes }: Request): boolean =>
  enzymesElevated === true &&
  COUNTED.some((name) => enzymes?.[name]) &&
  measuredElevation(enzymes ?? {}).state !== 'met'

/** The column: as stated, or with biopsy where a finding of one is sent; null when not known. */
export function modelOf(request: Request): Model | null {
  const available = request.biopsyAvailable ?? (BIOPSY_FINDINGS.some((name) => request[name] != null) ? true : null)
  if (available === null) return null
  return available ? 'with_biopsy' : 'without_biopsy'
}

export function enzymeWarnings(request: Request): readonly Warning[] {
  const { enzymes } = request
  if (!enzymes) return []
  const ofEach = ENZYME_NAMES.flatMap((name): readonly Warning[] => {
    const given = enzymes[name]
    if (!given) return []
    if (!counted.has(name)) return [NOT_COUNTED]
    return [...implausibleEnzyme(name, given), ...(given.upperLimit == null ? [limitMissing(name)] : [])]
  })
  return statedAgainstSample(request) ? [STATEMENT_USED, ...ofEach] : ofEach
}

const STATEMENT_USED: Warning = inputWarning(
  'enzymes_stated_elevated',
  '/enzymesElevated',
  'enzymesElevated was used; none of the enzymes that were sent is above its upper limit. The statement may rest on earlier samples.',
)

const NOT_COUNTED: Warning = inputWarning(
  'input_not_used',
  '/enzymes/aldolase',
  'Aldolase is not among the enzymes of the criteria, which are CK, LDH, AST and ALT.',
)
