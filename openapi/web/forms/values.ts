/** What the controls of a page hold, and the faults that the server found in them; both by path. */
import { type Signal, signal } from '@preact/signals'
import type { Problem } from '../model/catalogue.js'
import type { Values } from '../model/fields.js'
import type { Written } from '../model/request.js'

export type Faults = ReadonlyMap<string, string>

export class Form {
  readonly values: Signal<Values>
  readonly faults: Signal<Faults> = signal(new Map())
  /** The same of the visit before, where there is one. */
  readonly earlier: Signal<Values> = signal({})
  /** Called after each change. */
  changed: () => void = () => undefined

  constructor(values: Values = {}) {
    this.values = signal(values)
  }

  set(path: string, text: string): void {
    this.values.value = { ...this.values.value, [path]: text }
    this.changed()
  }

  /** Several at once: one change. */
  merge(values: Values): void {
    this.values.value = { ...this.values.value, ...values }
    this.changed()
  }

  replace(values: Values): void {
    this.values.value = values
    this.changed()
  }

  /** One entry of a list goes, and those behind it move up. */
  removeEntry(list: string, index: number): void {
    const kept: Record<string, string> = {}
    for (const [path, text] of Object.entries(this.values.value)) {
      const [, at, rest = ''] = path.startsWith(`${list}/`)
        ? (/^(\d+)(\/.*)$/.exec(path.slice(list.length + 1)) ?? [])
        : []
      const number = Number(at ?? -1)
      if (number === index) continue
      kept[number > index ? `${list}/${number - 1}${rest}` : path] = text
    }
    this.replace(kept)
  }
}

/** Faults by the path of their control. */
export function faultsOf(problem: Problem | undefined, written: Written): Faults {
  const faults = new Map<string, string>()
  for (const { pointer, message } of problem?.errors ?? []) {
    const path = written.pathOf(pointer)
    if (!faults.has(path)) faults.set(path, message)
  }
  return faults
}

/** The id of a control. */
export const idOf = (path: string): string => `f-${path.replaceAll(/[^\w-]/g, '_')}`

/** To the control of a fault, or the nearest around it. */
export function focusOn(path: string): void {
  for (let at = path; at !== ''; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const control =
      document.getElementById(idOf(at)) ?? document.querySelector<HTMLElement>(`[name="${CSS.escape(at)}"]`)
    if (control) {
      control.focus()
      return
    }
  }
}
