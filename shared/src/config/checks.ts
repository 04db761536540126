/** What variables must be together, each of them being well by itself. */

type Values = Readonly<Record<string, unknown>>

/** Variables that say how callers show who they are, and the way that needs them. */
const NEEDED_BY = {
  AUTH_KEYS_FILE: 'api-key',
  AUTH_JWKS_URL: 'jwt',
  AUTH_JWKS_FILE: 'jwt',
  AUTH_ISSUER: 'jwt',
  AUTH_AUDIENCE: 'jwt',
} as const

const asksFor = (config: Values): readonly (keyof typeof NEEDED_BY)[] =>
  (Object.keys(NEEDED_BY) as (keyof typeof NEEDED_BY)[]).filter((name) => config[name] !== undefined)

/** Sentences that end a start. */
export function faultsTogether(config: Values): readonly string[] {
  const faults: string[] = []
  const { STOP_DELAY_MS: delay, STOP_TIMEOUT_MS: timeout, AUTH: ways } = config
  if (typeof delay === 'number' && typeof timeout === 'number' && delay >= timeout)
    faults.push(
      `STOP_DELAY_MS: ${delay} must be below STOP_TIMEOUT_MS, which is ${timeout}: it is a part of that time, and work in flight needs the rest.`,
    )
  const [asked] = asksFor(config)
  if (ways === undefined && asked !== undefined)
    faults.push(
      `AUTH: is not set, so that nobody would be asked for a credential, but ${asked} is. Set AUTH to ${NEEDED_BY[asked]}, or to none if everybody may call.`,
    )
  return faults
}

/** Variables that are set and change nothing, each with the reason. */
export function unused(config: Values): readonly string[] {
  const { AUTH: ways } = config
  if (!Array.isArray(ways) || ways.includes('none')) return []
  return asksFor(config).flatMap((name) =>
    ways.includes(NEEDED_BY[name]) ? [] : [`${name} is not used: AUTH has no ${NEEDED_BY[name]}`],
  )
}
