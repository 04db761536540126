/** Files of JSON against a JSON Schema. Used by tests only. */
import { Ajv } from 'ajv'

/** What the schema says against each of the values, by the name of the value; nothing where all are valid. */
export function schemaFaults(schema: object, values: Readonly<Record<string, unknown>>): readonly string[] {
  const ajv = new Ajv({ allErrors: true })
  const accepts = ajv.compile(schema)
  return Object.entries(values).flatMap(([name, value]) =>
    accepts(value)
      ? []
      : (accepts.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`),
  )
}
