/**
 * Validation, compiled once per instrument. The zod schema is the source of truth; what runs on every request is
 * strict ajv code generated from its JSON Schema (no coercion, nothing removed). Only a refused body goes through zod,
 * which knows all of its faults.
 */
import { Ajv } from 'ajv'
import type { Fault, Instrument, Rule } from './instrument.js'
import { type JsonSchema, toJsonSchema } from './json-schema.js'
import { describeIssues } from './messages.js'
import { pointerToField } from './pointer.js'

export type Validated<Input> =
  | { readonly ok: true; readonly input: Input }
  | { readonly ok: false; readonly faults: readonly Fault[] }

export type Validate<Input> = (body: unknown) => Validated<Input>

const ajv = new Ajv({
  strict: false,
  coerceTypes: false,
  removeAdditional: false,
  useDefaults: false,
  allErrors: false,
  validateFormats: false, // dates carry a pattern of their own
  discriminator: true,
})

export function compileValidator<Input>(instrument: Pick<Instrument<Input>, 'request' | 'rules'>): Validate<Input> {
  const schema = toJsonSchema(instrument.request, 'input')
  const accepts = ajv.compile<Input>(tagged(schema) as object)
  const { rules } = instrument
  return (body) => {
    if (accepts(body)) {
      const broken = rules.length === 0 ? NONE : rules.flatMap((rule) => rule.check(body))
      return broken.length === 0 ? { ok: true, input: body } : { ok: false, faults: broken }
    }
    const parsed = instrument.request.safeParse(body)
    if (parsed.success) throw new Error('the compiled schema refused what zod accepts')
    const { issues } = parsed.error
    const faults = describeIssues([...issues, ...besideUnits(instrument.request, body, issues)], schema, body)
    return { ok: false, faults: [...faults, ...rules.flatMap((rule) => stillChecked(rule, faults, body as Input))] }
  }
}

const NONE: readonly Fault[] = []

/** A rule is told apart from the faults of the shape: it runs if no field that it reads is at fault. */
function stillChecked<Input>(rule: Rule<Input>, faults: readonly Fault[], body: Input): readonly Fault[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return NONE
  const read = rule.fields.map(pointerToField)
  const touched = faults.some(
    ({ pointer, code }) => code !== 'unknown_field' && read.some((field) => related(pointer, field)),
  )
  return touched ? NONE : rule.check(body)
}

const related = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)

/** ajv picks the alternative of a quantity by its unit instead of trying each in turn. */
function tagged(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(tagged)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, tagged(value)]))
  const { oneOf } = copy as JsonSchema
  const byUnit = oneOf?.every((choice) => choice.properties?.['unit']?.enum)
  return byUnit ? { type: 'object', required: ['unit'], ...copy, discriminator: { propertyName: 'unit' } } : copy
}
