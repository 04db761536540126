/** The state of the page: what was read, what of it is confirmed, and the form that it fills. */
import { type Signal, signal } from '@preact/signals'
import { Visit } from '../app/visit-state.js'
import { language, t } from '../forms/page.js'
import type { Entry } from '../model/catalogue.js'
import type { Values } from '../model/fields.js'
import {
  confirmedEntries,
  type Explained,
  NOT_LISTED,
  notUsed,
  type RecordEntry,
  type Resource,
  type Row,
  rowsOf,
} from '../model/record.js'
import type { SmartPlan } from '../model/smart.js'
import { strippedPatient } from '../model/stripped.js'
import type { VisitPlan } from '../model/visits.js'
import { type Asked, explain } from './operations.js'
import { type ReadRecord, readRecord } from './reading.js'
import type { Session } from './session.js'
import { Trouble, troubleOf } from './waiting.js'

type Phase =
  | { readonly name: 'reading' | 'ready' }
  /** This server asks who calls. */
  | { readonly name: 'key'; readonly status: number }
  /** Nothing could be read now. */
  | { readonly name: 'trouble'; readonly why: string }
  /** Nothing may be shown. */
  | { readonly name: 'stopped'; readonly why: string }

export class RecordVisit {
  readonly session: Session
  readonly plan: SmartPlan
  readonly visit: Visit
  readonly phase: Signal<Phase> = signal({ name: 'reading' })
  readonly rows: Signal<readonly Row[]> = signal([])
  readonly ticked: Signal<ReadonlySet<string>> = signal(new Set<string>())
  /** Rows in whose place something was entered by hand. */
  readonly replaced: Signal<ReadonlySet<string>> = signal(new Set<string>())
  readonly remarks: Signal<readonly string[]> = signal([])
  readonly gaps: Signal<readonly string[]> = signal([])
  readonly patient: Signal<Resource | undefined> = signal(undefined)
  /** Days of earlier visits to choose from, and the one that is compared with; empty where none is. */
  readonly days: Signal<readonly string[]> = signal([])
  readonly earlier = signal('')
  readonly #initial: Values
  #record: ReadRecord | undefined
  /** A slow reading never replaces a newer one. */
  #number = 0
  #isFilling = false

  constructor(session: Session, plan: SmartPlan, name: string, of: VisitPlan, entries: readonly Entry[]) {
    this.session = session
    this.plan = plan
    this.visit = new Visit(name, of, entries)
    this.#initial = this.visit.form.values.value
    const changed = this.visit.form.changed
    this.visit.form.changed = () => {
      if (!this.#isFilling) this.#untickReplaced()
      changed()
    }
  }

  /** What is asked beside the record; only instruments of several visits are told a day of another one. */
  askedOf(slug: string): Asked {
    const { patient } = this.session
    const asOf = this.visit.date.value
    const baselineOn = this.earlier.value
    const isOfVisits = (this.plan.instruments[slug]?.visits ?? 1) > 1 && baselineOn !== ''
    return { patient, asOf, ...(isOfVisits ? { baselineOn } : {}) }
  }

  /** All that was read, the Patient first. */
  get #entries(): readonly RecordEntry[] {
    const { patient, observations = [] } = this.#record ?? {}
    return [...(patient ? [{ resource: strippedPatient(patient) }] : []), ...observations]
  }

  /** A text without the address of the EHR before each reference. */
  shortened(text: string): string {
    return text.replaceAll(`${this.session.server}/`, '')
  }

  original(reference: string | undefined): Resource | undefined {
    return reference === undefined ? undefined : this.#record?.originals.get(reference)
  }

