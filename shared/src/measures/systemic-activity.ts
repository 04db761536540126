/**
 * What ESSDAI and ClinESSDAI have in common: a weighted sum of domain levels, the activity bands below 5, 5 to 13 and from
 * 14, and improvement by at least 3 points from an optional baseline.
 */
import * as z from 'zod'
import type { Fault, Rule } from '../contract/instrument.js'
import { BoundsSchema } from '../contract/result-schema.js'
import { type BandSet, bandSet, categoryWithin } from '../language/bands.js'
import { type CriterionDefinition, criterion } from '../language/criteria.js'
import { between, exactly, type Interval, isAtLeast, isExact } from '../language/interval.js'
import { STATE_IN_WORDS, undetermined, type Verdict } from '../language/kleene.js'
import { type Bounds, boundsOf, type Category, type Outcome, scored, type Term } from '../language/outcome.js'
import {
  type Domain,
  type DomainLevels,
  type DomainWeights,
  domainLevels,
  domainLevelsUsed,
  levelsUsed,
  noLevelOneOfCns,
  possibleTotals,
  type WeightedSum,
  weightedSum,
} from './essdai-domains.js'
import { visitLabel } from './two-visits.js'

/** Lower limits of moderate and of high activity, and the least important decrease: Seror 2016 (both papers of that year). */
const MODERATE = 5
const HIGH = 14
const MCII = 3

export interface IndexForm<Name extends Domain> {
  /** As it is written: `ESSDAI`. */
  readonly name: string
  /** Field of a finished score at baseline. */
  readonly field: string
  readonly maximum: number
  readonly weights: DomainWeights<Name>
}

export const activityBands = (id: string, source: string): BandSet =>
  bandSet(id, source, [
    { code: 'low', label: 'Low systemic activity', below: MODERATE },
    { code: 'moderate', label: 'Moderate systemic activity', below: HIGH },
    { code: 'high', label: 'High systemic activity' },
  ])

export const activityCriteria = (name: string, asks: string, source: string) =>
  ({
    atLeast5: { id: 'at-least-5', rule: `${name} >= ${MODERATE}`, source: asks },
    mcii: { id: 'mcii', rule: `decrease of ${name} from baseline >= ${MCII} points`, source },
    baselineAtLeast5: { id: 'baseline-at-least-5', rule: `${name} at baseline >= ${MODERATE}`, source },
  }) as const satisfies Readonly<Record<string, CriterionDefinition>>

export interface Baseline {
  readonly domains?: DomainLevels | null | undefined
  /** The finished score, under the name of the form's field. */
  readonly [field: string]: unknown
}

interface Input {
  readonly domains?: DomainLevels | null | undefined
  readonly baseline?: Baseline | null | undefined
}

/** The request field `baseline`; the score stands under the index's own name, as two indices may share one pool. */
export const baselineField = <Name extends Domain, Field extends string>(
  names: readonly Name[],
  form: IndexForm<Name> & { readonly field: Field },
) => {
  const score = z
    .int()
    .min(0)
    .max(form.maximum)
    .nullish()
    .meta({ title: form.name, description: `${form.name} at baseline, a whole number from 0 to ${form.maximum}` })
  return z
    .strictObject({
      ...({ [form.field]: score } as Record<Field, typeof score>),
      domains: domainLevels(names).nullish(),
    })
    .nullish()
    .meta({
      ...visitLabel('baseline'),
      description: `Earlier visit, for the change: \`${form.field}\` or the \`domains\`. Without it no change is computed and its criteria are undetermined`,
    })
}

/** Rules of `domains` and `baseline`. */
export function activityRules<Name extends Domain, Request extends Input>(
  form: IndexForm<Name>,
): readonly Rule<Request>[] {
  const anyTotal = possibleTotals(form.weights, null)
  const path = `baseline.${form.field}`
  const possible: Rule<Request> = {
    fields: [path, 'baseline.domains'],
    says: `\`${path}\` is a total that the weights can give, and one that the \`baseline.domains\` sent with it leave possible.`,
    check: ({ baseline }): readonly Fault[] => {
      const total = baseline?.[form.field]
      if (typeof total !== 'number') return []
      const totals = baseline?.domains ? possibleTotals(form.weights, baseline.domains) : anyTotal
      if (totals.has(total)) return []
      const message = anyTotal.has(total)
        ? `${path} is not possible with the levels of baseline.domains. Correct one of them, or send only the right one.`
        : `${path} is ${total}, a total that no levels of the domains give. Check the score, or send baseline.domains.`
      return [{ pointer: `/baseline/${form.field}`, code: 'conflict', message }]
    },
  }
  return [
    noLevelOneOfCns('domains', ({ domains }) => domains),
    noLevelOneOfCns('baseline.domains', ({ baseline }) => baseline?.domains),
    possible,
  ]
}

/** Schema of the members of `details` that both indices have. */
export const activityDetails = <Name extends Domain>(names: readonly Name[], form: IndexForm<Name>) => ({
  missingDomains: z.array(z.enum(names as readonly [Name, ...Name[]])).describe('Domains without a level'),
  maximum: z.literal(form.maximum).describe('Greatest score'),
  decrease: z.int().nullable().describe('Baseline minus now in points; positive is better; null when either is open'),
  decreaseBounds: BoundsSchema.nullable().describe(
    'Possible decrease where a baseline was sent and a domain is missing',
  ),
  baselineTotal: z.int().nullable().describe('Score at baseline, as sent or summed'),
  baselineBounds: BoundsSchema.nullable().describe('Possible scores at baseline where its domains are incomplete'),
})

