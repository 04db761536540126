import {
  and,
  decided,
  NOT_MET,
  not,
  or,
  undetermined,
  type Verdict,
  verdictOfFlag,
} from '@activity-scores/shared/language/kleene'
import type { Findings } from './findings.js'
import { ADULT, type Model } from './formula.js'
import { type Request, SUBGROUPS, type Subgroup } from './schema.js'

// Object.keys forgets the keys that the table has by construction.
const CODES = Object.keys(SUBGROUPS) as readonly Subgroup[]

export interface SubgroupResult {
  readonly code: Subgroup | 'not_applicable' | 'undetermined'
  readonly label: string
  /** What the inputs leave possible. */
  readonly candidates: readonly Subgroup[]
  readonly missing: readonly string[]
}

const NOT_APPLICABLE: SubgroupResult = Object.freeze({
  code: 'not_applicable',
  label: 'Not applicable: the class is neither probable nor definite',
  candidates: [],
  missing: [],
})

/** Heliotrope, papules or sign. */
export const skinSign = ({ heliotrope, gottronPapules, gottronSign }: Findings): Verdict =>
  or(heliotrope, gottronPapules, gottronSign)

/** The tree for a class of probable or definite (`classified`); it stops at the first thing that is not known. */
export function subgroupOf(
  request: Request,
  model: Model | null,
  findings: Findings,
  classified: Verdict,
): SubgroupResult {
  if (classified.state === 'not_met') return NOT_APPLICABLE
  const { onsetAge } = request
  const adult = onsetAge == null ? undetermined('missing:onsetAge') : decided(onsetAge >= ADULT)
  const skin = skinSign(findings)
  const weak = or(
    findings.proximalUpperLimbWeakness,
    findings.proximalLowerLimbWeakness,
    findings.neckFlexorsWeakerThanExtensors,
    findings.legProximalWeakerThanDistal,
  )
  const inclusionBody = or(unresponsiveFingerFlexors(request), vacuoles(model, findings))
  const leaves: Readonly<Record<Subgroup, Verdict>> = {
    ibm: and(adult, not(skin), inclusionBody),
    pm: and(adult, not(skin), not(inclusionBody)),
    dm: and(adult, skin, weak),
    adm: and(adult, skin, not(weak)),
    jdm: and(not(adult), skin),
    other_juvenile: and(not(adult), not(skin)),
  }
  const candidates = CODES.filter((code) => leaves[code].state !== 'not_met')
  const [only] = candidates
  if (classified.state === 'met' && only !== undefined && leaves[only].state === 'met')
    return { code: only, label: SUBGROUPS[only], candidates, missing: [] }
  const reasons = new Set([...classified.reasons, ...candidates.flatMap((code) => leaves[code].reasons)])
  return {
    code: 'undetermined',
    label: 'Not determined by the inputs',
    candidates,
    missing: missingIn([...reasons]),
  }
}

const unresponsiveFingerFlexors = ({ fingerFlexorWeakness, responseToTreatment }: Request): Verdict =>
  and(
    verdictOfFlag(fingerFlexorWeakness, 'fingerFlexorWeakness'),
    not(verdictOfFlag(responseToTreatment, 'responseToTreatment')),
  )

/** Rimmed vacuoles are a criterion of the column with biopsy alone. */
function vacuoles(model: Model | null, { rimmedVacuoles }: Findings): Verdict {
  if (model === null) return BIOPSY_UNKNOWN
  return model === 'with_biopsy' ? rimmedVacuoles : NOT_MET
}
const BIOPSY_UNKNOWN = undetermined('missing:biopsyAvailable')

const MISSING = 'missing:'

/** The fields among reasons such as `missing:onsetAge`. */
export const missingIn = (reasons: readonly string[]): readonly string[] =>
  reasons.flatMap((reason) => (reason.startsWith(MISSING) ? [reason.slice(MISSING.length)] : []))
