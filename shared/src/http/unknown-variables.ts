/**
 * Variables of the environment that are perhaps meant for us and misspelt. The environment is full of those of others, so
 * that only what is very like one of ours is spoken of, in one line of the log, and never with its value.
 */
import { unused } from '../config/checks.js'
import type { Logger } from '../telemetry/logging.js'

/** First words that are ours where they begin the names of several variables; others use PORT, LOG or MAX as well. */
const FAMILIES = ['AUTH_', 'BATCH_', 'OVERLOAD_', 'RATE_LIMIT_', 'REFUSAL_', 'SMART_', 'STOP_']
/** A name this short has neighbours by chance: HOME is two letters from HOST, PATH from AUTH. */
const SHORT = 7
const MIDDLING = 9
/** Letters that a name may be off. */
const MOST_LETTERS = 2
/** As many lines as say what there is to say. */
const MOST_LINES = 20
const LONGEST_NAME = 100

/**
 * What Kubernetes and Docker set for each service beside this process, whatever it is called: `AUTH_SERVICE_HOST`,
 * `AUTH_SERVICE_PORT_HTTP`, `AUTH_PORT=tcp://10.0.0.1:80`, `AUTH_PORT_80_TCP_ADDR`.
 */
export function isServiceLink(name: string, value = ''): boolean {
  if (
    /_SERVICE_(?:HOST|PORT(?:_\w+)?)$/.test(name) ||
    /_PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?$/.test(name)
  )
    return true
  return name.endsWith('_PORT') && /^(?:tcp|udp|sctp):\/\//.test(value)
}

export interface Misspelt {
  readonly variable: string
  /** The one of ours that it is most like. */
  readonly nearest: string
}

/** Variables that are none of `known` and very like one. */
export function misspelt(
  known: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly Misspelt[] {
  const ours = new Set(known)
  const families = FAMILIES.filter((family) => known.some((name) => name.startsWith(family)))
  return Object.entries(environment).flatMap(([variable, value]) => {
    if (ours.has(variable) || variable.length > LONGEST_NAME || isServiceLink(variable, value)) return []
    const written = variable.toUpperCase()
    const family = families.find((each) => written.startsWith(each))
    const near = known.filter((name) =>
      family === undefined ? Math.abs(name.length - written.length) <= MOST_LETTERS : name.startsWith(family),
    )
    const [nearest, distance] = nearestOf(written, near)
    const meant = family !== undefined || distance <= allowed(nearest)
    return meant ? [{ variable, nearest }] : []
  })
}

const allowed = (name: string): number => (name.length < SHORT ? -1 : name.length < MIDDLING ? 1 : MOST_LETTERS)

export function nearestOf(name: string, known: readonly string[]): readonly [nearest: string, distance: number] {
  let best: readonly [string, number] = ['', Number.POSITIVE_INFINITY]
  for (const each of known) {
    const distance = editDistance(name, each)
    if (distance < best[1]) best = [each, distance]
  }
  return best
}

/** How many letters must be put in, taken out or changed (Levenshtein 1966). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1,
          (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] as number
}

/** Says in the log what of the environment is passed over though it was perhaps meant. */
export function tellPassedOver(
  known: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  config: Readonly<Record<string, unknown>>,
  logger: Logger,
): void {
  for (const { variable, nearest } of misspelt(known, environment).slice(0, MOST_LINES))
    logger.warn({ variable, nearest }, `${variable} is not known and was passed over; the nearest is ${nearest}`)
  for (const sentence of unused(config)) logger.warn(sentence)
}