/** Schema of `inputs`. */
export const activityInputs = <Name extends Domain>(names: readonly Name[]) => ({
  domains: domainLevelsUsed(names),
  baseline: z
    .strictObject({ total: z.int().nullable(), domains: domainLevelsUsed(names).nullable() })
    .nullable()
    .describe('Total as sent or summed, and the levels as sent; null when no baseline was sent'),
})

export interface Activity<Name extends Domain> extends Omit<Outcome, 'warnings' | 'details' | 'inputs'> {
  readonly details: {
    readonly missingDomains: readonly Name[]
    readonly maximum: number
    readonly decrease: number | null
    readonly decreaseBounds: Bounds | null
    readonly baselineTotal: number | null
    readonly baselineBounds: Bounds | null
  }
  readonly inputs: { readonly domains: object; readonly baseline: object | null }
}

/** Everything of the outcome but warnings. */
export function activityOf<Name extends Domain>(
  form: IndexForm<Name>,
  names: readonly Name[],
  set: BandSet,
  definitions: ReturnType<typeof activityCriteria>,
  { domains, baseline }: Input,
): Activity<Name> {
  const now = weightedSum(form.weights, domains)
  const category = categoryWithin(set, now.range)
  const before = baseline ? baselineSum(form, baseline) : null
  const decrease = before ? between(before.range.lower - now.range.upper, before.range.upper - now.range.lower) : null
  const reasons = now.missing.map((name) => `missing:${name}`)
  const openBefore = before ? before.missing : ['missing:baseline']
  const improved = decrease ? isAtLeast(decrease, MCII, [...reasons, ...openBefore]) : NO_BASELINE
  const active = before ? isAtLeast(before.range, MODERATE, openBefore) : NO_BASELINE
  const { status, score } = scored(now.total, now.range, 0, '{score}')
  return {
    status,
    score,
    category,
    criteria: [
      criterion(definitions.atLeast5, isAtLeast(now.range, MODERATE, reasons)),
      criterion(definitions.mcii, improved),
      criterion(definitions.baselineAtLeast5, active),
    ],
    terms: now.total === null ? [] : terms(form.weights, domains),
    details: {
      missingDomains: now.missing,
      maximum: form.maximum,
      decrease: decrease && settled(decrease),
      decreaseBounds: decrease && openBounds(decrease),
      baselineTotal: before && settled(before.range),
      baselineBounds: before && openBounds(before.range),
    },
    inputs: {
      domains: levelsUsed(names, domains),
      baseline: before && {
        total: settled(before.range),
        domains: baseline?.domains ? levelsUsed(names, baseline.domains) : null,
      },
    },
    missing: [...now.missing.map((name) => `domains.${name}`), ...(before?.fields ?? [])],
    text: text(form.name, now, category, before && { from: before.range, decrease, improved }),
  }
}

const NO_BASELINE: Verdict = undetermined('missing:baseline')

interface BaselineSum {
  readonly range: Interval
  readonly missing: readonly string[]
  readonly fields: readonly string[]
}

/** A total that was sent stands, since it is possible with the domains; else their sum. */
function baselineSum<Name extends Domain>(form: IndexForm<Name>, baseline: Baseline): BaselineSum {
  const total = baseline[form.field]
  if (typeof total === 'number') return { range: exactly(total), missing: [], fields: [] }
  const { range, missing } = weightedSum(form.weights, baseline.domains)
  if (missing.length === 0) return { range, missing: [], fields: [] }
  const fields = baseline.domains ? missing.map((name) => `baseline.domains.${name}`) : [`baseline.${form.field}`]
  return { range, missing: ['missing:baseline'], fields }
}

const settled = (range: Interval): number | null => (isExact(range) ? range.lower : null)
const openBounds = (range: Interval) => (isExact(range) ? null : boundsOf(range))

function terms<Name extends Domain>(
  weights: DomainWeights<Name>,
  levels: DomainLevels | null | undefined,
): readonly Term[] {
  const list: Term[] = []
  for (const name in weights) list.push({ id: name, value: weights[name] * (levels?.[name] ?? 0) })
  return list
}

interface Change {
  readonly from: Interval
  readonly decrease: Interval | null
  readonly improved: Verdict
}

function text<Name extends Domain>(
  name: string,
  { total, range, missing }: WeightedSum<Name>,
  category: Category,
  change: Change | null,
): string {
  const activity = category.code === 'undetermined' ? 'activity undetermined' : category.label.toLowerCase()
  const now =
    total === null
      ? `${name} not computable: missing ${missing.join(', ')}; possible ${range.lower} to ${range.upper}, ${activity}`
      : `${name} ${total}, ${activity}`
  if (!change?.decrease) return now
  const { from, decrease, improved } = change
  return `${now}; decrease ${span(decrease)} from ${span(from)}, MCII ${STATE_IN_WORDS[improved.state]}`
}

const span = ({ lower, upper }: Interval): string => (lower === upper ? `${lower}` : `${lower} to ${upper}`)
