/** Reads of a record what a choice of instruments takes: a search for each field, page by page, up to a bound. */
import { t } from '../forms/page.js'
import { newerThanTheRest, newestOf } from '../model/newest.js'
import type { RecordEntry, Resource } from '../model/record.js'
import { addressUnder, isGranted, type ReadOf } from '../model/smart.js'
import { identifiersOf, isOfOtherPatient, type Place, strippedObservation } from '../model/stripped.js'
import type { Session } from './session.js'
import { Trouble, troubleOf } from './waiting.js'

/** Observations that are asked for at once, of each field; the newest with a value is usually the first. */
const PER_PAGE = 50
const MOST_PAGES = 4
const SEARCHES_AT_ONCE = 4

/** An Observation with the fields for which it was found. */
interface Held extends RecordEntry {
  readonly fields: ReadonlySet<string>
}

export interface ReadRecord {
  readonly patient: Resource | undefined
  readonly observations: readonly Held[]
  /** As they came, by reference: what is shown beside a value. */
  readonly originals: ReadonlyMap<string, Resource>
  /** What could not be read, in words. */
  readonly gaps: readonly string[]
}

export async function readRecord(session: Session, reads: readonly ReadOf[]): Promise<ReadRecord> {
  const gaps: string[] = []
  const patient = await readPatient(session, gaps)
  const { server, patient: id } = session
  const place = { server, patient: id, identifiers: identifiersOf(patient) }
  const kept = new Kept()
  const canRead = isGranted(session.scope, 'Observation', 's') || isGranted(session.scope, 'Observation', 'r')
  if (!canRead) gaps.push(t('smart.noScopeObservation'))
  const all = canRead ? searchesOf(reads) : []
  const found = await inTurn(all, (search) => searched(session, search))
  const missed = new Map<string, string[]>()
  for (const [i, { entries, isCut, count, why }] of found.entries()) {
    const { names = [], keepsAll = true } = all[i] ?? {}
    // What is not used stops the page, too: whose record is this?
    if (entries.some(({ resource }) => isOfOtherPatient(resource, place))) throw new Trouble(t('smart.subjects'))
    const used = isCut ? newerThanTheRest(entries) : entries
    if (why !== undefined) missed.set(why, [...(missed.get(why) ?? []), ...names])
    else if (isCut && used.length === 0) gaps.push(t('smart.cut', { field: names.join(', '), count }))
    else kept.add(keepsAll ? used : newestOf(used), names)
  }
  for (const [why, names] of missed) gaps.push(t('smart.trouble', { what: names.join(', '), why }))
  return { patient, observations: kept.all(place, textsIn(reads)), originals: kept.originals, gaps }
}

/** Each Observation once, whatever it was found for. */
class Kept {
  readonly originals = new Map<string, Resource>()
  readonly #held = new Map<string, { readonly entry: RecordEntry; readonly fields: Set<string> }>()

  add(entries: readonly RecordEntry[], names: readonly string[]): void {
    for (const entry of entries) {
      const { fullUrl, resource } = entry
      const own = `Observation/${typeof resource.id === 'string' ? resource.id : this.#held.size}`
      for (const reference of [own, fullUrl ?? own]) this.originals.set(reference, resource)
      const before = this.#held.get(own) ?? { entry, fields: new Set() }
      for (const name of names) before.fields.add(name)
      this.#held.set(own, before)
    }
  }

  /** As they go to our server. */
  all(place: Place, texts: ReadonlyMap<string, readonly string[]>): readonly Held[] {
    return [...this.#held.values()].map(({ entry, fields }) => {
      const words = [...fields].flatMap((name) => texts.get(name) ?? [])
      return { ...strippedObservation(entry, place, words), fields }
    })
  }
}

/** Texts that are read as values, by field. */
function textsIn(reads: readonly ReadOf[]): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>()
  for (const { name, texts } of reads.flatMap(({ fields }) => fields))
    all.set(name, [...(all.get(name) ?? []), ...texts])
  return all
}

async function readPatient(session: Session, gaps: string[]): Promise<Resource | undefined> {
  if (!isGranted(session.scope, 'Patient', 'r')) {
    gaps.push(t('smart.noScopePatient'))
    return undefined
  }
  try {
    const patient = ((await session.get(`Patient/${session.patient}`)) ?? {}) as Resource
    if (patient.resourceType !== 'Patient') throw new Trouble(t('smart.notFhir'), UNREADABLE)
    if (patient.id !== session.patient) throw new Trouble(t('smart.subjects'))
    return patient
  } catch (error) {
    gaps.push(t('smart.trouble', { what: t('smart.patient'), why: passable(error) }))
    return undefined
  }
}

