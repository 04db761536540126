import '../src/testing/patience.js'
import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { ours, processorTime } from '../src/engine/own-work.js'
import { type OverloadGuard, overloadGuard, type Reading } from '../src/http/direct/overload.js'
import { enqueueCompute } from '../src/http/direct/stages.js'
import { busy } from './busy.js'

const CALM: Reading = { utilisation: 1, heap: 0.5 }
const LIMITS = {
  OVERLOAD_DELAY_MS: 50,
  OVERLOAD_TURN_MS: 5,
  OVERLOAD_UTILISATION_PERCENT: 100,
  OVERLOAD_HEAP_PERCENT: 95,
}
/** Two samples and some. */
const SEEN_MS = 800

const cases: readonly (readonly [
  name: string,
  limits: Partial<typeof LIMITS>,
  reading: Partial<Reading>,
  admits: boolean,
])[] = [
  ['a busy loop that keeps up', {}, {}, true],
  ['utilisation over a limit', { OVERLOAD_UTILISATION_PERCENT: 98 }, { utilisation: 0.99 }, false],
  ['a full heap', {}, { heap: 0.96 }, false],
  ['a full heap without a limit', { OVERLOAD_HEAP_PERCENT: 100 }, { heap: 0.999 }, true],
]

t.test('what is an overload', async (t) => {
  await Promise.all(
    cases.map(async ([name, limits, reading, admits]) => {
      const guard = overloadGuard({ ...LIMITS, ...limits }, { read: () => ({ ...CALM, ...reading }) })
      guard.prepared()
      t.ok(guard.admits(), `${name}: not at first`)
      await delay(SEEN_MS)
      t.equal(guard.admits(), admits, name)
      t.equal(guard.admitsBatch(), admits, name)
      guard.close()
    }),
  )
})

t.test('one sample is none', async (t) => {
  const readings = [0.99, 0.5, 0.99, 0.5, 0.99]
  const guard = overloadGuard(LIMITS, { read: () => ({ ...CALM, heap: readings.shift() ?? 0.5 }) })
  t.teardown(() => guard.close())
  for (let i = 0; i < 8; i++) {
    await delay(200)
    t.ok(guard.admits())
  }
})

/**
 * A turn of the loop in which so many requests come, each with so much work where it is let in; how many were. Before the
 * first is computed, all of them were read.
 */
async function turn(guard: OverloadGuard, requests: number, work: number, reading = 0): Promise<number> {
  let admitted = 0
  const compute = (): void => {
    if (!guard.admits()) return
    admitted++
    busy(work)
  }
  for (let i = 0; i < requests; i++) {
    enqueueCompute({ compute, write: () => undefined, record: () => undefined })
    busy(reading / requests)
  }
  await setImmediate()
  return admitted
}

/** Collects all garbage. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

/** Turns with so much of something else than calls in them; true where a call was refused. */
async function isRefusedBeside(guard: OverloadGuard, other: () => void, turns = 6): Promise<boolean> {
  let refused = false
  for (let i = 0; i < turns; i++) {
    const before = turn(guard, 60, 0.25)
    other()
    refused ||= (await before) < 60
  }
  return refused
}

t.test(
  'turns that stay long: of each a share is computed, the rest is refused, until no more is refused',
  async (t) => {
    const guard = overloadGuard(LIMITS)
    t.teardown(() => guard.close())
    let admitted = 30
    let turns = 0
    while (admitted === 30 && turns < 20) {
      admitted = await turn(guard, 30, 4)
      turns++
    }
    t.ok(turns > 1 && turns < 20, `refused in turn ${turns}`)
    const share = await turn(guard, 30, 1)
    t.ok(share >= 1 && share <= 15, `${share} of 30 in the next turn`)
    const besideReading = await turn(guard, 30, 1, 25)
    t.ok(besideReading >= 1 && besideReading <= 15, `${besideReading} of 30 however long they took to read`)
    t.notOk(guard.admitsBatch(), 'no batch is begun')
    for (let i = 0; i < 5; i++)
      t.equal(await turn(guard, 1, 25), 1, 'the first of a turn is let in, however long it takes')
    t.equal(await turn(guard, 3, 0), 3, 'a short turn is let in at once')
    await delay(1500)
    t.ok(guard.admitsBatch())
    t.equal(await turn(guard, 30, 4), 30, 'when it is over, one long turn is taken again')
  },
)

