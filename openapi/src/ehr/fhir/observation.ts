/** A result as an Observation (ehr 7). The number, category, states, missing and warnings are those of the JSON face. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import type { CodeableConcept, Coding, Observation, ObservationComponent } from 'fhir/r4.js'
import type { Leaf } from '../codes/leaves.js'
import { CATEGORY, LOCAL, LOINC } from '../codes/systems.js'
import type { Reading, Source } from '../read/draft.js'
import { valueAt } from '../read/members.js'
import type { ReadingModel } from '../read/model.js'
import { rangesOf } from './bands.js'
import { escapeXml, local, localCoding, quantityOf, subjectReference, unknown } from './parts.js'

export interface ResultOf {
  readonly instrument: Instrument
  readonly model: ReadingModel
  readonly outcome: Outcome
  readonly reading: Reading
  /** Day that was asked for, where no value has a time. */
  readonly asOf: string | undefined
  readonly emitsSnomed: boolean
}

const CATEGORIES = { survey: 'Survey', laboratory: 'Laboratory', procedure: 'Procedure' } as const
/** Answers of LOINC for the activity of rheumatoid arthritis. */
const ACTIVITY: Readonly<Record<string, Coding>> = {
  low: { system: LOINC, code: 'LA28784-9', display: 'Low activity' },
  moderate: { system: LOINC, code: 'LA9642-5', display: 'Moderate activity' },
  high: { system: LOINC, code: 'LA28786-4', display: 'High activity' },
}
const OF_ACTIVITY: ReadonlySet<string> = new Set(['cdai', 'sdai', 'das28-esr', 'das28-crp'])

