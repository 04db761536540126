/** At least moderate activity by a validated index with joint counts. */
import { greater } from '@activity-scores/shared/language/compare'
import { between, exactly, isAbove } from '@activity-scores/shared/language/interval'
import { MET, NOT_MET, type Verdict } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { CUT_OFF } from './formula.js'
import type { ActivityIndex, Request } from './schema.js'

/** The two that the definition names: one that is not sent may be anything. */
export const byIndex = (request: Request, index: 'das28Esr' | 'cdai', range: readonly [number, number]): Verdict => {
  const value = request[index]
  return isAbove(value == null ? between(...range) : exactly(value), CUT_OFF[index], [`missing:${index}`])
}

/** Another validated index counts where it is sent; nobody is asked for it. */
export const byOther = (request: Request, index: 'sdai' | 'das28Crp'): Verdict =>
  isActive(request, index) ? MET : NOT_MET

const isActive = (request: Request, index: ActivityIndex): boolean => {
  const value = request[index]
  return value != null && greater(value, CUT_OFF[index])
}

const NAMED = ['das28Esr', 'cdai'] as const
const OTHERS = ['sdai', 'das28Crp'] as const
const NAME: Readonly<Record<ActivityIndex, string>> = {
  das28Esr: 'DAS28-ESR',
  cdai: 'CDAI',
  sdai: 'SDAI',
  das28Crp: 'DAS28-CRP',
}

export const activeBy = (request: Request): readonly ActivityIndex[] =>
  [...NAMED, ...OTHERS].filter((index) => isActive(request, index))

export function activityWarnings(request: Request): readonly Warning[] {
  const others = OTHERS.filter((index) => isActive(request, index))
  const alone = others.length > 0 && !NAMED.some((index) => isActive(request, index))
  return [
    ...(alone ? [byOtherIndex(others)] : []),
    ...(['das28Esr', 'das28Crp'] as const).flatMap((index) => rounded(request, index)),
  ]
}

const byOtherIndex = (others: readonly ActivityIndex[]): Warning => {
  const names = others.map((index) => NAME[index]).join(' and ')
  const message = `At least moderate activity is met by ${names}, not by DAS28-ESR or CDAI, the examples of the definition.`
  return inputWarning('activity_by_other_index', `/${others[0]}`, message)
}

/** An unrounded DAS28 has more decimals, but for rare cases; CDAI and SDAI seldom have. */
function rounded(request: Request, index: 'das28Esr' | 'das28Crp'): readonly Warning[] {
  const value = request[index]
  if (value == null || Number(value.toFixed(2)) !== value) return []
  const slug = index === 'das28Esr' ? 'das28-esr' : 'das28-crp'
  const message = `${index} has at most 2 decimals, as a reported score has, and was used as given. Where the unrounded score is known (score.value of ${slug}), send that.`
  return [inputWarning('rounded_input', `/${index}`, message)]
}
