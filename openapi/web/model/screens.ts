/** The form of a screening, from its protocol and the instruments that its inputs are fields of. */
import type { CompleteList, Criterion, Entry, Schema } from './catalogue.js'
import { type Field, formOf, type GroupField, type Labels } from './fields.js'

interface InputOf {
  readonly type: string
  readonly title: string
  /** `slug.field`, of a field of an instrument. */
  readonly of?: string
  readonly options?: readonly string[]
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  readonly drugs?: readonly string[]
  /** How recent it must be; such a value has a day. */
  readonly window?: unknown
}

/** An answer of `GET /v1/protocols/{id}`, as far as the page reads it. */
export interface Protocol {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly notes: readonly string[]
  readonly arms: readonly { readonly id: string; readonly title: string }[]
  readonly inputs: Readonly<Record<string, InputOf>>
  readonly completeLists?: readonly CompleteList[]
  readonly examples: readonly {
    readonly name: string
    readonly title: string
    readonly request: {
      readonly arm: string
      readonly asOf: string
      readonly undated?: string
      readonly inputs: object
      readonly dates?: object
    }
  }[]
}

interface ScreenCriterion extends Omit<Criterion, 'reason' | 'state'> {
  readonly kind: string
  readonly title: string
  readonly state: string
  readonly missing: readonly string[]
  readonly partOf: string | null
}

/** An answer of `POST /v1/screen/{id}`, as far as the page reads it. */
export interface Screening {
  readonly verdict: string
  readonly text: string
  readonly report: string
  readonly criteria: readonly ScreenCriterion[]
  readonly nextInputs: readonly {
    readonly input: string
    readonly pointer: string
    readonly title: string
    readonly criteria: readonly string[]
  }[]
  readonly sensitivity: readonly {
    readonly reading: string
    readonly title: string
    readonly says: string
    readonly criteria: readonly { readonly id: string; readonly from: string; readonly to: string }[]
  }[]
  readonly conflicts: readonly {
    readonly measure: string
    readonly title: string
    readonly inputs: readonly string[]
  }[]
  readonly collisions: readonly { readonly message: string }[]
  readonly unused: readonly string[]
}

/** Instruments whose fields a protocol asks for. */
export const slugsOf = ({ inputs }: Protocol): readonly string[] => [
  ...new Set(Object.values(inputs).flatMap(({ of }) => of?.split('.')[0] ?? [])),
]

const DAY: Schema = { type: 'string', format: 'date' }
const PARTIAL_DAY: Schema = { type: 'string', 'x-expected': '2026-03-01, 2026-03, 2026' }

export interface ScreenForm {
  readonly inputs: GroupField
  /** Days of those that must be recent. */
  readonly dates: GroupField
}

export function screenForm(protocol: Protocol, entries: readonly Entry[], labels: Omit<Labels, 'units'>): ScreenForm {
  const units = Object.assign({}, ...entries.map((entry) => entry.units)) as Record<string, string>
  const all = Object.entries(protocol.inputs)
  const inputs = Object.fromEntries(
    all.map(([name, input]) => [name, { ...schemaOf(input, entries), title: input.title }]),
  )
  const recent = all.filter(([, { window }]) => window !== undefined)
  const dates = Object.fromEntries(recent.map(([name, { title }]) => [name, { ...DAY, title }]))
  const request: Schema = {
    properties: { inputs: { type: 'object', properties: inputs }, dates: { type: 'object', properties: dates } },
  }
  const [first, second] = formOf(request, { ...labels, units })
  if (first?.kind !== 'group' || second?.kind !== 'group') throw new Error('a screening has inputs and dates')
  return { inputs: first, dates: second }
}

function schemaOf(input: InputOf, entries: readonly Entry[]): Schema {
  const { type, options = [], min = 0, max = 0, unit = '' } = input
  const limits = { minimum: min, maximum: max }
  switch (type) {
    case 'field':
      return fieldOf(input.of ?? '', entries)
    case 'boolean':
      return { type: 'boolean' }
    case 'choice':
      return { enum: options }
    case 'quantity':
      return { type: 'object', properties: { value: { type: 'number', ...limits }, unit: { enum: [unit] } } }
    case 'number':
    case 'integer':
      return { type, ...limits }
    case 'date':
      return DAY
    case 'courses':
      return coursesOf(input)
    default:
      return PARTIAL_DAY
  }
}

function fieldOf(of: string, entries: readonly Entry[]): Schema {
  const [slug, ...path] = of.split('.')
  let schema: Schema = entries.find((entry) => entry.slug === slug)?.requestSchema ?? {}
  for (const name of path) {
    const properties = schema.properties ?? schema.anyOf?.find((each) => each.properties)?.properties ?? {}
    schema = properties[name] ?? {}
  }
  return schema
}

const coursesOf = ({ drugs = [] }: InputOf): Schema => ({
  type: 'array',
  maxItems: 40,
  items: {
    type: 'object',
    properties: {
      drug: { enum: drugs, title: 'Drug' },
      name: { type: 'string', title: 'Name of another drug' },
      start: { ...PARTIAL_DAY, title: 'First day' },
      end: { ...PARTIAL_DAY, title: 'Last day' },
      ongoing: { type: 'boolean', title: 'Goes on' },
    },
    required: ['drug', 'start'],
  },
})

/** The input that a pointer of the answer means. */
export const inputOf = (pointer: string): string => pointer.split('/')[2] ?? ''

export const fieldNamed = ({ fields, path }: GroupField, name: string): Field | undefined =>
  fields.find((field) => field.path === `${path}/${name}`)
