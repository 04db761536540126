/** A visit: which fields of which instruments stand on its page, and how what was entered becomes one pool for a panel. */
import type { Entry, Problem, Result } from './catalogue.js'
import { type Field, formOf, type Labels, type Values } from './fields.js'
import { requestOf, type Written } from './request.js'

/** An entry of `visits.json`. */
export interface VisitPlan {
  readonly instruments: readonly string[]
  readonly sections: readonly {
    /** Its heading among the texts of pages. */
    readonly word: string
    readonly isWide?: boolean
    /** `slug path`. */
    readonly fields: readonly string[]
  }[]
  /** Units that are preselected here, by path; they stand beside each number. */
  readonly units: Readonly<Record<string, string>>
  /** Scores that are drawn over visits. */
  readonly trend: readonly string[]
  /** Measures that are drawn over visits as they were entered. */
  readonly measured?: readonly string[]
  /** Declines since the first visit, by an instrument that compares two: of which measure, and where its answer has it. */
  readonly declines?: readonly { readonly measure: string; readonly instrument: string; readonly at: string }[]
}

export interface Section {
  readonly word: string
  readonly isWide: boolean
  readonly fields: readonly Field[]
}

export const sectionsOf = (plan: VisitPlan, entries: readonly Entry[], labels: Omit<Labels, 'units'>): Section[] =>
  plan.sections.map(({ word, isWide = false, fields }) => ({
    word,
    isWide,
    fields: merged(
      fields.map((name) => {
        const [slug, path = ''] = name.split(' ')
        const entry = entries.find((each) => each.slug === slug)
        if (!entry) throw new Error(`no instrument ${slug}`)
        return picked(formOf(entry.requestSchema, { ...labels, units: entry.units }), path)
      }),
    ),
  }))

/** One field by its path, in the groups around it. */
function picked(form: readonly Field[], path: string): Field {
  const field = form.find((each) => path === each.path || path.startsWith(`${each.path}/`))
  if (!field) throw new Error(`no field ${path}`)
  if (field.path === path || field.kind !== 'group') return field
  return { ...field, fields: [picked(field.fields, path)] }
}

/** Groups that were picked from twice are one. */
function merged(fields: readonly Field[]): readonly Field[] {
  const all: Field[] = []
  for (const field of fields) {
    const at = all.findIndex(({ path }) => path === field.path)
    const other = all[at]
    if (other?.kind === 'group' && field.kind === 'group')
      all[at] = { ...other, fields: merged([...other.fields, ...field.fields]) }
    else if (at < 0) all.push(field)
  }
  return all
}

export interface Asked extends Written {
  /** Instruments of which something was entered. */
  readonly instruments: readonly string[]
}

type Pool = Record<string, unknown>

const isObject = (value: unknown): value is Pool => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The visit as a panel takes it: what two-visit instruments want of today is taken from today's fields, typed once. */
export function poolOf(
  sections: readonly Section[],
  entries: readonly Entry[],
  values: Values,
  { language, date }: { readonly language: string; readonly date: string },
): Asked {
  const fields = merged(sections.flatMap((section) => section.fields))
  const lists = entries.flatMap(({ completeLists }) => completeLists)
  const written = requestOf(fields, values, language, lists)
  const pool: Pool = { ...written.input }
  // A form of one instrument has the later visit itself.
  if (isObject(pool['baseline']) && !pool['followUp']) {
    const followUp = followUpOf(entries, pool, date)
    if (Object.keys(followUp).length > 0) pool['followUp'] = followUp
  }
  const instruments = concerned(entries, pool)
  return { input: pool, instruments, pathOf: (pointer) => written.pathOf(pointer.replace('/followUp/', '/')) }
}

const layersOf = ({ requestSchema }: Entry, layer: string): readonly [string, readonly string[]][] =>
  Object.entries(requestSchema.properties ?? {}).flatMap(([name, schema]) => {
    const object = schema.anyOf?.find(({ properties }) => properties) ?? schema
    return (schema['x-layer'] ?? object['x-layer']) === layer ? [[name, Object.keys(object.properties ?? {})]] : []
  })

/** Whether it answers to two visits alone. */
export const comparesVisits = (entry: Entry): boolean =>
  layersOf(entry, 'baseline').length > 0 && layersOf(entry, 'follow-up').length > 0

function followUpOf(entries: readonly Entry[], pool: Pool, date: string): Pool {
  const followUp: Pool = {}
  for (const entry of entries)
    for (const [, names] of layersOf(entry, 'follow-up'))
      for (const name of names) {
        if (name === 'date' && date !== '' && isObject(pool['baseline']) && 'date' in pool['baseline'])
          followUp[name] = date
        else if (pool[name] !== undefined) followUp[name] = pool[name]
      }
  return followUp
}

/** An instrument that compares needs the earlier visit; any other a field of its own, or one that another gives it. */
function concerned(entries: readonly Entry[], pool: Pool): readonly string[] {
  const given = new Set(Object.keys(pool))
  const baseline = isObject(pool['baseline']) ? Object.keys(pool['baseline']) : []
  const isConcerned = (entry: Entry): boolean => {
    const earlier = layersOf(entry, 'baseline')
    if (comparesVisits(entry))
      return earlier.some(([, names]) => names.some((name) => name !== 'date' && baseline.includes(name)))
    return Object.keys(entry.requestSchema.properties ?? {}).some((name) => name !== 'baseline' && given.has(name))
  }
  const slugs = new Set<string>()
  // Whoever gets something from another comes after it; as many rounds as instruments are always enough.
  for (const _round of entries)
    for (const entry of entries)
      if (isConcerned(entry)) {
        slugs.add(entry.slug)
        for (const { fills } of entry.provides) for (const path of fills) given.add(path)
      }
  return entries.map(({ slug }) => slug).filter((slug) => slugs.has(slug))
}

/** One answer of a panel. */
export interface PanelAnswer {
  readonly results: Readonly<
    Record<string, { readonly status: number; readonly result?: Result; readonly problem?: Problem }>
  >
}

/** What stands at a dotted place of an answer. */
export const at = (value: unknown, dotted: string): unknown =>
  dotted.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value)
