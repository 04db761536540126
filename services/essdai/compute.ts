import { inputWarning, type Outcome } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { CLINICAL_DOMAINS, DOMAINS } from '@activity-scores/shared/measures/essdai-domains'
import { activityOf } from '@activity-scores/shared/measures/systemic-activity'
import { laboratoryOf } from './findings.js'
import { activityLevels, definitions } from './manifest.js'
import { form, type Request } from './schema.js'

export function compute(request: Request): Outcome {
  const activity = activityOf(form, DOMAINS, activityLevels, definitions, request)
  const { details, inputs } = activity
  const { proposedLevels, warnings } = laboratoryOf(request)
  const biologicalDomainOnly = onlyBiological(request)
  return {
    status: activity.status,
    score: activity.score,
    category: activity.category,
    criteria: activity.criteria,
    terms: activity.terms,
    details: {
      missingDomains: details.missingDomains,
      maximum: details.maximum,
      decrease: details.decrease,
      decreaseBounds: details.decreaseBounds,
      baselineTotal: details.baselineTotal,
      baselineBounds: details.baselineBounds,
      biologicalDomainOnly,
      proposedLevels,
    },
    inputs: {
      domains: inputs.domains,
      baseline: inputs.baseline,
      neutrophils: asUsed(analytes.neutrophils, request.neutrophils),
      haemoglobin: asUsed(analytes.haemoglobin, request.haemoglobin),
      platelets: asUsed(analytes.platelets, request.platelets),
      lymphocytes: asUsed(analytes.lymphocytes, request.lymphocytes),
      cytopeniaAttributedToDisease: request.cytopeniaAttributedToDisease ?? null,
      proteinuria: asUsed(analytes.proteinuria, request.proteinuria),
      proteinuriaAttributedToDisease: request.proteinuriaAttributedToDisease ?? null,
      igg: asUsed(analytes.immunoglobulinG, request.igg),
      iggAttributedToDisease: request.iggAttributedToDisease ?? null,
    },
    missing: activity.missing,
    warnings: biologicalDomainOnly === true ? [BIOLOGICAL_ONLY, ...warnings] : warnings,
    text: activity.text,
  }
}

/** Null while a missing level leaves it open; one clinical domain above 0 settles it. */
function onlyBiological({ domains }: Request): boolean | null {
  const biological = domains?.biological ?? null
  let open = biological === null
  if (biological === 0) return false
  for (const domain of CLINICAL_DOMAINS) {
    const level = domains?.[domain] ?? null
    if (level === null) open = true
    else if (level > 0) return false
  }
  return open ? null : true
}

const BIOLOGICAL_ONLY = inputWarning(
  'biological_domain_only',
  '/domains/biological',
  'All of the score comes from the biological domain; some guidance does not count that as low activity.',
)
