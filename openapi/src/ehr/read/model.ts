/** What reading has to know of an instrument: its fields, and where they are found. Made once for each. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import type { Codes } from '../codes/codes.js'
import { type Leaf, leavesOf } from '../codes/leaves.js'
import type { InstrumentEntry } from '../codes/schema.js'

/** Fields that come from the Patient. */
const OF_PATIENT: ReadonlySet<string> = new Set(['birthDate', 'sex'])
export const SAMPLE_DATE = 'sampleDate'
/** The field whose day is the day of the sample. */
export const SAMPLED = 'creatinine'

export interface ReadingModel {
  readonly slug: string
  readonly version: string
  readonly codes: Codes
  readonly entry: InstrumentEntry
  readonly schema: JsonSchema
  readonly leaves: readonly Leaf[]
  /** Leaves that Observations may fill. */
  readonly observed: readonly Leaf[]
  readonly fields: ReadonlySet<string>
  readonly ofPatient: readonly string[]
  readonly hasSampleDate: boolean
  readonly visits: number
  /** The number of each leaf, by its path and by the name of its field. */
  readonly places: ReadonlyMap<string, number>
  readonly flags: Readonly<Record<string, { readonly list: string; readonly value: string }>>
}

export function readingModel(instrument: Instrument, codes: Codes): ReadingModel {
  const schema = inputSchemaOf(instrument.request)
  return modelOf(instrument.slug, instrument.version, schema, codes)
}

export function modelOf(slug: string, version: string, schema: JsonSchema, codes: Codes): ReadingModel {
  const entry = codes.instrument(slug)
  const leaves = leavesOf(schema, entry.names)
  const visits = entry.visits ?? 1
  const isRead = ({ name, visit }: Leaf): boolean =>
    codes.field(name)?.codes !== undefined && (visits > 1 ? visit !== undefined : visit === undefined)
  const observed = leaves.filter(isRead)
  const names = new Set(leaves.map(({ name }) => name))
  return {
    slug,
    version,
    codes,
    entry,
    schema,
    leaves,
    observed,
    fields: new Set(observed.map(({ name }) => name)),
    ofPatient: [...OF_PATIENT].filter((name) => names.has(name)),
    hasSampleDate: names.has(SAMPLE_DATE),
    visits,
    places: new Map([
      ...leaves.map(({ name }, i) => [name, i] as const),
      ...leaves.map(({ dotted }, i) => [dotted, i] as const),
    ]),
    flags: flagsOf(leaves),
  }
}

/** Items of a form for members of lists: aids and help by category (HAQ-DI). */
function flagsOf(leaves: readonly Leaf[]): ReadingModel['flags'] {
  const lists = leaves.filter(({ kind, name }) => kind === 'list' && name === 'aids')
  return Object.fromEntries(
    lists.flatMap(({ name, schema }) =>
      (schema.items?.enum ?? []).map((value) => [`${name}-${value}`, { list: name, value: String(value) }] as const),
    ),
  )
}
