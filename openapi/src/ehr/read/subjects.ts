/** Whom resources are about: one patient in a call, or nothing is computed (ehr S3). */
import type { Held } from './collect.js'
import { type Issue, quoted } from './issue.js'
import type { Patient, Reference } from './resources.js'

const RELATIVE = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/

/** Resolves references to one spelling, `Patient/1`; which servers it was of is kept, since two of them have two patients of one id. */
export class Subjects {
  readonly #byUrl = new Map<string, string>()
  readonly #byIdentifier = new Map<string, string>()
  readonly #servers = new Map<string, Set<string>>()
  readonly #spellings = new Map<string, Spelling>()

  constructor(held: readonly Held[]) {
    for (const { resource, type, fullUrl } of held) {
      if (type !== 'Patient') continue
      const key = patientKey(resource as Patient, fullUrl)
      if (fullUrl !== undefined) this.#byUrl.set(fullUrl, key)
      for (const name of namesOf(resource['identifier'])) {
        const other = this.#byIdentifier.get(name)
        // Of two Patients with one identifier neither is known to be meant.
        this.#byIdentifier.set(name, other === undefined || other === key ? key : name)
      }
    }
  }

  /** The key of a reference of something that counts; nothing where it names nobody. */
  keyOf(reference: Reference | undefined, holder?: Held): string | undefined {
    const { reference: written = '', identifier, type } = reference ?? {}
    const named = identifier && nameOf(identifier)
    const ofName = named === undefined ? undefined : this.#byIdentifier.get(named)
    if (written === '') return ofName ?? named
    const key = written.startsWith('#') ? this.#contained(written, holder) : this.#resolved(written, holder)
    if (ofName !== undefined && ofName !== key) return `${key}, by identifier ${ofName}`
    const kind = type?.split('/').at(-1)
    return kind === undefined || kind === 'Patient' || key.startsWith(`${kind}/`) ? key : `${kind} ${key}`
  }

  /** Notes the server of a Patient that counts. */
  addPatient(key: string, fullUrl: string | undefined): void {
    if (fullUrl !== undefined) this.#note(key, serverOf(fullUrl))
  }

  /** Servers that a patient is of; more than one are as many patients. */
  serversOf(key: string): readonly string[] {
    return [...(this.#servers.get(key) ?? [])]
  }

  #resolved(written: string, holder: Held | undefined): string {
    const { key, isRelative } = this.#spelt(written)
    // A relative reference is of the server of its entry (R4, Bundle, 2.36.4).
    if (isRelative && holder?.fullUrl !== undefined) this.#note(key, serverOf(holder.fullUrl))
    return key
  }

  /** Looked at once for each spelling: the resources of a record name one patient. */
  #spelt(written: string): Spelling {
    const known = this.#spellings.get(written)
    if (known) return known
    const spelling = { key: this.#byUrl.get(written) ?? normalised(written), isRelative: !written.includes(':') }
    this.#spellings.set(written, spelling)
    if (!spelling.isRelative) this.#note(spelling.key, serverOf(written))
    return spelling
  }

  #note(key: string, server: string | undefined): void {
    if (server === undefined) return
    const servers = this.#servers.get(key)
    if (servers) servers.add(server)
    else this.#servers.set(key, new Set([server]))
  }

  /** `#p1` of one resource is not `#p1` of another: known by its identifier, else by its place. */
  #contained(written: string, holder: Held | undefined): string {
    const all = holder?.resource['contained']
    const list = (Array.isArray(all) ? all : []) as readonly ({ readonly [name: string]: unknown } | null)[]
    const inside = list.find((each) => each?.['id'] === written.slice(1))
    const kind = inside?.['resourceType'] ?? 'Patient'
    if (kind !== 'Patient') return `${String(kind)} ${written}`
    const [name] = namesOf(inside?.['identifier'])
    return name === undefined ? `${holder?.expression ?? ''}${written}` : (this.#byIdentifier.get(name) ?? name)
  }
}

interface Spelling {
  readonly key: string
  readonly isRelative: boolean
}

const namesOf = (identifiers: unknown): readonly string[] =>
  (Array.isArray(identifiers) ? identifiers : []).flatMap((each) => nameOf(each) ?? [])

function nameOf(identifier: unknown): string | undefined {
  const { system, value } = (identifier ?? {}) as { readonly system?: unknown; readonly value?: unknown }
  return typeof value === 'string' && value !== '' ? `identifier ${String(system ?? '')}|${value}` : undefined
}

const unversioned = (reference: string): string =>
  reference.includes('/_history/') ? reference.replace(/\/_history\/[^/]*$/, '') : reference

/** `http://x/fhir/Patient/1/_history/2` becomes `Patient/1`. */
function normalised(reference: string): string {
  const plain = unversioned(reference)
  return RELATIVE.exec(plain)?.[1] ?? plain
}

/** `http://x/fhir/Patient/1` is of `x/fhir`, whether it is asked by http or https; nothing where no server is named. */
function serverOf(reference: string): string | undefined {
  const plain = unversioned(reference)
  const scheme = /^https?:\/\//i.exec(plain)?.[0]
  const end = RELATIVE.exec(plain)?.index
  if (scheme === undefined || end === undefined || end < scheme.length) return undefined
  const [host = '', ...path] = plain.slice(scheme.length, end).split('/')
  return [host.toLowerCase(), ...path].join('/')
}

/** Whether two references are of one resource, as far as they tell. */
export function isSameReference(a: string, b: string): boolean {
  const [one, other] = [serverOf(a), serverOf(b)]
  return normalised(a) === normalised(b) && (one === undefined || other === undefined || one === other)
}

/** Of a Patient itself. */
export function patientKey({ id, identifier }: Patient, fullUrl: string | undefined): string {
  if (id !== undefined) return `Patient/${id}`
  if (fullUrl !== undefined) return normalised(fullUrl)
  return namesOf(identifier)[0] ?? 'a Patient without id'
}

/** A group, a device or a place has no score. */
export const isOfPatient = (key: string): boolean => !/^(?!Patient\/)[A-Z][A-Za-z]+[/ ]/.test(key)

export function conflictOf(subjects: ReadonlyMap<string, string>): Issue {
  const names = [...subjects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_NAMED)
    .map(([key, expression]) => `${quoted(key)} (${expression})`)
  return {
    ...CONFLICT,
    text: `The resources are about ${subjects.size} patients: ${names.join(', ')}. Send those of one patient, or name the one in "subject". ${RULE}`,
    expression: [...subjects.values()][1],
  }
}

const RULE = "One patient's data never enter another's result."
const CONFLICT = { status: 422, type: 'conflict', code: 'subject_conflict' } as const

/** One id on several servers, of whom nothing says that they are one patient. */
export function serversConflict(key: string, servers: readonly string[]): Issue {
  const names = [...servers].sort().slice(0, MOST_NAMED).map(quoted)
  const text = `${quoted(key)} is there of ${servers.length} servers: ${names.join(', ')}. One id on two servers is two patients. Send the resources of one server. ${RULE}`
  return { ...CONFLICT, text }
}

export function noPatient(key: string, expression: string): Issue {
  const text = `${quoted(key)} (${expression}) is no patient. Send resources whose subject is a Patient.`
  return { ...CONFLICT, text, expression }
}

const MOST_NAMED = 4
