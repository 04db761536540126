/**
 * What schemas say for whoever draws a form: labels, options, widgets. The document of one instrument and the catalogue have
 * them; the whole document leaves them out, since whoever reads that one looks for a field and not for its label.
 */

import type { JsonSchema } from '../engine/json-schema.js'
import { EXPECTED } from '../language/dates.js'
import { mapped } from './share.js'

/**
 * Keywords beside `title`: in which group of the form a field stands, on which other value it is shown, what to draw it
 * with, the label of each code, the visit that it is of, what is odd though allowed, and how a text is written.
 * `x-when` names a field of the nearest object around that has one of that name.
 */
const FOR_FORMS: ReadonlySet<string> = new Set([
  'x-group',
  'x-when',
  'x-widget',
  'x-options',
  'x-layer',
  'x-plausible',
  EXPECTED,
])

/** The schema without labels. What `oneOf` offers keeps its title, which tells one unit from another. */
export function withoutLabels(schema: JsonSchema): JsonSchema {
  const kept: JsonSchema = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !FOR_FORMS.has(keyword)))
  const bare = mapped(kept, (part) => untitled(withoutLabels(part)))
  return kept.oneOf ? { ...bare, oneOf: kept.oneOf.map(withoutLabels) } : bare
}

const untitled = ({ title: _label, ...rest }: JsonSchema): JsonSchema => rest
