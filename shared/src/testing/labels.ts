/** What the schema of a request lacks for whoever draws a form from it. Tests only. */
import type { JsonSchema } from '../engine/json-schema.js'
import { alternatives } from '../engine/json-schema.js'
import { UNIT_MEMBERS } from '../language/litre.js'
import { unitLabel } from '../language/unit-labels.js'

const WIDGETS: readonly unknown[] = ['joint-map', 'skin-map', 'muscle-map']
const LAYERS: readonly unknown[] = ['baseline', 'follow-up']
const LONGEST_TITLE = 110

type Properties = Readonly<Record<string, JsonSchema>>

interface Place {
  readonly path: string
  readonly name: string
  readonly field: JsonSchema
  /** Fields of the objects around, the nearest first. */
  readonly around: readonly Properties[]
}

export interface Labelled {
  readonly faults: readonly string[]
  /** How many fields were looked at, those of quantities included. */
  readonly fields: number
}

/** A fault for each field without a title, code without a label, unit without one, and hint that leads nowhere. */
export function labelsOf(request: JsonSchema): Labelled {
  const faults: string[] = []
  let fields = 0
  const visit = (schema: JsonSchema, path: string, around: readonly Properties[]): void => {
    for (const node of alternatives(schema)) {
      if (node.items) visit(node.items, `${path}[]`, around)
      if (!node.properties) continue
      for (const [name, field] of Object.entries(node.properties)) {
        const at = path === '' ? name : `${path}.${name}`
        fields++
        faults.push(...faultsOf({ path: at, name, field, around: [node.properties, ...around] }))
        visit(field, at, [node.properties, ...around])
      }
    }
  }
  visit(request, '', [])
  return { faults: [...new Set(faults)], fields }
}

const faultsOf = (place: Place): readonly string[] =>
  [titleFault(place), ...codeFaults(place), ...hintFaults(place)].flatMap((fault) =>
    fault === null ? [] : `${place.path} ${fault}`,
  )

function titleFault({ field: { title } }: Place): string | null {
  if (title === undefined) return 'has no title'
  if (!/^[A-Z0-9]/.test(title) || title.endsWith('.')) return `has a title that is not in sentence case: ${title}`
  return title.length > LONGEST_TITLE ? `has a title of ${title.length} characters` : null
}

/** Units have one table for all; every other list of codes has its own labels. */
function codeFaults({ name, field }: Place): readonly string[] {
  return [field, ...(field.items ? [field.items] : [])].flatMap((node) => {
    const codes = alternatives(node)
      .flatMap((each) => each.enum ?? (each.const === undefined ? [] : [each.const]))
      .filter((code) => code !== null)
    const labels = (node['x-options'] ?? {}) as Readonly<Record<string, string>>
    const labelOf = (code: unknown) => (UNIT_MEMBERS.has(name) ? unitLabel(String(code)) : labels[String(code)])
    const known = new Set(codes.map(String))
    return [
      ...codes.filter((code) => !labelOf(code)).map((code) => `has no label for ${JSON.stringify(code)}`),
      ...Object.keys(labels).flatMap((code) => (known.has(code) ? [] : `has a label for ${code}, which is no code`)),
    ]
  })
}

function hintFaults({ field, around }: Place): readonly string[] {
  const when = field['x-when'] as { readonly field: string; readonly is: unknown } | undefined
  const decides = when && around.find((fields) => fields[when.field])?.[when.field]
  return [
    ...(when && !decides?.enum?.includes(when.is) ? ['has an x-when that no other field can fulfil'] : []),
    ...(field['x-widget'] === undefined || WIDGETS.includes(field['x-widget']) ? [] : ['has an unknown x-widget']),
    ...(field['x-layer'] === undefined || LAYERS.includes(field['x-layer']) ? [] : ['has an unknown x-layer']),
  ]
}
