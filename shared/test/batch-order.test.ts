/** Rows that are answered elsewhere: in order, and so few at once that nothing is held that grows. */
import '../src/testing/patience.js'
import t from 'tap'
import type { Executor } from '../src/engine/executor.js'
import { InOrder } from '../src/engine/rows/in-order.js'
import { Rows } from '../src/engine/rows/row.js'
import { Sink } from '../src/engine/rows/sink.js'
import { answerPiece } from '../src/http/direct/batch/lines.js'

const ROWS = 200

/** Answers some rows at once and others later, the later ones in any order; tells how many are asked at a time. */
function slow() {
  const asked = { now: 0, most: 0 }
  const answer = (body: unknown) => ({ status: 200, type: 'application/json', body: JSON.stringify(body) })
  const executor: Executor = {
    slug: 'slow',
    fromBytes() {
      throw new Error('rows are values')
    },
    fromValue(body) {
      const wait = Number(body) % 3
      if (wait === 0) return answer(body)
      asked.now++
      asked.most = Math.max(asked.most, asked.now)
      return new Promise((resolve) =>
        setTimeout(() => {
          asked.now--
          resolve(answer(body))
        }, wait),
      )
    },
  }
  return { asked, executor }
}

t.test('the rows of a piece leave in their order, a few of them waiting', async (t) => {
  const { asked, executor } = slow()
  const rows = new Rows({
    executor,
    form: 'full',
    requestId: '',
    path: '/v1/slow/batch',
    failed: (error) => t.fail(String(error)),
  })
  const sink = new Sink()
  const piece = Array.from({ length: ROWS }, (_, id) => JSON.stringify({ id, input: id * 7 })).join('\n')
  t.equal(await answerPiece(Buffer.from(piece), 0, rows, sink), ROWS)
  const lines = Buffer.concat(sink.take()).toString().trimEnd().split('\n')
  t.same(
    lines,
    Array.from({ length: ROWS }, (_, id) => `{"id":${id},"status":200,"result":${id * 7}}`),
  )
  t.ok(asked.most > 1 && asked.most <= 4, `${asked.most} at once`)
})

t.test('the next row is asked for when the first that waits has left', async (t) => {
  const left: string[] = []
  const inOrder = new InOrder((answer) => left.push(answer))
  t.equal(inOrder.put('0'), undefined)
  t.same(left, ['0'])
  const answers: ((answer: string) => void)[] = []
  const later = () => new Promise<string>((resolve) => answers.push(resolve))
  t.equal(inOrder.put(later()), undefined)
  for (const text of ['2', '3']) t.equal(inOrder.put(text), undefined, 'not before the one that waits')
  const full = inOrder.put(later())
  t.ok(full, 'no more before the first is there')
  answers[0]?.('1')
  await full
  t.same(left, ['0', '1'])
  answers[1]?.('4')
  await inOrder.end()
  t.same(left, ['0', '1', '2', '3', '4'])
})