/** As if the EHR had refused it. */
const UNREADABLE = 422

/** Why one thing could not be read while others may be; where nothing can, that is thrown. */
function passable(error: unknown): string {
  const { message, status } = troubleOf(error)
  if (status === 401) throw new Trouble(t('smart.signedOut'), status)
  if (status === undefined) throw new Trouble(message)
  return status === 403 ? t('smart.forbidden', { status }) : message
}

interface Search {
  readonly names: readonly string[]
  readonly codes: string
  /** Whether everything found counts: of several visits, or of several fields. */
  readonly keepsAll: boolean
}

/** Fields without a code but ours are looked for together: a form has dozens of them. */
const MOST_TOGETHER = 20

/** Two names of one analyte have the same codes but ours: each is a search of its own. */
function searchesOf(reads: readonly ReadOf[]): readonly Search[] {
  const all = new Map<string, { readonly name: string; keepsAll: boolean }>()
  for (const { fields, visits } of reads)
    for (const { name, search } of fields) {
      const keepsAll = (all.get(search)?.keepsAll ?? false) || visits > 1
      all.set(search, { name, keepsAll })
    }
  const entries = [...all]
  const alone = entries.filter(([codes]) => codes.includes(','))
  const ours = entries.filter(([codes]) => !codes.includes(','))
  const groups = Array.from({ length: Math.ceil(ours.length / MOST_TOGETHER) }, (_, i) =>
    ours.slice(i * MOST_TOGETHER, (i + 1) * MOST_TOGETHER),
  )
  return [
    ...alone.map(([codes, { name, keepsAll }]) => ({ names: [name], codes, keepsAll })),
    ...groups.map((group) => ({
      names: group.map(([, { name }]) => name),
      codes: group.map(([codes]) => codes).join(','),
      keepsAll: true,
    })),
  ]
}

/** A few at a time. */
async function inTurn<In, Out>(all: readonly In[], work: (each: In) => Promise<Out>): Promise<readonly Out[]> {
  const done: Out[] = []
  const waiting = all.entries()
  const worker = async (): Promise<void> => {
    for (const [i, each] of waiting) done[i] = await work(each)
  }
  await Promise.all(Array.from({ length: SEARCHES_AT_ONCE }, worker))
  return done
}

/** A search result, as far as it is one. */
interface Bundle {
  readonly entries: readonly RecordEntry[]
  readonly next: string | undefined
}

type Loose = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objectsIn = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** What is no Observation is passed over, such as a hint of the server. */
function bundleOf(answer: unknown): Bundle {
  if (!isObject(answer) || answer['resourceType'] !== 'Bundle') throw new Trouble(t('smart.notFhir'), UNREADABLE)
  const all = objectsIn(answer['entry'])
  // A modifier that is not known may turn what stands under it into something else, the newest value included.
  if ('implicitRules' in answer || all.some((entry) => 'modifierExtension' in entry))
    throw new Trouble(t('smart.notFhir'), UNREADABLE)
  const entries = all.flatMap(({ fullUrl, resource }): readonly RecordEntry[] => {
    if (!isObject(resource) || resource['resourceType'] !== 'Observation') return []
    return [{ resource: resource as Resource, ...(typeof fullUrl === 'string' ? { fullUrl } : {}) }]
  })
  const next = objectsIn(answer['link']).find(({ relation }) => relation === 'next')?.['url']
  return { entries, next: typeof next === 'string' && next !== '' ? next : undefined }
}

interface Answered {
  readonly entries: readonly RecordEntry[]
  /** Whether there is more than was read. */
  readonly isCut: boolean
  /** How many were read. */
  readonly count: number
  /** Why it could not be read. */
  readonly why?: string
}

async function searched(session: Session, { codes }: Search): Promise<Answered> {
  const query = new URLSearchParams({
    patient: session.patient,
    code: codes,
    _sort: '-date',
    _count: String(PER_PAGE),
  })
  let url: string | undefined = `Observation?${query}`
  const entries: RecordEntry[] = []
  try {
    for (let page = 0; url !== undefined && page < MOST_PAGES; page++) {
      const bundle = bundleOf(await session.get(url))
      entries.push(...bundle.entries)
      url = bundle.next === undefined ? undefined : ownAddress(bundle.next, session.server)
    }
  } catch (error) {
    return { entries: [], isCut: false, count: 0, why: passable(error) }
  }
  return { entries, isCut: url !== undefined, count: entries.length }
}

/** The token goes to the FHIR address of the launch and nowhere else. */
function ownAddress(next: string, server: string): string {
  const address = addressUnder(server, next)
  if (address === undefined) throw new Trouble(t('smart.linkElsewhere'), UNREADABLE)
  return address
}
