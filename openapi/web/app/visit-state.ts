/** The state of a visit page: what was entered, what the server says to it, and earlier visits. */
import { type Signal, signal } from '@preact/signals'
import { authorization, language, t } from '../forms/page.js'
import { Form } from '../forms/values.js'
import type { Entry } from '../model/catalogue.js'
import type { Field, Values } from '../model/fields.js'
import {
  type Asked,
  earlierValues,
  type PanelAnswer,
  poolOf,
  type Section,
  sectionsOf,
  type VisitPlan,
} from '../model/visits.js'
import { type KeptVisit, keepHere, keptHere } from './keeping.js'
import { Live } from './live.js'

export interface EarlierVisit extends KeptVisit {
  readonly answer: PanelAnswer | undefined
}

const PANEL = '/v1/panel'

/** The day by the clock of this device. */
function today(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

export class Visit {
  readonly name: string
  readonly plan: VisitPlan
  readonly entries: readonly Entry[]
  readonly sections: readonly Section[]
  readonly fields: readonly Field[]
  readonly form: Form
  readonly live = new Live<PanelAnswer>()
  readonly date: Signal<string> = signal(today())
  readonly earlier: Signal<readonly EarlierVisit[]> = signal([])
  readonly isKept: Signal<boolean> = signal(false)
  asked: Asked | undefined

  constructor(name: string, plan: VisitPlan, entries: readonly Entry[]) {
    this.name = name
    this.plan = plan
    this.entries = entries
    this.sections = sectionsOf(plan, entries, { yes: t('ui.yes'), no: t('ui.no') })
    this.fields = this.sections.flatMap(({ fields }) => fields)
    this.form = new Form(this.#units())
    this.form.changed = () => this.changed()
    this.live.state.subscribe(() => this.#showFaults())
  }

  /** Units that this page preselects stand beside their number, for both visits. */
  #units(): Values {
    return Object.fromEntries(
      Object.entries(this.plan.units).flatMap(([path, code]) => [
        [`${path}/unit`, code],
        [`baseline/${path}/unit`, code],
      ]),
    )
  }

  changed(): void {
    this.asked = this.#askedFor(this.form.values.value, this.date.value)
    const { instruments, input } = this.asked
    const body = { instruments, derive: true, inputs: input }
    this.live.change(instruments.length === 0 ? undefined : { url: PANEL, body })
    if (this.isKept.value) keepHere(this.name, this.all())
  }

  #askedFor(values: Values, date: string): Asked {
    return poolOf(this.sections, this.entries, values, { language, date })
  }

  #showFaults(): void {
    const { answer, problem, phase } = this.live.state.value
    const faults = new Map<string, string>()
    const problems = phase === 'refused' ? [problem] : Object.values(answer?.results ?? {}).map((each) => each.problem)
    for (const { pointer, message } of problems.flatMap((each) => each?.errors ?? [])) {
      const path = this.asked?.pathOf(pointer.replace(/^\/inputs(?=\/)/, '')) ?? ''
      if (!faults.has(path)) faults.set(path, message)
    }
    this.form.faults.value = faults
  }

  /** Earlier visits and this one, where anything was entered. */
  all(): readonly KeptVisit[] {
    const kept = this.earlier.value.map(({ date, values }) => ({ date, values }))
    const isEmpty = Object.keys(this.asked?.input ?? {}).length === 0
    return isEmpty ? kept : [...kept, { date: this.date.value, values: this.form.values.value }]
  }

  /** Takes over visits that were kept: that of today into the form, the others as earlier ones. */
  async take(visits: readonly KeptVisit[]): Promise<void> {
    const before = visits.filter(({ date }) => date < this.date.value).toSorted((a, b) => a.date.localeCompare(b.date))
    const now = visits.find(({ date }) => date === this.date.value)
    this.earlier.value = await Promise.all(
      before.map(async (visit) => ({ ...visit, answer: await this.#answerTo(visit) })),
    )
    const last = this.earlier.value.at(-1)
    if (last) this.form.earlier.value = last.values
    const taken = last ? earlierValues(this.sections, this.entries, last) : {}
    this.form.merge({ ...taken, ...now?.values })
  }

  async #answerTo({ date, values }: KeptVisit): Promise<PanelAnswer | undefined> {
    const { instruments, input } = this.#askedFor(values, date)
    if (instruments.length === 0) return undefined
    const headers = { 'content-type': 'application/json', ...authorization() }
    const body = JSON.stringify({ instruments, derive: true, inputs: input })
    const reply = await fetch(PANEL, { method: 'POST', headers, body }).catch(() => undefined)
    return reply?.ok ? ((await reply.json()) as PanelAnswer) : undefined
  }

  async takeKept(): Promise<void> {
    const kept = await keptHere(this.name)
    if (kept.length === 0) return
    this.isKept.value = true
    await this.take(kept)
  }
}
