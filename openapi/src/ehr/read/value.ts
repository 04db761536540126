/** The value of a candidate as JSON takes it (ehr S7, S8, S9, S11, S13). Nothing is converted: the instrument does that. */
import type { Leaf } from '../codes/leaves.js'
import type { FieldEntry } from '../codes/schema.js'
import { INTERPRETATION, LOCAL, SNOMED, systemOf, UCUM } from '../codes/systems.js'
import { litre, unitOfText } from '../codes/units.js'
import type { Candidate } from './candidates.js'
import { quoted, type Said } from './issue.js'
import { limitOf } from './limit.js'
import type { Concept, Quantity } from './resources.js'

export type Value =
  | { readonly kind: 'value'; readonly value: unknown; readonly notes: readonly Said[] }
  /** There is none: an older one may be read. */
  | { readonly kind: 'none' }
  /** There is one that is not accepted: no other may stand for it. */
  | { readonly kind: 'refused'; readonly code: string; readonly why: string; readonly member: string }

const NONE: Value = { kind: 'none' }
const refused = (code: string, why: string, member = 'value'): Value => ({ kind: 'refused', code, why, member })
const given = (value: unknown, notes: readonly Said[] = []): Value => ({ kind: 'value', value, notes })

export function readValue(candidate: Candidate, leaf: Leaf, field: FieldEntry): Value {
  const { entry, whole } = candidate
  if (entry.notWithComponent !== undefined && hasLocal(whole.component ?? [], entry.notWithComponent))
    return refused('value_not_accepted', `is a score of another form (${entry.notWithComponent})`, 'component')
  const contradiction = contradictionIn(candidate.node as Node)
  if (contradiction !== undefined) return refused('value_contradicted', contradiction)
  switch (leaf.kind) {
    case 'quantity':
      return measured(candidate, leaf, field)
    case 'number':
      return counted(candidate, leaf)
    case 'boolean':
      return stated(candidate)
    case 'code':
      return coded(candidate, leaf)
    default:
      return refused('value_not_coded', 'is a field that is not read from a record')
  }
}

const hasLocal = (
  components: readonly { readonly valueCodeableConcept?: Concept | undefined }[],
  code: string,
): boolean =>
  components.some(({ valueCodeableConcept: concept }) =>
    concept?.coding?.some((each) => each.system === LOCAL && each.code === code),
  )

type Node = Candidate['node'] & Readonly<Record<string, unknown>>

const VALUE = /^value[A-Z]/
const kindsIn = (node: Node): readonly string[] => Object.keys(node).filter((key) => VALUE.test(key))

/** Whether some value is there, of whatever type. */
const hasValue = (node: Node): boolean => kindsIn(node).length > 0

/** R4 has one value[x], and none where it says why there is none (obs-6). */
function contradictionIn(node: Node): string | undefined {
  let count = 0
  for (const key in node) if (key.startsWith('value') && VALUE.test(key)) count++
  if (count > 1) {
    const named = kindsIn(node).slice(0, MOST_NAMED)
    return `has ${count} values, where FHIR has one: ${named.map((each) => each.slice(0, LONGEST_KIND)).join(', ')}`
  }
  if (count === 0 || node.dataAbsentReason === undefined) return undefined
  const isThere = node.valueQuantity === undefined || node.valueQuantity.value !== undefined
  return isThere ? 'has a value and a dataAbsentReason, which exclude one another' : undefined
}

const MOST_NAMED = 3
/** No type of value[x] has a longer name. */
const LONGEST_KIND = 20

type Number = { readonly value: number; readonly quantity: Quantity | undefined } | Value

function numberOf(candidate: Candidate): Number {
  const node = candidate.node as Node
  const { valueQuantity, valueInteger } = node
  if (valueQuantity?.value !== undefined) return { value: valueQuantity.value, quantity: valueQuantity }
  if (valueInteger !== undefined) return { value: valueInteger, quantity: undefined }
  if (valueQuantity !== undefined || !hasValue(node)) return NONE
  return refused('value_not_numeric', 'is no number: send valueQuantity (a number in a text is not read)')
}

