/** Loads the drawings that a form has use for, and no others. */
import { useWidget } from '../forms/widgets.js'
import type { Schema } from '../model/catalogue.js'

/** Every hint of a widget in a schema. */
function widgetsIn(schema: Schema, found = new Set<string>()): ReadonlySet<string> {
  const { 'x-widget': widget, properties = {}, anyOf = [], oneOf = [], items } = schema
  if (widget !== undefined) found.add(widget)
  for (const inner of [...Object.values(properties), ...anyOf, ...oneOf, ...(items ? [items] : [])])
    widgetsIn(inner, found)
  return found
}

const LOADERS: Readonly<Record<string, () => Promise<void>>> = {
  'joint-map': async () => useWidget('joint-map', (await import('../maps/map-joints.js')).jointMap),
  'skin-map': async () => useWidget('skin-map', (await import('../maps/map-skin.js')).skinMap),
  'muscle-map': async () => useWidget('muscle-map', { draw: (await import('../maps/map-muscles.js')).MuscleMap }),
}

export async function loadMaps(schema: Schema): Promise<void> {
  await Promise.all([...widgetsIn(schema)].map((name) => LOADERS[name]?.()))
}
