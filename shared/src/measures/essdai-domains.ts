/**
 * Domains of the EULAR Sjögren's syndrome disease activity index (ESSDAI) and their levels: Seror 2010, Ann Rheum Dis
 * 69:1103-9; user guide Seror 2015, RMD Open 1:e000022. ClinESSDAI takes the same levels of the 11 clinical domains with
 * weights of its own. A level is the grade of a domain, never grade times weight.
 */
import * as z from 'zod'
import type { Fault, Rule } from '../contract/instrument.js'
import { between, exactly, type Interval } from '../language/interval.js'
import { nameOf } from '../language/pointer.js'

/** Legal levels of each domain in the order of the paper. The central nervous system has no level 1. */
export const DOMAIN_LEVELS = {
  constitutional: [0, 1, 2],
  lymphadenopathy: [0, 1, 2, 3],
  glandular: [0, 1, 2],
  articular: [0, 1, 2, 3],
  cutaneous: [0, 1, 2, 3],
  pulmonary: [0, 1, 2, 3],
  renal: [0, 1, 2, 3],
  muscular: [0, 1, 2, 3],
  pns: [0, 1, 2, 3],
  cns: [0, 2, 3],
  haematological: [0, 1, 2, 3],
  biological: [0, 1, 2],
} as const

export type Domain = keyof typeof DOMAIN_LEVELS
export type ClinicalDomain = Exclude<Domain, 'biological'>

export const DOMAINS = Object.keys(DOMAIN_LEVELS) as readonly Domain[]
export const CLINICAL_DOMAINS = DOMAINS.filter((domain): domain is ClinicalDomain => domain !== 'biological')

/** Levels as a request gives them; null or absent is not assessed. */
export type DomainLevels = Readonly<Partial<Record<Domain, number | null | undefined>>>

export const worstLevel = (domain: Domain): number => DOMAIN_LEVELS[domain].at(-1) ?? 0

/** Title, and what the levels are. */
const IN_WORDS: Readonly<Record<Domain, readonly [title: string, description: string]>> = {
  constitutional: ['Constitutional domain', 'Constitutional, level 0 to 2'],
  lymphadenopathy: ['Lymphadenopathy domain', 'Lymphadenopathy and lymphoma, level 0 to 3'],
  glandular: ['Glandular domain', 'Glandular, level 0 to 2'],
  articular: ['Articular domain', 'Articular, level 0 to 3'],
  cutaneous: ['Cutaneous domain', 'Cutaneous, level 0 to 3'],
  pulmonary: ['Pulmonary domain', 'Pulmonary, level 0 to 3'],
  renal: ['Renal domain', 'Renal, level 0 to 3'],
  muscular: ['Muscular domain', 'Muscular, level 0 to 3'],
  pns: ['Peripheral nervous system domain', 'Peripheral nervous system, level 0 to 3'],
  cns: ['Central nervous system domain', 'Central nervous system, level 0, 2 or 3; there is no level 1'],
  haematological: ['Haematological domain', 'Haematological, level 0 to 3'],
  biological: ['Biological domain', 'Biological, level 0 to 2'],
}

const level = (domain: Domain) => {
  const [title, description] = IN_WORDS[domain]
  return z.int().min(0).max(worstLevel(domain)).nullish().meta({ title, description })
}

/** The request field `domains` with the given domains. */
export const domainLevels = <Name extends Domain>(names: readonly Name[]) =>
  z
    // Built from the list of names, one entry for each; fromEntries forgets its keys.
    .strictObject(
      Object.fromEntries(names.map((name) => [name, level(name)])) as Record<Name, ReturnType<typeof level>>,
    )
    .meta({
      title: 'ESSDAI levels by domain',
      description:
        'Activity level of each domain as the assessor graded it: 0 none, 1 low, 2 moderate, 3 high, not multiplied by its weight. Damage and other causes are level 0; a domain that was not assessed is null or absent',
    })

/** Schema of `levelsUsed`. */
export const domainLevelsUsed = <Name extends Domain>(names: readonly Name[]) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, z.int().nullable()])) as Record<Name, z.ZodNullable<z.ZodInt>>,
  )

export const levelsUsed = <Name extends Domain>(
  names: readonly Name[],
  levels: DomainLevels | null | undefined,
): Readonly<Record<Name, number | null>> => {
  const used = {} as Record<Name, number | null>
  for (const name of names) used[name] = levels?.[name] ?? null
  return used
}

/** What a schema of whole numbers cannot say. `path` is that of the domains, e.g. `baseline.domains`. */
export const noLevelOneOfCns = <Input>(
  path: string,
  of: (input: Input) => DomainLevels | null | undefined,
): Rule<Input> => ({
  fields: [`${path}.cns`],
  says: `\`${path}.cns\` is 0, 2 or 3: the domain has no level 1.`,
  check: (input): readonly Fault[] => {
    if (of(input)?.cns !== 1) return []
    const pointer = `/${path.replace('.', '/')}/cns`
    const message = `${nameOf(pointer)} is 1, a level that the central nervous system domain does not have. Send 0, 2 or 3.`
    return [{ pointer, code: 'illegal_level', message }]
  },
})

/** Points for a level of 1, by domain; a domain without a weight does not belong to the index. */
export type DomainWeights<Name extends Domain> = Readonly<Record<Name, number>>

export interface WeightedSum<Name extends Domain> {
  /** Null while a domain is missing. */
  readonly total: number | null
  /** Missing domains at level 0 and at their worst level; both ends are totals that can occur. */
  readonly range: Interval
  readonly missing: readonly Name[]
}

export function weightedSum<Name extends Domain>(
  weights: DomainWeights<Name>,
  levels: DomainLevels | null | undefined,
): WeightedSum<Name> {
  let lower = 0
  let open = 0
  const missing: Name[] = []
  for (const name in weights) {
    const given = levels?.[name]
    if (given == null) {
      missing.push(name)
      open += weights[name] * worstLevel(name)
    } else lower += weights[name] * given
  }
  return missing.length === 0
    ? { total: lower, range: exactly(lower), missing }
    : { total: null, range: between(lower, lower + open), missing }
}

/** Every total that some level of the missing domains gives. */
export function possibleTotals<Name extends Domain>(
  weights: DomainWeights<Name>,
  levels: DomainLevels | null | undefined,
): ReadonlySet<number> {
  let totals = new Set([0])
  for (const name in weights) {
    const given = levels?.[name]
    const options = given == null ? DOMAIN_LEVELS[name] : [given]
    totals = new Set([...totals].flatMap((total) => options.map((option) => total + weights[name] * option)))
  }
  return totals
}
