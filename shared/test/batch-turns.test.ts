import '../src/testing/patience.js'
import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import t from 'tap'
import { ours } from '../src/engine/own-work.js'
import { areBatchesBehind, newcomer, Slices } from '../src/http/direct/slices.js'
import { enqueueCompute, enqueueWrite, type Staged } from '../src/http/direct/stages.js'

const busy = (milliseconds: number): void => {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

/** A single call of so many ms. */
const single = (work: number): Staged => ({
  compute() {
    busy(work)
    enqueueWrite(this)
  },
  write: () => undefined,
  record: () => undefined,
})

/** Turns of the loop with a single call each until all is done; how many, and whether batches were ever behind. */
async function turnsUntil(done: Promise<unknown>, work: number): Promise<{ turns: number; behind: boolean }> {
  let isDone = false
  let turns = 0
  let behind = false
  done.then(() => {
    isDone = true
  })
  while (!isDone) {
    if (work > 0) enqueueCompute(single(work))
    behind ||= areBatchesBehind()
    turns++
    await setImmediate()
  }
  return { turns, behind }
}

/** Batches of so many slices, each with so much work. */
const batches = (count: number, slices: number, work: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const own = new Slices()
      for (let i = 0; i < slices; i++) {
        await own.next()
        busy(work)
      }
    }),
  )

/** A core that is lent to somebody else looks like waiting; it is not lent three times in a row. */
async function quietest(run: () => ReturnType<typeof turnsUntil>): ReturnType<typeof turnsUntil> {
  let last = await run()
  for (let again = 0; again < 2 && last.behind; again++) {
    await delay(50)
    last = await run()
  }
  return last
}

t.test('short slices follow one another while single calls fill the turns', async (t) => {
  const { turns } = await turnsUntil(batches(24, 1, 0.4), 10)
  // A fifth of 10 ms holds five of them or six.
  t.ok(turns <= 18, `${turns} turns for 24 slices`)
})

t.test('a slice that takes its whole time is alone in its turn', async (t) => {
  const { turns } = await turnsUntil(batches(8, 1, 1.2), 0)
  // Where a neighbour on the core made a turn long, two may share the next.
  t.ok(turns >= 5, `${turns} turns for 8 slices`)
})

t.test('batches are behind while they wait for long after single calls, and for them alone', async (t) => {
  t.notOk(areBatchesBehind(), 'none waits')
  const crowded = await turnsUntil(batches(40, 2, 3), 10)
  t.ok(crowded.behind)
  t.notOk(areBatchesBehind(), 'when they are done')
  const alone = await quietest(() => turnsUntil(batches(40, 2, 1.2), 0))
  t.notOk(alone.behind, 'however many they are among themselves')
  const compiling = setInterval(() => ours(() => busy(10)), 1)
  const beside = await quietest(() => turnsUntil(batches(20, 2, 1.2), 0.1))
  clearInterval(compiling)
  t.notOk(beside.behind, 'nor beside our own work')
  await delay(50)
  const after = await turnsUntil(batches(2, 1, 0.1), 0)
  t.notOk(after.behind, 'nor after a pause')
})

t.test('batches give way to turns with new connections, and have their share however many come', async (t) => {
  let isDone = false
  const done = batches(1, 1, 0.1).then(() => {
    isDone = true
  })
  for (let turn = 0; turn < 30; turn++) {
    newcomer()
    await setImmediate()
    t.notOk(isDone, 'turns with a newcomer are short')
  }
  await done
  const next = batches(3, 2, 0.1)
  let without = false
  next.then(() => {
    without = true
  })
  for (let turn = 0; turn < 200 && !without; turn++) {
    newcomer()
    busy(5)
    await setImmediate()
  }
  t.ok(without, 'connections that never stop coming do not keep batches from being answered')
})
