/** Real processes on port 0: start, answer, and end in an orderly way. */
import '@activity-scores/shared/testing/patience'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { closed, GATEWAY, runToEnd, serviceOf, start } from '../programs/kit/processes.js'

const published = JSON.stringify({
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
})

const programs = {
  gateway: GATEWAY,
  'lone service': serviceOf('das28-esr'),
}

for (const [name, program] of Object.entries(programs)) {
  t.test(`${name} as a process`, async (t) => {
    const { child, origin, lines } = await start(t, program)

    const answer = await fetch(`${origin}/v1/das28-esr`, {
      method: 'POST',
      body: published,
      headers: { 'content-type': 'application/json' },
    })
    const result = (await answer.json()) as { score: { reported: string } }
    t.equal(result.score.reported, '3.81', 'the published score')
    for (const path of [
      '/health/live',
      '/health/ready',
      '/metrics',
      '/openapi.json',
      '/docs',
      '/v1/instruments/das28-esr',
    ])
      t.equal((await fetch(origin + path)).status, 200, path)

    await t.test('ends work in flight on SIGTERM, then exits with 0', async (t) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1')
      const head = `POST /v1/das28-esr HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${published.length}\r\n\r\n`
      socket.write(head + published.slice(0, 20))
      await delay(100)
      const ended = closed(child)
      child.kill('SIGTERM')
      await delay(100)
      t.equal(child.exitCode, null, 'still there for the request in flight')
      socket.write(published.slice(20))
      let received = ''
      for await (const chunk of socket) received += String(chunk)
      t.match(received, /^HTTP\/1\.1 200 /)
      t.match(received, '"reported":"3.81"')
      t.equal(await ended, 0)
    })

    const requests = lines.filter((line) => line['msg'] === 'request')
    t.equal(requests.filter((line) => line['route'] === '/v1/das28-esr').length, 2, 'one line a request')
    t.ok(
      lines.some((line) => line['msg'] === 'stopped'),
      'says that it stopped',
    )
  })
}

t.test('a fault in the configuration or the command line ends the start with a plain sentence', async (t) => {
  const cases: readonly (readonly [readonly string[], Readonly<Record<string, string>>, RegExp])[] = [
    [programs.gateway, { PORT: 'abc' }, /PORT: must be a whole number/],
    [programs.gateway, { UPSTREAM_DAS28: 'http://x' }, /UPSTREAM_DAS28: no such instrument/],
    [
      programs.gateway,
      { STOP_DELAY_MS: '20000' },
      /STOP_DELAY_MS: 20000 must be below STOP_TIMEOUT_MS, which is 10000/,
    ],
    // An address for documentation, which no machine has (RFC 5737).
    [
      programs['lone service'],
      { HOST: '192.0.2.7', ALLOW_ANONYMOUS: 'true' },
      /^HOST: 192\.0\.2\.7 is no address of this machine/,
    ],
    [serviceOf('das29'), {}, /Known: .*das28-esr/],
  ]
  for (const [program, environment, message] of cases) {
    const { code, errors } = await runToEnd(t, program, environment)
    t.equal(code, 1)
    t.match(errors, message)
    t.notMatch(errors, /\n\s+at /, 'no stack')
  }
})

t.test('a variable that is misspelt is told in the log of the gateway and of a service', async (t) => {
  for (const program of Object.values(programs)) {
    const { lines } = await start(t, program, { RATELIMIT_ROWS: '987654321', CDAI_PORT: 'tcp://10.0.0.1:80' })
    const warnings = lines.filter((line) => line['level'] === 40)
    t.same(
      warnings.map((line) => [line['variable'], line['nearest']]),
      [['RATELIMIT_ROWS', 'RATE_LIMIT_ROWS']],
    )
    t.notMatch(JSON.stringify(lines), '987654321')
  }
})
