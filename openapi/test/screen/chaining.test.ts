/** What a screening hands from one instrument to another is what a panel and a series hand on: the manifests say so of each link. */
import { readFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'

const protocol = JSON.parse(
  readFileSync(new URL('../../../protocols/nct06464679.json', import.meta.url), 'utf8'),
) as Json

interface Link {
  readonly from: string
  readonly value: string
  readonly to: string
  readonly field: string
}

/** A field of a call that is filled by a measure, with each call that the measure is of. */
const links: readonly Link[] = Object.values<Json>(protocol.calls).flatMap(({ use: to, with: fields }) =>
  Object.entries<Json>(fields).flatMap(([field, { measure }]) =>
    measure === undefined
      ? []
      : protocol.measures[measure].sources.flatMap(({ call, value }: Json) =>
          call === undefined ? [] : [{ from: protocol.calls[call].use, value, to, field }],
        ),
  ),
)

const providesOf = (slug: string) => instruments.find((each) => each.slug === slug)?.provides ?? []

t.test('each link of the protocol is one that a manifest provides', (t) => {
  t.same(
    links.map(({ from, to, field }) => `${from} ${to} ${field}`).sort(),
    ['cdai', 'das28-esr'].flatMap((to) =>
      ['swollenJointCount28', 'tenderJointCount28'].map((field) => `joint-counts ${to} ${field}`),
    ),
  )
  for (const { from, value, field } of links) {
    const [provision] = providesOf(from).filter(({ fills }) => fills.includes(field))
    t.equal(provision?.from, value === 'score' ? 'score.value' : `${value}.value`, `${from} ${field}`)
  }
  t.end()
})

t.test('and where a chain would be provided between its calls, the protocol has it', (t) => {
  const used = new Set(Object.values<Json>(protocol.calls).map(({ use }) => use))
  let looked = 0
  for (const [name, { use, with: fields }] of Object.entries<Json>(protocol.calls))
    for (const [field, argument] of Object.entries<Json>(fields)) {
      const providers = [...used].filter(
        (slug) => slug !== use && providesOf(slug).some(({ fills }) => fills.includes(field)),
      )
      for (const from of providers) {
        looked++
        t.ok(argument.measure, `${from} gives ${name} its ${field}`)
      }
    }
  t.equal(looked, links.length)
  t.end()
})

t.test('a finished score that can be sent instead is the one that its instrument provides', (t) => {
  for (const [name, slug] of [
    ['das28Esr', 'das28-esr'],
    ['cdai', 'cdai'],
  ] as const) {
    const sources: readonly Json[] = protocol.measures[name].sources
    t.ok(sources.some(({ call, value }) => call && protocol.calls[call].use === slug && value === 'score'))
    t.ok(sources.some(({ input }) => input === name))
    t.ok(providesOf(slug).some(({ from, fills }) => from === 'score.value' && fills.includes(name)))
  }
  t.end()
})
