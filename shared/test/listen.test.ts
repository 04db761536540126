/** What a start says that cannot listen where it is told to. */
import { createServer } from 'node:net'
import t from 'tap'
import { ConfigError } from '../src/config/error.js'
import type { Host } from '../src/http/host.js'
import { listen } from '../src/http/listen.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'

/** Listens as Node does, without anything that could be asked. */
const real = {
  app: {
    listen: ({ host, port }: { readonly host: string; readonly port: number }) =>
      new Promise((resolve, reject) => {
        const server = createServer().once('error', reject)
        server.listen(port, host, () => server.close(resolve))
      }),
  },
  prepare: async () => undefined,
} as unknown as Host

const failing = (error: unknown): Host =>
  ({ app: { listen: () => Promise.reject(error) }, prepare: async () => undefined }) as unknown as Host

const attempt = (host: Host, environment: Readonly<Record<string, string>>) =>
  listen(host, testConfig(environment), silentLogger())

t.test('an address of another machine, a name without one, and what is no address', async (t) => {
  // 192.0.2.0/24 and 2001:db8::/32 are for documentation, .invalid for names that are never given (RFC 5737, 3849, 2606).
  for (const [HOST, sentence] of [
    ['192.0.2.7', /^HOST: 192\.0\.2\.7 is no address of this machine/],
    ['nobody.invalid', /^HOST: (no address is known for the name|the name) nobody\.invalid/],
    ['localhost:3000', /^HOST: (no address is known for the name|the name) localhost:3000/],
  ] as const)
    await t.rejects(attempt(real, { HOST, PORT: '0' }), { name: 'ConfigError', message: sentence })
  await t.rejects(attempt(real, { HOST: '2001:db8::1', PORT: '0' }), { name: 'ConfigError', message: /^HOST: / })
})

t.test('a port that is taken, or kept for others', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { readonly port: number }
  await t.rejects(attempt(real, { PORT: String(port) }), {
    name: 'ConfigError',
    message: /^PORT: \d+ at 127\.0\.0\.1 is taken/,
  })
  const denied = Object.assign(new Error('listen EACCES'), { code: 'EACCES', syscall: 'listen' })
  await t.rejects(attempt(failing(denied), { PORT: '80' }), {
    name: 'ConfigError',
    message: /^PORT: 80 may be taken by privileged processes alone\. Set one from 1024 on/,
  })
  await t.rejects(attempt(failing(denied), { PORT: '3000' }), {
    name: 'ConfigError',
    message: /^PORT: 3000 may not be taken/,
  })
})

t.test('any other refusal of the system is told with its code, and a fault of ours as it is', async (t) => {
  const odd = Object.assign(new Error('bind EINVAL'), { code: 'EINVAL', syscall: 'bind' })
  await t.rejects(attempt(failing(odd), { HOST: 'fe80::1' }), {
    name: 'ConfigError',
    message: /^HOST and PORT: 3000 at fe80::1 cannot be listened on \(EINVAL\)/,
  })
  const ours = new TypeError('a plugin failed')
  await t.rejects(attempt(failing(ours), {}), ours)
  t.notOk(ours instanceof ConfigError)
})
