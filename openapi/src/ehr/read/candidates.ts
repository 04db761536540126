/** Observations, and components of them, whose code is that of a field (ehr S1 to S4, S15). */
import type { Codes, Match } from '../codes/codes.js'
import type { CodeEntry } from '../codes/schema.js'
import { LOCAL } from '../codes/systems.js'
import type { Held } from './collect.js'
import { type Issue, malformed, type Note, quoted } from './issue.js'
import { type Modifier, modifierOf, whyModified } from './modified.js'
import { type Component, type Observation, observations } from './resources.js'
import { isSameReference, type Subjects } from './subjects.js'
import { type Time, timeOf } from './time.js'

/** Something that may be the value of a field. */
export interface Candidate {
  readonly field: string
  readonly entry: CodeEntry
  /** What holds the value: the Observation, or a component of it. */
  readonly node: Observation | Component
  readonly whole: Observation
  readonly expression: string
  /** How it is cited: absolute where it has an address, none without an id. */
  readonly reference: string | undefined
  readonly subject: string | undefined
  readonly time: Time | undefined
  readonly isPreliminary: boolean
}

export interface Found {
  readonly candidates: readonly Candidate[]
  readonly issues: readonly Issue[]
  readonly notes: readonly Note[]
}

interface Search {
  readonly codes: Codes
  /** Fields that are asked for. */
  readonly fields: ReadonlySet<string>
  readonly subjects: Subjects
  /** Slugs of scores: their components are copies of inputs with another day. */
  readonly scores: ReadonlySet<string>
}

export function findCandidates(held: readonly Held[], search: Search): Found {
  const found = { candidates: [] as Candidate[], issues: [] as Issue[], notes: [] as Note[] }
  for (const each of held) {
    if (each.type !== 'Observation') continue
    const places = placesOf(each, search)
    if (places.length > 0) add(each, places, search, found)
  }
  return found
}

interface Place {
  readonly match: readonly Match[]
  readonly component: number | undefined
}

interface Coded {
  readonly code?: { readonly coding?: unknown } | undefined
}

function placesOf({ resource }: Held, search: Search): readonly Place[] {
  const match = matchesOf(resource as Coded, search)
  const own = match.length > 0 ? [{ match, component: undefined }] : NOWHERE
  const { component } = resource
  if (!Array.isArray(component) || isScore(resource as Coded, search)) return own
  const places: Place[] = [...own]
  component.forEach((each: unknown, i) => {
    const inside = matchesOf(each as Coded, search)
    if (inside.length > 0) places.push({ match: inside, component: i })
  })
  return places
}

const NOWHERE: readonly Place[] = []
const NO_MATCH: readonly Match[] = []

/** Codings as they were sent: one may be null, or no object. */
const codingsOf = (coded: Coded | null | undefined): readonly ({ system?: unknown; code?: unknown } | null)[] => {
  const list = coded?.code?.coding
  return Array.isArray(list) ? list : []
}

/** Each field once, by the first of its codes. */
function matchesOf(coded: Coded | null, { codes, fields }: Search): readonly Match[] {
  let found: Match[] | undefined
  for (const coding of codingsOf(coded)) {
    const { system, code } = coding ?? {}
    if (typeof system !== 'string' || typeof code !== 'string') continue
    for (const match of codes.matches(system, code)) {
      if (!fields.has(match.field) || found?.some(({ field }) => field === match.field)) continue
      found ??= []
      found.push(match)
    }
  }
  return found ?? NO_MATCH
}

const isScore = (coded: Coded, { scores }: Search): boolean =>
  codingsOf(coded).some((coding) => coding?.system === LOCAL && scores.has(String(coding.code)))

interface Finding {
  readonly candidates: Candidate[]
  readonly issues: Issue[]
  readonly notes: Note[]
}

const NOT_THERE: ReadonlySet<unknown> = new Set(['cancelled', 'entered-in-error'])
const USED: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected'])
const PRELIMINARY: ReadonlySet<unknown> = new Set(['preliminary', 'registered'])

function add(held: Held, places: readonly Place[], search: Search, found: Finding): void {
  const { expression } = held
  if (NOT_THERE.has(held.resource['status'])) return
  const read = observations.read(held.resource)
  if (!isObservation(read)) {
    for (const path of read.slice(0, MOST_FAULTS))
      found.issues.push(malformed('wrong_value_type', TYPE_FAULT, `${expression}${path.map(step).join('')}`))
    return
  }
  const reference = referenceOf(held)
  const about = reference ?? expression
  const pointer = (): string => pointerOf(places[0]?.match[0]?.field ?? '')
  const { status } = read
  if (status === undefined) {
    found.issues.push(malformed('status_missing', `${about} ${STATUS_FAULT}`, `${expression}.status`))
    return
  }
  const unused = whyUnused(read)
  if (unused !== undefined) {
    found.notes.push({ code: unused.code, pointer: pointer(), message: `${about} is not used: ${unused.why}` })
    return
  }
  const time = effectiveOf(read)
  if (time === 'unreadable') {
    found.issues.push(malformed('wrong_value_type', `${about} ${TIME_FAULT}`, `${expression}.effective`))
    return
  }
  const isPreliminary = PRELIMINARY.has(status)
  if (isPreliminary)
    found.notes.push({
      code: 'observation_preliminary',
      pointer: pointer(),
      message: `${about} is ${status}, so the result is preliminary.`,
    })
  const subject = search.subjects.keyOf(read.subject, held)
  addPlaces({ whole: read, expression, reference, subject, time, isPreliminary }, places, found)
}