  /** Reads the record again, and what it says of each instrument. */
  async read(): Promise<void> {
    const number = ++this.#number
    this.phase.value = { name: 'reading' }
    try {
      const reads = this.visit.entries.flatMap(({ slug }) => this.plan.instruments[slug] ?? [])
      const record = await readRecord(this.session, reads)
      if (number !== this.#number) return
      this.#record = record
      this.patient.value = record.patient
      this.days.value = this.#daysIn(record)
      await this.explain()
    } catch (error) {
      if (number === this.#number) this.#failed(error)
    }
  }

  /** Asks what of the record would be used; what was ticked before is asked anew. */
  async explain(): Promise<void> {
    const number = ++this.#number
    this.phase.value = { name: 'reading' }
    try {
      const all = await Promise.all(this.#concerned().map((slug) => this.#explained(slug)))
      if (number !== this.#number) return
      this.#take(all)
    } catch (error) {
      if (number === this.#number) this.#failed(error)
    }
  }

  /** Instruments of one visit first: theirs is what is of today. Two visits are compared where the earlier one is named. */
  #concerned(): readonly string[] {
    const all = this.visit.entries.flatMap(({ slug }) => {
      const read = this.plan.instruments[slug]
      return read ? [{ slug, visits: read.visits }] : []
    })
    const isAlone = all.length === 1
    return all
      .filter(({ visits }) => visits === 1 || isAlone || this.earlier.value !== '')
      .sort((a, b) => a.visits - b.visits)
      .map(({ slug }) => slug)
  }

  async #explained(slug: string): Promise<Explained> {
    const read = this.plan.instruments[slug]
    const names = new Set(read?.fields.map(({ name }) => name))
    const all = this.#entries
    const places = all.flatMap((entry, i) => {
      const isOwn =
        'fields' in entry
          ? [...(entry as ReadRecord['observations'][number]).fields].some((name) => names.has(name))
          : true
      return isOwn ? [i] : []
    })
    const explained = await explain(
      slug,
      this.askedOf(slug),
      places.flatMap((i) => all[i] ?? []),
    )
    // Places in what was sent become places in all that was read.
    const found = explained.found.map((each) => ({
      ...each,
      expression: each.expression.replace(/\.entry\[(\d+)\]/, (_all, i: string) => `.entry[${places[Number(i)]}]`),
    }))
    return { ...explained, found }
  }

  #take(all: readonly Explained[]): void {
    const isOther = ({ subject }: Explained): boolean =>
      subject !== undefined && subject !== `Patient/${this.session.patient}`
    if (all.some((each) => isOther(each) || each.refused.some(({ code }) => code === 'subject_conflict')))
      throw new Trouble(t('smart.subjects'), STOPPED)
    // Who knows what a fault that is not listed is about: two patients, perhaps.
    const unlisted = all.flatMap(({ refused }) => refused).find(({ code }) => code === NOT_LISTED)
    if (unlisted) throw new Trouble(unlisted.text)
    const rows = rowsOf(all, this.visit.fields, language)
    this.remarks.value = notUsed(all, rows)
    this.gaps.value = this.#record?.gaps ?? []
    this.replaced.value = new Set()
    const before = this.confirmed
    const ticked = rows.filter((row) => row.notes.length === 0 && !this.#isEntered(row))
    this.rows.value = rows
    this.ticked.value = new Set(ticked.map(({ expression }) => expression))
    this.#fill(Object.assign({}, ...ticked.map(({ values }) => values)), before)
    this.phase.value = { name: 'ready' }
  }

  /** Whether something that was entered by hand stands where a value belongs. */
  #isEntered({ values }: Row): boolean {
    const held = this.visit.form.values.value
    const ofRecord = new Set(this.confirmed.flatMap((row) => Object.keys(row.values)))
    return Object.keys(values).some((path) => !ofRecord.has(path) && (held[path] ?? '') !== (this.#initial[path] ?? ''))
  }

  /** The EHR takes the token no more: nothing can be read or saved. */
  end(why: string): void {
    this.#number++
    this.phase.value = { name: 'stopped', why }
  }

  #failed(error: unknown): void {
    const { message, status } = troubleOf(error)
    if (status === STOPPED || message === t('smart.subjects')) {
      this.rows.value = []
      this.patient.value = undefined
      this.phase.value = { name: 'stopped', why: message }
    } else if (status === 401 && message === t('smart.signedOut')) this.phase.value = { name: 'stopped', why: message }
    else if (status === 401 || status === 403) this.phase.value = { name: 'key', status }
    else this.phase.value = { name: 'trouble', why: message }
  }

  /** Puts values into the form, after those of other rows have left it. */
  #fill(values: Values, leaving: readonly Row[]): void {
    const gone = new Set(leaving.flatMap((row) => Object.keys(row.values)))
    const kept = Object.entries(this.visit.form.values.value).filter(([path]) => !gone.has(path))
    const initial = Object.entries(this.#initial).filter(([path]) => gone.has(path))
    this.#isFilling = true
    this.visit.form.replace({ ...Object.fromEntries([...kept, ...initial]), ...values })
    this.#isFilling = false
  }

  tick(row: Row, isTicked: boolean): void {
    const { expression } = row
    this.ticked.value = withOr(this.ticked.value, expression, isTicked)
    this.replaced.value = withOr(this.replaced.value, expression, false)
    this.#fill(isTicked ? row.values : {}, [row])
  }

  /** What is entered by hand takes the place of a value of the record. */
  #untickReplaced(): void {
    const values = this.visit.form.values.value
    const gone = this.rows.value.filter(
      (row) =>
        this.ticked.value.has(row.expression) &&
        Object.entries(row.values).some(([path, text]) => (values[path] ?? '') !== text),
    )
    for (const { expression } of gone) {
      this.ticked.value = withOr(this.ticked.value, expression, false)
      this.replaced.value = withOr(this.replaced.value, expression, true)
    }
  }

  get confirmed(): readonly Row[] {
    return this.rows.value.filter(({ expression }) => this.ticked.value.has(expression))
  }

  /** What an instrument takes from the record. */
  usedBy(slug: string): readonly Row[] {
    return this.confirmed.filter(({ uses }) => uses.some((use) => use.slug === slug))
  }

  /** The record of what is confirmed for an instrument, and the members of its request that come from there. */
  confirmedFor(slug: string): { readonly entries: readonly RecordEntry[]; readonly paths: ReadonlySet<string> } {
    const own = this.usedBy(slug)
    const paths = own.flatMap(({ uses }) => uses.filter((use) => use.slug === slug).map(({ path }) => path))
    const places = own.map(({ expression }) => expression)
    return { entries: own.length === 0 ? [] : confirmedEntries(this.#entries, places), paths: new Set(paths) }
  }

  /** Days of what was read for instruments of two visits, the newest first. */
  #daysIn({ observations }: ReadRecord): readonly string[] {
    const ofVisits = new Set(
      this.visit.entries.flatMap(({ slug }) => {
        const read = this.plan.instruments[slug]
        return read && read.visits > 1 ? read.fields.map(({ name }) => name) : []
      }),
    )
    const days = observations
      .filter(({ fields }) => [...fields].some((name) => ofVisits.has(name)))
      .map(({ resource }) => String(resource['effectiveDateTime'] ?? '').slice(0, DAY_LETTERS))
      .filter((day) => day.length === DAY_LETTERS && day < this.visit.date.value)
    return [...new Set(days)].sort().reverse().slice(0, MOST_DAYS)
  }
}

const STOPPED = -1
const DAY_LETTERS = '2026-03-01'.length
const MOST_DAYS = 24

const withOr = (set: ReadonlySet<string>, member: string, isIn: boolean): ReadonlySet<string> =>
  new Set(isIn ? [...set, member] : [...set].filter((each) => each !== member))
