/**
 * Modified Rodnan skin score (mRSS): 17 sites graded 0 to 3 by palpation, summed to 0 to 51 (Khanna 2017, J Scleroderma
 * Relat Disord 2:11-8). A site that was not or could not be graded is missing; nothing is imputed or mirrored from the
 * other side, so an incomplete examination has a range and no total.
 */
import * as z from 'zod'
import type { Fault } from '../contract/instrument.js'
import { between, exactly, type Interval } from '../language/interval.js'
import { inputWarning, type Warning } from '../language/outcome.js'
import { nameOf } from '../language/pointer.js'

/** 3 unpaired and 7 paired sites. Hands and feet are graded on the dorsum; the fingers of each hand are one site. */
export const SKIN_SITES = [
  'face',
  'anteriorChest',
  'abdomen',
  'upperArmRight',
  'upperArmLeft',
  'forearmRight',
  'forearmLeft',
  'handRight',
  'handLeft',
  'fingersRight',
  'fingersLeft',
  'thighRight',
  'thighLeft',
  'lowerLegRight',
  'lowerLegLeft',
  'footRight',
  'footLeft',
] as const
export type SkinSite = (typeof SKIN_SITES)[number]

const WORST_GRADE = 3
const WORST_TOTAL = SKIN_SITES.length * WORST_GRADE
/** Totals above are allowed, and rare enough to ask whether they were meant. */
const PLAUSIBLE_TOTAL = 45

const grade = (site: SkinSite) =>
  z
    .int()
    .min(0)
    .max(WORST_GRADE)
    .nullish()
    .meta({ title: titleOfSite(site) })

/** `Upper arm, right` of `upperArmRight`. */
function titleOfSite(site: SkinSite): string {
  const [, name = '', side] = /^(.+?)(Left|Right)?$/.exec(site) ?? []
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${side ? `, ${side.toLowerCase()}` : ''}`
}

// fromEntries forgets its keys; every site has its grade.
export const skinSites = z
  .strictObject(
    Object.fromEntries(SKIN_SITES.map((site) => [site, grade(site)])) as Record<SkinSite, ReturnType<typeof grade>>,
  )
  .meta({
    title: 'Skin thickening by site',
    description:
      'Grade of each of the 17 sites: 0 normal, 1 mild, 2 moderate, 3 severe thickening; a site that could not be graded is null or absent',
    'x-widget': 'skin-map',
  })
export type SkinSites = z.infer<typeof skinSites>

export const skinTotal = z
  .int()
  .min(0)
  .max(WORST_TOTAL)
  .meta({
    title: 'Modified Rodnan skin score',
    description: 'Sum of the 17 site grades, 0 to 51',
    'x-plausible': { minimum: 0, maximum: PLAUSIBLE_TOTAL },
  })

/** The total as a bare number, where an instrument reads one visit. */
export const mrss = skinTotal.nullish().meta({
  title: 'Modified Rodnan skin score',
  description: 'Modified Rodnan skin score, the sum of 17 site grades: 0 to 51; or send the `sites`',
})

export interface SkinScore {
  /** Sum of the grades; null while a site is missing. */
  readonly total: number | null
  /** Every total that the missing sites leave possible; each whole number of it can occur. */
  readonly range: Interval
  readonly missing: readonly SkinSite[]
}

export function sumOfSites(sites: SkinSites): SkinScore {
  let sum = 0
  const missing: SkinSite[] = []
  for (const site of SKIN_SITES) {
    const given = sites[site]
    if (given == null) missing.push(site)
    else sum += given
  }
  return {
    total: missing.length === 0 ? sum : null,
    range: between(sum, sum + WORST_GRADE * missing.length),
    missing,
  }
}

/** A skin score as a request gives it: the total, the sites, or both. */
export interface GivenSkinScore {
  readonly total?: number | null | undefined
  readonly sites?: SkinSites | null | undefined
}

/** A total that was sent stands, since it must agree with the sites (`skinScoreConflict`); else the sum of the sites. */
export function skinScoreOf({ total, sites }: GivenSkinScore): SkinScore {
  if (total != null) return { total, range: exactly(total), missing: [] }
  return sites ? sumOfSites(sites) : NOT_GIVEN
}

const NOT_GIVEN: SkinScore = { total: null, range: between(0, WORST_TOTAL), missing: [] }

export const SKIN_SCORE_AGREES =
  'A skin score total that is sent with sites must be possible with their grades: equal to their sum when all 17 are graded.'

/** The fault when a total and the sites sent with it cannot both be right. `at` is the pointer of their holder. */
export function skinScoreConflict(
  { total, sites }: GivenSkinScore,
  at: string,
  totalField = 'total',
): readonly Fault[] {
  if (total == null || !sites) return []
  const { range, missing } = sumOfSites(sites)
  if (total >= range.lower && total <= range.upper) return []
  const pointer = `${at}/${totalField}`
  const why =
    missing.length === 0
      ? 'differs from the sum of the 17 sites sent with it'
      : 'is not possible with the grades of the sites sent with it'
  return [
    {
      pointer,
      code: 'conflict',
      message: `${nameOf(pointer)} ${why}. Correct one of them, or send only the right one.`,
    },
  ]
}

/** Notes on a total that is used although no complete examination of the sites confirms it. */
export function skinScoreWarnings(
  { total, sites }: GivenSkinScore,
  at: string,
  totalField = 'total',
): readonly Warning[] {
  const graded = sites ? sumOfSites(sites) : null
  if (total == null || graded?.missing.length === 0) return []
  const asIfZero =
    graded?.range.lower === total ? ' It equals the sum of the sites graded, as if the missing ones were 0.' : ''
  const incomplete = `The total was used; the sites are incomplete and cannot confirm it.${asIfZero}`
  const high = `A skin score total is above the plausible range of 0 to ${PLAUSIBLE_TOTAL}; check the value.`
  return [
    ...(graded ? [inputWarning('sites_incomplete', `${at}/sites`, incomplete)] : []),
    ...(total > PLAUSIBLE_TOTAL ? [inputWarning('outside_plausible_range', `${at}/${totalField}`, high)] : []),
  ]
}
