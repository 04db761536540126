/** The catalogue entry of an instrument: everything a client needs to know before it calls. */
import { absencesOf } from '../contract/absence.js'
import type { Condition, Instrument } from '../contract/instrument.js'
import { pathOf } from '../engine/executor.js'
import { inputSchemaOf, type JsonSchema, walk } from '../engine/json-schema.js'
import { takingBothLitres } from '../engine/litre.js'
import { comparesVisits } from '../engine/series/comparison.js'
import { UNIT_MEMBERS } from '../language/litre.js'
import { unitLabel } from '../language/unit-labels.js'

export interface CatalogueSummary {
  readonly slug: string
  readonly condition: Condition
  readonly title: string
  readonly version: string
  readonly summary: string
  readonly path: string
  /** Whether visits of it are compared at `/v1/{slug}/series`; what compares visits itself has no series. */
  readonly series: boolean
}

export const catalogueSummary = (instrument: Instrument): CatalogueSummary => {
  const { slug, condition, title, version, summary } = instrument
  return {
    slug,
    condition,
    title,
    version,
    summary,
    path: pathOf(slug),
    series: !comparesVisits(instrument),
  }
}

export function catalogueEntry(instrument: Instrument): object {
  const request = takingBothLitres(inputSchemaOf(instrument.request))
  return {
    ...catalogueSummary(instrument),
    formula: instrument.formula,
    population: instrument.population,
    notFor: instrument.notFor,
    rights: instrument.rights,
    provenance: instrument.provenance,
    inputs: inputsOf(request),
    units: unitsIn(request),
    rules: instrument.rules.map((rule) => rule.says),
    ...absencesOf(instrument),
    provides: instrument.provides ?? [],
    changes: instrument.changes ?? [],
    alike: instrument.alike ?? [],
    bands: instrument.bands,
    criteria: instrument.criteria,
    citations: instrument.citations,
    examples: instrument.examples.map(({ name, title, source, request: body }) => ({
      name,
      title,
      source,
      request: body,
    })),
    requestSchema: request,
  }
}

const inputsOf = (request: JsonSchema): readonly object[] =>
  Object.entries(request.properties ?? {}).map(([name, schema]) => ({
    name,
    title: schema.title ?? name,
    required: request.required?.includes(name) ?? false,
    description: schema.description ?? '',
    schema,
  }))

/** Every unit that the request takes, with the label that people read. */
export function unitsIn(request: JsonSchema): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {}
  walk(request, ({ properties = {} }) => {
    for (const member of UNIT_MEMBERS)
      for (const code of properties[member]?.enum ?? [])
        if (typeof code === 'string') labels[code] = unitLabel(code) ?? code
  })
  return labels
}
