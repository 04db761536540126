/** Reads of a record what a choice of instruments takes: a search for each field, page by page, up to a bound. */
import { t } from '../forms/page.js'
import type { RecordEntry, Resource } from '../model/record.js'
import { isGranted, type ReadOf } from '../model/smart.js'
import type { Session } from './session.js'
import { Trouble, troubleOf } from './waiting.js'

/** Observations that are asked for at once, of each field; the newest with a value is usually the first. */
const PER_PAGE = 50
const MOST_PAGES = 4
/** Of a field that counts once, those that are looked through; of visits, all that were read. */
const MOST_OF_ONE = 10
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
  const kept = new Kept()
  const canRead = isGranted(session.scope, 'Observation', 's') || isGranted(session.scope, 'Observation', 'r')
  if (!canRead) gaps.push(t('smart.noScopeObservation'))
  const all = canRead ? searchesOf(reads) : []
  const found = await inTurn(all, (search) => searched(session, search))
  const missed = new Map<string, string[]>()
  for (const [i, { entries, isCut, why }] of found.entries()) {
    const { names = [], keepsAll = true } = all[i] ?? {}
    if (why !== undefined) missed.set(why, [...(missed.get(why) ?? []), ...names])
    else if (isCut) gaps.push(t('smart.cut', { field: names.join(', '), count: PER_PAGE * MOST_PAGES }))
    else kept.add(keepsAll ? entries : newest(entries), names)
  }
  for (const [why, names] of missed) gaps.push(t('smart.trouble', { what: names.join(', '), why }))
  return { patient, observations: kept.all(), originals: kept.originals, gaps }
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
      const before = this.#held.get(own) ?? { entry: trimmed(entry), fields: new Set() }
      for (const name of names) before.fields.add(name)
      this.#held.set(own, before)
    }
  }

  all(): readonly Held[] {
    return [...this.#held.values()].map(({ entry, fields }) => ({ ...entry, fields }))
  }
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
  const entries = objectsIn(answer['entry']).flatMap(({ fullUrl, resource }): readonly RecordEntry[] => {
    if (!isObject(resource) || resource['resourceType'] !== 'Observation') return []
    return [{ resource: resource as Resource, ...(typeof fullUrl === 'string' ? { fullUrl } : {}) }]
  })
  const next = objectsIn(answer['link']).find(({ relation }) => relation === 'next')?.['url']
  return { entries, next: typeof next === 'string' && next !== '' ? next : undefined }
}

interface Answered {
  readonly entries: readonly RecordEntry[]
  /** Whether there is more than was read, so that the newest may be among it. */
  readonly isCut: boolean
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
    return { entries: [], isCut: false, why: passable(error) }
  }
  return { entries, isCut: url !== undefined && !isNewestFirst(entries) }
}

/** The token goes to the FHIR server of the launch and nowhere else. */
function ownAddress(next: string, server: string): string {
  const url = URL.canParse(next, `${server}/`) ? new URL(next, `${server}/`) : undefined
  if (url?.origin !== new URL(server).origin) throw new Trouble(t('smart.linkElsewhere'), UNREADABLE)
  return url.href
}

/** By the clock; nothing where there is no time, or none that is read. */
function momentOf(resource: Resource): number | undefined {
  const period = isObject(resource['effectivePeriod']) ? resource['effectivePeriod'] : {}
  const written =
    resource['effectiveDateTime'] ??
    resource['effectiveInstant'] ??
    period['end'] ??
    period['start'] ??
    resource['issued']
  const moment = typeof written === 'string' ? Date.parse(written) : Number.NaN
  return Number.isNaN(moment) ? undefined : moment
}

const DAY_MS = 86_400_000

/** Whole days overlap: what is less than a day out of order is in order. */
function isNewestFirst(entries: readonly RecordEntry[]): boolean {
  const moments = entries.map(({ resource }) => momentOf(resource))
  return moments.every((moment, i) => {
    const before = moments[i - 1]
    return moment !== undefined && (i === 0 || (before !== undefined && moment <= before + DAY_MS))
  })
}

/** Those that may count: without a time, and the newest, with all of the day of the last of them. */
function newest(entries: readonly RecordEntry[]): readonly RecordEntry[] {
  const moments = entries.map(({ resource }) => momentOf(resource))
  const sorted = moments.filter((moment) => moment !== undefined).sort((a, b) => b - a)
  const last = sorted[MOST_OF_ONE - 1] ?? Number.NEGATIVE_INFINITY
  return entries.filter((_, i) => (moments[i] ?? Number.POSITIVE_INFINITY) >= last - DAY_MS)
}

/** What reading looks at; the rest stays here: bodies are limited, and it is nobody's business. */
const READ =
  /^(?:resourceType|id|status|code|focus|effective[A-Z]\w*|issued|value[A-Z]\w*|dataAbsentReason|interpretation|referenceRange|component)$/

function trimmed({ fullUrl, resource }: RecordEntry): RecordEntry {
  const { meta, subject } = resource
  const kept: Loose = {
    ...Object.fromEntries(Object.entries(resource).filter(([member]) => READ.test(member))),
    ...(isObject(meta) ? { meta: only(meta, ['lastUpdated', 'versionId']) } : {}),
    // Without the name that may stand beside it.
    ...(isObject(subject) ? { subject: only(subject, ['reference', 'type', 'identifier']) } : {}),
    // That it is there changes the meaning; what it says does not matter.
    ...('modifierExtension' in resource ? { modifierExtension: [] } : {}),
  }
  return { ...(fullUrl === undefined ? {} : { fullUrl }), resource: kept as Resource }
}

const only = (value: Loose, members: readonly string[]): Loose =>
  Object.fromEntries(Object.entries(value).filter(([member]) => members.includes(member)))
