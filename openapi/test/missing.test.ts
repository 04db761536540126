/** What is missing decides nothing in the panel: every value of a pooled request is taken out, whichever instrument it is for. */
import '@activity-scores/shared/testing/patience'
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { embed } from '@activity-scores/shared/engine/executor'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { fullBodies, validBodies } from '@activity-scores/shared/testing/arbitrary'
import { draws, fc } from '@activity-scores/shared/testing/drawing'
import { type Answering, decidedInWords } from '@activity-scores/shared/testing/missing'
import t from 'tap'
import { panelOf } from '../src/panel/executor.js'

const panel = panelOf(instrumentSetOf(instruments), instruments.map(embed))
await panel.prepare?.()

/** The result of one instrument of a panel. */
const answering =
  ({ slug }: Instrument): Answering =>
  (inputs) => {
    const answer = panel.fromValue({ instruments: [slug], inputs }, { form: 'full', requestId: '' })
    if (answer instanceof Promise) throw new Error('embedded instruments answer at once')
    return JSON.parse(String(answer.body)).results?.[slug]?.result ?? null
  }

type Pool = Readonly<Record<string, unknown>>

/** Two requests in one; what both have is taken together, member by member. */
function pooled(one: Pool, other: Pool): Pool {
  const isObject = (value: unknown): value is Pool =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('unit' in value)
  const entries = Object.entries(other).map(([key, value]) => {
    const mine = one[key]
    return [key, isObject(mine) && isObject(value) ? pooled(mine, value) : (mine ?? value)] as const
  })
  return { ...one, ...Object.fromEntries(entries) }
}

/** Every answer of the pool, each value of which is taken out for each instrument that uses any of it. */
const broken = (pool: Pool, of: readonly Instrument[]): readonly string[] =>
  of.flatMap((instrument) =>
    decidedInWords(instrument, pool, answering(instrument)).map((line) => `${instrument.slug} ${line}`),
  )

t.test('the examples of each instrument beside those of the next', async (t) => {
  for (const [i, instrument] of instruments.entries()) {
    const beside = instruments[(i + 1) % instruments.length] as Instrument
    const [one, other] = [instrument, beside].map(({ examples }) => examples[0]?.request as Pool)
    t.same(broken(pooled(one as Pool, other as Pool), [instrument, beside]), [], `${instrument.slug}, ${beside.slug}`)
  }
})

t.test('drawn pools of three', async (t) => {
  const bodies = (instrument: Instrument) => fc.oneof(validBodies(instrument), fullBodies(instrument))
  const pools = fc
    .tuple(fc.constantFrom(...instruments), fc.constantFrom(...instruments), fc.constantFrom(...instruments))
    .chain((of) =>
      // By their slugs: what fails is printed, and whole instruments fill hundreds of pages.
      fc
        .tuple(...of.map(bodies))
        .map((each) => ({ of: [...new Set(of)].map(({ slug }) => slug), each: each as readonly Pool[] })),
    )
  const property = fc.property(pools, ({ of, each }) => {
    const found = broken(
      each.reduce(pooled),
      instruments.filter(({ slug }) => of.includes(slug)),
    )
    if (found.length > 0) throw new Error(found.join('\n'))
  })
  fc.assert(property, { numRuns: draws(10, 2000) })
  t.pass()
})
