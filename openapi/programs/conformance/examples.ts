/** The cases that an instrument's own examples are: each names its source, and none is our own output. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { type KitCase, kindOf, levelOf } from '@activity-scores/shared/testing/kit-cases'

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Criteria by id: a list by position is ours alone. */
function criteriaOf(listed: readonly unknown[], { criteria }: Instrument): Members {
  return Object.fromEntries(
    listed.flatMap((each, i) => {
      const { id = criteria?.[i]?.id, state } = isObject(each) ? each : {}
      return typeof id === 'string' && state !== undefined ? [[id, state]] : []
    }),
  )
}

/** Terms, inputs, text and references are how our answers are laid out; what they say stands in the score. */
const JUDGED = ['status', 'score', 'category', 'criteria', 'missing', 'details'] as const

function expectOf(expected: Members, instrument: Instrument): Members {
  return Object.fromEntries(
    JUDGED.flatMap((name): readonly (readonly [string, unknown])[] => {
      const value = expected[name]
      if (value === undefined) return []
      if (name !== 'criteria') return [[name, value]]
      const byId = Array.isArray(value) ? criteriaOf(value, instrument) : {}
      return Object.keys(byId).length > 0 ? [[name, byId]] : []
    }),
  )
}

export function casesOf(instrument: Instrument): readonly KitCase[] {
  return instrument.examples.flatMap(({ name, title, source, request, expect }) => {
    const judged = expectOf(expect, instrument)
    if (Object.keys(judged).length === 0) return []
    const kind = kindOf(name, source, title, judged)
    return [
      { id: `example-${name}`, title, source, kind, level: levelOf(kind, source), input: request, expect: judged },
    ]
  })
}
