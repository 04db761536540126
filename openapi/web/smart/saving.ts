/** Saving a score in the record: asked before, done once, and what is saved is what is shown. */
import { type Signal, signal } from '@preact/signals'
import { today } from '../app/visit-state.js'
import { t } from '../forms/page.js'
import type { Entry, Result } from '../model/catalogue.js'
import { plainParameters } from '../model/parameters.js'
import { isGranted } from '../model/smart.js'
import { type Observation, observationOf } from './operations.js'
import type { RecordVisit } from './record-visit.js'
import { troubleOf } from './waiting.js'

export type SavePhase =
  | { readonly name: 'making' | 'saving' }
  /** `before`: what came of another score, while this one took its place on the page. */
  | { readonly name: 'idle'; readonly before?: { readonly text: string; readonly outcome: Outcome } }
  /** `text`: the score as it is shown. */
  | { readonly name: 'asking'; readonly observation: Observation; readonly text: string }
  | Outcome

export type Outcome =
  | { readonly name: 'saved'; readonly id: string }
  | { readonly name: 'failed'; readonly why: string }
  /** The EHR did not say whether it was saved. */
  | { readonly name: 'unknown'; readonly why: string }

type Pool = Record<string, unknown>

const isObject = (value: unknown): value is Pool => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Observations that were sent from this page, by their text, with what comes of it: none is sent twice. */
const sent = new Map<string, Promise<Outcome>>()

export class Saving {
  readonly phase: Signal<SavePhase> = signal({ name: 'idle' })
  readonly #page: RecordVisit
  readonly #entry: Entry
  #shown = ''

  constructor(page: RecordVisit, entry: Entry) {
    this.#page = page
    this.#entry = entry
  }

  static isAllowed({ plan, session }: RecordVisit): boolean {
    return plan.saves && isGranted(session.scope, 'Observation', 'c')
  }

  /** What is on the page has changed: what was asked about is no longer it. */
  show({ text }: Result): void {
    const shown = `${text} ${JSON.stringify(this.#page.visit.asked?.input)} ${[...this.#page.ticked.value].join()}`
    if (shown === this.#shown) return
    this.#shown = shown
    if (this.phase.value.name !== 'saving') this.phase.value = { name: 'idle' }
  }

  /** Has the Observation made and asks; nothing is sent to the EHR yet. */
  async ask(result: Result): Promise<void> {
    if (this.phase.value.name === 'making' || this.phase.value.name === 'saving') return
    this.phase.value = { name: 'making' }
    const shown = this.#shown
    const next = await this.#made(result)
    if (this.#shown === shown && this.phase.value.name === 'making') this.phase.value = next
  }

  async #made(result: Result): Promise<SavePhase> {
    try {
      const { slug, requestSchema } = this.#entry
      const { entries, paths } = this.#page.confirmedFor(slug)
      const plain = plainParameters(requestSchema, this.#pool(), (path) => paths.has(path))
      const asked = this.#page.askedOf(slug)
      if (plain.length > 0 && asked.asOf > today())
        return { name: 'failed', why: t('smart.future', { day: asked.asOf }) }
      const answered = await observationOf(slug, asked, entries, plain)
      // What was entered is of the day of the visit, so that this is the newest of its values.
      const observation = plain.length > 0 ? { ...answered, effectiveDateTime: asked.asOf } : answered
      const key = JSON.stringify(observation)
      const before = sent.get(key)
      if (before) return await before
      if (!isSame(observation, result)) return { name: 'failed', why: t('smart.differs') }
      const { patient } = this.#page.session
      if (observation.subject?.reference !== `Patient/${patient}`) return { name: 'failed', why: t('smart.subjects') }
      return { name: 'asking', observation, text: result.text }
    } catch (error) {
      return { name: 'failed', why: troubleOf(error).message }
    }
  }

  /** What was confirmed and entered, with what other instruments of this page gave to this one. */
  #pool(): Pool {
    const { asked, live } = this.#page.visit
    const pool = structuredClone(asked?.input ?? {}) as Pool
    const { derived = [] } = (live.state.value.answer ?? {}) as {
      readonly derived?: readonly { readonly pointer: string; readonly value: unknown }[]
    }
    for (const { pointer, value } of derived) {
      const path = pointer.split('/').slice(2)
      const last = path.pop()
      let node = pool
      for (const name of path) {
        const inner = node[name]
        const next = isObject(inner) ? inner : {}
        node[name] = next
        node = next
      }
      if (last !== undefined) node[last] = value
    }
    return pool
  }

  async confirm(): Promise<void> {
    const asking = this.phase.value
    if (asking.name !== 'asking') return
    this.phase.value = { name: 'saving' }
    const { observation, text } = asking
    const shown = this.#shown
    const key = JSON.stringify(observation)
    // Known while one waits for the answer: this page may be drawn anew and ask about the same Observation.
    const outcome = this.#sent(observation)
    sent.set(key, outcome)
    const came = await outcome
    if (came.name === 'failed') sent.delete(key)
    this.phase.value = this.#shown === shown ? came : { name: 'idle', before: { text, outcome: came } }
  }

  async #sent(observation: Observation): Promise<Outcome> {
    try {
      const id = await this.#page.session.create(observation)
      return { name: 'saved', id: id === undefined ? 'Observation' : `Observation/${id}` }
    } catch (error) {
      const { message, status } = troubleOf(error)
      if (status === 401) this.#page.end(`${t('smart.signedOut')} ${t('smart.notSaved', { why: message })}`)
      // Only an answer that refuses says that nothing was saved.
      const isRefused = status !== undefined && status >= 400 && status < 500
      return { name: isRefused ? 'failed' : 'unknown', why: message }
    }
  }

  cancel(): void {
    if (this.phase.value.name === 'asking') this.phase.value = { name: 'idle' }
  }
}

/** Number and category are those on the page. */
function isSame(observation: Observation, { score, category }: Result): boolean {
  const number = score?.reported == null ? undefined : Number(score.reported)
  const code = category && category.code !== 'undetermined' ? `${category.set}.${category.code}` : undefined
  const codes = observation.interpretation?.flatMap(({ coding = [] }) => coding.map((each) => each.code)) ?? []
  const categoryFits = code === undefined ? codes.length === 0 : codes.includes(code)
  return observation.valueQuantity?.value === number && categoryFits
}
