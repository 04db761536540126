/** The inclusion criterion: a dryness question or an ESSDAI domain is positive. */
import { decided, or, undetermined, type Verdict, verdictOfFlag } from '@activity-scores/shared/language/kleene'
import { DOMAINS, type DomainLevels } from '@activity-scores/shared/measures/essdai-domains'
import type { Finding } from '@activity-scores/shared/measures/sjogren-signs'

interface Inclusion {
  readonly pss2016InclusionMet?: boolean | null | undefined
  readonly drynessSymptoms?: boolean | null | undefined
  readonly domains?: DomainLevels | null | undefined
}

const CONCEPT = 'inclusion'
const OPEN = undetermined(`missing:${CONCEPT}`)

/** What the findings say, the summary statement aside. */
export function inclusionFindings({ drynessSymptoms, domains }: Inclusion): Finding {
  const verdict = or(verdictOfFlag(drynessSymptoms, CONCEPT), positiveDomain(domains))
  if (verdict.state !== 'undetermined') return { verdict, missing: [] }
  const openDomains = domains
    ? DOMAINS.filter((name) => domains[name] == null).map((name) => `domains.${name}`)
    : ['domains']
  return { verdict, missing: [...(drynessSymptoms == null ? ['drynessSymptoms'] : []), ...openDomains] }
}

function positiveDomain(domains: DomainLevels | null | undefined): Verdict {
  if (!domains) return OPEN
  if (DOMAINS.some((name) => (domains[name] ?? 0) > 0)) return decided(true)
  return DOMAINS.some((name) => domains[name] == null) ? OPEN : decided(false)
}

/** A summary statement settles it, since it must agree with the findings. */
export function inclusionOf(request: Inclusion): Finding {
  const { pss2016InclusionMet: statement, drynessSymptoms, domains } = request
  if (statement != null) return { verdict: decided(statement), missing: [] }
  if (drynessSymptoms == null && !domains) return { verdict: OPEN, missing: ['pss2016InclusionMet'] }
  return inclusionFindings(request)
}
