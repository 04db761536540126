/**
 * What runs on a request (strict compiled check, generated serialiser) against plain zod and JSON.stringify: the same bodies
 * accepted, the same refused with the same problems, the same bytes answered. Generated bodies of each
 * instrument, half of them valid, half spoilt.
 */
import type { Fault, Instrument } from '@activity-scores/shared/contract/instrument'
import { embed, referencesOf, resultOf } from '@activity-scores/shared/engine/executor'
import type { Problem } from '@activity-scores/shared/engine/problems'
import { pointerTo } from '@activity-scores/shared/language/pointer'
import { validBodies } from '@activity-scores/shared/testing/arbitrary'
import { draws, fc } from '@activity-scores/shared/testing/drawing'
import { mutated } from '@activity-scores/shared/testing/mutate'
import t from 'tap'
import { asked } from './asked.js'

const BODIES = draws(120, 20_000)

/** The verdict of zod alone, rules between fields after it. */
function plainly(
  instrument: Instrument,
  body: unknown,
): { readonly accepted: boolean; readonly faults: readonly Fault[]; readonly pointers: readonly string[] } {
  const parsed = instrument.request.safeParse(body)
  if (!parsed.success) {
    const pointers = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => pointerTo([...issue.path, key]))
        : [pointerTo(issue.path)],
    )
    return { accepted: false, faults: [], pointers }
  }
  const faults = instrument.rules.flatMap((rule) => rule.check(body))
  return { accepted: faults.length === 0, faults, pointers: faults.map(({ pointer }) => pointer) }
}

for (const instrument of asked) {
  t.test(instrument.slug, async (t) => {
    const executor = embed(instrument)
    const references = referencesOf(instrument)
    const check = (body: unknown): void => {
      const text = JSON.stringify(body)
      const answer = executor.fromBytes(Buffer.from(text), { form: 'full', requestId: '' })
      if (answer instanceof Promise) throw new Error('an embedded executor answers at once')
      const sent = JSON.parse(text) as unknown
      const plain = plainly(instrument, sent)
      if ((answer.status === 200) !== plain.accepted) throw new Error(`${answer.status}, plain zod: ${plain.accepted}`)
      if (plain.accepted) {
        const wanted = JSON.stringify(resultOf(instrument, references, sent))
        if (answer.body !== wanted) throw new Error('other bytes than JSON.stringify')
        return
      }
      const { errors } = JSON.parse(String(answer.body)) as Problem
      const named = errors.map(({ pointer }) => pointer)
      for (const pointer of plain.pointers) if (!named.includes(pointer)) throw new Error(`${pointer} is not named`)
      if (plain.faults.length > 0 && JSON.stringify(errors) !== JSON.stringify(plain.faults))
        throw new Error('other faults than the rules')
    }
    const drawn = validBodies(instrument)
    const valid = drawn.filter((body) => instrument.rules.every((rule) => rule.check(body).length === 0))
    fc.assert(fc.property(valid, check), { numRuns: BODIES / 2 })
    fc.assert(fc.property(mutated(drawn), check), { numRuns: BODIES / 2 })
    // Whatever is drawn, the documented requests are accepted by both, and what is no object is not.
    for (const { request } of instrument.examples) {
      check(request)
      t.ok(plainly(instrument, request).accepted)
    }
    for (const none of [null, 4, 'text', []]) {
      check(none)
      t.notOk(plainly(instrument, none).accepted)
    }
  })
}
