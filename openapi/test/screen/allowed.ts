/** What the protocol file, and the manifests of the instruments that its inputs go to, name as missing without being unknown. */
import { instruments } from '@activity-scores/services/registry'
import { absencesOf } from '@activity-scores/shared/contract/absence'
import { isAt, matching, type Path, touches } from '@activity-scores/shared/testing/deletions'
import type { ScreenRequest } from '../../src/screen/answer/request.js'
import type { Plan } from '../../src/screen/engine/model.js'

interface Where {
  readonly field: string
  readonly is: unknown
}

export interface Exception {
  /** Where it stands in a screening request. */
  readonly pattern: string
  /** Only where the request says so itself. */
  readonly where?: Where
  /** The call whose answer warns, or the protocol. */
  readonly call?: string
  readonly warning?: string
  /** What counts without it, for a precedence. */
  readonly insteadOf?: readonly string[]
}

export interface Exceptions {
  readonly options: readonly Exception[]
  readonly lists: readonly Exception[]
  readonly precedences: readonly Exception[]
}

export function exceptionsOf({ protocol, readByMeasure }: Plan): Exceptions {
  const { precedences = [], options = [], completeLists = [] } = protocol
  /** A value that has a window counts by its day: without it as little as without itself. */
  const dayOf = (input = ''): readonly string[] =>
    protocol.inputs[input]?.window === undefined ? [] : [`dates.${input}`]
  const own: Exceptions = {
    options: [
      ...['readings', 'readings.*', 'include', 'include.*'].map((pattern) => ({ pattern })),
      ...options.map(({ field }) => ({ pattern: field })),
    ],
    lists: completeLists.map(({ list }) => ({ pattern: `${list}.*` })),
    precedences: precedences.flatMap(({ uses, insteadOf, warning }) => {
      const [top, name = ''] = uses.split('.')
      const parts = [...readByMeasure(name)].flatMap((input) => [`inputs.${input}`, ...dayOf(input)])
      return (top === 'measures' ? parts : [uses]).map((pattern) => ({ pattern, insteadOf, warning }))
    }),
  }
  const calls = Object.entries(protocol.calls).map(([call, { use, with: fields }]): Exceptions => {
    const instrument = instruments.find(({ slug }) => slug === use)
    const named = absencesOf(instrument ?? {})
    /** A path of the instrument's request as one of a screening. */
    const here = (path: string): readonly string[] => {
      const [field = '', ...rest] = path.split('.')
      const inputs = field === '*' ? Object.values(fields) : [fields[field]]
      return inputs.flatMap((input) => (typeof input === 'string' ? [['inputs', input, ...rest].join('.')] : []))
    }
    const only = (where: Where | undefined) => {
      const [field] = where ? here(where.field) : []
      return where && field ? { where: { field, is: where.is } } : {}
    }
    return {
      options: named.options.flatMap(({ field, where }) =>
        here(field).map((pattern) => ({ pattern, call, ...only(where) })),
      ),
      lists: named.completeLists.flatMap(({ list, where, warning }) =>
        here(`${list}.*`).map((pattern) => ({ pattern, call, ...(warning ? { warning } : {}), ...only(where) })),
      ),
      precedences: named.precedences.flatMap(({ uses, insteadOf, warning }) =>
        here(uses)
          .flatMap((pattern) => [pattern, ...dayOf(pattern.split('.')[1])])
          .map((pattern) => ({ pattern, call, warning, insteadOf: insteadOf.flatMap(here) })),
      ),
    }
  })
  const all = [own, ...calls]
  return {
    options: all.flatMap((each) => each.options),
    lists: all.flatMap((each) => each.lists),
    precedences: all.flatMap((each) => each.precedences),
  }
}

const holds = (where: Where | undefined, request: ScreenRequest): boolean =>
  where === undefined || request.inputs[where.field.replace('inputs.', '')] === where.is

/** Fields that choose, for which an absent one has a default. */
export const isOption = ({ options }: Exceptions, path: Path, request: ScreenRequest): boolean =>
  options.some(({ pattern, where }) => isAt(path, pattern) && holds(where, request))

/** Warnings that excuse what the answer says without the path: those it must carry, for an item of a complete list. */
export const listsAt = ({ lists }: Exceptions, path: Path, request: ScreenRequest): readonly Exception[] =>
  lists.filter(({ pattern, where }) => isAt(path, pattern) && holds(where, request))

/** Precedences of what was taken out before something that is left. */
export const precedencesAt = ({ precedences }: Exceptions, path: Path, less: unknown): readonly Exception[] =>
  precedences.filter(
    ({ pattern, insteadOf = [] }) =>
      touches(path, pattern) && insteadOf.some((other) => matching(less, other).length > 0),
  )