t.test('one long pause is none, and without a limit there is none', async (t) => {
  const guard = overloadGuard(LIMITS)
  const unlimited = overloadGuard({ ...LIMITS, OVERLOAD_DELAY_MS: 0 })
  t.teardown(() => guard.close())
  for (let i = 0; i < 4; i++) {
    const began = performance.now()
    t.equal(await turn(guard, 30, 4), 30)
    await delay(150 + performance.now() - began)
  }
  for (let i = 0; i < 4; i++) {
    t.equal(await turn(guard, 30, 4), 30, 'nor is every other turn')
    t.equal(await turn(guard, 3, 0), 3)
  }
  for (let i = 0; i < 4; i++) t.equal(await turn(unlimited, 30, 4), 30)
  unlimited.close()
})

/** A machine that does other things makes some rests longer than the turn before. */
const MOST_TURNS = 60

/** Turns with nothing else between them than a rest; how many of the calls were let in, until one was not. */
async function refusedAfter(guard: OverloadGuard, rest: number): Promise<number> {
  for (let turns = 1; turns <= MOST_TURNS; turns++) {
    if ((await turn(guard, 40, 4)) < 40) return turns
    await delay(rest)
  }
  return Number.POSITIVE_INFINITY
}

t.test('callers who all wait for their answers and come again together are an overload', async (t) => {
  const guard = overloadGuard(LIMITS)
  t.teardown(() => guard.close())
  t.ok((await refusedAfter(guard, 105)) <= MOST_TURNS, 'a rest that is shorter than the turn ends no alert')
})

t.test('a crowd that never lets a turn end is one too', async (t) => {
  const guard = overloadGuard(LIMITS)
  t.teardown(() => guard.close())
  const admitted = await turn(guard, 64 * 20, 1)
  t.ok(admitted >= 64 && admitted <= 640, `${admitted} of 1280 calls of a millisecond in one turn`)
  const patient = overloadGuard({ ...LIMITS, OVERLOAD_DELAY_MS: 1000 })
  t.teardown(() => patient.close())
  guard.close()
  t.equal(await turn(patient, 64 * 10, 1), 640, 'but not where turns may be longer')
})

/**
 * What a guard that has begun to refuse says of heads, and how long it took to ask: after half a second without any it
 * has ended.
 */
async function judgedByHeads(guard: OverloadGuard) {
  await refusedAfter(guard, 0)
  const began = performance.now()
  const crowd = Array.from({ length: 20 }, () => guard.judge(1, false))
  await setImmediate()
  const late = Array.from({ length: 5 }, () => guard.judge(0.01, true))
  await delay(30)
  guard.judge(0.01, false)
  await delay(30)
  const spare = [guard.judge(0.01, true), guard.judge(0.01, true)]
  return { crowd, late, spare, took: performance.now() - began }
}

t.test(
  'by their heads: all while calm, a share during an overload, and nobody who had been told to wait',
  async (t) => {
    const guard = overloadGuard(LIMITS)
    t.teardown(() => guard.close())
    t.ok(guard.isCalm)
    t.equal(guard.judge(1, false), 'open')
    let judged = await judgedByHeads(guard)
    for (let again = 0; again < 10 && judged.took > 300; again++) judged = await judgedByHeads(guard)
    t.notOk(guard.isCalm)
    const { crowd, late, spare } = judged
    t.equal(crowd[0], 'admitted', 'the first')
    t.same(new Set(crowd), new Set(['admitted', 'refused']))
    t.ok(crowd.filter((each) => each === 'admitted').length <= 2 * LIMITS.OVERLOAD_TURN_MS + 1)
    t.same(new Set(late), new Set(['refused']), 'late, after a turn that was full')
    t.same(spare, ['next', 'refused'], 'late, but there is time for one')
    await delay(1500)
    t.equal(guard.judge(1, true), 'open', 'when it is over')
  },
)

t.test('what is not done for callers is not laid to them', async (t) => {
  const guard = overloadGuard(LIMITS)
  t.teardown(() => guard.close())
  t.ok(await isRefusedBeside(guard, () => busy(75)), 'what is done between the calls of a turn is theirs')
  await delay(1100)
  t.notOk(await isRefusedBeside(guard, () => ours(() => busy(75))), 'but for our own work')
  const collect = collector()
  t.notOk(
    await isRefusedBeside(guard, () => {
      const until = processorTime() + 75
      while (processorTime() < until) collect()
    }),
    'and the collecting of garbage',
  )
  for (let i = 0; i < 6; i++) {
    busy(75)
    t.equal(await turn(guard, 60, 0.25), 60, 'before the first call of a turn nothing is theirs')
  }
})
