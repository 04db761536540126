/**
 * Resources as they go to our server: what reading looks at and nothing else. The rest stays in the page: bodies are limited, and it is
 * nobody's business. A member that is not what FHIR says becomes null, so that it is refused as it would have been.
 */
import type { RecordEntry, Resource } from './record.js'
import { ownReference } from './smart.js'

type Loose = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Strip = (value: unknown) => unknown

const text: Strip = (value) => (typeof value === 'string' ? value : null)
/** That it is there changes the meaning; what it says does not matter. */
const presence: Strip = () => []
/** Beside a value it contradicts it, whatever it says. */
const reason: Strip = (value) => (isObject(value) ? {} : null)
const number: Strip = (value) => (typeof value === 'number' ? value : null)
const boolean: Strip = (value) => (typeof value === 'boolean' ? value : null)
const listOf =
  (strip: Strip): Strip =>
  (value) =>
    Array.isArray(value) ? value.map(strip) : null
const object =
  (members: Readonly<Record<string, Strip>>): Strip =>
  (value) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(members).flatMap(([name, strip]) => (name in value ? [[name, strip(value[name])]] : [])),
        )
      : null

const codings = listOf(object({ system: text, code: text }))
const concept = object({ coding: codings })
const quantity = object({ value: number, comparator: text, unit: text, system: text, code: text })
const ranges = listOf(
  object({
    high: object({ value: number, comparator: text, unit: text, code: text }),
    type: object({ coding: listOf(object({ code: text })) }),
    modifierExtension: presence,
  }),
)

/** A text only where it is one that is read as a value. */
const wordOf =
  (words: ReadonlySet<string>): Strip =>
  (value) =>
    typeof value === 'string' && !words.has(value.trim().toLowerCase()) ? '' : text(value)

/** Coded values: a text that is a value, too, may contradict the codes beside it. */
const codedOf = (words: ReadonlySet<string>): Strip => object({ coding: codings, text: wordOf(words) })

/** Values, their codes and limits: of an Observation, or of a component. Of a value of another type only that it is there. */
function valued(node: Loose, words: ReadonlySet<string>): Loose {
  const coded = codedOf(words)
  const known: Readonly<Record<string, Strip>> = {
    valueQuantity: quantity,
    valueInteger: number,
    valueBoolean: boolean,
    valueCodeableConcept: coded,
    valueString: wordOf(words),
    // Read in place of a coded value.
    ...(words.size > 0 ? { interpretation: listOf(coded) } : {}),
    referenceRange: ranges,
    modifierExtension: presence,
    dataAbsentReason: reason,
    code: concept,
  }
  const others = Object.keys(node).filter((name) => /^value[A-Z]/.test(name) && !(name in known))
  return {
    ...(object(known)(node) as Loose),
    ...Object.fromEntries(others.map((name) => [name, {}])),
  }
}

const OF_OBSERVATION = object({
  resourceType: text,
  id: text,
  status: text,
  effectiveDateTime: text,
  effectiveInstant: text,
  effectivePeriod: object({ start: text, end: text }),
  effectiveTiming: reason,
  issued: text,
  meta: object({ lastUpdated: text, versionId: text }),
  implicitRules: () => '',
})

/** Where an Observation was asked for: the server, its patient, and the identifiers that this patient has there. */
export interface Place {
  readonly server: string
  readonly patient: string
  readonly identifiers: ReadonlySet<string>
}

/** Identifiers of a Patient, each as one text. */
export const identifiersOf = (patient: Resource | undefined): ReadonlySet<string> =>
  new Set((Array.isArray(patient?.['identifier']) ? patient['identifier'] : []).flatMap((each) => nameOf(each) ?? []))

function nameOf(identifier: unknown): string | undefined {
  const { system, value } = isObject(identifier) ? identifier : {}
  return typeof value === 'string' && value !== '' ? `${String(system ?? '')}|${value}` : undefined
}

/** Whether an Observation names a patient of another server, or one by an identifier that the patient has not. */
export function isOfOtherPatient({ subject }: Resource, { server, identifiers }: Place): boolean {
  if (!isObject(subject)) return false
  const { reference, identifier } = subject
  if (typeof reference === 'string' && reference !== '') return ownReference(server, reference) === undefined
  const name = nameOf(identifier)
  return name !== undefined && !identifiers.has(name)
}

/** The reference alone, without the name that may stand beside it; an identifier becomes the reference that it stands for. */
function subjectOf(subject: unknown, { patient }: Place): unknown {
  if (!isObject(subject)) return null
  const { reference, identifier, type } = subject
  if (reference !== undefined && reference !== '')
    return { reference: text(reference), ...(type === undefined ? {} : { type: text(type) }) }
  return nameOf(identifier) === undefined ? {} : { reference: `Patient/${patient}` }
}

/** Whom else a value is about stays here; that it is not the subject is told. */
const focusOf = (subject: unknown, { server }: Place): Strip => {
  const own = (value: unknown): string | undefined =>
    isObject(value) && typeof value['reference'] === 'string' ? ownReference(server, value['reference']) : undefined
  return listOf((each) => {
    if (!isObject(each)) return null
    const reference = own(each)
    return reference !== undefined && reference === own(subject) ? { reference: each['reference'] } : {}
  })
}

/** `words`: texts that the fields it was found for read as values. */
export function strippedObservation(
  { fullUrl, resource }: RecordEntry,
  place: Place,
  words: Iterable<string>,
): RecordEntry {
  const read = new Set([...words].map((word) => word.toLowerCase()))
  const { subject, focus, component } = resource
  const kept: Loose = {
    ...(OF_OBSERVATION(resource) as Loose),
    ...valued(resource, read),
    ...('subject' in resource ? { subject: subjectOf(subject, place) } : {}),
    ...('focus' in resource ? { focus: focusOf(subject, place)(focus) } : {}),
    ...('component' in resource
      ? { component: listOf((each) => (isObject(each) ? valued(each, read) : null))(component) }
      : {}),
  }
  return { ...(fullUrl === undefined ? {} : { fullUrl }), resource: kept as Resource }
}

/** The one extension of a Patient that is read. */
const SEX = 'http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse'
const sexParts = listOf(object({ url: text, valueCodeableConcept: object({ coding: listOf(object({ code: text })) }) }))
const OF_PATIENT = object({
  resourceType: text,
  id: text,
  birthDate: text,
  gender: text,
  active: boolean,
  deceasedBoolean: boolean,
  // That it is there says it.
  deceasedDateTime: () => '',
  link: listOf(object({ type: text })),
  modifierExtension: presence,
  implicitRules: () => '',
})

export function strippedPatient(patient: Resource): Resource {
  const all = Array.isArray(patient['extension']) ? patient['extension'].filter(isObject) : []
  const extension = all
    .filter(({ url }) => url === SEX)
    .map(({ extension: parts }) => ({
      url: SEX,
      // When and why it was recorded is not read.
      extension: sexParts(
        Array.isArray(parts) ? parts.filter((part) => isObject(part) && part['url'] === 'value') : [],
      ),
    }))
  return { ...(OF_PATIENT(patient) as Loose), ...(extension.length > 0 ? { extension } : {}) } as unknown as Resource
}
