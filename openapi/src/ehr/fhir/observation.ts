/**
 * A result as the text of an Observation. The number, category, states, missing and warnings are those of the JSON face. It is put
 * together from pieces that are written once; a test holds every answer to two validators.
 */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { escaped } from '@activity-scores/shared/engine/serialise'
import { UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import type { Coding, Reference } from 'fhir/r4.js'
import { CATEGORY, LOINC } from '../codes/systems.js'
import type { Reading, Source } from '../read/draft.js'
import { rangesOf } from './bands.js'
import { inputsOf, quantityText } from './components.js'
import { listedNotes } from './listed.js'
import type { ResultOf } from './model.js'
import { escapeXml, local, localCoding, subjectReference, unknown } from './parts.js'
import { type Piece, piecesOf } from './pieces.js'

const CATEGORIES = { survey: 'Survey', laboratory: 'Laboratory', procedure: 'Procedure' } as const
/** Answers of LOINC for the activity of rheumatoid arthritis. */
const ACTIVITY: Readonly<Record<string, Coding>> = {
  low: { system: LOINC, code: 'LA28784-9', display: 'Low activity' },
  moderate: { system: LOINC, code: 'LA9642-5', display: 'Moderate activity' },
  high: { system: LOINC, code: 'LA28786-4', display: 'High activity' },
}
const OF_ACTIVITY: ReadonlySet<string> = new Set(['cdai', 'sdai', 'das28-esr', 'das28-crp'])

/** The narrative is a text in XHTML. */
const BEGIN = JSON.stringify({
  resourceType: 'Observation',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">' },
}).slice(0, -'"}}'.length)

export function observationText(result: ResultOf): string {
  const { instrument, model, outcome, reading, asOf } = result
  const { score, category, text } = outcome
  const piece = piecesOf(model)
  const subject = reading.subject === undefined ? undefined : subjectReference(reading.subject)
  const effective = reading.newest?.written ?? asOf
  const set = instrument.bands.find(({ id }) => id === category?.set) ?? instrument.bands[0]
  const status = reading.isPreliminary ? 'preliminary' : 'final'
  const head = piece('head', '', () => headOf(result)).slice(1, -1)
  // Put together from left to right: a list of pieces that is joined is copied once more.
  let json = `${BEGIN}${escaped(escapeXml(text))}</div>"},"status":"${status}",${head}`
  if (subject) json += `,"subject":${referenceText(subject)}`
  if (effective !== undefined) json += `,"effectiveDateTime":"${escaped(effective)}"`
  json += valueText(outcome)
  json += interpretationText(instrument.slug, outcome, piece)
  const notes = notesText(outcome, reading)
  if (notes !== '') json += `,"note":[${notes}]`
  json += `,${methodText(instrument, category && set ? set.id : undefined, piece)}`
  if (score && set) json += `,"referenceRange":${piece('range', set.id, () => rangesOf(set, score.unit), score.unit)}`
  const derived = derivedText(reading.sources)
  if (derived !== '') json += `,"derivedFrom":[${derived}]`
  const components = inputsOf(result, piece)
  addNumbers(outcome, piece, components)
  addCriteria(instrument.slug, outcome, piece, components)
  if (components.length > 0) json += `,"component":[${components.join(',')}]`
  return `${json}}`
}

function headOf({ instrument, model, emitsSnomed }: ResultOf): object {
  const kind = model.entry.category ?? 'survey'
  const { slug, title } = instrument
  const emitted = (model.entry.output ?? [])
    .filter(({ emit, snomed }) => emit === true || (snomed === true && emitsSnomed))
    .map(({ system, code, display }) => ({ system, code, ...(display === undefined ? {} : { display }) }))
  return {
    category: [{ coding: [{ system: CATEGORY, code: kind, display: CATEGORIES[kind] }] }],
    code: { coding: [...emitted, localCoding(slug, title)], text: title },
  }
}

/** With the comma before it; nothing where there is neither a value nor a reason. */
function valueText({ status, score, category, missing }: Outcome): string {
  if (status === 'computed' && score?.reported != null)
    return `,"valueQuantity":${quantityText(Number(score.reported), score.unit)}`
  if (status === 'not_computable' || score) {
    const why = missing.length > 0 ? `Not computable: missing ${missing.join(', ')}` : 'Not computable from the inputs'
    return `,"dataAbsentReason":${JSON.stringify(unknown(why))}`
  }
  if (!category) return ''
  if (category.code === UNDETERMINED_CATEGORY)
    return `,"dataAbsentReason":${JSON.stringify(unknown('Not determined by the inputs'))}`
  return `,"valueCodeableConcept":${JSON.stringify(local(`${category.set}.${category.code}`, category.label))}`
}

function interpretationText(slug: string, { category }: Outcome, piece: Piece): string {
  if (!category || category.code === UNDETERMINED_CATEGORY) return ''
  const { set, code, label } = category
  const make = (): object => {
    const activity = OF_ACTIVITY.has(slug) ? ACTIVITY[code] : undefined
    return [{ coding: [localCoding(`${set}.${code}`, label), ...(activity ? [activity] : [])], text: label }]
  }
  return `,"interpretation":${piece('interpretation', set, make, code)}`
}

function methodText({ slug, version }: Instrument, set: string | undefined, piece: Piece): string {
  const method = piece('method', set ?? '', () => ({
    coding: [localCoding(`${slug}-${version}`)],
    text: `${slug} ${version}${set === undefined ? '' : `, categories ${set}`}`,
  }))
  return `"method":${method}`
}

const notesText = ({ warnings }: Outcome, { notes }: Reading): string =>
  [...warnings, ...listedNotes(notes)]
    .map(({ code, message }) => `{"text":"${escaped(`${code}: ${message}`)}"}`)
    .join(',')

const referenceText = ({ reference, identifier }: Reference): string =>
  reference === undefined ? JSON.stringify({ identifier }) : `{"reference":"${escaped(reference)}"}`

/** Each resource once, in the order of the fields. */
function derivedText(sources: readonly Source[]): string {
  const references = new Set<string>()
  for (const { reference } of sources) if (reference !== undefined) references.add(reference)
  return [...references].map((reference) => `{"reference":"${escaped(reference)}"}`).join(',')
}

function addNumbers({ score }: Outcome, piece: Piece, components: string[]): void {
  if (!score) return
  const { value, unit, bounds } = score
  const add = (code: string, text: string, number: number | null | undefined): void => {
    if (number === null || number === undefined) return
    const coded = piece('number', code, () => local(code, text))
    components.push(`{"code":${coded},"valueQuantity":${quantityText(number, unit)}}`)
  }
  add('unrounded-score', 'unrounded score', value)
  add('score-lower-bound', 'least possible score', bounds?.lower)
  add('score-upper-bound', 'greatest possible score', bounds?.upper)
}

function addCriteria(slug: string, { criteria }: Outcome, piece: Piece, components: string[]): void {
  for (const { id, rule, state, reason } of criteria) {
    const code = piece('criterion', id, () => local(`${slug}.${id}`, rule))
    const value =
      state === 'undetermined'
        ? `"dataAbsentReason":${JSON.stringify(unknown(reason ?? 'undetermined'))}`
        : `"valueCodeableConcept":${piece('state', state, () => local(state, state))}`
    components.push(`{"code":${code},${value}}`)
  }
}
