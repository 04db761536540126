import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { plausibility } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { suspectScalesAt } from '@activity-scores/shared/measures/paired-scales'
import type { CoreSet, JointSet } from './items.js'
import { JOINT_COUNTS, type Request, VISITS, type Visit } from './schema.js'

export function warningsOf(request: Request, { jointSet, reactant, fellBack, measures }: CoreSet): readonly Warning[] {
  const rule = request.acutePhaseReactant ?? 'crp-else-esr'
  return [
    ...(jointSet === '28' ? [ONLY_28] : []),
    ...(jointSet === '68/66' && request.jointSet == null && anySent(request, OF_28) ? [FULL_COUNTS] : []),
    ...(reactant === 'crp' && rule === 'crp-else-esr' && anySent(request, ['esr']) ? [CRP_USED] : []),
    ...otherSet(request, jointSet),
    ...(reactant === 'either' ? [EITHER] : []),
    ...(fellBack ? [ESR_FOR_CRP] : []),
    ...Object.values(measures).flatMap(({ zeroBaselines }) => zeroBaselines.map(zeroBaseline)),
    ...VISITS.flatMap((visit) => ofVisit(visit, request)),
  ]
}

const ONLY_28 = inputWarning(
  'joint_set:28',
  '',
  'The 28-joint counts were used; the definition was made for 68 tender and 66 swollen joints, and the feet do not count.',
)
const FULL_COUNTS = inputWarning(
  'full_joint_counts_used',
  '',
  'Counts of 68 and 66 joints were sent, and stand before those of the 28; see jointSet.',
)
const CRP_USED = inputWarning(
  'crp_used',
  '',
  'CRP was sent, and stands before ESR unless it is not known at both visits; see acutePhaseReactant.',
)
const OF_28 = Object.values(JOINT_COUNTS).map(({ of28 }) => of28)
const anySent = (request: Request, fields: readonly (keyof Visit)[]): boolean =>
  VISITS.some((visit) => fields.some((field) => request[visit]?.[field] != null))
const EITHER = inputWarning(
  'either_reactant',
  '/acutePhaseReactant',
  'The better of CRP and ESR counts, which inflates the response.',
)
const ESR_FOR_CRP = inputWarning('esr_used_for_crp', '', 'CRP is not known at both visits; ESR was used, which is.')
const zeroBaseline = (field: string): Warning =>
  inputWarning(
    `zero_baseline:${field}`,
    `/baseline/${field}`,
    `baseline.${field} is 0, from which it cannot improve; it does not count as improved, and there is no ACR-N.`,
  )

/** A count of the other set stands where that of the set used is missing. */
const otherSet = (request: Request, set: JointSet): readonly Warning[] =>
  Object.values(JOINT_COUNTS).flatMap(({ full, of28 }) => {
    const [wanted, other] = set === '28' ? [of28, full] : [full, of28]
    return VISITS.filter((visit) => request[visit]?.[wanted] == null && request[visit]?.[other] != null).map((visit) =>
      inputWarning(
        'joint_sets_not_mixed',
        `/${visit}/${other}`,
        `${visit}.${other} does not replace ${visit}.${wanted}, which is missing; it only limits what that can be.`,
      ),
    )
  })

function ofVisit(name: (typeof VISITS)[number], request: Request): readonly Warning[] {
  const visit = request[name]
  if (!visit) return []
  const { pain, patientGlobal, physicianGlobal, crp, esr } = visit
  return [
    ...suspectScalesAt(name, { pain, patientGlobal, physicianGlobal }),
    ...(crp?.comparator ? [censored(name, 'crp')] : []),
    ...(esr?.comparator ? [censored(name, 'esr')] : []),
    ...plausibility(analytes.crp, crp, `/${name}/crp`),
    ...plausibility(analytes.esr, esr, `/${name}/esr`),
  ]
}

const censored = (visit: string, field: 'crp' | 'esr'): Warning =>
  inputWarning(
    `${field}_censored`,
    `/${visit}/${field}`,
    `${visit}.${field} is a limit, not a value; a level is decided where every value that it leaves possible agrees.`,
  )
