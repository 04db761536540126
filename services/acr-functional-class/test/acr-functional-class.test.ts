import { codesOf, type Json, post, serviceFor, stateOf, workedExamples } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import acrFunctionalClass from '../index.js'
import type { Request } from '../schema.js'

const slug = 'acr-functional-class'

t.test('worked examples of the clinical specification', async (t) => {
  const put = (field: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = value
  }
  await workedExamples(t, await serviceFor(t, acrFunctionalClass), {
    slug,
    from: import.meta.url,
    file: 'acr-functional-class.json',
    rows: 10,
    inputs: {
      self_care_able: put('selfCareAble'),
      vocational_able: put('vocationalAble'),
      avocational_able: put('avocationalAble'),
      recorded_class: put('recordedClass'),
    },
    kit: { class: 'details.class', is_class_IV: 'criteria.class-iv' },
    expected: {
      class: (t, reply, value) => {
        t.equal(reply.json.details.class, value)
        t.equal(reply.json.category.code, value ?? 'undetermined')
        t.equal(reply.json.status, value ? 'computed' : 'not_computable')
      },
      is_class_IV: (t, reply, value) => t.equal(stateOf(reply.json, 'class-iv'), value),
      flags: (t, reply, value) => t.same(codesOf(reply.json), value),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, acrFunctionalClass)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const able = { selfCareAble: true, vocationalAble: true, avocationalAble: true }

  t.test('a recorded class wins over the domains, and a difference is pointed out', async (t) => {
    const result = await ask({ ...able, recordedClass: 'III' })
    t.equal(result.details.class, 'III')
    t.equal(result.details.basis, 'recorded')
    t.equal(result.details.classByDomains, 'I')
    t.same(codesOf(result), ['recorded_class_differs_from_domains'])
    t.equal(stateOf(await ask({ selfCareAble: false, recordedClass: 'III' }), 'class-iv'), 'not_met')
    t.same(codesOf(await ask({ vocationalAble: false, recordedClass: 'III' })), [], 'III is possible by the domains')
  })

  t.test('of another or no stated system, class IV alone is accepted, and flagged', async (t) => {
    for (const [recordedClassSystem, flag] of [
      ['unstated', 'class_system_unstated'],
      ['steinbrocker-1949', 'class_of_steinbrocker_1949'],
    ]) {
      const four = await ask({ recordedClass: 'IV', recordedClassSystem })
      t.equal(stateOf(four, 'class-iv'), 'met')
      t.equal(four.category.code, 'IV')
      t.same(codesOf(four), [flag])
      const three = await ask({ recordedClass: 'III', recordedClassSystem })
      t.equal(stateOf(three, 'class-iv'), 'undetermined', 'a lower class of that system decides nothing')
      t.equal(three.details.class, null)
      t.same(three.missing, ['selfCareAble', 'vocationalAble', 'avocationalAble'])
      t.same(codesOf(three), [flag])
      const known = await ask({ recordedClass: 'III', recordedClassSystem, ...able, avocationalAble: false })
      t.equal(known.details.class, 'II', 'the domains decide')
      t.equal(known.details.basis, 'domains')
    }
    t.same(codesOf(await ask({ recordedClass: 'IV', recordedClassSystem: 'acr-1991' })), [])
    t.equal((await ask({ ...able, recordedClassSystem: 'unstated' })).inputs.recordedClassSystem, null)
  })

  t.test('what is known decides as far as it can', async (t) => {
    const rows: readonly (readonly [Request, readonly string[], string, readonly string[]])[] = [
      [{}, ['I', 'II', 'III', 'IV'], 'undetermined', ['selfCareAble', 'vocationalAble', 'avocationalAble']],
      [{ selfCareAble: false }, ['IV'], 'met', []],
      [{ selfCareAble: true, vocationalAble: false }, ['III'], 'not_met', []],
      [{ selfCareAble: true, vocationalAble: true }, ['I', 'II'], 'not_met', ['avocationalAble']],
      [{ selfCareAble: true }, ['I', 'II', 'III'], 'not_met', ['vocationalAble', 'avocationalAble']],
      [{ vocationalAble: true, avocationalAble: true }, ['I', 'IV'], 'undetermined', ['selfCareAble']],
    ]
    for (const [body, classes, state, missing] of rows) {
      const result = await ask(body)
      t.same(result.details.possibleClasses, classes)
      t.equal(stateOf(result, 'class-iv'), state)
      t.same(result.missing, missing)
      t.same(codesOf(result), [])
    }
    t.same(codesOf(await ask({ selfCareAble: false, vocationalAble: true })), ['non_nested_pattern'])
    const open = await ask({ selfCareAble: true, avocationalAble: false })
    t.equal(
      open.text,
      'ACR functional class not determined: missing vocationalAble; possible II, III; class IV not met',
    )
    t.equal((await ask(able)).text, 'ACR functional class I: able in self-care, vocational and avocational activities')
  })

  t.test('classes are Roman numerals and domains are booleans', async (t) => {
    for (const body of [{ recordedClass: 4 }, { recordedClass: '4' }, { recordedClass: 'V' }, { selfCareAble: 'yes' }])
      t.equal((await post(app, slug, body)).status, 422)
  })
})