export function observationOf(result: ResultOf): Observation {
  const { instrument, model, outcome, reading, asOf } = result
  const { score, category, text, warnings } = outcome
  const { slug, version, title } = instrument
  const kind = model.entry.category ?? 'survey'
  const subject = reading.subject === undefined ? undefined : subjectReference(reading.subject)
  const effective = reading.newest?.written ?? asOf
  const set = instrument.bands.find(({ id }) => id === category?.set) ?? instrument.bands[0]
  const method = `${slug} ${version}${category && set ? `, categories ${set.id}` : ''}`
  const derivedFrom = derivedFromOf(reading.sources)
  const component = [...inputsOf(result), ...numbersOf(outcome), ...criteriaOf(slug, outcome)]
  const note = [...warnings, ...reading.notes].map(({ code, message }) => ({ text: `${code}: ${message}` }))
  return {
    resourceType: 'Observation',
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${escapeXml(text)}</div>` },
    status: reading.isPreliminary ? 'preliminary' : 'final',
    category: [{ coding: [{ system: CATEGORY, code: kind, display: CATEGORIES[kind] }] }],
    code: { coding: [...emitted(result), localCoding(slug, title)], text: title },
    ...(subject ? { subject } : {}),
    ...(effective === undefined ? {} : { effectiveDateTime: effective }),
    ...statedValue(outcome),
    ...(interpretationOf(slug, outcome) ?? {}),
    ...(note.length > 0 ? { note } : {}),
    method: { coding: [localCoding(`${slug}-${version}`)], text: method },
    ...(score && set ? { referenceRange: rangesOf(set, score.unit) } : {}),
    ...(derivedFrom.length > 0 ? { derivedFrom } : {}),
    ...(component.length > 0 ? { component } : {}),
  }
}

/** Codes of the score that output may carry, ours left out. */
function emitted({ model, emitsSnomed }: ResultOf): Coding[] {
  return (model.entry.output ?? [])
    .filter(({ emit, snomed }) => emit === true || (snomed === true && emitsSnomed))
    .map(({ system, code, display }) => ({ system, code, ...(display === undefined ? {} : { display }) }))
}

type Valued = Pick<Observation, 'valueQuantity' | 'valueCodeableConcept' | 'dataAbsentReason'>

function statedValue({ status, score, category, missing }: Outcome): Valued {
  if (status === 'computed' && score?.reported != null)
    return { valueQuantity: quantityOf(Number(score.reported), score.unit) }
  if (status === 'not_computable' || score) {
    const why = missing.length > 0 ? `Not computable: missing ${missing.join(', ')}` : 'Not computable from the inputs'
    return { dataAbsentReason: unknown(why) }
  }
  if (!category) return {}
  if (category.code === UNDETERMINED_CATEGORY) return { dataAbsentReason: unknown('Not determined by the inputs') }
  return { valueCodeableConcept: local(`${category.set}.${category.code}`, category.label) }
}

function interpretationOf(slug: string, { category }: Outcome): Pick<Observation, 'interpretation'> | undefined {
  if (!category || category.code === UNDETERMINED_CATEGORY) return undefined
  const activity = OF_ACTIVITY.has(slug) ? ACTIVITY[category.code] : undefined
  const own = localCoding(`${category.set}.${category.code}`, category.label)
  return { interpretation: [{ coding: [own, ...(activity ? [activity] : [])], text: category.label }] }
}

function derivedFromOf(sources: readonly Source[]) {
  const references = new Set(
    sources.flatMap(({ reference, candidate, path }) => (candidate || path ? (reference ?? []) : [])),
  )
  return [...references].map((reference) => ({ reference }))
}

/** The inputs that were sent or found, in the units that were used. */
function inputsOf({ instrument, model, outcome, reading }: ResultOf): readonly ObservationComponent[] {
  const sources = new Map(reading.sources.map((source) => [source.path, source]))
  return model.leaves.flatMap((leaf): readonly ObservationComponent[] => {
    const given = valueAt(reading.input, leaf.path)
    // A component with the code of the whole would be the value itself (invariant obs-7).
    if (given === undefined || given === null || leaf.path.join('.') === instrument.slug) return []
    const used = valueAt(outcome.inputs, leaf.path) ?? given
    const all = Array.isArray(used) ? used : [used]
    return all.flatMap((value) => {
      const written = componentValue(leaf, value, model)
      if (!written) return []
      const code = codeOf(leaf, sources.get(leaf.path.join('.')), written.valueQuantity?.code)
      return [{ code, ...written }]
    })
  })
}

/** A code of an amount of substance does not go with a mass, in which the instrument may have computed. */
function codeOf({ path }: Leaf, source: Source | undefined, unit: string | undefined): CodeableConcept {
  const name = path.join('.')
  const entry = source?.candidate?.entry
  const isOfKind = entry?.property === undefined || (entry.property === 'molar') === /mol/.test(unit ?? '')
  const found = entry?.emit === true && entry.system !== LOCAL && isOfKind
  const coding = found
    ? [{ system: entry.system, code: entry.code, ...(entry.display === undefined ? {} : { display: entry.display }) }]
    : []
  return { coding: [...coding, localCoding(name)], text: name }
}

type ComponentValue = Omit<ObservationComponent, 'code'>

interface Measured {
  readonly value: number
  readonly unit: string
  readonly comparator?: '<' | '<=' | '>=' | '>' | null
  readonly upperLimit?: number | null
}

const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/

function componentValue(leaf: Leaf, value: unknown, model: ReadingModel): ComponentValue | undefined {
  const name = leaf.path.join('.')
  if (typeof value === 'boolean') return { valueBoolean: value }
  if (typeof value === 'number') {
    if (leaf.options.length > 0) return { valueInteger: value }
    return { valueQuantity: quantityOf(value, model.codes.field(leaf.name)?.unit ?? '1') }
  }
  if (typeof value === 'string')
    return DATE.test(value) && leaf.options.length === 0
      ? { valueDateTime: value }
      : { valueCodeableConcept: local(`${name}.${value}`, value) }
  if (typeof value !== 'object' || value === null) return undefined
  const { value: number, unit, comparator, upperLimit } = value as Measured
  if (typeof number !== 'number' || typeof unit !== 'string') return { valueString: inWordsOf(value) }
  return {
    valueQuantity: { ...quantityOf(number, unit), ...(comparator ? { comparator } : {}) },
    ...(typeof upperLimit === 'number' ? { referenceRange: [{ high: quantityOf(upperLimit, unit) }] } : {}),
  }
}

/** A member of a list in one line. */
function inWordsOf(value: object): string {
  const words = Object.entries(value).flatMap(([name, each]) => {
    if (each === null || each === undefined) return []
    if (typeof each !== 'object') return [`${name} ${each}`]
    const { value: number, unit } = each as Partial<Measured>
    return [`${name} ${number} ${unit}`]
  })
  return words.join(', ')
}

function numbersOf({ score }: Outcome): readonly ObservationComponent[] {
  if (!score) return []
  const { value, unit, bounds } = score
  const one = (code: string, text: string, number: number | null | undefined): readonly ObservationComponent[] =>
    number === null || number === undefined
      ? []
      : [{ code: local(code, text), valueQuantity: quantityOf(number, unit) }]
  return [
    ...one('unrounded-score', 'unrounded score', value),
    ...one('score-lower-bound', 'least possible score', bounds?.lower),
    ...one('score-upper-bound', 'greatest possible score', bounds?.upper),
  ]
}

function criteriaOf(slug: string, { criteria }: Outcome): readonly ObservationComponent[] {
  return criteria.map(({ id, rule, state, reason }) => ({
    code: local(`${slug}.${id}`, rule),
    ...(state === 'undetermined'
      ? { dataAbsentReason: unknown(reason ?? 'undetermined') }
      : { valueCodeableConcept: local(state, state) }),
  }))
}
