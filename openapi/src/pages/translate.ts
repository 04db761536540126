/** A catalogue entry in another language: labels of fields, of codes and of categories. What has no translation stays English. */
import type { Entry, Schema } from '../../web/model/catalogue.js'
import type { Words } from '../../web/model/words.js'

export function translated(entry: Entry, words: Words | undefined): Entry {
  if (words === undefined) return entry
  const bands = entry.bands.map((set) => ({
    ...set,
    bands: set.bands.map((band) => ({ ...band, label: words[`category.${set.id}.${band.code}`] ?? band.label })),
  }))
  return { ...entry, bands, requestSchema: schemaIn(entry.requestSchema, '', words) }
}

function schemaIn(schema: Schema, name: string, words: Words): Schema {
  const { properties, items, anyOf, oneOf, title, 'x-options': options } = schema
  const inner = (each: Schema): Schema => schemaIn(each, '', words)
  return {
    ...schema,
    ...(title !== undefined && { title: words[`field.${name}`] ?? title }),
    ...(options && {
      'x-options': mapped(
        options,
        (label, code) => words[`option.${name}.${code}`] ?? words[`option.${code}`] ?? label,
      ),
    }),
    ...(properties && { properties: mapped(properties, (each, key) => schemaIn(each, key, words)) }),
    ...(items && { items: inner(items) }),
    ...(anyOf && { anyOf: anyOf.map(inner) }),
    ...(oneOf && { oneOf: oneOf.map(inner) }),
  }
}

const mapped = <T>(of: Readonly<Record<string, T>>, make: (value: T, key: string) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, make(value, key)]))
