/**
 * Quantities of one visit that bound one another. Two that cannot both be right are refused (`inconsistent`), each with its
 * pointer: a number computed from either would look right. Impossible only: every number stands for all that would be
 * printed like it. The rules read whatever is there, so that they serve one instrument, a visit of it, and a pool.
 */
import type { Fault, Rule } from '../contract/instrument.js'
import { greater } from '../language/compare.js'
import { between, exactly, type Interval } from '../language/interval.js'
import { inOurUnits } from '../language/litre.js'
import type { Score } from '../language/outcome.js'
import { type Quantity, rangeOf } from '../language/quantity.js'
import { type Analyte, analytes, toCanonical } from '../language/units.js'

type Fields = Readonly<Record<string, unknown>>

/** Fields of one visit that bound one another, e.g. `cdai` and the counts that it is the sum of. */
export interface Relation {
  readonly fields: readonly string[]
  readonly says: string
  /** The fields that cannot all be right, and what they should be; null where they can. */
  broken(visit: Fields): { readonly fields: readonly string[]; readonly why: string } | null
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** Half a unit of the last decimal that is printed: 12.3 stands for 12.25 to 12.35, 12 for 11.5 to 12.5. */
function halfOfLastDecimal(value: number): number {
  const [mantissa = '', exponent = '0'] = String(Math.abs(value)).split('e')
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent)
  return decimals > 0 ? 0.5 * 10 ** -decimals : 0.5
}

/** Every unrounded score that is printed like this one. */
function finished(value: number): Interval {
  const half = halfOfLastDecimal(value)
  return between(value - half, value + half)
}

const finishedOrNull = (value: unknown): Interval | null => (isNumber(value) ? finished(value) : null)

/** Of two scores of one visit: there is nothing to hold against one another where either is not there. */
function bothFinished(a: unknown, b: unknown): readonly [Interval, Interval] | null {
  if (!isNumber(a) || !isNumber(b)) return null
  return [finished(a), finished(b)]
}

const counted = (value: unknown): Interval | null => (isNumber(value) ? exactly(value) : null)

/** In a pool nothing is checked or respelled yet. */
function quantityOf(analyte: Analyte, sent: unknown): Quantity | null {
  if (typeof sent !== 'object' || sent === null) return null
  const { value, unit, comparator } = inOurUnits(sent) as Partial<Quantity>
  const known = isNumber(value) && typeof unit === 'string' && Object.hasOwn(analyte.units, unit)
  return known ? { value, unit, comparator } : null
}

function measured(analyte: Analyte, sent: unknown): Interval | null {
  const given = quantityOf(analyte, sent)
  return given && rangeOf(analyte, given)
}

/** Every measured value that is printed like this one, its comparator taken into account. */
function printed(analyte: Analyte, sent: unknown): Interval | null {
  const given = quantityOf(analyte, sent)
  if (!given) return null
  const { lower, upper } = rangeOf(analyte, given)
  const half = toCanonical(analyte, halfOfLastDecimal(given.value), given.unit)
  return between(lower - half, upper + half)
}

const plus = (...addends: readonly Interval[]): Interval =>
  between(
    addends.reduce((sum, { lower }) => sum + lower, 0),
    addends.reduce((sum, { upper }) => sum + upper, 0),
  )

const apart = (a: Interval, b: Interval): boolean => greater(a.lower, b.upper) || greater(b.lower, a.upper)

const sent = (visit: Fields, fields: readonly string[]): readonly string[] =>
  fields.filter((field) => visit[field] !== undefined && visit[field] !== null)

const SCALE = analytes.scaleOfTen
const TERMS = ['tenderJointCount28', 'swollenJointCount28', 'patientGlobal', 'physicianGlobal'] as const

/** CDAI from whatever of its four terms is known. */
function sumOfTerms(visit: Fields): Interval {
  const count = between(0, 28)
  const rating = between(...SCALE.allowed)
  return plus(
    counted(visit['tenderJointCount28']) ?? count,
    counted(visit['swollenJointCount28']) ?? count,
    measured(SCALE, visit['patientGlobal']) ?? rating,
    measured(SCALE, visit['physicianGlobal']) ?? rating,
  )
}

