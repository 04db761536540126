/**
 * What a protocol names as missing without being unknown: each path must lead somewhere, and what the code does must be
 * named (decision 99).
 */
import type { Report } from './check-names.js'
import type { Rule } from './rule-schema.js'
import type { Protocol } from './schema.js'

/** Members of a request that a path may begin with; `measures` stands for measures computed from their parts. */
const PLACES = ['arm', 'asOf', 'inputs', 'dates', 'undated', 'visits', 'readings', 'include']
const LATEST = 'visits.*.inputs.*'

export function findAbsenceFaults(protocol: Protocol, report: Report): void {
  const { precedences = [], options = [], completeLists = [] } = protocol
  const place = (pattern: string, path: readonly PropertyKey[]): void => {
    const [top = '', name = '*'] = pattern.split('.')
    if (!PLACES.includes(top)) report(path, `"${top}" is no part of a request. Known: ${PLACES.join(', ')}`)
    else if ((top === 'inputs' || top === 'dates') && name !== '*' && !Object.hasOwn(protocol.inputs, name))
      report(path, `there is no input "${name}"`)
  }
  for (const [i, { uses, insteadOf }] of precedences.entries()) {
    for (const [j, other] of insteadOf.entries()) place(other, ['precedences', i, 'insteadOf', j])
    const [top, name = ''] = uses.split('.')
    if (top !== 'measures') {
      place(uses, ['precedences', i, 'uses'])
      continue
    }
    const sent = finishedOf(protocol, name)
    if (sent.length === 0 || !insteadOf.every((other) => sent.includes(other)))
      report(['precedences', i], `"${name}" is no measure that ${insteadOf.join(', ')} is a finished value of`)
  }
  for (const [i, { field }] of options.entries()) place(field, ['options', i, 'field'])
  for (const [i, { list }] of completeLists.entries()) place(list, ['completeLists', i, 'list'])
  for (const [name, { window, needsDate }] of Object.entries(protocol.inputs))
    if (needsDate && window === undefined)
      report(['inputs', name, 'needsDate'], 'only what has a window needs its day; give it one, or leave this out')
  const latest = protocol.criteria.findIndex(({ rule }) => asksForLatest(rule))
  if (latest >= 0 && !precedences.some(({ uses }) => uses === LATEST))
    report(
      ['criteria', latest, 'rule'],
      `atLatestVisit passes over earlier examinations: name it under precedences, as what uses ${LATEST}`,
    )
}

/** Places of the finished values of a measure that can be computed as well. */
function finishedOf({ measures }: Protocol, name: string): readonly string[] {
  const { sources = [] } = measures[name] ?? {}
  return sources.length < 2 ? [] : sources.flatMap((source) => ('input' in source ? [`inputs.${source.input}`] : []))
}

function asksForLatest(rule: unknown): rule is Rule {
  if (typeof rule !== 'object' || rule === null) return false
  return 'atLatestVisit' in rule || Object.values(rule).some(asksForLatest)
}