type Shared = Omit<Candidate, 'field' | 'entry' | 'node'>

/** The values of one Observation: its own, and those of its components. */
function addPlaces(shared: Shared, places: readonly Place[], found: Finding): void {
  const { whole: read, expression, reference, subject, time, isPreliminary } = shared
  const about = reference ?? expression
  for (const { match, component } of places) {
    const place = component === undefined ? expression : `${expression}.component[${component}]`
    const node: Observation | Component = component === undefined ? read : (read.component?.[component] as Component)
    const modifier = node === read ? undefined : modifierOf(node)
    if (modifier !== undefined) {
      found.notes.push(notUsed(match, `component[${component}] of ${about}`, modifier))
      continue
    }
    const ambiguous = ambiguity(match)
    if (ambiguous) found.issues.push({ ...ambiguous, text: `${about} ${ambiguous.text}`, expression: `${place}.code` })
    else
      for (const { field, entry } of match)
        found.candidates.push({
          field,
          entry,
          node,
          whole: read,
          expression: place,
          reference,
          subject,
          time,
          isPreliminary,
        })
  }
}

const notUsed = (match: readonly Match[], what: string, modifier: Modifier): Note => ({
  code: 'observation_modified',
  pointer: pointerOf(match[0]?.field ?? ''),
  message: `${what} is not used: ${whyModified(modifier)}`,
})

const TYPE_FAULT = 'This is not what FHIR R4 says. Send the member with its type, or leave it out.'
const STATUS_FAULT = 'has no status, so that it cannot be known whether it is valid. Send Observation.status.'
const TIME_FAULT = 'has a time that is none of FHIR (one effective[x]; with a time of day, a time zone is needed).'
const MOST_FAULTS = 20

const isObservation = (read: Observation | readonly (readonly PropertyKey[])[]): read is Observation =>
  !Array.isArray(read)

const step = (part: PropertyKey): string => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)

/** What makes an Observation say something else than its code and value. */
function whyUnused(read: Observation): { readonly code: string; readonly why: string } | undefined {
  const { status, focus } = read
  const modifier = modifierOf(read)
  if (modifier !== undefined) return { code: 'observation_modified', why: whyModified(modifier) }
  if (focus !== undefined && focus.length > 0 && !isOnSubject(read))
    return { code: 'observation_of_other_focus', why: 'its focus is not the patient.' }
  if (status === 'unknown') return { code: 'observation_status_unknown', why: 'its status is unknown.' }
  if (!USED.has(status) && !PRELIMINARY.has(status))
    return { code: 'observation_status_unknown', why: `its status ${quoted(status)} is none of R4.` }
  return undefined
}

const isOnSubject = ({ focus = [], subject }: Observation): boolean =>
  subject?.reference !== undefined &&
  focus.every(({ reference }) => reference !== undefined && isSameReference(reference, subject.reference ?? ''))

function ambiguity(match: readonly Match[]): Issue | undefined {
  if (match.length < 2) return undefined
  const names = match.map(({ field }) => field)
  const last = new Set(names.map((name) => name.split('.').at(-1)))
  if (last.size < 2) return undefined
  return {
    status: 422,
    type: 'conflict',
    code: 'code_ambiguous',
    text: `has codes of several fields: ${names.join(', ')}. Which was measured cannot be known; send one Observation for each.`,
    field: names[0],
  }
}

function effectiveOf(read: Observation): Time | undefined | 'unreadable' {
  const { effectiveDateTime, effectiveInstant, effectivePeriod, effectiveTiming, issued } = read
  const given = [effectiveDateTime, effectiveInstant, effectivePeriod, effectiveTiming]
  let kinds = 0
  for (const time of given) if (time !== undefined) kinds++
  if (kinds > 1) return 'unreadable'
  // Several times: neither one of them nor the day of the report is that of the value.
  if (effectiveTiming !== undefined) return undefined
  const written = effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.end ?? effectivePeriod?.start ?? issued
  return written === undefined ? undefined : (timeOf(written) ?? 'unreadable')
}

/** Absolute where there is an address, else `Type/id`. */
export function referenceOf({ resource, type, fullUrl }: Held): string | undefined {
  if (fullUrl !== undefined && /^(?:https?:\/\/|urn:)\S{1,500}$/.test(fullUrl)) return fullUrl
  const { id } = resource
  return typeof id === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(id) ? `${type}/${id}` : undefined
}

export const pointerOf = (field: string): string => (field === '' ? '' : `/${field.replaceAll('.', '/')}`)
