/** Opens what was sent as `record`: resources, and Bundles of them within one another. */
import { type Issue, malformed, type Note, notUnderstood, quoted } from './issue.js'
import { modifierOf, whyModified } from './modified.js'
import { compareTimes, timeOf } from './time.js'

/** A resource with the place where it was found. */
export interface Held {
  readonly resource: Readonly<Record<string, unknown>>
  readonly type: string
  /** FHIRPath into what was sent. */
  readonly expression: string
  readonly fullUrl: string | undefined
}

/** Resources are gathered up to this many; nested Bundles to this depth. */
const MOST_RESOURCES = 10_000
const DEEPEST_BUNDLE = 4

const READ: ReadonlySet<unknown> = new Set([
  'collection',
  'searchset',
  'document',
  'message',
  'history',
  'batch-response',
  'transaction-response',
])

export class Collection {
  readonly issues: Issue[] = []
  /** Entries that are not read. */
  readonly notes: Note[] = []
  readonly #held: Held[] = []
  readonly #passedOver = new Set<string>()
  readonly #deleted = new Set<string>()
  readonly #read: ReadonlySet<string>
  #seen = 0

  constructor(read: ReadonlySet<string>) {
    this.#read = read
  }

  /** What is there, whatever was deleted before or after it in what was sent. */
  get held(): readonly Held[] {
    if (this.#deleted.size === 0) return this.#held
    return this.#held.filter(
      ({ resource: { id }, type }) => typeof id !== 'string' || !this.#deleted.has(`${type}/${id}`),
    )
  }

  /** Types of resources that were passed over. */
  get passedOver(): readonly string[] {
    return [...this.#passedOver]
  }

  add(value: unknown, expression: string, fullUrl?: string, depth = 0): void {
    if (this.#isOneTooMany()) return
    if (!isResource(value)) {
      this.issues.push(malformed('not_a_resource', 'This is no FHIR resource: it has no resourceType.', expression))
      return
    }
    const { resourceType: type } = value
    if (type === 'Bundle') this.#open(value, expression, depth + 1)
    else if (this.#read.has(type)) this.#held.push({ resource: value, type, expression, fullUrl })
    else this.#passedOver.add(type.slice(0, LONGEST_TYPE))
  }

  #isOneTooMany(): boolean {
    this.#seen++
    if (this.#seen === MOST_RESOURCES + 1) this.issues.push(TOO_MANY)
    return this.#seen > MOST_RESOURCES
  }

  #open(bundle: Readonly<Record<string, unknown>>, expression: string, depth: number): void {
    const { type, entry: entries = [] } = bundle
    const modifier = modifierOf(bundle)
    if (modifier !== undefined) {
      this.issues.push(notUnderstood('A Bundle', whyModified(modifier), expression))
      return
    }
    if (depth > DEEPEST_BUNDLE) {
      this.issues.push({ ...TOO_MANY, text: `Bundles stand in one another deeper than ${DEEPEST_BUNDLE} levels.` })
      return
    }
    if (type === 'batch' || type === 'transaction') {
      const text = `A Bundle of type ${type} asks to be carried out, which is not done here. Send a collection or the answer of a search.`
      this.issues.push(malformed('bundle_is_a_request', text, `${expression}.type`))
      return
    }
    if (!READ.has(type) || !Array.isArray(entries)) {
      const text = `A Bundle has a type of R4, such as collection or searchset, and a list of entries; the type here is ${quoted(type ?? '')}.`
      this.issues.push(malformed('not_a_resource', text, expression))
      return
    }
    if (type === 'history') this.#forget(entries)
    if (hasMore(bundle) && !isNewestFirst(entries)) this.issues.push(moreUnsorted(expression))
    entries.forEach((entry: unknown, i) => {
      const place = `${expression}.entry[${i}]`
      if (!isObject(entry)) {
        if (this.#isOneTooMany()) return
        this.issues.push(malformed('not_a_resource', 'An entry of a Bundle is an object.', place))
        return
      }
      const { resource, search, fullUrl } = entry
      if (resource === undefined || (isObject(search) && search['mode'] === 'outcome')) return
      const modifier = modifierOf(entry)
      if (modifier !== undefined) {
        if (this.#isOneTooMany()) return
        const message = `${place} is not used: ${whyModified(modifier)}`
        this.notes.push({ code: 'entry_modified', pointer: '', message })
        return
      }
      this.add(resource, `${place}.resource`, typeof fullUrl === 'string' ? fullUrl : undefined, depth)
    })
  }

  /** What a history says was deleted is not there any more. */
  #forget(entries: readonly unknown[]): void {
    for (const entry of entries) {
      if (!isObject(entry) || !isObject(entry['request'])) continue
      const { method, url } = entry['request']
      if (method === 'DELETE' && typeof url === 'string')
        this.#deleted.add(url.replace(/^.*\/(?=[A-Za-z]+\/[^/]+$)/, ''))
    }
  }
}

/** Whether it is a page of a search after which others come. */
const hasMore = ({ type, link }: Readonly<Record<string, unknown>>): boolean =>
  type === 'searchset' &&
  Array.isArray(link) &&
  link.some((each: unknown) => isObject(each) && each['relation'] === 'next')

/** Whether no Observation is later than one before it, as far as their times can be read. */
function isNewestFirst(entries: readonly unknown[]): boolean {
  const times = entries.flatMap((entry) => {
    const resource = isObject(entry) ? entry['resource'] : undefined
    if (!isResource(resource) || resource.resourceType !== 'Observation') return []
    return timeOf(resource['effectiveDateTime'] ?? resource['effectiveInstant']) ?? []
  })
  return times.every((time, i) => {
    const before = times[i - 1]
    return before === undefined || compareTimes(time, before) <= 0
  })
}

const moreUnsorted = (expression: string): Issue => ({
  status: 422,
  type: 'value',
  code: 'search_incomplete',
  text: 'This page of a search is not sorted by date, newest first, and others come after it: a newer value may stand on them. Send all pages, or those of a search with _sort=-date.',
  expression: `${expression}.link`,
})

const TOO_MANY: Issue = {
  status: 413,
  type: 'too-costly',
  code: 'too_many_resources',
  text: `There are more than ${MOST_RESOURCES} resources. Send those of the fields that the operation reads.`,
}

/** No type of FHIR has a longer name. */
const LONGEST_TYPE = 40

type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string }

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isResource = (value: unknown): value is Resource =>
  isObject(value) && typeof value['resourceType'] === 'string' && /^[A-Za-z]+$/.test(value['resourceType'])
