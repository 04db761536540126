/** Takes visits that were kept onto the page, and keeps them where the user asked for it. */
import { signal } from '@preact/signals'
import { authorization } from '../forms/page.js'
import { earlierValues } from '../model/earlier.js'
import type { Asked, PanelAnswer } from '../model/visits.js'
import { eraseHere, isKeptHere, type KeptVisit, keepHere, takeOver } from './keeping.js'
import { PANEL, type Visit } from './visit-state.js'

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
      if (kept) await this.take(kept)
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
  async take(visits: readonly KeptVisit[]): Promise<void> {
    const { visit } = this
    const days = new Map(visits.filter(({ date }) => date < visit.date.value).map((each) => [each.date, each]))
    const before = [...days.values()].toSorted((a, b) => a.date.localeCompare(b.date))
    const now = visits.find(({ date }) => date === visit.date.value)
    const others = before.map((each) => ({ ...each, asked: visit.askedFor(each.values, each.date) }))
    const last = others.pop()
    const answer = last && (await answerTo(last.asked))
    visit.earlier.value = last ? [...others, { ...last, answer }] : []
    if (last) visit.form.earlier.value = last.values
    const taken = last ? earlierValues(visit.sections, visit.entries, { ...last, answer }) : {}
    visit.form.merge({ ...taken, ...now?.values })
  }
}

async function answerTo({ instruments, input }: Asked): Promise<PanelAnswer | undefined> {
  if (instruments.length === 0) return undefined
  const headers = { 'content-type': 'application/json', ...authorization() }
  const body = JSON.stringify({ instruments, derive: true, inputs: input })
  const reply = await fetch(PANEL, { method: 'POST', headers, body }).catch(() => undefined)
  return reply?.ok ? ((await reply.json()) as PanelAnswer) : undefined
}