const cdaiOfTerms: Relation = {
  fields: ['cdai', ...TERMS],
  says: '`cdai` is one that the joint counts of 28 and the globals sent beside it leave possible, their sum at least.',
  broken(visit) {
    const cdai = finishedOrNull(visit['cdai'])
    if (!cdai || !apart(cdai, sumOfTerms(visit))) return null
    return { fields: ['cdai', ...sent(visit, TERMS)], why: 'CDAI is the sum of both 28-joint counts and both globals' }
  },
}

/** SDAI adds CRP to CDAI. How much is not held against a CRP that was sent, which may be of another sample. */
const sdaiOfTerms: Relation = {
  fields: ['sdai', ...TERMS],
  says: '`sdai` is not below the sum of the joint counts of 28 and the globals sent beside it.',
  broken(visit) {
    const sdai = finishedOrNull(visit['sdai'])
    if (!sdai || !greater(sumOfTerms(visit).lower, sdai.upper)) return null
    return {
      fields: ['sdai', ...sent(visit, TERMS)],
      why: 'SDAI is the sum of both 28-joint counts, both globals and CRP',
    }
  },
}

const sdaiOfCdai: Relation = {
  fields: ['sdai', 'cdai'],
  says: '`sdai` is not below `cdai`.',
  broken(visit) {
    const both = bothFinished(visit['sdai'], visit['cdai'])
    if (!both || !greater(both[1].lower, both[0].upper)) return null
    return { fields: ['sdai', 'cdai'], why: 'SDAI is CDAI and CRP' }
  },
}

/** CDAI and SDAI, beside what they are the sums of. */
export const indexRelations: readonly Relation[] = [cdaiOfTerms, sdaiOfTerms, sdaiOfCdai]

/** What both DAS28 have in common (joints and, in the 4-variable form, global health), and what each adds to it. */
const DAS28_FORMS = {
  /** 0.70 ln(ESR) of ESR 1 to 300; 0.36 ln(CRP + 1) + 0.96 of CRP 0 to 1000. */
  '4-variable': { esr: [1, 0, 0.7 * Math.log(300)], crp: [1, 0.96, 0.96 + 0.36 * Math.log(1001)] },
  /** (common + 0.70 ln(ESR)) 1.08 + 0.16; (common + 0.36 ln(CRP + 1)) 1.10 + 1.15. */
  '3-variable': {
    esr: [1.08, 0.16, 0.16 + 1.08 * 0.7 * Math.log(300)],
    crp: [1.1, 1.15, 1.15 + 1.1 * 0.36 * Math.log(1001)],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'esr' | 'crp', readonly [number, number, number]>>>>

const commonOf = (score: Interval, [factor, least, greatest]: readonly [number, number, number]): Interval =>
  between((score.lower - greatest) / factor, (score.upper - least) / factor)

/** Both DAS28 of one visit, which count the same joints. */
export const das28Relations: readonly Relation[] = [
  {
    fields: ['das28Esr', 'das28Crp', 'form'],
    says: '`das28Esr` and `das28Crp` of one visit are two that the same joints and global health can give.',
    broken(visit) {
      const both = bothFinished(visit['das28Esr'], visit['das28Crp'])
      if (!both) return null
      const [esr, crp] = both
      const form = DAS28_FORMS[visit['form'] === '3-variable' ? '3-variable' : '4-variable']
      if (!apart(commonOf(esr, form.esr), commonOf(crp, form.crp))) return null
      return {
        fields: ['das28Esr', 'das28Crp'],
        why: 'both count the same joints and global health, and no ESR and CRP explain the difference',
      }
    },
  },
]

/** A part of the leukocytes is not more than all of them. */
const partsOfLeukocytes = (parts: Readonly<Record<string, Analyte>>): Relation => {
  const names = Object.keys(parts)
  return {
    fields: ['wbc', ...names],
    says: `${names.map((name) => `\`${name}\``).join(' and ')} ${names.length > 1 ? 'together are' : 'is'} not more than \`wbc\`.`,
    broken(visit) {
      const all = printed(analytes.leukocytes, visit['wbc'])
      const known = Object.entries(parts).flatMap(([name, analyte]) => printed(analyte, visit[name]) ?? [])
      if (!all || known.length === 0 || !greater(plus(...known).lower, all.upper)) return null
      return { fields: ['wbc', ...sent(visit, names)], why: 'they are parts of the leukocytes' }
    },
  }
}

