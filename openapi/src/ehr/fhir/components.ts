/** The inputs of a result as components, in the units that were used. */
import type { Leaf } from '../codes/leaves.js'
import type { CodeEntry } from '../codes/schema.js'
import { LOCAL, UCUM } from '../codes/systems.js'
import type { Source } from '../read/draft.js'
import { valueAt } from '../read/members.js'
import type { ReadingModel } from '../read/model.js'
import type { ResultOf } from './model.js'
import { local, localCoding } from './parts.js'
import type { Piece } from './pieces.js'

export const quantityText = (value: number, unit: string): string => `{"value":${value},${unitText(unit)}}`

const units = new Map<string, string>()

/** Units are those of the instruments' tables. */
function unitText(code: string): string {
  let text = units.get(code)
  if (text === undefined) {
    text = JSON.stringify({ unit: code, system: UCUM, code }).slice(1, -1)
    units.set(code, text)
  }
  return text
}

/** The inputs that were sent or found. */
export function inputsOf({ instrument, model, outcome, reading }: ResultOf, piece: Piece): string[] {
  const texts: string[] = []
  const { sources, input } = reading
  for (const leaf of model.leaves) {
    // Hundreds of leaves, of which a request has a few: looked up by the first member alone.
    if (!Object.hasOwn(input, leaf.path[0] ?? '')) continue
    const given = valueAt(input, leaf.path)
    // A component with the code of the whole would be the value itself (invariant obs-7).
    if (given === undefined || given === null || leaf.dotted === instrument.slug) continue
    const used = valueAt(outcome.inputs, leaf.path) ?? given
    const source = sources.find(({ path }) => path === leaf.dotted)
    for (const value of Array.isArray(used) ? used : [used]) {
      const written = valueText(leaf, value, model, piece)
      if (written) texts.push(`{"code":${codeText(leaf, source, unitOf(value), piece)},${written}}`)
    }
  }
  return texts
}

const unitOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? (value as Partial<Measured>).unit : undefined

/** A code of an amount of substance does not go with a mass, in which the instrument may have computed. */
function codeText({ dotted }: Leaf, source: Source | undefined, unit: string | undefined, piece: Piece): string {
  const entry = source?.candidate?.entry
  const isOfKind = entry?.property === undefined || (entry.property === 'molar') === /mol/.test(unit ?? '')
  if (entry?.emit !== true || entry.system === LOCAL || !isOfKind)
    return piece('input', dotted, () => local(dotted, dotted))
  let texts = codeTexts.get(entry)
  if (!texts) {
    texts = new Map()
    codeTexts.set(entry, texts)
  }
  const text = texts.get(dotted) ?? JSON.stringify(codeOf(entry, dotted))
  texts.set(dotted, text)
  return text
}

/** Of a field under a code of another system, by its path. */
const codeTexts = new WeakMap<CodeEntry, Map<string, string>>()

const codeOf = ({ system, code, display }: CodeEntry, dotted: string): object => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }, localCoding(dotted)],
  text: dotted,
})

interface Measured {
  readonly value: number
  readonly unit: string
  readonly comparator?: string | null
  readonly upperLimit?: number | null
}

const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/

function valueText(leaf: Leaf, value: unknown, model: ReadingModel, piece: Piece): string | undefined {
  if (typeof value === 'boolean') return `"valueBoolean":${value}`
  if (typeof value === 'number') {
    if (leaf.options.length > 0) return `"valueInteger":${value}`
    return `"valueQuantity":${quantityText(value, model.codes.field(leaf.name)?.unit ?? '1')}`
  }
  if (typeof value === 'string') {
    if (leaf.options.length > 0 || leaf.schema.items) {
      const concept = piece('option', leaf.dotted, () => local(`${leaf.dotted}.${value}`, value), value)
      return `"valueCodeableConcept":${concept}`
    }
    return DATE.test(value) ? `"valueDateTime":"${value}"` : `"valueString":${JSON.stringify(value)}`
  }
  return typeof value === 'object' && value !== null ? measuredText(value) : undefined
}

function measuredText(value: object): string {
  const { value: number, unit, comparator, upperLimit } = value as Measured
  if (typeof number !== 'number' || typeof unit !== 'string') return `"valueString":${JSON.stringify(inWordsOf(value))}`
  const compared = comparator ? `"comparator":${JSON.stringify(comparator)},` : ''
  const limit = typeof upperLimit === 'number' ? `,"referenceRange":[{"high":${quantityText(upperLimit, unit)}}]` : ''
  return `"valueQuantity":{"value":${number},${compared}${unitText(unit)}}${limit}`
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
