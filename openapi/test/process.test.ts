/** Real processes on port 0: start, answer, and end in an orderly way. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'

const root = new URL('../../../', import.meta.url)
const at = (path: string): string => fileURLToPath(new URL(path, root))

const published = JSON.stringify({
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
})

interface Started {
  readonly child: ChildProcess
  readonly origin: string
  readonly lines: readonly Record<string, unknown>[]
}

/** Starts a program and reads its address from its log. */
async function start(
  t: Test,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const lines: Record<string, unknown>[] = []
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it listened`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line) as Record<string, unknown>
      lines.push(entry)
      if (entry['msg'] === 'listening') resolve({ child, origin: String(entry['address']), lines })
    })
  })
}

/** The exit code, once everything that the process wrote has been read. */
const closed = async (child: ChildProcess): Promise<unknown> => (await once(child, 'close'))[0]

const programs = {
  gateway: ['openapi/dist/src/main.js'],
  'lone service': ['services/dist/serve.js', 'das28-esr'],
}

for (const [name, [file = '', ...rest]] of Object.entries(programs)) {
  t.test(`${name} as a process`, async (t) => {
    const { child, origin, lines } = await start(t, [at(file), ...rest])

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
    [['services/dist/serve.js', 'das29'], {}, /Known: .*das28-esr/],
  ]
  for (const [[file = '', ...rest], environment, message] of cases) {
    const child = spawn(process.execPath, [at(file), ...rest], {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    t.equal(await closed(child), 1)
    t.match(said, message)
    t.notMatch(said, /\n\s+at /, 'no stack')
  }
})
