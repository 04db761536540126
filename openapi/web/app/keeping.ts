/** Visits that the user keeps: in a file, or on this device where that was asked for. Nothing is kept otherwise. */

export interface KeptVisit {
  readonly date: string
  /** As the form holds it. */
  readonly values: Readonly<Record<string, string>>
}

const KIND = 'activity-scores-visits'
const DATABASE = 'activity-scores'
const STORE = 'visits'
const LARGEST_FILE = 5_000_000
const MOST_VISITS = 1000

export function saveFile(name: string, visits: readonly KeptVisit[]): void {
  const text = JSON.stringify({ kind: KIND, visit: name, visits }, null, 1)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = `visits-${name}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Nothing where it is not such a file. */
export async function readFile(name: string, file: Blob): Promise<readonly KeptVisit[] | undefined> {
  try {
    if (file.size > LARGEST_FILE) return undefined
    const read = JSON.parse(await file.text()) as { kind?: unknown; visit?: unknown; visits?: unknown }
    const isOurs = read.kind === KIND && read.visit === name && Array.isArray(read.visits)
    const visits = isOurs ? (read.visits as unknown[]) : []
    return isOurs && visits.length <= MOST_VISITS && visits.every(isKept) ? (visits as KeptVisit[]) : undefined
  } catch {
    return undefined
  }
}

function isKept(value: unknown): boolean {
  const { date, values } = (value ?? {}) as { date?: unknown; values?: unknown }
  return (
    typeof date === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(date) &&
    !Number.isNaN(Date.parse(date)) &&
    typeof values === 'object' &&
    values !== null &&
    Object.values(values).every((text) => typeof text === 'string')
  )
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
  return (await done(opening)).transaction(STORE, mode).objectStore(STORE)
}

/** This tab, among others of the same page. */
const TAB = String(Math.random())
const ownerOf = (name: string): string => `${name} tab`

/** False, and nothing is kept, where another tab has taken the keeping over, or it was erased there. */
export async function keepHere(name: string, visits: readonly KeptVisit[]): Promise<boolean> {
  const all = await store('readwrite')
  if ((await done(all.get(ownerOf(name)))) !== TAB) return false
  await done(all.put(visits, name))
  return true
}

/** From here on this tab keeps: what was kept before, or else, at once, what is given. */
export async function takeOver(name: string, visits: readonly KeptVisit[]): Promise<readonly KeptVisit[] | undefined> {
  const all = await store('readwrite')
  await done(all.put(TAB, ownerOf(name)))
  const kept = (await done(all.get(name))) as readonly KeptVisit[] | undefined
  if (kept === undefined) await done(all.put(visits, name))
  return kept
}

/** Looks without making anything where nothing was ever kept. */
export async function isKeptHere(name: string): Promise<boolean> {
  const all = await indexedDB.databases()
  if (!all.some((each) => each.name === DATABASE)) return false
  return (await done((await store('readonly')).get(name))) !== undefined
}

export const eraseHere = async (): Promise<unknown> => done((await store('readwrite')).clear())
