/**
 * `GET /v1/protocols/{id}?arm=`: what a form for one arm asks, in the order of a visit: what every arm asks, what this arm asks
 * besides, and what only tells more.
 */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { unitLabel } from '@activity-scores/shared/language/unit-labels'
import * as z from 'zod'
import type { Node, Plan, PlannedCriterion } from './engine/model.js'
import { readBy } from './engine/rules.js'
import { type Input, SECTIONS } from './protocol/schema.js'

const text = z.string()
const labelled = z.array(z.strictObject({ code: text, label: text }))

const ArmInputSchema = z.strictObject({
  name: text.describe('Under `inputs` of a screening'),
  label: text.describe('As the catalogue has it for a field of an instrument, else as the protocol says it'),
  section: z.enum(SECTIONS).describe('Part of a visit in which it is found out'),
  type: text.describe('`field`: what the field `of` takes, in its units'),
  of: text.nullable().describe('`slug.field` of the instrument whose request has it'),
  options: labelled.describe('Words that it can be'),
  units: labelled.describe('UCUM codes of its units'),
  isDated: z.boolean().describe('It must be recent: its day is sent in `dates`'),
  isFinished: z.boolean().describe('A finished score, which its parts can be sent instead of'),
  refines: text.nullable().describe('The input that it tells more of'),
  criteria: z.array(text).describe('Criteria of the arm that look at it'),
})

export const ArmInputsSchema = z.strictObject({
  protocol: text,
  version: text,
  arm: text,
  title: text,
  groups: z
    .array(z.strictObject({ id: z.enum(['common', 'arm', 'optional']), inputs: z.array(ArmInputSchema) }))
    .describe(
      '`common`: for criteria of every arm; `arm`: for those of this arm alone; `optional`: what refines another input or a result, and is never asked for',
    ),
})
type ArmInputs = z.output<typeof ArmInputsSchema>
type ArmInput = z.output<typeof ArmInputSchema>

export function armInputs(plan: Plan, arm: string, instruments: readonly Instrument[]): ArmInputs {
  const { protocol } = plan
  const bySlug = new Map(instruments.map((instrument) => [instrument.slug, instrument]))
  const criteria = plan.criteria.get(arm) ?? []
  const looking = new Map<string, PlannedCriterion[]>()
  for (const criterion of criteria)
    for (const name of inputsOf(criterion)) looking.set(name, [...(looking.get(name) ?? []), criterion])
  const groups = { common: [] as ArmInput[], arm: [] as ArmInput[], optional: [] as ArmInput[] }
  for (const [name, input] of inOrderOfVisit(protocol.inputs)) {
    const own = looking.get(name)
    if (!own) continue
    const isNeeded = own.some(({ needs }) => needs.includes(name)) && plan.isAskedFor(name)
    const isCommon = own.some(({ definition, needs }) => definition.arms === undefined && needs.includes(name))
    groups[isNeeded ? (isCommon ? 'common' : 'arm') : 'optional'].push({
      name,
      section: sectionOf(input),
      type: input.type,
      of: input.type === 'field' ? input.of : null,
      ...shownBy(input, bySlug),
      isDated: input.window !== undefined,
      isFinished: plan.isFinished(name),
      refines: input.refines ?? null,
      criteria: own.map(({ definition }) => definition.id),
    })
  }
  const { id, version, arms } = protocol
  return {
    protocol: id,
    version,
    arm,
    title: arms.find((each) => each.id === arm)?.title ?? arm,
    groups: (['common', 'arm', 'optional'] as const).map((group) => ({ id: group, inputs: groups[group] })),
  }
}

/** Every input that its rule or its flags look at. */
const inputsOf = ({ rule, applies, flags }: PlannedCriterion): ReadonlySet<string> =>
  new Set([rule, ...(applies ? [applies] : []), ...flags.map(({ when }) => when)].flatMap((node: Node) => readBy(node)))

const sectionOf = ({ section }: Input): (typeof SECTIONS)[number] => section ?? 'history'

/** By section, and within one in the order of the file. */
const inOrderOfVisit = (inputs: Plan['protocol']['inputs']): readonly (readonly [string, Input])[] =>
  Object.entries(inputs).toSorted(([, a], [, b]) => SECTIONS.indexOf(sectionOf(a)) - SECTIONS.indexOf(sectionOf(b)))

function shownBy(input: Input, bySlug: ReadonlyMap<string, Instrument>): Pick<ArmInput, 'label' | 'options' | 'units'> {
  const { title: label } = input
  if (input.type === 'choice')
    return { label, options: input.options.map((code) => ({ code, label: code })), units: [] }
  if (input.type === 'quantity') return { label, options: [], units: [unitNamed(input.unit)] }
  if (input.type === 'courses') return { label, options: input.drugs.map((code) => ({ code, label: code })), units: [] }
  const [slug = '', field = ''] = input.type === 'field' ? input.of.split('.') : []
  const request = bySlug.get(slug)?.request
  const schema = request && inputSchemaOf(request).properties?.[field]
  if (!schema) return { label, options: [], units: [] }
  const options = optionsIn(schema)
  return { label: schema.title ?? label, options, units: unitsIn(schema).map(unitNamed) }
}

const unitNamed = (code: string): { code: string; label: string } => ({ code, label: unitLabel(code) ?? code })

function optionsIn(schema: JsonSchema): ArmInput['options'] {
  const [first] = alternatives(schema)
  const labels = { ...(first?.['x-options'] ?? {}), ...(schema['x-options'] ?? {}) } as Readonly<Record<string, string>>
  const words = [...(schema.enum ?? first?.enum ?? [])].filter((word): word is string => typeof word === 'string')
  return words.map((code) => ({ code, label: labels[code] ?? code }))
}

const unitsIn = (schema: JsonSchema): readonly string[] => [
  ...new Set(
    alternatives(schema).flatMap(({ properties = {} }) =>
      (properties['unit']?.enum ?? []).filter((unit): unit is string => typeof unit === 'string'),
    ),
  ),
]
