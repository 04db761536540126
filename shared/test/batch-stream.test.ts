/**
 * What only a socket shows of batches: back-pressure, callers who leave or fall silent, single calls meanwhile, worker
 * threads.
 */
import '../src/testing/patience.js'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { partsOf } from '../src/http/direct/batch/lines.js'
import { startThreads } from '../src/http/direct/batch/threads.js'
import { answerTo, line, lines, listening, open, textOf, until } from './listening.js'

t.test('a stream is answered while it is sent', async (t) => {
  const { port } = await listening(t)
  const sent = open(port)
  sent.write(line(1))
  const answer = await answerTo(sent)
  answer.setEncoding('utf8')
  t.match(String((await once(answer, 'data'))[0]), /^\{"id":1,/)
  sent.end(line(2).trim())
  t.match(String((await once(answer, 'data'))[0]), /^\{"id":2,/)
})

t.test('100,000 rows keep their order', async (t) => {
  const { port } = await listening(t)
  const sent = open(port)
  const answered = answerTo(sent).then(textOf)
  for (let rows = 0; rows < 100_000; rows += 1000) if (!sent.write(lines(rows, 1000))) await once(sent, 'drain')
  sent.end()
  const ids = (await answered)
    .split('\n')
    .slice(0, -1)
    .map((row) => Number(/^\{"id":(\d+),"status":200/.exec(row)?.[1]))
  t.equal(ids.length, 100_000)
  t.ok(ids.every((id, i) => id === i))
})

for (const type of ['application/x-ndjson', 'text/csv']) {
  t.test(`${type}: a reader who takes nothing stops the sender, and what is held stays small`, async (t) => {
    const { port, computed, held } = await listening(t)
    const sent = open(port, type)
    const rows = type === 'text/csv' ? csvRows : lines
    if (type === 'text/csv') sent.write('id,age,tenderJointCount28\n')
    // The answer is not read: its bytes fill the buffers of the sockets, and then nothing more is computed.
    const answered = answerTo(sent)
    const most = 200_000
    let taken = 0
    let standing = -1
    while (taken < most) {
      if (sent.write(rows(taken, 1000)) || (await Promise.race([once(sent, 'drain'), delay(1000, false)]))) {
        taken += 1000
        continue
      }
      taken += 1000
      if (standing === computed()) break
      standing = computed()
    }
    t.ok(taken < most, `stopped after ${taken} rows`)
    t.ok(held() < 2 * 1024 * 1024, `${held()} bytes are held`)
    await delay(200)
    t.equal(computed(), standing, 'nothing is computed for a reader who does not read')
    const answer = await answered
    sent.end()
    let got = 0
    for await (const piece of answer) got += String(piece).split('\n').length - 1
    t.equal(got, taken + (type === 'text/csv' ? 1 : 0), 'and everything is answered once it is read')
  })
}

const csvRows = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `${'x'.repeat(128)},50,${(from + i) % 27}\n`).join('')

t.test('a caller who leaves ends the work', async (t) => {
  const { port, computed, logged } = await listening(t)
  const sent = open(port)
  sent.write(lines(0, 50_000))
  const answer = await answerTo(sent)
  await once(answer, 'data')
  sent.destroy()
  await until(() => logged.some(({ msg }) => msg === 'request'))
  const standing = computed()
  await delay(50)
  t.equal(computed(), standing)
  t.match(
    logged.find(({ msg }) => msg === 'request'),
    { status: 499, route: '/v1/toy/batch' },
  )
  t.notOk(
    logged.some(({ msg }) => msg === 'request failed'),
    'and is no fault of ours',
  )

  const whole = open(port, 'application/json')
  whole.end(`[${lines(0, 9000).trim().replaceAll('\n', ',')}]`)
  await once(whole, 'finish')
  await delay(5)
  const before = computed()
  whole.destroy()
  await until(() => logged.filter(({ msg }) => msg === 'request').length === 2)
  t.ok(computed() - before < 9000, 'an array neither')
})

t.test('a silent sender is cut', async (t) => {
  const { port } = await listening(t, { REQUEST_TIMEOUT_MS: '200' })
  const silent = open(port)
  silent.write('{"id":1')
  const refused = await answerTo(silent)
  t.equal(refused.statusCode, 408)
  t.equal(JSON.parse(await textOf(refused)).code, 'request_timeout')

  const cut = open(port)
  cut.write(line(1))
  const half = await answerTo(cut)
  await t.rejects(textOf(half), 'an answer that has begun ends in the middle')

  const whole = open(port, 'application/json')
  whole.write('[')
  t.equal((await answerTo(whole)).statusCode, 408)
})

t.test('a slow sender is not cut, although all of it takes longer than the limit', async (t) => {
  const limit = 2000
  const { port } = await listening(t, { REQUEST_TIMEOUT_MS: String(limit) })
  const slow = open(port)
  const answered = answerTo(slow).then(textOf)
  const began = performance.now()
  const text = line(1) + line(2)
  let sent = 0
  for (; performance.now() - began < 1.5 * limit; sent++) {
    slow.write(text[sent])
    await delay(100)
  }
  slow.end(text.slice(sent))
  t.equal((await answered).split('\n').length, 3)
})

t.test('single calls are answered during a batch', async (t) => {
  const { port } = await listening(t)
  for (const [type, body] of [
    ['application/json', `[${lines(0, 10_000).trim().replaceAll('\n', ',')}]`],
    ['application/x-ndjson', lines(0, 10_000)],
  ] as const) {
    const sent = open(port, type)
    let ended = false
    const batch = answerTo(sent)
      .then(textOf)
      .then(() => {
        ended = true
      })
    sent.end(body)
    let during = 0
    while (!ended) {
      const single = open(port, 'application/json', '/v1/toy')
      single.end('{"age":50,"tenderJointCount28":4}')
      t.equal((await answerTo(single).then((answer) => answer.resume())).statusCode, 200)
      if (!ended) during++
    }
    await batch
    t.ok(during >= 1, `${type}: ${during} single calls were answered meanwhile`)
  }
})

t.test('a table that takes longer to compute than its sender may be silent is answered to its end', async (t) => {
  const { port } = await listening(t, { REQUEST_TIMEOUT_MS: '400' })
  const rows = 40_000
  const sent = open(port, 'text/csv')
  const answered = answerTo(sent).then(textOf)
  const started = performance.now()
  sent.end(`id,age\n${'"",50\n'.repeat(rows)}`)
  t.equal((await answered).split('\n').length, rows + 2)
  t.ok(performance.now() - started > 400, `after ${Math.round(performance.now() - started)} ms`)
})

t.test('worker threads give the same bytes in the same order', async (t) => {
  const bodies = [
    lines(0, 30_000),
    `${'{}\n'.repeat(1500)}\n\n${'{}\n'.repeat(511)}{broken`,
    `{broken\n\n${line(1)}{"id":2,"input":{"age":1}}\n{"id":3,"input":{"age":50,"tenderJointCount28":27}}\n${line(4).trim()}`,
  ]
  const [here, threads] = [await listening(t), await listening(t, { BATCH_THREADS: '2' })]
  for (const body of bodies) {
    const [a, b] = await Promise.all(
      [here, threads].map(({ port }) => {
        const sent = open(port)
        const answered = answerTo(sent).then(textOf)
        sent.end(body)
        return answered
      }),
    )
    t.ok(a === b, `${a?.length} bytes`)
  }
  t.equal(threads.computed(), 0, 'computed elsewhere')
  t.ok(
    threads.logged.some(({ msg }) => msg === 'request failed'),
    'a fault of ours is logged here',
  )
})

t.test('what threads answer at once is bounded by lines, not by bytes alone', async (t) => {
  for (const [piece, most] of [
    ['', 3],
    ['a', 3],
    ['a\nb\nc', 3],
    ['a\nb\nc\n', 3],
    ['a\nb\nc\nd', 3],
    ['\n\n\n\n\n\n', 3],
    ['a\nb\nc\nd\ne\nf\ng', 3],
  ] as const) {
    const parts = [...partsOf(Buffer.from(piece), most)].map(String)
    t.equal(parts.join('\n'), piece)
    for (const part of parts) t.ok(part.split('\n').length <= most, JSON.stringify(parts))
    t.same([...partsOf(Buffer.from(piece))].map(String), [piece], 'where they leave as they are made there is no limit')
  }
  const threads = await startThreads(1, () => '')
  t.teardown(() => threads?.close())
  const engine = threads?.engine({ slug: 'toy', form: 'full', requestId: 'x', path: '/' }, () => undefined)
  // The longest usual answers have 3 kB.
  t.ok((engine?.mostLines ?? Number.POSITIVE_INFINITY) <= 1000)
})
