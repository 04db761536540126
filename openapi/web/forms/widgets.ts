/** Drawings in place of long lists of fields, loaded where one is shown. */
import type { ComponentType } from 'preact'
import type { GroupField } from '../model/fields.js'
import type { Form } from './values.js'

interface Widget {
  readonly draw: ComponentType<{ readonly form: Form; readonly field: GroupField }>
  /** Whether it has a place for every field of the group. */
  fits?(field: GroupField): boolean
  /** Fields beside the group that the drawing has controls for. */
  beside?(field: GroupField): readonly string[]
}

/** Those known by the hint of the schema. An unknown hint is a plain set of fields. */
const widgets = new Map<string, Widget>()

export function useWidget(name: string, widget: Widget): void {
  widgets.set(name, widget)
}

const fitting = (field: GroupField): Widget | undefined => {
  const widget = widgets.get(field.widget ?? '')
  return (widget?.fits?.(field) ?? true) ? widget : undefined
}

export const widgetFor = (field: GroupField): Widget['draw'] | undefined => fitting(field)?.draw

export const drawnBeside = (field: GroupField): readonly string[] => fitting(field)?.beside?.(field) ?? []
