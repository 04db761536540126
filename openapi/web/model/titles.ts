/** What people read in place of names of fields. */
import type { Field } from './fields.js'

/** Every field, those within groups included. */
const allOf = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => (field.kind === 'group' ? [field, ...allOf(field.fields)] : [field]))

/** The label of a field by its dotted path, or by its name alone; as it is where there is no such field. */
export function titleOf(fields: readonly Field[], dotted: string): string {
  const path = dotted.replaceAll('.', '/')
  const all = allOf(fields)
  const field = all.find((each) => each.path === path) ?? all.find((each) => each.path.endsWith(`/${path}`))
  if (!field) return dotted
  const around = all.find((each) => each.kind === 'group' && path.startsWith(`${each.path}/`))
  return around ? `${around.title}: ${field.title}` : field.title
}

/** What is missing, those of one group together. */
export function missingText(fields: readonly Field[], missing: readonly string[]): string {
  const groups = new Map<string, string[]>()
  for (const path of missing) {
    const [title = '', inner] = titleOf(fields, path).split(': ')
    const group = inner === undefined ? '' : title
    groups.set(group, [...(groups.get(group) ?? []), inner ?? title])
  }
  return [...groups].map(([group, titles]) => (group === '' ? '' : `${group}: `) + titles.join(', ')).join('; ')
}

/** `tenderJointCount28` reads "tender joint count 28". */
export const inWords = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
