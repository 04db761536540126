/** What an earlier visit that was kept gives to this one. */
import type { Entry } from './catalogue.js'
import type { GroupField, Values } from './fields.js'
import { at, type PanelAnswer, type Section } from './visits.js'

/** What is typed of the earlier visit, from one that was kept: its own fields by their names, and scores that it gave. */
export function earlierValues(
  sections: readonly Section[],
  entries: readonly Entry[],
  kept: { readonly date: string; readonly values: Values; readonly answer: PanelAnswer | undefined },
): Values {
  const values: Record<string, string> = {}
  const group = sections
    .flatMap(({ fields }) => fields)
    .find((field): field is GroupField => field.path === 'baseline' && field.kind === 'group')
  for (const { path } of group?.fields ?? []) {
    const name = path.slice('baseline/'.length)
    if (name === 'date') values[path] = kept.date
    for (const [own, text] of Object.entries(kept.values))
      if (own === name || own.startsWith(`${name}/`)) values[`baseline/${own}`] = text
  }
  for (const { slug, provides } of entries)
    for (const { from, fills, where } of provides) {
      const result = kept.answer?.results[slug]?.result
      const isSo = where === undefined || at(result, where.at) === where.is
      const value = at(result, from)
      for (const path of fills)
        if (isSo && typeof value === 'number' && path.startsWith('followUp.')) {
          const own = `baseline/${path.slice('followUp.'.length)}`
          if (group?.fields.some((field) => field.path === own)) values[own] = String(value)
        }
    }
  return values
}
