/** The state of a visit page: what was entered, what the server says to it, and earlier visits. */
import { type Signal, signal } from '@preact/signals'
import { language, t } from '../forms/page.js'
import { Form } from '../forms/values.js'
import type { Entry } from '../model/catalogue.js'
import type { Field, Values } from '../model/fields.js'
import { type Asked, type PanelAnswer, poolOf, type Section, sectionsOf, type VisitPlan } from '../model/visits.js'
import type { KeptVisit } from './keeping.js'
import { Live } from './live.js'

export interface EarlierVisit extends KeptVisit {
  readonly asked: Asked
  /** To the last of them alone: its scores are what this visit is compared with. */
  readonly answer?: PanelAnswer | undefined
}

export const PANEL = '/v1/panel'

/** The day by the clock of this device. */
export function today(): string {
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
  asked: Asked | undefined
  /** Called after each change, where the user keeps the visits. */
  keep: (() => void) | undefined

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
    this.asked = this.askedFor(this.form.values.value, this.date.value)
    const { instruments, input } = this.asked
    const body = { instruments, derive: true, inputs: input }
    this.live.change(instruments.length === 0 ? undefined : { url: PANEL, body })
    this.keep?.()
  }

  /** What is asked for where that was entered. */
  askedFor(values: Values, date: string): Asked {
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
}
