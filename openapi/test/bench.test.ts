/** The benchmark's own parts: what it sends, how it reckons, what it writes. */
import '@activity-scores/shared/testing/patience'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { instruments } from '@activity-scores/services/registry'
import t from 'tap'
import { chart } from '../programs/bench/chart.js'
import { pace } from '../programs/bench/pace.js'
import { comparison, goalSection, goals, markdown } from '../programs/bench/results.js'
import { hottest } from '../programs/bench/self-time.js'
import { builderOf, checkOf } from '../programs/bench/shape.js'
import { leadingExample, refusals, variations } from '../programs/kit/bodies.js'
import { fire } from '../programs/kit/load.js'
import { arrayOf, inputsOf, rowFile, stream } from '../programs/kit/rows.js'
import { pairedRatio, quantile, seeded, spread } from '../programs/kit/statistics.js'
import { cpuSeconds, memoryOf, processTree } from '../programs/kit/system.js'

t.test('quantiles lie between neighbours, and a median has its quartiles', async (t) => {
  t.equal(quantile([4, 1, 3, 2], 0.5), 2.5)
  t.same(spread([5, 1, 2, 3, 4]), { middle: 3, low: 2, high: 4 })
  t.equal(quantile([7], 0.99), 7)
})

t.test('a paired ratio is taken within each round', async (t) => {
  t.same(pairedRatio([2, 40, 6], [1, 20, 3]), { middle: 2, low: 2, high: 2 }, 'a slow round cancels out')
  t.same(pairedRatio([2, 9], [1, 0]), { middle: 2, low: 2, high: 2 }, 'a round without an anchor is left out')
})

t.test('the same seed draws the same numbers in [0, 1)', async (t) => {
  const draw = (seed: number) => Array.from({ length: 1000 }, seeded(seed))
  t.same(draw(1), draw(1))
  t.notSame(draw(1), draw(2))
  t.ok(draw(3).every((value) => value >= 0 && value < 1))
  const mean = draw(4).reduce((a, b) => a + b, 0) / 1000
  t.ok(Math.abs(mean - 0.5) < 0.05)
})

const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shapeOf(child)]))
}

for (const instrument of instruments)
  t.test(`bodies for ${instrument.slug}`, async (t) => {
    const accepted = (body: unknown): boolean =>
      instrument.request.safeParse(body).success && instrument.rules.every((rule) => rule.check(body).length === 0)
    instrument.examples.forEach(({ request, name }, example) => {
      const bodies = variations(instrument, 30, 5, example)
      t.ok(bodies.every(accepted), `${name}: schema and rules accept every one`)
      for (const body of bodies) t.same(shapeOf(body), shapeOf(request))
    })
    const leading = variations(instrument, 100, 6, leadingExample(instrument))
    // Three findings of yes and no are eight bodies.
    t.ok(new Set(leading.map((body) => JSON.stringify(body))).size >= 8, 'they differ from one another')
    t.same(leading, variations(instrument, 100, 6, leadingExample(instrument)), 'the same seed gives the same')
    t.ok(
      refusals(instrument, 20, 7).every((body) => !instrument.request.safeParse(body).success),
      'refusals are refused',
    )
  })

t.test('an anchor takes bodies of the shape of its sample and answers with its content', async (t) => {
  const sample = { a: 1, b: { c: 'x', d: [{ e: true }, { e: false }] }, f: null, g: [] }
  const check = checkOf(sample)
  t.ok(check({ a: 9, b: { c: 'y', d: [{ e: false }] }, f: null, g: [] }))
  for (const wrong of [null, [], {}, { ...sample, a: '1' }, { ...sample, h: 1 }, { ...sample, b: { c: 'x', d: [1] } }])
    t.notOk(check(wrong), JSON.stringify(wrong))
  t.same(builderOf(sample)(0), sample)
  t.same(builderOf({ a: 1 })(1), { a: 2 }, 'numbers are computed')
  const many = Array.from({ length: 60 }, () => ({ id: 'r', n: 1 }))
  t.same(builderOf(many)(0), many, 'a long list is built from its first')
})

const answering = async (status: number, text: string) => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-length': Buffer.byteLength(text) }).end(text)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` }
}

