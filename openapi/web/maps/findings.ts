/** Findings of joints as a form holds them, and what a click, a key or the choice "all others examined" makes of them. */
import type { GroupField, Values } from '../model/fields.js'

export type Finding = 'tender' | 'swollen'
export type Mode = Finding | 'both'

export const FINDINGS: readonly Finding[] = ['tender', 'swollen']
export const PRESENT = '"present"'
export const ABSENT = '"absent"'
export const NOT_EVALUABLE = '"not_evaluable"'

export interface Found {
  readonly tender: string
  readonly swollen: string
}

export const foundAt = (path: string, values: Values): Found => ({
  tender: values[`${path}/tender`] ?? '',
  swollen: values[`${path}/swollen`] ?? '',
})

/** The field beside a list of joints that says what was found in all others. */
export const othersPath = ({ path }: GroupField): string => path.replace(/[^/]*$/, 'allOtherJoints')

export const areOthersAbsent = (field: GroupField, values: Values): boolean => values[othersPath(field)] === ABSENT

const isMarked = ({ tender, swollen }: Found): boolean =>
  [tender, swollen].some((finding) => finding !== '' && finding !== ABSENT)

/**
 * A joint that is listed with one finding lacks the other. Where everything else was examined, that other is absent; where
 * not, it stays open: an "absent" that only followed from the choice goes with it.
 */
export function settled(field: GroupField, values: Values): Values {
  const declared = areOthersAbsent(field, values)
  const next: Record<string, string> = { ...values }
  for (const { path } of field.fields) {
    const found = foundAt(path, values)
    const listed = isMarked(found)
    for (const finding of FINDINGS) {
      const now = found[finding]
      if (declared && listed && now === '') next[`${path}/${finding}`] = ABSENT
      if (now === ABSENT && (declared ? !listed : listed)) next[`${path}/${finding}`] = ''
    }
  }
  return next
}

/** What a click in a mode makes of a joint: both findings go together where the mode is both. */
export function toggled(found: Found, mode: Mode): Found {
  if (mode !== 'both') return { ...found, [mode]: found[mode] === PRESENT ? '' : PRESENT }
  const isAll = found.tender === PRESENT && found.swollen === PRESENT
  return isAll ? { tender: '', swollen: '' } : { tender: PRESENT, swollen: PRESENT }
}

/** Cannot be assessed, or again not said. */
export const unevaluable = ({ tender }: Found): Found =>
  tender === NOT_EVALUABLE ? { tender: '', swollen: '' } : { tender: NOT_EVALUABLE, swollen: NOT_EVALUABLE }

/** What stands in the ring, so that no finding is told by colour alone. */
export function letterOf({ tender, swollen }: Found): string {
  if (tender === NOT_EVALUABLE || swollen === NOT_EVALUABLE) return '×'
  if (tender === PRESENT) return swollen === PRESENT ? 'B' : 'T'
  return swollen === PRESENT ? 'S' : ''
}

/** For `aria-checked`, in a mode. */
export function checkedIn(found: Found, mode: Mode): 'true' | 'false' | 'mixed' {
  if (mode !== 'both') return found[mode] === PRESENT ? 'true' : 'false'
  const count = FINDINGS.filter((finding) => found[finding] === PRESENT).length
  return count === 2 ? 'true' : count === 1 ? 'mixed' : 'false'
}

/** Joints that an earlier visit found something at, and this one nothing yet. */
export const copyable = ({ fields }: GroupField, values: Values, earlier: Values): readonly string[] =>
  fields.map(({ path }) => path).filter((path) => isMarked(foundAt(path, earlier)) && !isMarked(foundAt(path, values)))

/** A copied finding as it was: an absence that only followed from "all others examined" then is said anew now. */
export const confirmed = ({ tender, swollen }: Found): Found => ({
  tender: tender === ABSENT ? '' : tender,
  swollen: swollen === ABSENT ? '' : swollen,
})