export const bloodRelations: readonly Relation[] = [partsOfLeukocytes({ neutrophils: analytes.neutrophils })]
/** Lymphocytes and leukocytes belong to no one instrument. */
export const pooledBloodRelations: readonly Relation[] = [
  partsOfLeukocytes({ neutrophils: analytes.neutrophils, lymphocytes: analytes.lymphocytes }),
]

export const bilirubinRelations: readonly Relation[] = [
  {
    fields: ['directBilirubin', 'bilirubin'],
    says: '`directBilirubin` is not more than `bilirubin`, the total of the same sample.',
    broken(visit) {
      const direct = printed(analytes.bilirubin, visit['directBilirubin'])
      const total = printed(analytes.bilirubin, visit['bilirubin'])
      if (!direct || !total || !greater(direct.lower, total.upper)) return null
      return { fields: ['directBilirubin', 'bilirubin'], why: 'direct bilirubin is a part of the total' }
    },
  },
]

const FULL_COUNTS = [
  ['tenderJointCount28', 'tenderJointCount68', 40],
  ['swollenJointCount28', 'swollenJointCount66', 38],
] as const

/** Counts of the 28 joints beside counts of all, where no instrument has both. */
export const countRelations: readonly Relation[] = FULL_COUNTS.map(([of28, full, outside]) => ({
  fields: [of28, full, 'jointCountMethod'],
  says: `\`${full}\` is at least \`${of28}\`, and at most ${outside} more.`,
  broken(visit) {
    const [few, all] = [visit[of28], visit[full]]
    if (!isNumber(few) || !isNumber(all) || visit['jointCountMethod'] === 'prorated') return null
    if (few <= all && all <= few + outside) return null
    return { fields: [of28, full], why: `the 28 joints are among them, and ${outside} lie outside` }
  },
}))

/** The fields of a visit that cannot be right together, each with its pointer. `at` is the pointer of the visit. */
export function inconsistencies(relations: readonly Relation[], visit: unknown, at = ''): readonly Fault[] {
  if (typeof visit !== 'object' || visit === null) return []
  for (const relation of relations) {
    const found = relation.broken(visit as Fields)
    if (found) return contradiction(found.fields, found.why, at)
  }
  return []
}

/** A fault at each of the fields that contradict one another. */
export function contradiction(fields: readonly string[], why: string, at = ''): readonly Fault[] {
  const dotted = fields.map((field) => `${at}/${field}`.slice(1).replaceAll('/', '.'))
  const message = `${dotted.join(', ')} cannot all be right: ${why}. Correct what is wrong, or send only what is right.`
  return fields.map((field) => ({ pointer: `${at}/${field}`, code: 'inconsistent', message }))
}

/** Whether a score that was sent is one that its parts leave possible: their score, or its bounds. */
export function isPossible(sent: unknown, { value, bounds }: Pick<Score, 'value' | 'bounds'>): boolean {
  const score = finishedOrNull(sent)
  if (!score) return true
  const lower = bounds ? bounds.lower : value
  const upper = bounds ? bounds.upper : value
  return !apart(score, between(lower ?? Number.NEGATIVE_INFINITY, upper ?? Number.POSITIVE_INFINITY))
}

/** The relations as rules of an instrument; `visit` names the field that holds the visit, where the request is none itself. */
export const consistencyRules = <Input extends object>(
  relations: readonly Relation[],
  known: readonly string[],
  visit?: string,
): readonly Rule<Input>[] =>
  relations.flatMap((relation): readonly Rule<Input>[] => {
    const fields = relation.fields.filter((field) => known.includes(field))
    if (fields.length < 2) return []
    return [
      {
        fields: fields.map((field) => (visit ? `${visit}.${field}` : field)),
        says: visit ? `In \`${visit}\`: ${relation.says}` : relation.says,
        check: (input): readonly Fault[] =>
          inconsistencies([relation], visit ? (input as Fields)[visit] : input, visit ? `/${visit}` : ''),
      },
    ]
  })
