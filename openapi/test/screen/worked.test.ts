/** Worked cases of the protocols, written by hand from the registered text: `examples/<protocol>.json`, requests as they are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'
import { preparedUsualGateway } from '../helpers.js'

const EXAMPLES = new URL('../../../../openapi/test/screen/examples/', import.meta.url)
const ids = readdirSync(PROTOCOLS).flatMap((file) => (file.endsWith('.json') ? [basename(file, '.json')] : []))
const worked = ids.flatMap((id) => {
  const file = new URL(`${id}.json`, EXAMPLES)
  return existsSync(file) ? [{ id, cases: JSON.parse(readFileSync(file, 'utf8')) as Json }] : []
})
/** The first protocol has its cases in the words of the clinical files (`examples.test.ts`). */
const ELSEWHERE = ['nct06464679']
const LEAST_CASES = 40
const STATES = {
  inclusion: ['met', 'not_met', 'undetermined'],
  exclusion: ['excluded', 'not_excluded', 'undetermined'],
} as const

t.same(
  worked.map(({ id }) => id),
  ids.filter((id) => !ELSEWHERE.includes(id)),
  'every protocol has worked cases',
)

for (const { id, cases } of worked)
  t.test(`worked cases of ${id}`, async (t) => {
    const app = await preparedUsualGateway()
    const { arm, asOf, rows } = cases
    t.ok(rows.length >= LEAST_CASES, `${rows.length}`)
    const seen = new Map<string, Set<string>>()
    for (const { id: row, inputs, dates, readings, undated = dates ? null : 'as-of', expected } of rows) {
      const { status, json, raw } = await post(app, `screen/${id}`, { arm, asOf, inputs, dates, readings, undated })
      t.equal(status, 200, `${row} ${status === 200 ? '' : raw}`)
      for (const [criterion, wanted] of Object.entries<string>(expected)) {
        const { state } = json.criteria.find((each: Json) => each.id === criterion) ?? {}
        t.equal(state, wanted, `${row} ${criterion}`)
        seen.set(criterion, (seen.get(criterion) ?? new Set()).add(wanted))
      }
    }
    const { criteria }: Json = JSON.parse(readFileSync(`${PROTOCOLS}/${id}.json`, 'utf8'))
    for (const { id: criterion, kind } of criteria) {
      const wanted = STATES[kind as keyof typeof STATES]
      const few = wanted.filter((state) => !seen.get(criterion)?.has(state))
      t.same(few, [], `${criterion} in every state`)
    }
  })
