/**
 * Results that are inputs of others. Where a panel is asked to derive, instruments that provide something are computed first and
 * fill what was not sent: never what was sent, never a value that is one of several (its result has bounds: an item is imputed, a laboratory value
 * below a limit), and never a field that an instrument would use before another that was sent (decision 102).
 */
import { absencesOf } from '@activity-scores/shared/contract/absence'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pointerTo } from '@activity-scores/shared/language/pointer'
import type { Projection } from './projection.js'

type Path = readonly string[]

/** A field that one instrument fills for others: at the top of the pool or in an object there. */
export interface Fill {
  readonly path: Path
  readonly pointer: string
  /** Where the value stands in the result, and how it is printed beside it. */
  readonly from: Path
  readonly reported: Path
  /** Only where this of the result is so. */
  readonly where: { readonly at: Path; readonly is: string | boolean } | undefined
  /** What else it could be, null where it is known: others would take the value for known. */
  readonly bounds: Path
  /** Fields beside which, where they were sent, some instrument would use this one first. */
  readonly rivals: readonly Path[]
  /** Instruments that use it. */
  readonly consumers: readonly string[]
}

export interface Derivation {
  /** Instruments that provide something, each after those that fill something for it. */
  readonly providers: readonly string[]
  /** What an instrument fills for others. */
  fillsOf(slug: string): readonly Fill[]
}

/** Throws where two instruments fill one field, or where each needs the other first: the gateway does not start then. */
export function derivationFor(instruments: readonly Instrument[], projection: Projection): Derivation {
  const fills = new Map(
    instruments.map((instrument) => [instrument.slug, fillsFor(instrument, instruments, projection)]),
  )
  refuseTwoProviders(fills)
  const order = ordered(new Map(instruments.map(({ slug }) => [slug, providersOf(slug, fills)])))
  const fillsOf = (slug: string): readonly Fill[] => fills.get(slug) ?? []
  return { providers: order.filter((slug) => fillsOf(slug).length > 0), fillsOf }
}

function fillsFor(instrument: Instrument, instruments: readonly Instrument[], projection: Projection): readonly Fill[] {
  const { slug, provides = [] } = instrument
  return provides.flatMap(({ fills, from, where }) =>
    fills.flatMap((field) => {
      const path = field.split('.')
      const users = instruments.filter((other) => other.slug !== slug && projection.uses(other.slug, path))
      if (users.length === 0) return []
      const rivals = users.flatMap((user) => rivalsOf(user, path))
      const fill: Fill = {
        path,
        pointer: pointerTo(['inputs', ...path]),
        from: from.split('.'),
        reported: beside(from, 'reported'),
        bounds: beside(from, 'bounds'),
        where: where && { at: where.at.split('.'), is: where.is },
        rivals,
        consumers: users.map((user) => user.slug),
      }
      return [fill]
    }),
  )
}

const beside = (from: string, member: string): Path => [...from.split('.').slice(0, -1), member]

/** `*` in a precedence stands for the visit of the field. */
function rivalsOf(instrument: Instrument, path: Path): readonly Path[] {
  const placed = (pattern: string): Path => pattern.split('.').map((key, i) => (key === '*' ? (path[i] ?? key) : key))
  return absencesOf(instrument).precedences.flatMap(({ uses, insteadOf }) =>
    placed(uses).join('.') === path.join('.') ? insteadOf.map(placed) : [],
  )
}

function refuseTwoProviders(fills: ReadonlyMap<string, readonly Fill[]>): void {
  const owners = new Map<string, string>()
  for (const [slug, own] of fills)
    for (const path of new Set(own.map((fill) => fill.path.join('.')))) {
      const other = owners.get(path)
      if (other !== undefined) throw new Error(`${other} and ${slug} both provide ${path}`)
      owners.set(path, slug)
    }
}

const providersOf = (slug: string, fills: ReadonlyMap<string, readonly Fill[]>): readonly string[] =>
  [...fills].flatMap(([other, own]) => (own.some(({ consumers }) => consumers.includes(slug)) ? [other] : []))

function ordered(before: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>()
  const place = (slug: string, waiting: readonly string[]): void => {
    if (done.has(slug)) return
    if (waiting.includes(slug))
      throw new Error(`each of these provides for the one before: ${[...waiting, slug].join(', ')}`)
    for (const provider of before.get(slug) ?? []) place(provider, [...waiting, slug])
    done.add(slug)
  }
  for (const slug of before.keys()) place(slug, [])
  return [...done]
}
