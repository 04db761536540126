/** Reads configuration from an environment, once at start. A fault names its variable. */
import * as z from 'zod'
import { faultsTogether } from './checks.js'
import { ConfigError } from './error.js'

/** Reads the variables of a schema from an environment; an empty text counts as not set. */
export function readConfig<Shape extends z.ZodRawShape>(
  variables: Shape,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  )
  const parsed = z.object(variables).safeParse(given)
  const faults = parsed.success
    ? faultsTogether(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (parsed.success && faults.length === 0) return parsed.data
  throw new ConfigError(`The configuration is not valid.\n  ${faults.join('\n  ')}`)
}