const isValue = (number: Number): number is Value => 'kind' in number

const COMPARATORS: ReadonlySet<string> = new Set(['<', '<=', '>=', '>'])

function measured(candidate: Candidate, leaf: Leaf, field: FieldEntry): Value {
  const number = numberOf(candidate)
  if (isValue(number)) return number
  const { value, quantity = {} } = number
  const { comparator } = quantity
  if (comparator !== undefined && !(leaf.takes.comparator && COMPARATORS.has(comparator)))
    return refused('comparator_not_accepted', `has the comparator ${quoted(comparator)}, which is not accepted here`)
  const unit = unitOf(quantity, leaf, field, candidate)
  if ('kind' in unit) return unit
  const notes = [...unit.notes, ...unlikeCode(candidate, unit.code)]
  const limit = limitOf(candidate, leaf, field, unit.code, notes)
  return given({ value, unit: unit.code, ...(comparator === undefined ? {} : { comparator }), ...limit }, notes)
}

type Unit = { readonly code: string; readonly notes: Said[] } | Value

/** The unit of a quantity among those of the field. */
function unitOf(quantity: Quantity, leaf: Leaf, field: FieldEntry, { entry }: Candidate): Unit {
  const { code, system, unit } = quantity
  if (code !== undefined && code !== '' && system !== undefined && systemOf(system) === UCUM) {
    const known = litre(code, leaf.units)
    return known === undefined ? notAccepted(code, leaf, field) : { code: known, notes: [] }
  }
  const text = code !== undefined && code !== '' && system === undefined ? code : (unit ?? code)
  if (text !== undefined && text.trim() !== '') {
    const known = unitOfText(text, leaf.units, field.unitText)
    if (known === undefined) return notAccepted(text, leaf, field)
    return {
      code: known,
      notes: [{ code: 'unit_text_only', message: `the unit was read from the text ${quoted(text)} as ${known}` }],
    }
  }
  const own = entry.unitIfNone ?? field.unitIfNone
  if (own !== undefined && leaf.units.includes(own)) return { code: own, notes: [] }
  return refused('unit_missing', `has no unit. Accepted: ${leaf.units.join(', ')}. It is never guessed from the value`)
}

function notAccepted(unit: string, leaf: Leaf, field: FieldEntry): Value {
  const meant = field.misuse?.[unit.trim()]
  const why = `has the unit ${quoted(unit)}. Accepted: ${leaf.units.join(', ')}${meant === undefined ? '' : `; ${meant}`}`
  return refused('unit_not_accepted', why)
}

/** A mass under the code of an amount of substance, or the other way round: read by its unit. */
function unlikeCode({ entry }: Candidate, unit: string): readonly Said[] {
  const { property, code } = entry
  if (property === undefined || (property === 'molar') === /mol/.test(unit)) return []
  return [
    {
      code: 'unit_unlike_code',
      message: `the code ${code} is of another kind than the unit ${unit}; read by its unit`,
    },
  ]
}

const WITHOUT_UNIT: ReadonlySet<string> = new Set(['{#}', '1', '{score}'])

function counted(candidate: Candidate, leaf: Leaf): Value {
  const number = numberOf(candidate)
  if (isValue(number)) return number
  const { value, quantity = {} } = number
  if (quantity.comparator !== undefined)
    return refused(
      'comparator_not_accepted',
      `has the comparator ${quoted(quantity.comparator)}, which is not accepted here`,
    )
  const unit = quantity.code ?? quantity.unit
  if (unit !== undefined && unit.trim() !== '' && !WITHOUT_UNIT.has(unit.trim()))
    return refused(
      'unit_not_accepted',
      `has the unit ${quoted(unit)}. Accepted: ${[...WITHOUT_UNIT].join(', ')}, or none`,
    )
  const isGrade = leaf.options.length > 0
  return isGrade && !leaf.options.includes(value)
    ? refused('value_not_coded', `is ${quoted(value)}, which is none of the grades`)
    : given(value)
}

function stated(candidate: Candidate): Value {
  const { valueBoolean } = candidate.node
  if (valueBoolean !== undefined) return given(valueBoolean)
  return hasValue(candidate.node as Node) ? refused('value_not_coded', 'is no valueBoolean') : NONE
}