t.test('the load counts every kind of fault', async (t) => {
  const good = await answering(200, '{"score":1}')
  const refusing = await answering(422, '{"type":"x"}')
  t.teardown(() => {
    good.server.close()
    refusing.server.close()
  })
  const shots = [{ path: '/', body: '{}' }]
  const load = { shots, connections: 2, amount: 20 }
  const fine = await fire({ ...load, origin: good.origin, begins: '{"score"' })
  t.same([fine.requests, fine.faults], [20, 0])
  t.equal((await fire({ ...load, origin: good.origin, begins: '{"other"' })).faults, 20, 'another beginning')
  t.equal((await fire({ ...load, origin: refusing.origin })).faults, 20, 'another status')
  t.equal((await fire({ ...load, origin: refusing.origin, expected: 422 })).faults, 0, 'the expected status')
  const paced = await pace({ origin: good.origin, shots, rate: 200, seconds: 0.2, connections: 2 })
  t.same([paced.requests, paced.faults], [40, 0], 'evenly spaced')
  t.equal((await pace({ origin: refusing.origin, shots, rate: 100, seconds: 0.1, connections: 1 })).faults, 10)
})

t.test('a stream of rows is counted, and what is lost or failed is a fault', async (t) => {
  const instrument = instruments[0]
  if (!instrument) return
  const path = rowFile(instrument, 3, 1)
  const row = (status: number, rest: string) => `{"id":"r","status":${status},${rest}}\n`
  const answers = row(200, '"result":{}') + row(422, '"problem":{}')
  const { server, origin } = await answering(200, answers)
  t.teardown(() => server.close())
  const { rows, faults } = await stream(`${origin}/x`, path, 3)
  t.same({ rows, faults }, { rows: 2, faults: 2 }, 'one failed, one lost')
  const array: unknown = JSON.parse(arrayOf(inputsOf(instrument, 2, 1), 5, 10))
  t.match(array, [{ id: 'r00000010' }, {}, {}, {}, { id: 'r00000014' }])
})

const measured = {
  name: 'service',
  micros: 50,
  each: [30, 20],
  ratio: { middle: 1.4, low: 1.3, high: 1.6 },
  rounds: [50],
  rate: 12_345.6,
  requests: 100,
  faults: 0,
}

t.test('results: goals beside figures, met, missed and not measured', async (t) => {
  const figures = [
    { goal: 'service', value: 1.4, shown: '1.40 (1.30-1.60)' },
    { goal: 'panel', value: 2.5, shown: '2.50' },
  ]
  const { rows } = goalSection(figures)
  t.equal(rows.length, goals.length)
  t.same(rows[0]?.slice(1), ['1.5', '1.40 (1.30-1.60)', 'met'])
  t.ok(rows.some((row) => row.includes('**missed**')))
  t.ok(rows.some((row) => row.includes('not measured')))
  const finding = { sections: [comparison('One', ['A note.'], [measured])], figures, requests: 100, faults: 0 }
  const text = markdown({ machine: { Date: '2026-01-01' }, options: '3 rounds', findings: [finding] })
  t.match(text, '100 requests, 0 of them')
  t.match(text, '| service | 50.0 (30.0 + 20.0) | 1.40 (1.30-1.60) | 12346 | 0 |')
  t.match(text, /\n## One\n\nA note\.\n\n\|/)
  const picture = chart(figures)
  t.equal(picture.match(/<rect/g)?.length, 2, 'a bar for each measured goal')
  t.match(picture, 'class="missed"')
  t.notMatch(picture, /NaN|undefined/)
})

t.test('self time adds up by function, without idling', async (t) => {
  const frame = (functionName: string, lineNumber: number) => ({ functionName, url: 'file:///r/a.js', lineNumber })
  const nodes = [
    { id: 1, callFrame: frame('(idle)', 0) },
    { id: 2, callFrame: frame('f', 4) },
    { id: 3, callFrame: frame('f', 4) },
    { id: 4, callFrame: frame('', 9) },
  ]
  const profile = { nodes, samples: [1, 2, 3, 4, 1], timeDeltas: [0, 10, 20, 30, 40] }
  const { rows, busy } = hottest(profile, 5, '/r/')
  t.equal(busy, 90)
  t.same(rows, [
    { name: 'f', where: 'a.js:5', microseconds: 50, share: 50 / 90 },
    { name: '(anonymous)', where: 'a.js:10', microseconds: 40, share: 40 / 90 },
  ])
})

t.test('the system tells processor time and memory of a process', async (t) => {
  t.ok(processTree(process.pid).includes(process.pid))
  const before = cpuSeconds([process.pid])
  for (const used = process.cpuUsage(); process.cpuUsage(used).user < 100_000; );
  t.ok(cpuSeconds([process.pid]) - before > 0.05, 'of 0.1 s')
  t.ok(memoryOf([process.pid]).rss > 10)
})
