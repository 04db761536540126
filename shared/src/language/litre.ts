/**
 * UCUM has two codes for the litre, `L` and `l`. Both are taken; everything behind the check of a request sees `L`, and so do
 * answers. A request is respelled where its check has refused it as it stands: one in our spelling costs nothing.
 */

/** A litre at the start of a code or after `/`, `.`, `(` or a number, with its prefix; the l of `mol` is none. */
const SMALL_LITRE = /(^|[/.(\d])([cdkmnpu]?)l(?![A-Za-z])/g

/** A unit with the capital litre: `mg/l` becomes `mg/L`. */
const withCapitalLitre = (unit: string): string => unit.replace(SMALL_LITRE, '$1$2L')

/** A code of ours with the small litre. */
export const withSmallLitre = (code: string): string => code.replaceAll('L', 'l')

export const UNIT_MEMBERS: ReadonlySet<string> = new Set(['unit', 'upperLimitUnit'])

/** Quantities stand nowhere deeper; what does is refused. */
const DEEPEST = 16

/** The body with its units in our spelling: itself where they are. */
export function inOurUnits(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value
  if (Array.isArray(value)) {
    const items = value.map((item) => inOurUnits(item, depth + 1))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  const given = value as Readonly<Record<string, unknown>>
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(given)) {
    const member = given[key]
    const isUnit = UNIT_MEMBERS.has(key) && typeof member === 'string'
    const ours = isUnit ? withCapitalLitre(member) : inOurUnits(member, depth + 1)
    if (ours === member) continue
    copy ??= { ...given }
    copy[key] = ours
  }
  return copy ?? value
}
