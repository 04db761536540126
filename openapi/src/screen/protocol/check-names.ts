/** The names of a protocol's parts, and the report of those that are used without being there. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import type { Protocol } from './schema.js'

type Path = readonly PropertyKey[]
export type Report = (path: Path, message: string) => void

export interface Names {
  readonly protocol: Protocol
  readonly bySlug: ReadonlyMap<string, Instrument>
  readonly inputs: readonly string[]
  readonly calls: readonly string[]
  readonly measures: readonly string[]
  readonly readings: readonly string[]
  readonly criteria: readonly string[]
  readonly arms: readonly string[]
  readonly slugs: readonly string[]
  readonly report: Report
  /** Reports a name that is not known. */
  exists(what: string, known: readonly string[], name: string, path: Path): boolean
  /** The same for each name of a list. */
  each(what: string, known: readonly string[], names: readonly string[] | undefined, path: Path): void
  input(name: string, path: Path): boolean
  /** A field of an instrument's request. */
  field(slug: string, name: string, path: Path): boolean
}

export function namesOf(protocol: Protocol, instruments: readonly Instrument[], report: Report): Names {
  const bySlug = new Map(instruments.map((instrument) => [instrument.slug, instrument]))
  const inputs = Object.keys(protocol.inputs)
  const exists: Names['exists'] = (what, known, name, path) => {
    if (known.includes(name)) return true
    report(path, `there is no ${what} "${name}". Known: ${known.join(', ')}`)
    return false
  }
  return {
    protocol,
    bySlug,
    inputs,
    calls: Object.keys(protocol.calls),
    measures: Object.keys(protocol.measures),
    readings: Object.keys(protocol.readings),
    criteria: protocol.criteria.map(({ id }) => id),
    arms: protocol.arms.map(({ id }) => id),
    slugs: [...bySlug.keys()],
    report,
    exists,
    each(what, known, names, path) {
      for (const [i, name] of (names ?? []).entries()) exists(what, known, name, [...path, i])
    },
    input: (name, path) => exists('input', inputs, name, path),
    field: (slug, name, path) => exists('field', fieldsOf(bySlug.get(slug)), name, path),
  }
}

const fieldsByInstrument = new WeakMap<Instrument, readonly string[]>()

function fieldsOf(instrument: Instrument | undefined): readonly string[] {
  if (!instrument) return []
  let fields = fieldsByInstrument.get(instrument)
  if (!fields) {
    fields = Object.keys(inputSchemaOf(instrument.request).properties ?? {})
    fieldsByInstrument.set(instrument, fields)
  }
  return fields
}