const CODED: Readonly<Record<string, string>> = {
  [`${SNOMED}|10828004`]: 'positive',
  [`${SNOMED}|260385009`]: 'negative',
  [`${INTERPRETATION}|POS`]: 'positive',
  [`${INTERPRETATION}|NEG`]: 'negative',
}
const TEXTS: Readonly<Record<string, string>> = {
  positive: 'positive',
  reactive: 'positive',
  detected: 'positive',
  negative: 'negative',
  'non-reactive': 'negative',
  nonreactive: 'negative',
  'not detected': 'negative',
}

function coded(candidate: Candidate, leaf: Leaf): Value {
  const node = candidate.node as Node
  if (
    leaf.options.some((option) => typeof option === 'number') &&
    node.valueString === undefined &&
    node.valueCodeableConcept === undefined
  )
    return counted(candidate, leaf)
  const { valueCodeableConcept: concept, valueString, interpretation = [] } = node
  const isAbsent = !hasValue(node)
  if (isAbsent && interpretation.length === 0) return NONE
  const found = concept
    ? optionOf(concept, leaf)
    : isAbsent
      ? optionOfAll(interpretation, leaf)
      : valueString === undefined
        ? undefined
        : ofText(valueString, leaf)
  if (found === undefined)
    return refused('value_not_coded', `has a value that is none of ${leaf.options.map(String).join(', ')}`)
  if (!isAbsent && interpretation.some((each) => isOther(optionOf(each, leaf), found)))
    return refused('value_contradicted', 'has a value and an interpretation that say opposite things')
  const { only } = candidate.entry
  if (only !== undefined && found.option !== only)
    return refused(
      'value_not_coded',
      `says ${found.option} under a code that does not tell of what; ${only} alone is read`,
    )
  return given(
    found.option,
    found.isText
      ? [
          {
            code: 'value_text_only',
            message: `the value was read from the text ${quoted(valueString ?? concept?.text)}`,
          },
        ]
      : [],
  )
}

interface Option {
  readonly option: string | number
  readonly isText: boolean
}

function optionOf(concept: Concept, leaf: Leaf): Option | undefined {
  const found = new Set<string | number>()
  for (const { system = '', code = '' } of concept.coding ?? []) {
    const known = CODED[`${systemOf(system)}|${code}`]
    if (known !== undefined && leaf.options.includes(known)) found.add(known)
    if (system !== LOCAL) continue
    const local = leaf.options.find((option) => code === String(option) || code === `${leaf.name}.${option}`)
    if (local !== undefined) found.add(local)
  }
  const [option] = found
  if (found.size > 1) return undefined
  const said = concept.text === undefined ? undefined : ofText(concept.text, leaf)
  if (option !== undefined) return isOther(said, { option }) ? undefined : { option, isText: false }
  // Codes that are not known may say more than the text beside them.
  return (concept.coding ?? []).length === 0 ? said : undefined
}

const isOther = (a: Option | undefined, b: Pick<Option, 'option'>): boolean => a !== undefined && a.option !== b.option

function optionOfAll(concepts: readonly Concept[], leaf: Leaf): Option | undefined {
  const found = concepts.map((concept) => optionOf(concept, leaf))
  const [first] = found
  return found.every((each) => each?.option === first?.option) ? first : undefined
}

/** Texts that are read as a value of a coded field; any other is refused, whatever it says. */
export const textsOf = ({ kind, options }: Leaf): readonly string[] =>
  kind === 'code'
    ? [...options.map(String), ...Object.keys(TEXTS).filter((text) => options.includes(TEXTS[text] ?? ''))]
    : []

function ofText(text: string, leaf: Leaf): Option | undefined {
  const trimmed = text.trim()
  const own =
    leaf.options.find((option) => option === trimmed) ?? leaf.options.find((option) => String(option) === trimmed)
  const option = own ?? TEXTS[trimmed.toLowerCase()]
  return option !== undefined && leaf.options.includes(option) ? { option, isText: true } : undefined
}
