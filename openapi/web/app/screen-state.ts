/** The state of a screening: what was entered, and what the server says to it. */
import { type Signal, signal } from '@preact/signals'
import { language, t } from '../forms/page.js'
import { Form, faultsOf } from '../forms/values.js'
import type { Entry } from '../model/catalogue.js'
import { requestOf, valuesOf, type Written } from '../model/request.js'
import { inputOf, type Protocol, type ScreenForm, type Screening, screenForm } from '../model/screens.js'
import { Live } from './live.js'

const AS_OF = 'as-of'

function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

export class Screen {
  readonly protocol: Protocol
  readonly fields: ScreenForm
  readonly form = new Form()
  readonly live = new Live<Screening>()
  readonly arm: Signal<string>
  readonly asOf: Signal<string> = signal(today())
  /** Whether all that must be recent is of the day of screening. */
  readonly isOfToday: Signal<boolean> = signal(false)
  /** Inputs in the order in which they were first asked for: what is being typed in never moves. */
  readonly order: Signal<readonly string[]> = signal([])
  written: Written | undefined

  constructor(protocol: Protocol, entries: readonly Entry[]) {
    this.protocol = protocol
    this.fields = screenForm(protocol, entries, { yes: t('ui.yes'), no: t('ui.no') })
    this.arm = signal(protocol.arms[0]?.id ?? '')
    this.form.changed = () => this.changed()
    this.live.state.subscribe(({ phase, problem, answer }) => {
      this.form.faults.value = phase === 'refused' && this.written ? faultsOf(problem, this.written) : new Map()
      const asked = answer?.nextInputs.map(({ pointer }) => inputOf(pointer)) ?? []
      const added = asked.filter((name) => !this.order.peek().includes(name))
      if (added.length > 0) this.order.value = [...this.order.peek(), ...new Set(added)]
    })
  }

  changed(): void {
    const lists = this.protocol.completeLists ?? []
    this.written = requestOf([this.fields.inputs, this.fields.dates], this.form.values.value, language, lists)
    this.live.change({ url: `/v1/screen/${this.protocol.id}`, body: this.body() })
  }

  body(): object {
    const { inputs = {}, dates } = this.written?.input ?? {}
    const days = this.isOfToday.value ? { undated: AS_OF } : dates === undefined ? {} : { dates }
    return { arm: this.arm.value, asOf: this.asOf.value, ...days, inputs }
  }

  fill(name: string): void {
    const request = this.protocol.examples.find((each) => each.name === name)?.request
    if (!request) return
    this.arm.value = request.arm
    this.asOf.value = request.asOf
    this.isOfToday.value = request.undated === AS_OF
    this.order.value = Object.keys(request.inputs)
    this.form.replace(valuesOf([this.fields.inputs, this.fields.dates], request))
  }
}
