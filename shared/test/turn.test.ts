import { setImmediate } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Executor } from '../src/engine/executor.js'
import { instrumentSetOf } from '../src/engine/instrument-set.js'
import { enqueueCompute, enqueueWrite, type Staged } from '../src/http/direct/stages.js'
import { buildHost } from '../src/http/host.js'
import { createLogger } from '../src/telemetry/logging.js'
import { testConfig } from '../src/testing/testing.js'
import { JSON_TYPE } from './toy-host.js'

/** A call that writes down which stages it went through. */
const call = (name: string, told: string[], compute: (self: Staged) => void): Staged => {
  const self: Staged = {
    compute() {
      told.push(`${name} computed`)
      compute(self)
    },
    write: () => told.push(`${name} written`),
    record: () => told.push(`${name} recorded`),
  }
  return self
}
const stages = (told: readonly string[]): readonly string[] =>
  told.map((each) => each.split(' ')[1] ?? '').filter((stage, i, all) => stage !== all[i - 1])

t.test('calls of one turn go through each stage together', async (t) => {
  const told: string[] = []
  for (const name of ['a', 'b', 'c']) enqueueCompute(call(name, told, enqueueWrite))
  t.same(told, [], 'nothing is done before the turn ends')
  await setImmediate()
  t.same(stages(told), ['computed', 'written', 'recorded'])
  t.same(
    told.filter((each) => each.endsWith('written')),
    ['a written', 'b written', 'c written'],
    'in the order in which they came',
  )
})

t.test('no more than 64 wait for one another', async (t) => {
  const told: string[] = []
  for (let i = 0; i < 130; i++) enqueueCompute(call(String(i), told, enqueueWrite))
  t.equal(told.length, 3 * 128, 'a group that is full does not wait for the end of the turn')
  await setImmediate()
  t.same(stages(told), Array(3).fill(['computed', 'written', 'recorded']).flat())
  t.equal(told.indexOf('0 written'), 64)
  t.equal(told.length, 3 * 130)
})

t.test('an answer that takes longer is written in its own turn, and keeps nobody waiting', async (t) => {
  const told: string[] = []
  const [slow, quick] = [call('slow', told, () => undefined), call('quick', told, enqueueWrite)]
  enqueueCompute(slow)
  enqueueCompute(quick)
  await setImmediate()
  t.same(told, ['slow computed', 'quick computed', 'quick written', 'quick recorded'])
  enqueueWrite(slow)
  await setImmediate()
  t.same(told.slice(4), ['slow written', 'slow recorded'])
})

t.test('what comes while a turn is worked on has the next one', async (t) => {
  const told: string[] = []
  const second = call('second', told, enqueueWrite)
  enqueueCompute(
    call('first', told, (self) => {
      enqueueCompute(second)
      enqueueWrite(self)
    }),
  )
  await setImmediate()
  t.equal(told.at(-1), 'first recorded')
  await setImmediate()
  t.equal(told.at(-1), 'second recorded')
})

/** Answers with what it was sent, at once or later; some of it cannot be said in a head, and some is a fault of ours. */
const echo: Executor = {
  slug: 'echo',
  fromBytes(body) {
    const sent = body.toString()
    if (sent.includes('throw')) throw new Error('a fault')
    const type = sent.includes('unwritable') ? 'application/json\u0001' : 'application/json; charset=utf-8'
    const answer = { status: 200, type, body: sent }
    return sent.includes('later') ? setImmediate(answer) : answer
  },
  fromValue: () => {
    throw new Error('not asked')
  },
}

async function echoing(t: Test): Promise<string> {
  const { app } = await buildHost({
    title: 'Echo',
    config: testConfig(),
    logger: createLogger('silent'),
    instrumentSet: instrumentSetOf([]),
    executors: [echo],
  })
  t.teardown(() => app.close())
  return app.listen({ host: '127.0.0.1', port: 0 })
}

t.test('each of many calls at once has its own answer, whatever becomes of the others', async (t) => {
  const url = `${await echoing(t)}/v1/echo`
  const kinds = ['now', 'later', 'throw', 'unwritable', 'now'] as const
  const bodies = Array.from({ length: 300 }, (_, i) => JSON.stringify({ i, kind: kinds[i % kinds.length] }))
  const answers = await Promise.all(
    bodies.map(async (body) => {
      const answer = await fetch(url, { method: 'POST', headers: JSON_TYPE, body })
      return { status: answer.status, text: await answer.text() }
    }),
  )
  answers.forEach(({ status, text }, i) => {
    const kind = String(kinds[i % kinds.length])
    if (kind === 'throw' || kind === 'unwritable') {
      t.equal(status, 500, kind)
      t.equal(JSON.parse(text).code, 'internal_error')
    } else {
      t.equal(status, 200, kind)
      t.equal(text, bodies[i])
    }
  })
})
