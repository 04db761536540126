/** Takes visits that were kept onto the page, and keeps them where the user asked for it. */
import { signal } from '@preact/signals'
import { authorization, clockOn } from '../forms/page.js'
import { earlierValues } from '../model/earlier.js'
import type { Asked, PanelAnswer } from '../model/visits.js'
import { eraseHere, isKeptHere, type KeptVisit, keepHere, takeOver } from './keeping.js'
import { type EarlierVisit, PANEL, type Visit } from './visit-state.js'

type Trouble = 'visit.otherTab' | 'visit.notKept' | 'visit.keptAlready'

export class Keeper {
  readonly visit: Visit
  readonly isKept = signal(false)
  /** Why it is kept no longer. */
  readonly trouble = signal<Trouble | undefined>(undefined)

  constructor(visit: Visit) {
    this.visit = visit
  }

  /** What was kept before, where something was. */
  async open(): Promise<void> {
    if (await isKeptHere(this.visit.name).catch(() => false)) await this.#begin()
  }

  /** Asked for by hand. What is kept already is never mixed with what stands on the page, and never replaced by it. */
  async start(): Promise<void> {
    const { visit } = this
    if (visit.all().length > 0 && (await isKeptHere(visit.name).catch(() => false))) this.#end('visit.keptAlready')
    else await this.#begin()
  }

  async #begin(): Promise<void> {
    try {
      const kept = await takeOver(this.visit.name, this.visit.all())
      this.isKept.value = true
      this.trouble.value = undefined
      this.visit.keep = () => this.#write()
      if (kept) this.take(kept)
    } catch {
      this.#end('visit.notKept')
    }
  }

  async #write(): Promise<void> {
    const isWritten = await keepHere(this.visit.name, this.visit.all()).catch(() => undefined)
    if (!isWritten && this.isKept.value) this.#end(isWritten === false ? 'visit.otherTab' : 'visit.notKept')
  }

  #end(trouble?: Trouble): void {
    this.visit.keep = undefined
    this.isKept.value = false
    this.trouble.value = trouble
  }

  async erase(): Promise<void> {
    this.#end()
    await eraseHere().catch(() => this.#end('visit.notKept'))
  }

  /** Visits of a file or of this device: that of today into the form, the others as earlier ones. */
  take(visits: readonly KeptVisit[]): void {
    const { visit } = this
    const days = new Map(visits.filter(({ date }) => date < visit.date.value).map((each) => [each.date, each]))
    const before = [...days.values()].toSorted((a, b) => a.date.localeCompare(b.date))
    const now = visits.find(({ date }) => date === visit.date.value)
    const earlier: readonly EarlierVisit[] = before.map((each) => ({
      ...each,
      asked: visit.askedFor(each.values, each.date),
    }))
    const last = earlier.at(-1)
    // At once: what is typed before the server answers is kept with all of these.
    visit.earlier.value = earlier
    if (last) visit.form.earlier.value = last.values
    const own = last ? earlierValues(visit.sections, visit.entries, { ...last, answer: undefined }) : {}
    visit.form.merge({ ...own, ...now?.values })
    if (last) this.#scoresOf(last, now?.values ?? {})
  }

  /** The scores of the last visit where its form has a place for them, unless something else was entered there meanwhile. */
  async #scoresOf(last: EarlierVisit, kept: KeptVisit['values']): Promise<void> {
    const { visit } = this
    const before = visit.form.values.value
    const answer = await answerTo(last.asked)
    if (!answer || visit.earlier.value.at(-1) !== last) return
    visit.earlier.value = [...visit.earlier.value.slice(0, -1), { ...last, answer }]
    const now = visit.form.values.value
    const given = Object.entries(earlierValues(visit.sections, visit.entries, { ...last, answer }))
    const open = given.filter(([path]) => kept[path] === undefined && now[path] === before[path])
    if (open.length > 0) visit.form.merge(Object.fromEntries(open))
  }
}

async function answerTo({ instruments, input }: Asked): Promise<PanelAnswer | undefined> {
  if (instruments.length === 0) return undefined
  const waiting = new AbortController()
  const stop = clockOn(waiting)
  try {
    const headers = { 'content-type': 'application/json', ...authorization() }
    const body = JSON.stringify({ instruments, derive: true, inputs: input })
    const reply = await fetch(PANEL, { method: 'POST', headers, body, signal: waiting.signal })
    return reply.ok ? ((await reply.json()) as PanelAnswer) : undefined
  } catch {
    return undefined
  } finally {
    stop()
  }
}
